"""Files that come by direct message: exports, who a search found, the rejected rows of a list."""

import csv
import io
from collections.abc import Callable

import pytest

from console.driver import Shared, Slack
from handlers.desk import Desk
from handlers.exporting import command
from services import clients, drops, files_asked, forgetting
from services.errors import DeskError
from storage.engine import Store
from tests.conftest import NOON, Bring
from tests.handlers.conftest import CREATORS, Requests
from texts.files import WAITS

BAD = CREATORS + '=HYPERLINK("x"),y,instagram,F,DE,abc,100\n,,,,,12,\n'


def sent(slack: Slack, number: int = 1) -> Shared:
    """Return the last of so many files, once it is there."""
    slack.wait(lambda: len(slack.files()) == number)
    return slack.files()[-1]


def rows(file: Shared) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.content.decode())))


@pytest.fixture
def ask(slack: Slack, desk: Desk) -> Callable[..., str]:
    """Ask for an export as the word of a command does; return what is said."""

    def ask(text: str, by: str = "U0ANA", client_id: int | None = None) -> str:
        there = desk.seated(by, desk.team, client_id=client_id)
        return str(command(there, {"text": text, "user_id": by}).body)

    return ask


@pytest.mark.usefixtures("list_")
class TestFound:
    """Who a search found, all of them, as a file."""

    def test_all_who_match_are_sent_the_best_first(self, slack: Slack) -> None:
        slack.choose(slack.command("/find-influencer travel"), "Export")
        found = [row[0] for row in rows(sent(slack))]
        assert found == ["handle", *[f"h{number}.travel" for number in range(11, -1, -1)]]

    def test_file_is_called_after_the_search(self, slack: Slack) -> None:
        slack.choose(slack.command("/find-influencer travel country:DE"), "Export")
        assert sent(slack).name == "travel-country-de-2026-11-24.csv"

    def test_click_is_answered_at_once(self, slack: Slack) -> None:
        said = slack.choose(slack.command("/find-influencer travel"), "Export")
        assert "at most 10,000, the best first" in said.text

    def test_file_brings_everybody_back(self, slack: Slack) -> None:
        slack.choose(slack.command("/find-influencer travel"), "Export")
        report = slack.bring_in("again.csv", sent(slack).content)
        assert "0 new · 0 updated · 12 unchanged · 0 repeated · 0 rejected" in report.text

    def test_file_says_how_many_more_there_are(
        self, slack: Slack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files_asked, "MOST_FOUND", 5)
        slack.choose(slack.command("/find-influencer travel"), "Export")
        assert "the 5 best of 12" in sent(slack).message.text

    def test_nobody_found_offers_no_file(self, slack: Slack) -> None:
        assert "Export" not in slack.command("/find-influencer nowhere").shown

    def test_export_is_in_the_audit_trail(self, slack: Slack, store: Store) -> None:
        slack.choose(slack.command("/find-influencer travel"), "Export")
        sent(slack)
        found = store.read(
            lambda tx: tx.rows("SELECT actor, subject FROM audit_entries WHERE action = 'export'")
        )
        assert found == [("U0ANA", "client 1, found")]


