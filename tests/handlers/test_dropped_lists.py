"""A list dropped on the bot: shown as it would come in, corrected, imported once, taken back."""

from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from console.driver import Reply, Slack
from console.workspace import BOT_USER, direct
from handlers.fetching import LARGEST, Unreadable, file_name, refuse_page, url_of
from tests.handlers.conftest import CREATORS, Json, Requests

SLACK = "https://slack.com/api/"
FILE = {"name": "ana.csv", "size": 10, "url_private": "https://files.slack.com/files-pri/T1/a.csv"}
STRANGE = b"who,fans,likes\nana,12000,500\nbo,20000,600\n"


def shared(requests: Requests, file: Json, ts: str = "1.0") -> Json:
    return {**requests.said(""), "subtype": "file_share", "files": [file], "ts": ts}


def test_dropped_list_is_shown_as_it_would_come_in(slack: Slack) -> None:
    shown = slack.drop("ana.csv", CREATORS.encode())
    assert shown.text.split("\n")[:6] == [
        "ana.csv: 16 rows",
        "They look like creators. As they come in:",
        "Jane Runs · Instagram · Fitness · 15,000 followers · 2,000 likes",
        "Lift With Ed · TikTok · Fitness · 80,000 followers · 2,000 likes",
        "Flat Fit · Instagram · Fitness · 50,000 followers · 91 likes",
        "1 has no likes: not known, never taken for zero.",
    ]


def test_list_without_headings_is_told_so(slack: Slack) -> None:
    shown = slack.drop("a.csv", b"abbyx,Instagram,15000\nbeax,Instagram,20000\n")
    assert "the first row looks like data (abbyx, Instagram, 15000)" in shown.text


def test_button_counts_the_rows_that_can_be_taken(slack: Slack) -> None:
    shown = slack.drop("a.csv", b"handle,followers\nana,12000\nbo,many\n,5\ncy,7\n")
    assert "Import 2 creators" in shown.shown


def test_button_of_a_long_list_promises_no_more_than_was_looked_at(slack: Slack) -> None:
    many = b"".join([b"h%d,5\n" % number for number in range(300)])
    shown = slack.drop("a.csv", b"handle,followers\nbo,many\n" + many)
    assert "Import up to 300 creators" in shown.shown


def test_button_counts_whom_several_rows_are_about_once(slack: Slack) -> None:
    shown = slack.drop("a.csv", b"handle,followers\n" + b"ana,5\nbo,6\nAna,7\n" * 10)
    assert "Import 2 creators" in shown.shown


def test_list_of_which_no_row_can_be_taken_says_so_and_cannot_be_imported(slack: Slack) -> None:
    shown = slack.drop("a.csv", b"handle,followers\nbo,many\n,5\n")
    assert "None of its rows can be taken, like line 2, followers:" in shown.text
    assert "Import" not in shown.shown


def test_list_says_who_is_there_already(slack: Slack) -> None:
    slack.bring_in("a.csv", b"handle,platform\nana,tiktok\nbo,tiktok\n")
    shown = slack.drop("b.csv", b"handle,platform\nana,tiktok\nbo,youtube\nBo,tiktok\nANA,tiktok\n")
    assert "\n2 are in your list already.\n" in shown.text


def test_who_has_a_doubt_is_said_before_the_import(slack: Slack) -> None:
    shown = slack.drop("a.csv", b"handle,followers\na!,12000\nbo,5\n")
    assert "1 row has a doubt, like line 2, handle: “a!” does not look like a" in shown.text


def test_nothing_is_imported_before_somebody_says_so(slack: Slack) -> None:
    slack.drop("ana.csv", CREATORS.encode())
    assert "has nobody yet" in slack.command("/find-influencer").text


def test_one_click_imports_a_list(slack: Slack) -> None:
    report = slack.bring_in("ana.csv", CREATORS.encode())
    assert report.text.split("\n") == [
        "ana.csv: 16 read",
        "16 new · 0 updated · 0 unchanged · 0 repeated · 0 rejected",
        "14 are micro-influencers; 1 has no likes",
    ]


