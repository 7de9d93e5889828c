"""bot.py import: what it shows before, what scripts get, what it says when it can't."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from commandline.waiting import plain_lines, progress
from storage.engine import Store
from tests.commandline.conftest import BOT, Run

PEOPLE = "handle,followers,likes,mood\nana,15000,2000,calm\nbo,80000,,\ncy,TBD,700,\n"
FLAWED = PEOPLE + "dee,many,5,\nann,1,2,3,4\n"
KEYS = ["run", "read", "new", "updated", "unchanged", "repeated", "rejected"]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    path = tmp_path / "flawed.csv"
    path.write_text(FLAWED)
    return path


def shortlist(store: Store, influencer_id: int) -> None:
    store.write(
        lambda tx: (
            tx.run(
                "INSERT INTO shortlists (id, client_id, name, folded, created_by, created_at)"
                " VALUES (1, 1, 'Summer', 'summer', 'U1', '2026-11-24T00:00:00Z')"
            ),
            tx.run(
                "INSERT INTO shortlist_members (shortlist_id, influencer_id, added_by, added_at)"
                " VALUES (1, :id, 'U1', '2026-11-24T00:00:00Z')",
                {"id": influencer_id},
            ),
        )
    )


def test_preview_shows_each_column_as_it_is_understood(run: Run, people: Path) -> None:
    said = run("import", "people.csv").said
    rows = [re.split(r" {2,}", line.strip()) for line in said.splitlines() if "   " in line]
    assert [row[:2] for row in rows] == [
        ["handle", "Handle"],
        ["followers", "Followers"],
        ["likes", "Average likes"],
        ["mood", "Keep as extra field"],
    ]


def test_preview_shows_the_first_creators(run: Run, people: Path) -> None:
    said = run("import", "people.csv").said
    assert "@ana · platform unknown · 15,000 followers · 2,000 likes\n" in said


def test_preview_says_what_is_unknown(run: Run, people: Path) -> None:
    said = run("import", "people.csv").said
    assert "1 has no followers and 1 has no likes: not known, never taken for zero.\n" in said


def test_preview_says_which_platform_is_taken_and_why(run: Run, people: Path) -> None:
    said = run("import", "people.csv", "--platform", "tiktok").said
    assert "On TikTok, as asked, where no cell says it.\n" in said


def test_preview_of_sales_shows_the_first_of_them(run: Run, people: Path) -> None:
    people.write_text(SALES)
    said = run("import", "people.csv", "--kind", "sales", "--dry-run").said
    assert "sale of order 1: $10.00, code JANE10\n" in said


def test_misspelt_heading_is_asked_about_and_kept_as_it_is(run: Run, people: Path) -> None:
    people.write_text("handle,Folowers\nana,15000\n")
    done = run("import", "people.csv")
    assert "Is “Folowers” followers?" in done.said
    assert "--map FILE, with the line Folowers,followers in that file" in done.said
    assert run("find", "tier:any", "--json").document["results"][0]["followers"] is None


def test_misspelt_heading_of_handles_is_asked_about(run: Run, people: Path) -> None:
    people.write_text("Usernme,followers\nana,15000\n")
    refused = run("import", "people.csv", "--dry-run")
    assert refused.code == 2
    assert "Is “Usernme” handle? Then import it with --map FILE, with the line" in refused.said
    assert "Usernme,handle in that file" in refused.said


def test_list_without_a_usable_row_is_refused(run: Run, people: Path, store: Store) -> None:
    people.write_text("handle,followers\nbo,many\n,5\n")
    refused = run("import", "people.csv")
    assert (refused.code, refused.out) == (2, "")
    assert "Say with --map FILE what each column is, or fix the list and import it" in refused.said
    assert store.read(lambda tx: tx.value("SELECT COUNT(*) FROM runs")) == 0


def test_report_counts_and_tells_how_to_undo(run: Run, people: Path) -> None:
    assert run("import", "people.csv", "--yes").out == (
        "people.csv: 3 read\n"
        "3 new · 0 updated · 0 unchanged · 0 repeated · 0 rejected\n"
        "1 is a micro-influencer; 1 has no likes; 1 has no followers\n"
        "  Undo: python bot.py import --undo 1\n"
    )


def test_json_is_one_document_with_its_keys(run: Run, people: Path) -> None:
    document = run("import", "people.csv", "--json").document
    assert list(document.items()) == list(zip(KEYS, (1, 3, 3, 0, 0, 0, 0), strict=True))


def test_second_import_says_unchanged(run: Run, people: Path) -> None:
    run("import", "people.csv", "--json")
    again = run("import", "people.csv", "--json")
    assert (again.code, again.document["new"], again.document["unchanged"]) == (0, 0, 3)


@pytest.mark.parametrize("words", [(), ("--dry-run",)])
def test_import_that_changes_nothing_offers_no_undo(
    run: Run, people: Path, words: tuple[str, ...]
) -> None:
    run("import", "people.csv")
    assert "--undo" not in run("import", "people.csv", *words).out


def test_dry_run_of_a_list_that_is_in_is_no_run(run: Run, people: Path) -> None:
    run("import", "people.csv")
    assert run("import", "people.csv", "--dry-run", "--json").document["run"] is None


def test_report_says_how_many_lack_followers(run: Run, people: Path) -> None:
    people.write_text("handle\nana\nbo\n")
    out = run("import", "people.csv").out
    assert "0 are micro-influencers; 2 have no likes; 2 have no followers\n" in out


def test_rejected_rows_ask_for_a_look(run: Run, flawed: Path) -> None:
    done = run("import", "flawed.csv", "--json")
    assert (done.code, done.document["new"], done.document["rejected"]) == (1, 3, 2)


def test_rejected_rows_are_said_with_line_column_and_reason(run: Run, flawed: Path) -> None:
    out = run("import", "flawed.csv").out
    assert "line 5, followers: “many” is not a number. Write it like 12400 or 12.4K" in out
    assert "line 6, the whole row: This row has 5 cells under 4 headings." in out
    assert "Rejected rows are in flawed-rejected.csv" in out


def test_rejects_never_replace_an_earlier_file_of_them(run: Run, flawed: Path) -> None:
    run("import", "flawed.csv")
    mended = flawed.with_name("flawed-rejected.csv")
    mended.write_text("half mended")
    run("import", "flawed.csv")
    assert mended.read_text() == "half mended"
    assert flawed.with_name("flawed-rejected-2.csv").exists()


def test_rejects_go_where_they_are_asked_to(run: Run, flawed: Path, tmp_path: Path) -> None:
    run("import", "flawed.csv", "--rejects", "look.csv")
    assert (
        (tmp_path / "look.csv")
        .read_text()
        .startswith("desk: line,desk: column,desk: reason,handle")
    )


def test_rejects_never_replace_the_list_itself(run: Run, flawed: Path) -> None:
    refused = run("import", "flawed.csv", "--rejects", "./flawed.csv")
    assert (refused.code, flawed.read_text()) == (2, FLAWED)
    assert "would overwrite" in refused.said


def test_rejects_that_can_t_be_written_leave_the_store_alone(run: Run, flawed: Path) -> None:
    refused = run("import", "flawed.csv", "--rejects", "no/such/folder.csv")
    assert "Say with --rejects FILE where they may go." in refused.said
    assert run("find", "tier:any", "--json").document["total"] == 0


def test_file_without_rejects_leaves_no_file_of_them(run: Run, people: Path) -> None:
    run("import", "people.csv")
    assert not people.with_name("people-rejected.csv").exists()


def test_dry_run_counts_and_changes_nothing(run: Run, people: Path) -> None:
    document = run("import", "people.csv", "--dry-run", "--json").document
    assert (document["run"], document["new"]) == (None, 3)
    assert run("find", "tier:any", "--json").document["total"] == 0


def test_dry_run_leaves_no_file_of_rejects(run: Run, flawed: Path) -> None:
    out = run("import", "flawed.csv", "--dry-run").out
    assert "An import puts rejected rows into a file, as does --rejects FILE." in out
    assert not flawed.with_name("flawed-rejected.csv").exists()


def test_dry_run_writes_rejects_where_they_are_asked_to(run: Run, flawed: Path) -> None:
    run("import", "flawed.csv", "--dry-run", "--rejects", "look.csv")
    assert flawed.with_name("look.csv").read_text().count("\n") == 3


def test_rejects_beyond_the_first_are_counted(run: Run, people: Path) -> None:
    people.write_text(PEOPLE + "dee,many,5,\n" * 7)
    assert "\n… and 4 more rows are rejected\n" in run("import", "people.csv").out


def test_undo_with_a_file_is_refused(run: Run, people: Path) -> None:
    run("import", "people.csv")
    refused = run("import", "--undo", "1", "people.csv")
    assert (refused.code, refused.out) == (2, "")
    assert "Leave people.csv out, or --undo. Nothing was changed." in refused.said


def test_endless_name_does_not_flood_the_preview(run: Run, people: Path) -> None:
    people.write_text("handle,name,followers,price\nana," + "a" * 200_000 + ",5," + "b" * 200_000)
    done = run("import", "people.csv")
    assert len(done.said) + len(done.out) < 3_000


def test_column_without_a_number_is_said_before_and_after(run: Run, people: Path) -> None:
    people.write_text("handle,followers\nana,many\n")
    done = run("import", "people.csv")
    note = "The column “followers” has no number in its first rows, like “many”"
    assert note in done.said
    assert note in done.out


def test_notes_of_a_script_go_to_standard_error(run: Run, people: Path) -> None:
    people.write_text("handle,followers\nana,many\n")
    done = run("import", "people.csv", "--json")
    assert (done.document["new"], "has no number" in done.said) == (1, True)


SALES = "shop,order,kind,code,date,currency,net\nacme,1,sale,JANE10,2026-11-20,USD,10\n"
POSTS = "handle,platform,posted_at,format,likes,comments,url\nana,tiktok,2026-11-01,video,5,1,\n"


def test_posts_that_nobody_called_so_are_refused(run: Run, people: Path) -> None:
    people.write_text(POSTS)
    refused = run("import", "people.csv", "--json")
    assert (refused.code, refused.out) == (2, "")
    assert "people.csv looks like a list of posts. Import it with --kind posts" in refused.said


@pytest.mark.parametrize("kind", ["posts", "influencers"])
def test_list_that_looks_like_posts_is_what_it_is_called(run: Run, people: Path, kind: str) -> None:
    people.write_text(POSTS)
    assert run("import", "people.csv", "--kind", kind, "--json").document["new"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
@pytest.mark.parametrize("reads", [0, 1])
def test_import_goes_on_though_nobody_reads_what_it_says(
    people: Path, store: Store, reads: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, str(BOT), "import", "people.csv"],
        cwd=people.parent,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{store.path}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    process.stdout.read(reads)
    process.stdout.close()
    assert process.wait(timeout=60) == 0
    assert store.read(lambda tx: tx.value("SELECT COUNT(*) FROM accounts")) == 3


def test_undo_tells_what_it_did(run: Run, people: Path) -> None:
    run("import", "people.csv")
    undone = run("import", "--undo", "1", "--json")
    assert (undone.code, undone.document) == (
        0,
        {"run": 1, "removed": 3, "restored": 0, "kept": []},
    )


def test_undo_names_the_list(run: Run, people: Path) -> None:
    run("import", "people.csv")
    assert run("import", "--undo", "1").out.startswith("The import of people.csv is undone: 3 rem")


def test_undo_that_keeps_somebody_asks_for_a_look(run: Run, people: Path, store: Store) -> None:
    run("import", "people.csv")
    shortlist(store, 1)
    undone = run("import", "--undo", "1", "--json")
    assert (undone.code, undone.document["removed"], undone.document["kept"]) == (1, 2, ["ana"])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Say which file to import, or --undo RUN."),
        (("nowhere.csv",), "nowhere.csv can't be read: No such file or directory."),
        ((".",), "can't be read"),
        (("empty.csv",), "empty.csv is empty. Save it as"),
        (("page.csv",), "page.csv is a web page, not a list."),
        (("people.csv", "--platform", "myspace"), "There is no platform “myspace”."),
        (("people.csv", "--as-of", "last week"), "“last week” is not a date. Write it like"),
        (("people.csv", "--as-of", "2099-01-01"), "2099-01-01 lies in the future"),
        (("bare.csv",), "bare.csv has headings but no rows."),
        (("people.csv", "--client", "Nobody Inc"), "There is no client “Nobody Inc”."),
        (
            ("people.csv", "--map", "wrong.json"),
            "names a column “Fans” that the file does not have",
        ),
        (("people.csv", "--map", "field.csv"), "There is no field “mojo” to map a column to."),
        (("people.csv", "--map", "nowhere.json"), "The mapping file nowhere.json can't be read."),
        (("--undo", "9"), "There is no import number 9. Nothing was changed."),
    ],
)
def test_what_can_t_be_done_is_said_in_a_sentence(
    run: Run, people: Path, words: tuple[str, ...], says: str
) -> None:
    people.with_name("empty.csv").write_bytes(b"")
    people.with_name("bare.csv").write_text("handle,followers\n")
    people.with_name("page.csv").write_text("<!DOCTYPE html><title>Log in</title>")
    people.with_name("wrong.json").write_text('{"Fans": "followers"}')
    people.with_name("field.csv").write_text("heading,field\nmood,mojo\n")
    refused = run("import", *words, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert says in refused.said


def test_dry_run_makes_no_store(run: Run, people: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'fresh' / 'desk.db'}"
    ran = run("import", "people.csv", "--dry-run", "--json", DATABASE_URL=url)
    assert (ran.document["new"], (tmp_path / "fresh").exists()) == (3, False)


def test_mapping_file_names_columns_that_nobody_would_guess(run: Run, people: Path) -> None:
    people.with_name("odd.csv").write_text("wer,wieviele,herz\nana,15000,2000\n")
    people.with_name("map.json").write_text(
        '{"wer": "handle", "wieviele": "followers", "herz": "average_likes"}'
    )
    run("import", "odd.csv", "--map", "map.json")
    found = run("find", "", "--json").document["results"]
    assert [(one["handle"], one["followers"], one["average_likes"]) for one in found] == [
        ("ana", 15_000, 2_000)
    ]


def test_day_of_the_figures_is_taken_from_the_command(run: Run, people: Path) -> None:
    run("import", "people.csv", "--as-of", "2026-10-01")
    assert run("find", "", "--json").document["results"][0]["as_of"] == "2026-10-01"


def test_list_is_searched_by_the_name_it_was_given(run: Run, people: Path) -> None:
    run("import", "people.csv", "--source", "Fair 2026")
    assert run("find", 'source:"Fair 2026"', "--json").document["total"] == 1


def test_import_beside_another_is_refused(run: Run, people: Path, store: Store) -> None:
    with store.alone("import"):
        refused = run("import", "people.csv", "--json")
    assert (refused.code, refused.out) == (2, "")
    assert "Another import is under way. Nothing was changed" in refused.said


def test_undo_beside_an_import_is_refused(run: Run, people: Path, store: Store) -> None:
    run("import", "people.csv")
    with store.alone("import"):
        assert "Nothing was undone" in run("import", "--undo", "1").said


def test_long_work_tells_how_far_it_is_every_few_seconds() -> None:
    seconds = iter([0.0, 1.0, 6.0, 6.0, 8.0, 12.0, 12.0])
    lines: list[str] = []
    tell = plain_lines(lines.append, lambda: next(seconds))
    for stage, share in (("reading", 0.1), ("reading", 0.5), ("reading", 0.9), ("merging", 2.0)):
        tell(stage, share)
    assert lines == ["reading: 50%", "merging: 100%"]


def test_bar_shows_rate_and_time_left() -> None:
    shown = io.StringIO()
    screen = Console(file=shown, force_terminal=True, width=80)
    with progress(screen, size=8_000_000) as tell:
        tell("reading", 0.25)
        tell("reading", 0.5)
    said = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", shown.getvalue())
    assert re.search(r"reading .* 50% [\d.,]+ ([kMGTP]?B|bytes)/s \d:\d\d:\d\d", said)


def test_short_work_tells_nothing(run: Run, people: Path) -> None:
    assert "%" not in run("import", "people.csv").said


def test_process_prints_json_and_nothing_else(
    bot: Callable[..., subprocess.CompletedProcess[str]], people: Path, store: Store
) -> None:
    done = bot("import", "people.csv", "--json", DATABASE_URL=f"sqlite:///{store.path}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith('{\n  "run": 1,\n  "read": 3,')


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are for POSIX")
@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_person_at_a_terminal_is_asked_first(
    people: Path, store: Store, answer: str, code: int
) -> None:
    ours, theirs = os.openpty()
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, str(BOT), "import", "people.csv"],
        cwd=people.parent,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{store.path}"},
        stdin=theirs,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, "Nothing was imported." in done.stdout) == (code, code == 1)