@pytest.mark.usefixtures("list_")
class TestExport:
    """export WHAT [csv|xlsx|ndjson]."""

    @pytest.mark.parametrize("what", ["influencers", "offers", "ledger", "imports"])
    def test_each_export_comes_as_a_file(
        self, slack: Slack, ask: Callable[..., str], what: str
    ) -> None:
        ask(what)
        assert sent(slack).name == f"{what}-2026-11-24.csv"

    def test_word_itself_may_stand_before(self, slack: Slack, ask: Callable[..., str]) -> None:
        ask("export influencers xlsx")
        assert sent(slack).content.startswith(b"PK\x03\x04")

    def test_formulas_are_texts(self, slack: Slack, ask: Callable[..., str], bring: Bring) -> None:
        bring('handle,name\nevil,"=HYPERLINK(1)"\n', name="evil.csv")
        ask("influencers")
        assert "'=HYPERLINK(1)" in [cell for row in rows(sent(slack)) for cell in row]

    @pytest.mark.parametrize("text", ["", "export", "everything", "offers pdf", "offers csv now"])
    def test_what_there_is_not_is_answered_with_what_there_is(
        self, ask: Callable[..., str], text: str
    ) -> None:
        with pytest.raises(DeskError, match="For example: export influencers xlsx"):
            ask(text)

    def test_same_file_is_not_made_twice_at_a_time(
        self, ask: Callable[..., str], slack: Slack, desk: Desk
    ) -> None:
        with desk.files.drawing:
            ask("influencers")
            assert WAITS in ask("influencers")

    def test_audit_trail_is_for_admins(self, ask: Callable[..., str]) -> None:
        with pytest.raises(DeskError, match="only an admin of everything"):
            ask("audit")

    def test_who_can_have_the_audit_trail_is_named_and_no_client(
        self, slack: Slack, admin: str
    ) -> None:
        told = slack.command("/desk export audit", by="ana").text
        assert "Ask <@U0CY>." in told
        assert "client" not in told

    def test_file_is_not_sent_to_whom_the_right_was_taken(
        self, slack: Slack, desk: Desk, store: Store, ask: Callable[..., str]
    ) -> None:
        with desk.files.drawing:
            ask("influencers")
            store.write(lambda tx: tx.run("DELETE FROM grants"))
        slack.wait(lambda: bool(slack.direct_messages()))
        assert "you lack the right for it now" in slack.direct_messages()[-1].text