def test_report_tells_of_rows_that_came_in_with_a_doubt(slack: Slack) -> None:
    report = slack.bring_in("a.csv", b'handle,likes,note\nana,5,"oops\nbo,6,x\n')
    assert "2 new" in report.text
    assert (
        "1 row has come in with a doubt, like line 2, the whole row: A quotation mark opens on this"
        " line and is never closed"
    ) in report.text


def test_row_with_two_doubts_counts_once_before_and_after(slack: Slack) -> None:
    shown = slack.drop("a.csv", b"handle,last contact,as of\nana,soon,then\nbo,,\n")
    assert "1 row has a doubt, like line 2" in shown.text
    slack.click(shown, "Import 2 creators")
    slack.wait(lambda: "1 row has come in with a doubt, like line 2" in shown.text)


def test_column_without_a_number_is_said_before_and_after(slack: Slack) -> None:
    content = b"handle,followers\nana,many\n"
    assert "“followers” has no number in its first rows" in slack.drop("a.csv", content).text
    assert "“followers” has no number in its first rows" in slack.bring_in("b.csv", content).text


def test_imported_list_is_found_at_once(slack: Slack) -> None:
    report = slack.bring_in("ana.csv", CREATORS.encode())
    assert "14 micro-influencers" in slack.click(report, "Find them").text


def test_report_stands_where_the_preview_stood(slack: Slack) -> None:
    slack.bring_in("ana.csv", CREATORS.encode())
    said = [one.text.partition("\n")[0] for one in slack.direct_messages()]
    assert said == ["dropped ana.csv", "ana.csv: 16 read"]


def test_cancelled_list_is_not_imported(slack: Slack) -> None:
    shown = slack.drop("ana.csv", CREATORS.encode())
    slack.click(shown, "Cancel")
    assert shown.text == "ana.csv was not imported. To have it after all, drop it again."


def test_list_that_was_cancelled_meanwhile_is_not_imported(
    slack: Slack, requests: Requests
) -> None:
    shown = slack.drop("ana.csv", CREATORS.encode())
    slack.click(shown, "Cancel")
    requests.send(requests.action({"action_id": "import:run", "value": "1 1"}))
    assert "import was cancelled" in slack.workspace.messages[-1].text


def test_same_list_dropped_again_changes_nothing(slack: Slack) -> None:
    slack.bring_in("ana.csv", CREATORS.encode())
    again = slack.bring_in("ana.csv", CREATORS.encode())
    assert "0 new · 0 updated · 16 unchanged" in again.text


def test_two_lists_dropped_at_once_are_both_shown(slack: Slack, requests: Requests) -> None:
    files = [slack.console.api.files.keep(name, STRANGE, "U0ANA") for name in ("a.csv", "b.csv")]
    requests.send(requests.event({**shared(requests, {}), "files": files}))
    slack.wait(lambda: sum("2 rows" in one.text for one in slack.workspace.messages) == 2)


class TestUndo:
    """An import is taken back in the place of its report."""

    def test_import_is_undone(self, slack: Slack) -> None:
        report = slack.bring_in("ana.csv", CREATORS.encode())
        slack.click(report, "Undo import")
        slack.wait(lambda: "is undone" in report.text)
        assert report.text == "The import of ana.csv is undone: 16 removed, 0 restored."

    def test_second_undo_says_that_there_is_nothing_to_undo(
        self, slack: Slack, requests: Requests
    ) -> None:
        report = slack.bring_in("ana.csv", CREATORS.encode())
        slack.click(report, "Undo import")
        slack.wait(lambda: "is undone" in report.text)
        slack.drop("bo.csv", b"handle\nbo\n")  # the worker is at the next list by now
        requests.send(requests.action({"action_id": "import:undo", "value": "1"}))
        assert "undone before" in slack.workspace.messages[-1].text

    def test_undone_list_can_be_dropped_again(self, slack: Slack) -> None:
        report = slack.bring_in("ana.csv", CREATORS.encode())
        slack.click(report, "Undo import")
        slack.wait(lambda: "is undone" in report.text)
        assert "16 new" in slack.bring_in("ana.csv", CREATORS.encode()).text


