"""What a team writes down of a creator stands before what lists say, and is found at once."""

import pytest

from services import batches, niches, noting
from services.baselines import frozen
from services.errors import NotFound
from services.file_records import records, staged
from services.importing import Importing
from services.merging import Merger
from services.noting import BadTag, Change, NotYourNote, Standing, tags_in
from services.records import AccountRef, Creator
from services.scoring import Bounds, Rates
from services.settling import Scale
from services.undoing import undo_import
from storage import audit
from storage.engine import Store
from tests.conftest import Bring, Clock
from tests.creators.conftest import ANA, BO, Team
from tests.importing.conftest import Query

LATER = (
    "handle,platform,followers,average_likes,owner,tags,price\n"
    "jane.runs,instagram,16000,2100,Kim,vip|rising,300 EUR\n"
)


@pytest.mark.parametrize(
    ("now", "query"),
    [
        ({"tags": ("summer",)}, "tag:summer"),
        ({"tags": ("Two Words",)}, 'tag:"two words"'),
        ({"owner": "Eva"}, "owner:eva"),
        ({"status": "Replied"}, "status:replied"),
        ({"price": (9_900, "USD")}, "price:<100"),
    ],
)
def test_what_is_written_down_is_found_at_once(
    team: Team, now: dict[str, object], query: str
) -> None:
    team.note("jane.runs", **now)
    assert team.finds(query) == ["jane.runs"]


def test_what_a_list_said_is_found_no_more(team: Team) -> None:
    team.note("jane.runs", owner="Eva")
    assert team.finds("owner:max") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("owner", "Eva"),
        ("owner", ""),
        ("last_contact", "2026-11-20"),
        ("price", (9_900, "USD")),
        ("price", None),
    ],
)
def test_a_later_list_does_not_overwrite_what_a_person_set(
    team: Team, bring: Bring, name: str, value: object
) -> None:
    team.note("jane.runs", **{name: value})
    bring(LATER, name="autumn.csv")
    assert getattr(team.known("jane.runs"), name) == value


def test_a_later_list_does_overwrite_what_an_earlier_one_said(team: Team, bring: Bring) -> None:
    team.note("jane.runs", status="replied")
    bring(LATER, name="autumn.csv")
    assert team.known("jane.runs").owner == "Kim"


def test_undoing_an_import_leaves_what_a_person_set(
    team: Team, bring: Bring, importing: Importing
) -> None:
    run = bring(LATER, name="autumn.csv").run
    assert run is not None
    team.note("jane.runs", "calls back", tags=("vip", "summer"), owner="Eva")
    undo_import(importing, run)
    known = team.known("jane.runs")
    assert (known.owner, known.tags, known.price) == ("Eva", ("summer", "vip"), (25_000, "EUR"))


def test_a_creator_who_was_written_about_stays_when_the_list_is_undone(
    team: Team, importing: Importing
) -> None:
    team.note("ed.lifts", "calls back")
    assert undo_import(importing, 1).kept == ["ed.lifts"]


def test_a_tag_that_a_person_took_away_is_gone(team: Team) -> None:
    team.note("jane.runs", tags=())
    assert (team.known("jane.runs").tags, team.finds("tag:vip")) == ((), [])


def test_a_tag_that_a_person_took_away_is_not_brought_back_by_a_list(
    team: Team, bring: Bring
) -> None:
    team.note("jane.runs", tags=())
    bring(LATER, name="autumn.csv")
    assert team.known("jane.runs").tags == ("rising",)


def test_a_tag_that_was_taken_away_can_be_given_again(team: Team) -> None:
    team.note("jane.runs", tags=())
    team.note("jane.runs", tags=("vip",))
    assert team.finds("tag:vip") == ["jane.runs"]


def test_what_somebody_else_set_meanwhile_is_left_alone(team: Team, store: Store) -> None:
    account = team.account("jane.runs")
    opened = noting.standing(store, account, client_id=1)
    team.note("jane.runs", tags=("vip", "summer"), status="replied", by=BO)
    mine = Standing((*opened.tags, "autumn"), opened.owner, opened.status, opened.price)
    noting.save(store, account, Change(opened, mine), actor=ANA, now=team.clock(), client_id=1)
    known = team.known("jane.runs")
    assert (known.tags, known.status) == (("autumn", "summer", "vip"), "replied")


def test_a_form_that_changes_nothing_writes_nothing(team: Team, query: Query) -> None:
    before = query("SELECT COUNT(*) AS entries FROM audit_entries")
    assert team.note("jane.runs") == []
    assert query("SELECT COUNT(*) AS entries FROM audit_entries") == before


