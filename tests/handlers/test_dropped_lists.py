"""A list dropped on the bot: read once, answered in its place, refused in words."""

import httpx
import pytest

from console.driver import Reply, Slack
from console.workspace import direct
from handlers.desk import Desk
from handlers.imports import LARGEST, Imports, Unreadable, file_name, refuse_page, url_of
from tests.handlers.conftest import CREATORS, Json, Requests

SLACK = "https://slack.com/api/"
FILE = {"name": "ana.csv", "size": 10, "url_private": "https://files.slack.com/files-pri/T1/a.csv"}


def shared(requests: Requests, file: Json) -> Json:
    return {**requests.said(""), "subtype": "file_share", "files": [file]}


def test_dropped_list_is_imported_and_reported(slack: Slack) -> None:
    report = slack.drop("ana.csv", CREATORS.encode())
    assert report.text.split("\n")[:2] == [
        "ana.csv: 16 read",
        "16 new · 0 updated · 0 unchanged · 0 repeated · 0 rejected",
    ]


def test_dropped_list_is_found_at_once(slack: Slack) -> None:
    report = slack.drop("ana.csv", CREATORS.encode())
    assert "14 micro-influencers" in slack.click(report, "Find them").text


def test_import_is_undone_in_the_place_of_its_report(slack: Slack) -> None:
    report = slack.drop("ana.csv", CREATORS.encode())
    slack.click(report, "Undo import")
    slack.wait(lambda: "undone" in report.text)
    assert report.text == "The import is undone: 16 removed, 0 restored."


def test_second_undo_says_that_there_is_nothing_to_undo(slack: Slack, requests: Requests) -> None:
    slack.drop("ana.csv", CREATORS.encode())
    undo = requests.action({"action_id": "undo:import", "value": "1"})
    for _ in range(2):
        requests.send(undo)
    slack.wait(lambda: any("undone before" in one.text for one in slack.workspace.messages))


def reports(slack: Slack) -> list[str]:
    """Return which lists were reported, in order."""
    return [one.text.split(":")[0] for one in slack.workspace.messages if "read\n" in one.text]


def test_event_that_slack_repeats_is_one_import(slack: Slack, requests: Requests) -> None:
    slack.drop("ana.csv", CREATORS.encode())
    file, _ = next(iter(slack.workspace.files.values()))
    for _ in range(3):
        requests.send(requests.event(shared(requests, file), event_id="Ev9"))
    slack.wait(lambda: len(reports(slack)) == 2)
    slack.drop("bo.csv", b"handle\nlast\n")
    assert reports(slack) == ["ana.csv", "ana.csv", "bo.csv"]


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "empty"), (b"\x89PNG\r\n\x1a\n" + bytes(100), "")]
)
def test_file_that_is_no_list_is_refused_in_words(slack: Slack, content: bytes, says: str) -> None:
    report = slack.drop("ana.csv", content)
    assert says in report.text
    assert "Something went wrong" not in report.text


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
    slack.wait(lambda: any("1 read" in one.text for one in slack.workspace.messages[before:]))


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ({**FILE, "size": LARGEST + 1}, "too large to be dropped"),
        ({"name": "ana.csv", "mode": "tombstone"}, "Slack does not hand out ana.csv"),
        ({**FILE, "filetype": "quip"}, "is a page in Slack, no file"),
        ({**FILE, "mode": "canvas"}, "is a page in Slack, no file"),
        ({**FILE, "url_private": "https://evil.example/a.csv"}, "does not lie in Slack"),
        ({**FILE, "url_private": "https://evilslack.com/a.csv"}, "does not lie in Slack"),
        ({**FILE, "url_private": "http://files.slack.com/a.csv"}, "does not lie in Slack"),
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


def test_those_who_wait_are_told_when_the_desk_stops(slack: Slack, desk: Desk) -> None:
    files = Imports(desk)
    files.dropped({"files": [FILE], "channel": direct("U0ANA"), "user": "U0ANA"})
    files.stop()
    assert "I am being stopped and did not get to ana.csv" in slack.direct_messages()[-1].text