def reports(slack: Slack) -> list[str]:
    """Return which lists were shown, in order."""
    return [one.text.split(":")[0] for one in slack.workspace.messages if " row" in one.text]


def test_event_that_slack_repeats_is_one_drop(slack: Slack, requests: Requests) -> None:
    slack.drop("ana.csv", CREATORS.encode())
    file, _ = next(iter(slack.workspace.files.values()))
    for number in range(3):
        requests.send(requests.event(shared(requests, file), event_id=f"Ev{number}"))
    slack.console.dispatch.drop("U0ANA", "bo.csv", b"handle\nlast\n")
    slack.wait(lambda: reports(slack)[-1] == "bo.csv")
    assert reports(slack) == ["ana.csv", "ana.csv", "bo.csv"]


def test_file_that_the_desk_sent_itself_is_no_list(slack: Slack, requests: Requests) -> None:
    file = slack.console.api.files.keep("ours.csv", CREATORS.encode(), BOT_USER)
    requests.send(requests.event({**shared(requests, file), "user": BOT_USER}))
    slack.drop("bo.csv", b"handle\nbo\n")
    assert reports(slack) == ["bo.csv"]


def test_list_that_is_gone_from_slack_is_said_above_its_preview(slack: Slack) -> None:
    shown = slack.drop("ana.csv", CREATORS.encode())
    slack.workspace.files.clear()
    slack.click(shown, "Import")
    slack.wait(lambda: "It is not imported yet. ana.csv is gone from Slack." in shown.text)
    assert "Import 16 creators" in shown.shown


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is not a list"),
        (b"PK\x03\x04broken", "is not a workbook"),
        (b"<html></html>", "is a web page"),
        (b"%PDF-1.7", "is not a list"),
        (b"handle,followers\n", "no row below them"),
    ],
)
def test_file_that_is_no_list_is_refused_in_words(slack: Slack, content: bytes, says: str) -> None:
    assert says in slack.drop("ana.csv", content).text


@pytest.mark.parametrize(
    "content",
    [
        b'handle,bio\nana,"' + b"x" * 200_000 + b'"\n',
        ",".join(f"c{number}" for number in range(3_000)).encode() + b"\n" + b"x," * 3_000,
        b"handle,<!channel>\n<!here>,*bold*\n",
        b"handle,handle,Handle\na,b,c\n",
        b"a,,\n1,2,3\n",
        "handle,\u202efollowers\nana,1\n".encode(),
        b'[{"handle": "ana", "deep": {"er": [1, {"x": 2}]}}]',
    ],
    ids=["long", "wide", "mentions", "twins", "unnamed", "turned", "json"],
)
def test_strange_list_has_a_preview(slack: Slack, content: bytes) -> None:
    shown = slack.drop("ana.csv", content)
    assert shown.text.startswith("ana.csv: 1 row\n")


def test_heading_that_is_a_mention_notifies_nobody(slack: Slack) -> None:
    shown = slack.drop("ana.csv", b"handle,<!channel>\n<!here>,1\n")
    assert "<!" not in f"{shown.text} {shown.shown}"


@pytest.mark.parametrize("callback", ["columns", "listname"])
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(block=st.sampled_from(["column0", "column9", "name", "x"]), value=st.text(max_size=200))
def test_form_of_a_list_with_anything_in_it_is_answered(
    slack: Slack, requests: Requests, callback: str, block: str, value: str
) -> None:
    slack.drop("ana.csv", CREATORS.encode())
    option = {"selected_option": {"value": value}, "value": value}
    values = {block: {"said": option, "value": option}}
    for number in ("1", value):
        answer = requests.send(requests.view(callback, values, number))
        assert (answer.status_code, "Something went wrong" in answer.text) == (200, False)