def test_each_change_is_one_entry_of_the_trail(team: Team, query: Query) -> None:
    team.note("jane.runs", "calls back", tags=("summer",), owner="Eva")
    entries = query("SELECT actor, action FROM audit_entries WHERE subject LIKE 'influencer %'")
    assert [one["action"] for one in entries] == ["tag", "untag", "set owner", "note"]
    assert {one["actor"] for one in entries} == {ANA}


def test_the_trail_proves_itself_after_notes(team: Team, store: Store) -> None:
    team.note("jane.runs", "calls back", tags=())
    assert store.read(audit.first_broken) is None


def test_what_one_client_writes_is_unknown_to_another(team: Team, store: Store) -> None:
    store.write(
        lambda tx: tx.run("INSERT INTO clients (name, created_at) VALUES ('Acme', '2026-11-24')")
    )
    theirs = Team(store, team.clock, team.importing, client=2)
    theirs.note("ed.lifts", "secret", tags=("theirs",), owner="Kim")
    assert team.known("ed.lifts") == Standing((), "", "", None)
    assert (team.details("ed.lifts").notes, team.finds("tag:theirs")) == ((), [])


def test_a_field_set_by_hand_names_who_set_it(team: Team) -> None:
    team.note("jane.runs", owner="Eva", tags=("vip", "summer"))
    (owner,) = [one for one in team.details("jane.runs").known if one.name == "owner"]
    assert (owner.value, owner.source.name, owner.source.person) == ("Eva", ANA, True)
    assert [(tag, one.name) for tag, one in team.details("jane.runs").tags] == [
        ("summer", ANA),
        ("vip", "spring.csv"),
    ]


def test_own_note_can_be_deleted(team: Team, store: Store, clock: Clock) -> None:
    team.note("jane.runs", "calls back")
    (note,) = team.details("jane.runs").notes
    noting.delete_note(store, note.id, actor=ANA, now=clock(), client_id=1)
    assert team.details("jane.runs").notes == ()


def test_only_the_writer_deletes_a_note(team: Team, store: Store, clock: Clock) -> None:
    team.note("jane.runs", "calls back")
    (note,) = team.details("jane.runs").notes
    with pytest.raises(NotYourNote):
        noting.delete_note(store, note.id, actor=BO, now=clock(), client_id=1)


def test_a_note_of_another_client_is_not_there(team: Team, store: Store, clock: Clock) -> None:
    team.note("jane.runs", "calls back")
    (note,) = team.details("jane.runs").notes
    with pytest.raises(NotFound):
        noting.delete_note(store, note.id, actor=ANA, now=clock(), client_id=2)


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("vip, summer", ("vip", "summer")),
        ("#vip; #summer", ("vip", "summer")),
        ("VIP, vip", ("VIP",)),
        ("@vip|summer", ("vip", "summer")),
        (' , "two words" ,', ("two words",)),
        ("", ()),
    ],
)
def test_tags_are_read_as_people_type_them(typed: str, tags: tuple[str, ...]) -> None:
    assert tags_in(typed) == tags


@pytest.mark.parametrize("typed", ["x" * 51, ",".join(map(str, range(31)))])
def test_tags_that_are_too_long_or_too_many_are_refused(typed: str) -> None:
    with pytest.raises(BadTag):
        tags_in(typed)


def test_what_was_given_is_offered_again(team: Team, store: Store) -> None:
    team.note("ed.lifts", tags=("summer",), status="Replied")
    offered = noting.offered(store, client_id=1)
    assert (offered.tags, offered.statuses) == (("summer", "vip"), ("Replied",))


def test_what_is_set_while_a_list_comes_in_stands(team: Team, store: Store, clock: Clock) -> None:
    """The list's rows are prepared before the person writes, and written after."""
    merger = Merger(
        run_id=1,
        client_id=1,
        as_of="2026-11-20",
        now="2026-11-20T12:00:00Z",
        actor="tests",
        scale=Scale(Bounds(), Rates(), frozen(store), niches.load(store)),
        lookalikes=set(),
        fresh=False,
        next_account=10,
        next_influencer=10,
    )
    creator = Creator(2, (AccountRef("instagram", "jane.runs", "jane.runs"),), owner="Kim")
    (record,) = records(iter([staged(0, creator)]))
    batch = store.read(merger.batch, [record])
    team.note("jane.runs", owner="Eva")
    store.write(batches.write, batch, 1)
    assert team.finds("owner:eva tier:any") == ["jane.runs"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"price": (9_900, "USD")}, "asking price $99.00"),
        ({"price": None}, "no asking price any more"),
        ({"owner": "Eva"}, "owner Eva"),
    ],
)
def test_what_was_written_down_is_told(team: Team, change: dict[str, object], said: str) -> None:
    assert team.note("jane.runs", **change) == [said]  # type: ignore[arg-type]