class TestRejectedRows:
    """What could not be taken comes as a file that can be mended and dropped."""

    def test_rejected_rows_are_sent(self, slack: Slack) -> None:
        slack.click(slack.bring_in("ana.csv", BAD.encode()), "Rejected rows")
        assert [row[:2] for row in rows(sent(slack))[1:]] == [["18", "followers"], ["19", "handle"]]

    def test_formulas_are_texts(self, slack: Slack) -> None:
        slack.click(slack.bring_in("ana.csv", BAD.encode()), "Rejected rows")
        assert rows(sent(slack))[1][3].startswith("'=HYPERLINK")

    def test_mended_file_can_be_dropped(self, slack: Slack) -> None:
        slack.click(slack.bring_in("ana.csv", BAD.encode()), "Rejected rows")
        mended = sent(slack).content.replace(b",abc,", b",12000,").split(b"\r\n19,")[0]
        assert "1 new" in slack.bring_in("mended.csv", mended).text

    def test_rejected_rows_of_a_corrected_list_are_read_as_it_was(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", b"who,fans\nana,12000\nbo,many\n")
        slack.pick(shown, "column:1:0", "Handle")
        slack.pick(shown, "column:1:1", "Followers")
        slack.click(shown, "Import")
        slack.wait(lambda: "1 rejected" in shown.text)
        slack.click(shown, "Rejected rows")
        assert rows(sent(slack))[1][3:] == ["bo", "many"]

    def test_rejected_sales_are_sent(self, slack: Slack) -> None:
        sales = (
            b"shop,order,kind,date,currency,net\nacme,1,sale,2026-11-20,USD,ten\n"
            b"acme,2,sale,2026-11-20,USD,10\n"
        )
        slack.click(slack.bring_in("orders.csv", sales), "Rejected rows")
        assert rows(sent(slack))[1][:2] == ["2", "net"]

    def test_list_without_rejected_rows_has_no_button(self, slack: Slack) -> None:
        assert "Rejected rows" not in slack.bring_in("ana.csv", CREATORS.encode()).shown

    def test_without_the_right_to_send_files_the_first_rows_are_shown(self, slack: Slack) -> None:
        report = slack.bring_in("ana.csv", BAD.encode())
        without(slack, "files:write")
        slack.click(report, "Rejected rows")
        slack.wait(lambda: "files:write" in slack.direct_messages()[-1].text)
        assert "18,followers" in slack.direct_messages()[-1].text

    def test_rejected_rows_are_sent_though_the_list_is_gone_from_slack(self, slack: Slack) -> None:
        report = slack.bring_in("ana.csv", BAD.encode())
        slack.workspace.files.clear()
        slack.click(report, "Rejected rows")
        assert [row[:2] for row in rows(sent(slack))[1:]] == [["18", "followers"], ["19", "handle"]]

    def test_rejected_rows_that_are_too_many_to_be_kept_are_read_once_more(
        self, slack: Slack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drops, "MOST_KEPT", 10)
        slack.click(slack.bring_in("ana.csv", BAD.encode()), "Rejected rows")
        assert [row[:2] for row in rows(sent(slack))[1:]] == [["18", "followers"], ["19", "handle"]]

    def test_rejected_rows_that_are_nowhere_any_more_say_what_to_do(
        self, slack: Slack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drops, "MOST_KEPT", 10)
        report = slack.bring_in("ana.csv", BAD.encode())
        slack.workspace.files.clear()
        slack.click(report, "Rejected rows")
        slack.wait(lambda: "drop the list once more" in slack.direct_messages()[-1].text)

    def test_kept_rows_go_when_somebody_is_forgotten(self, slack: Slack, store: Store) -> None:
        slack.bring_in("ana.csv", BAD.encode())
        person = store.read(lambda tx: tx.value("SELECT MIN(id) FROM accounts"))
        forgetting.forget(store, person, actor="U0ANA", now=NOON, client_id=1)
        assert store.read(lambda tx: tx.rows("SELECT * FROM drop_rejects")) == []


def without(slack: Slack, scope: str) -> None:
    """Take a scope from the app."""
    manifest = slack.console.api.manifest
    object.__setattr__(manifest, "scopes", frozenset(manifest.scopes) - {scope})


class TestClients:
    """Lists and files stay with their client."""

    @pytest.fixture
    def at_acme(self, acme: int, store: Store, desk: Desk) -> int:
        """Cy looks at Acme."""
        clients.choose(store, desk.seated("U0CY", desk.team).seat, acme)
        return acme

    def test_list_comes_in_for_the_client_that_is_looked_at(
        self, slack: Slack, at_acme: int, store: Store
    ) -> None:
        slack.bring_in("cy.csv", b"handle,owner\ncy,me\n", by="cy")
        assert store.read(lambda tx: tx.rows("SELECT client_id FROM runs")) == [(at_acme,)]

    def test_preview_names_the_client_where_there_are_several(
        self, slack: Slack, at_acme: int
    ) -> None:
        shown = slack.drop("cy.csv", b"handle,owner\ncy,me\n", by="cy")
        assert "They look like creators for Acme." in shown.text

    def test_list_is_handed_to_another_client_before_it_comes_in(
        self, slack: Slack, at_acme: int, store: Store
    ) -> None:
        shown = slack.drop("cy.csv", b"handle,owner\ncy,me\n", by="cy")
        slack.pick(shown, "listclient", "Our team", by="cy")
        slack.click(shown, "Import", by="cy")
        slack.wait(lambda: "1 new" in shown.text)
        assert store.read(lambda tx: tx.rows("SELECT client_id FROM runs")) == [(1,)]

    def test_list_is_not_handed_to_a_client_without_the_right(
        self, slack: Slack, acme: int, requests: Requests, store: Store
    ) -> None:
        slack.drop("ana.csv", b"handle,owner\nana,me\n")
        option = {"selected_option": {"value": str(acme)}}
        requests.send(requests.action({"action_id": "listclient:1", **option}))
        assert store.read(lambda tx: tx.rows("SELECT client_id FROM drops")) == [(1,)]

    @pytest.mark.parametrize(
        ("action", "value"),
        [
            ("import:run", "1 1"),
            ("import:cancel", "1"),
            ("import:rejects", "1"),
            ("import:name", "1"),
            ("column:1:0", "handle"),
            ("listkind:1", "posts"),
        ],
    )
    def test_nobody_else_touches_it(
        self, slack: Slack, at_acme: int, requests: Requests, action: str, value: str, store: Store
    ) -> None:
        slack.drop("cy.csv", b"handle,owner\ncy,me\n", by="cy")
        option = {"selected_option": {"value": value}}
        requests.send(requests.action({"action_id": action, "value": value, **option}))
        before = store.read(lambda tx: tx.rows("SELECT version, choices, run_id FROM drops"))
        assert before == [(1, "{}", None)]

    def test_export_holds_no_row_of_another_client(
        self, slack: Slack, at_acme: int, ask: Callable[..., str]
    ) -> None:
        slack.bring_in("cy.csv", b"handle,owner\ncy,secret\n", by="cy")
        ask("influencers", client_id=1)
        ask("imports", client_id=1)
        slack.wait(lambda: len(slack.files()) == 2)
        assert [file.name for file in slack.files() if b"secret" in file.content] == []