def test_pairs_that_may_be_one_person_are_named(slack: Slack) -> None:
    slack.bring_in("a.csv", b"handle,platform,name\njane,instagram,Jane\njane2,tiktok,Jane Two\n")
    tied = b"handle,platform,url\njane,instagram,https://www.tiktok.com/@jane2\n"
    assert (
        "1 pair may be the same person: Jane and Jane Two. To see them: /influencer merge"
        in slack.bring_in("b.csv", tied).text
    )


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..", "a" * 300 + ".csv", "nul\0.csv", "\ud800.csv", "<!channel>.csv"],
)
def test_any_file_name_is_taken(slack: Slack, requests: Requests, name: str) -> None:
    slack.drop("ana.csv", b"handle,followers\nana,12000\n")
    file, _ = next(iter(slack.workspace.files.values()))
    before = len(slack.workspace.messages)
    slack.console.dispatch.event(
        {**shared(requests, {**file, "name": name.encode("utf-8", "replace").decode()})}
    )
    slack.wait(lambda: any("1 row" in one.text for one in slack.workspace.messages[before:]))


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ({**FILE, "size": LARGEST + 1}, "too large to be dropped"),
        ({"name": "ana.csv", "mode": "tombstone"}, "Slack does not hand out ana.csv"),
        ({**FILE, "filetype": "quip"}, "is a page in Slack, not a file"),
        ({**FILE, "mode": "canvas"}, "is a page in Slack, not a file"),
        ({**FILE, "url_private": "https://evil.example/a.csv"}, "is not stored in Slack"),
        ({**FILE, "url_private": "https://evilslack.com/a.csv"}, "is not stored in Slack"),
        ({**FILE, "url_private": "http://files.slack.com/a.csv"}, "is not stored in Slack"),
    ],
)
def test_file_that_cannot_be_had_says_why(file: Json, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        url_of(file, "ana.csv", SLACK)


def test_file_in_slack_is_fetched_from_there() -> None:
    assert url_of(FILE, "ana.csv", SLACK) == FILE["url_private"]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (httpx.Response(200, headers={"content-type": "text/html"}), "lacks the right files:read"),
        (httpx.Response(302), "lacks the right files:read"),
        (httpx.Response(403), "lacks the right files:read"),
        (httpx.Response(404), "is gone from Slack"),
    ],
)
def test_missing_right_to_read_files_is_said(answer: httpx.Response, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        refuse_page(answer, "ana.csv")


def test_refusal_stands_in_the_place_of_the_reading(slack: Slack, requests: Requests) -> None:
    requests.send(requests.event(shared(requests, {"name": "ana.csv", "mode": "tombstone"})))
    slack.wait(lambda: any("hand out" in one.text for one in slack.workspace.messages))
    assert [Reply(one).text[:5] for one in slack.workspace.seen_by("U0ANA", direct("U0ANA"))] == [
        "Slack"
    ]


@pytest.mark.parametrize(
    ("name", "path"),
    [("ana.csv", "ana.csv"), ("../x.csv", "_x.csv"), ("..", "list.csv"), ("", "list.csv")],
)
def test_file_name_is_made_safe(name: str, path: str) -> None:
    assert file_name(name) == path


def test_sheets_that_are_not_read_are_named(slack: Slack, tmp_path: Path) -> None:
    book = Workbook()
    for name in ("First", "More"):
        sheet = book.create_sheet(name)
        sheet.append(["handle", "followers"])
        sheet.append([f"in.{name.lower()}", 12_000])
    book.save(tmp_path / "two.xlsx")
    assert "More" in slack.drop("two.xlsx", (tmp_path / "two.xlsx").read_bytes()).text
