"""/influencer and the menu of a row, typed and clicked in a workspace."""

import pytest

from console.driver import Json, Reply, Slack, elements_in, texts_in
from tests.conftest import Bring
from tests.creators.conftest import Team
from tests.importing.conftest import Query

pytestmark = pytest.mark.usefixtures("list_")


def shown(slack: Slack, by: str = "ana") -> str:
    """Return all text of the modal on top."""
    view = slack.view(by)
    assert view is not None, "no modal is open"
    return "\n".join(texts_in(view))


def press(slack: Slack, label: str, user: str = "U0ANA") -> None:
    """Press a button of the modal on top."""
    view = slack.view()
    assert view is not None
    for block, element in elements_in(view["blocks"]):
        if element.get("type") == "button" and element["text"]["text"] == label:
            action = {
                "type": "button",
                "block_id": block.get("block_id", ""),
                "action_id": element["action_id"],
                "value": element["value"],
            }
            slack.console.dispatch.click(action, user, view=view)
            return
    raise AssertionError(f"there is no {label} in {shown(slack)}")


def typed(**fields: str) -> Json:
    return {name: {"value": {"value": value}} for name, value in fields.items()}


def chosen(field: str, value: str) -> Json:
    option = {"text": {"type": "plain_text", "text": value}, "value": value}
    return {field: {"value": {"selected_option": option}}}


def open_add(slack: Slack, rest: str = "") -> None:
    """Type /influencer add: it is answered by a form alone."""
    slack.console.dispatch.command(f"/influencer add {rest}".strip(), "U0ANA", "C0GENERAL")


class TestShow:
    @pytest.mark.parametrize("line", ["show @jane.runs", "@jane.runs", "show Jane Runs"])
    def test_details_come_as_a_message(self, slack: Slack, line: str) -> None:
        reply = slack.command(f"/influencer {line}")
        assert "Jane Runs" in reply.text
        assert "250.00 (spring.csv, 1 Nov 2026)" in reply.shown

    def test_the_value_stands_line_by_line(self, slack: Slack) -> None:
        text = slack.command("/influencer show @jane.runs").shown
        assert "typical likes\n    x $140.00 per 1,000" in text

    def test_who_may_be_meant_is_offered(self, slack: Slack) -> None:
        reply = slack.command("/influencer show @jane.rns")
        assert "Nobody in your list is called “@jane.rns”. Did you mean" in reply.text
        assert "Running" not in slack.click(reply, "Show").text

    def test_several_are_a_choice(self, slack: Slack, bring: Bring) -> None:
        bring("handle,platform,name\njane2,youtube,Jane Runs\n", name="more.csv")
        assert "more than one creator" in slack.command("/influencer show Jane Runs").text

    def test_nobody_similar_offers_to_add(self, slack: Slack) -> None:
        reply = slack.command("/influencer show Quetzalcoatl")
        slack.click(reply, "Add a creator")
        assert "Handle or link" in shown(slack)

    @pytest.mark.parametrize("line", ["/influencer", "/influencer help"])
    def test_help_is_by_examples(self, slack: Slack, line: str) -> None:
        assert "/influencer show @jane.runs" in slack.command(line).text

    def test_typed_text_is_never_a_mention(self, slack: Slack) -> None:
        assert "<!channel>" not in slack.command("/influencer show <!channel>").shown


class TestTagOrNote:
    def open(self, slack: Slack) -> None:
        slack.choose(slack.command("/find-influencer jane.runs"), "Tag or note")

    def test_the_form_shows_what_is_known(self, slack: Slack) -> None:
        self.open(slack)
        view = slack.view()
        assert view is not None
        given = {
            block["block_id"]: block["element"].get("initial_value")
            for block in view["blocks"]
            if block["type"] == "input"
        }
        assert (given["tags"], given["owner"], given["price"]) == ("vip", "Max", "250.00 EUR")

    def test_what_is_saved_is_found_at_once(self, slack: Slack) -> None:
        self.open(slack)
        fields = typed(tags="vip, summer", note="calls back", owner="Eva", price="300 EUR")
        assert slack.submit({**fields, **typed(new_status="Replied")}) == {}
        assert "tagged summer" in shown(slack)
        found = slack.command("/find-influencer tag:summer owner:eva status:replied")
        assert "Jane Runs" in found.text

    def test_nothing_changed_is_said(self, slack: Slack) -> None:
        self.open(slack)
        slack.submit(typed(tags="vip", owner="Max", price="250.00 EUR"))
        assert "Nothing was changed" in shown(slack)

    def test_a_person_of_the_workspace_owns_by_name(self, slack: Slack) -> None:
        self.open(slack)
        person = {"person": {"value": {"selected_user": "U0BO"}}}
        slack.submit({**typed(tags="vip", price="250.00 EUR"), **person})
        assert "owner Bo" in shown(slack)
        assert "Jane Runs" in slack.command("/find-influencer owner:bo").text

    def test_two_owners_are_told_at_the_field(self, slack: Slack) -> None:
        self.open(slack)
        person = {"person": {"value": {"selected_user": "U0BO"}}}
        told = slack.submit({**typed(tags="vip", owner="Zoë", price="250.00 EUR"), **person})
        says = "Bo is chosen above, Zoë is written here. Leave one of them empty."
        assert told == {"owner": says}

    def test_a_person_chosen_takes_the_place_of_the_owner_who_was_shown(self, slack: Slack) -> None:
        self.open(slack)
        person = {"person": {"value": {"selected_user": "U0BO"}}}
        slack.submit({**typed(tags="vip", owner="Max", price="250.00 EUR"), **person})
        assert "owner Bo" in shown(slack)

    def test_the_day_of_the_last_contact_is_kept(self, slack: Slack, nobody: Team) -> None:
        self.open(slack)
        day = {"last_contact": {"value": {"selected_date": "2026-11-20"}}}
        slack.submit({**typed(tags="vip", owner="Max", price="250.00 EUR"), **day})
        assert nobody.known("jane.runs").last_contact == "2026-11-20"

    @pytest.mark.parametrize(
        ("field", "value"), [("price", "a lot"), ("tags", "x" * 60), ("price", "-5")]
    )
    def test_what_can_not_be_read_is_told_at_its_field(
        self, slack: Slack, field: str, value: str
    ) -> None:
        self.open(slack)
        assert list(slack.submit(typed(**{field: value}))) == [field]

    def test_own_note_is_deleted_from_details(self, slack: Slack, nobody: Team) -> None:
        nobody.note("jane.runs", "calls back")
        slack.choose(slack.command("/find-influencer jane.runs"), "Details")
        assert "calls back" in shown(slack)
        press(slack, "Delete")
        assert nobody.details("jane.runs").notes == ()
        assert "calls back" not in shown(slack)
        assert "Jane Runs" in shown(slack)

    def test_somebody_elses_note_has_no_button(self, slack: Slack, nobody: Team) -> None:
        nobody.note("jane.runs", "calls back", by="U0BO")
        slack.choose(slack.command("/find-influencer jane.runs"), "Details")
        assert "Delete" not in shown(slack)


class TestHide:
    def test_hidden_is_said_and_can_be_undone(self, slack: Slack) -> None:
        reply = slack.choose(slack.command("/find-influencer jane.runs"), "Hide")
        assert "Jane Runs is hidden" in reply.text
        assert "1 hidden" in slack.command("/find-influencer fitness").text
        slack.click(reply, "Undo")
        assert "hidden" not in slack.command("/find-influencer fitness").text

    def test_show_searches_for_the_hidden(self, slack: Slack, nobody: Team) -> None:
        nobody.hide("jane.runs")
        reply = slack.command("/find-influencer fitness")
        assert "Jane Runs" in slack.click(reply, "Show").shown

    def test_details_of_the_hidden_say_so_with_the_way_back(
        self, slack: Slack, nobody: Team
    ) -> None:
        nobody.hide("jane.runs")
        reply = slack.command("/influencer show @jane.runs")
        assert "Hidden from searches by <@U0ANA>, 24 Nov 2026" in reply.shown
        assert "found by your team's searches again" in slack.click(reply, "Show again").text

    def test_a_shared_answer_has_no_button_to_show_them(self, slack: Slack, nobody: Team) -> None:
        nobody.hide("jane.runs")
        slack.choose(slack.command("/find-influencer fitness"), "Share")
        shared = next(one for one in slack.workspace.messages if "shares a search" in str(one))
        assert "run:hidden" not in str(shared.blocks)


class TestAdd:
    FIELDS = typed(
        handle="zora", name="Zora K.", niche="Dance", followers="15K", likes="1980", country="DE"
    )

    def add(self, slack: Slack, fields: Json) -> Json:
        open_add(slack)
        return slack.submit({**fields, **chosen("platform", "instagram")})

    def test_who_is_added_is_found_at_once(self, slack: Slack) -> None:
        assert self.add(slack, self.FIELDS) == {}
        assert "Zora K. is in your list" in shown(slack).replace("*", "")
        assert "Zora K." in slack.command("/find-influencer dance").text

    def test_the_handle_may_follow_the_word(self, slack: Slack) -> None:
        open_add(slack, "@zora")
        assert "'initial_value': '@zora'" in str(slack.view())

    def test_adding_can_be_taken_back(self, slack: Slack) -> None:
        self.add(slack, self.FIELDS)
        press(slack, "Undo")
        assert "Taken back" in shown(slack)
        assert "Nobody in your list" in slack.command("/influencer show @zora").text

    def test_who_is_there_is_shown(self, slack: Slack) -> None:
        self.add(slack, typed(handle="jane.runs"))
        press(slack, "Details")
        assert "Jane Runs" in shown(slack)

    def test_similar_ones_are_asked_about(self, slack: Slack) -> None:
        self.add(slack, typed(handle="other", name="Jane Runs", niche="Dance"))
        assert "Is Jane Runs one of these?" in shown(slack)
        assert slack.submit({}) == {}
        assert "/influencer" not in shown(slack)
        assert "@other" in slack.command("/influencer show @other").text

    def test_a_similar_one_can_be_looked_at(self, slack: Slack) -> None:
        self.add(slack, typed(handle="other", name="Jane Runs", niche="Dance"))
        press(slack, "Details")
        assert "Followers       15,000" in shown(slack)

    def test_who_has_no_likes_yet_is_said_to_be_found_by_other_searches(self, slack: Slack) -> None:
        self.add(slack, typed(handle="zora", name="Zora K.", niche="Dance", followers="15K"))
        assert "tier:unknown finds them" in shown(slack)
        assert "Zora K." in slack.command("/find-influencer dance tier:unknown").text

    @pytest.mark.parametrize("field", ["followers", "likes", "comments", "country"])
    def test_what_can_not_be_read_is_told_at_its_field(self, slack: Slack, field: str) -> None:
        assert list(self.add(slack, typed(handle="zora", **{field: "???"}))) == [field]


class TestMerge:
    def merged(self, slack: Slack) -> Reply:
        reply = slack.command("/influencer merge @jane.runs @jane")
        return slack.click(reply, "Merge")

    def test_it_is_shown_before_it_is_done(self, slack: Slack, nobody: Team) -> None:
        reply = slack.command("/influencer merge @jane.runs @jane")
        assert "Merge Jane R. into Jane Runs?" in reply.text
        assert nobody.person("jane") != nobody.person("jane.runs")

    @pytest.mark.parametrize(
        "names",
        [
            "@jane.runs @jane",
            '"Jane Runs" "Jane R."',
            "“Jane Runs” @jane",
            "Jane Runs and Jane R.",
            "Jane Runs, Jane R.",
        ],
    )
    def test_names_are_read_as_people_write_them(self, slack: Slack, names: str) -> None:
        assert "Merge Jane R. into" in slack.command(f"/influencer merge {names}").text

    def test_merged_and_undone(self, slack: Slack, nobody: Team) -> None:
        reply = self.merged(slack)
        assert "Jane R. is part of Jane Runs now: 1 account moved." in reply.text
        assert "undone" in slack.click(reply, "Undo merge").text
        assert nobody.person("jane") != nobody.person("jane.runs")

    def test_details_show_the_accounts_together(self, slack: Slack) -> None:
        self.merged(slack)
        text = slack.command("/influencer show @jane").shown
        assert "Instagram @jane.runs" in text
        assert "TikTok @jane" in text

    @pytest.mark.parametrize("names", ["Jane", "one two three four"])
    def test_one_name_or_many_ask_for_two(self, slack: Slack, names: str) -> None:
        assert "Write two names" in slack.command(f"/influencer merge {names}").text

    def test_pairs_of_lists_can_be_looked_at(self, slack: Slack, bring: Bring) -> None:
        bring("handle,platform,link\njane.runs,instagram,https://tiktok.com/@jane\n", name="b.csv")
        reply = slack.command("/influencer merge")
        assert "Merge Jane" in slack.click(reply, "Look").text

    def test_no_pairs_say_what_can_be_typed(self, slack: Slack) -> None:
        assert "/influencer merge @one @other" in slack.command("/influencer merge").text


@pytest.mark.usefixtures("admin")
class TestForget:
    def test_it_says_what_is_deleted_before_it_is(self, slack: Slack, nobody: Team) -> None:
        reply = slack.command("/influencer forget @jane.runs", by="cy")
        assert "No import brings them back" in reply.text
        assert nobody.account("jane.runs") is not None

    def test_forgotten_nobody_finds_them(self, slack: Slack) -> None:
        reply = slack.command("/influencer forget @jane.runs", by="cy")
        assert "Forgotten: 1 account deleted." in slack.click(reply, "Forget", by="cy").text
        assert "Nobody in your list" in slack.command("/influencer show @jane.runs").text

    def test_others_are_told_whom_to_ask(self, slack: Slack) -> None:
        assert "<@U0CY>" in slack.command("/influencer forget @jane.runs").shown

    def test_others_can_not_press_the_button(
        self, slack: Slack, nobody: Team, query: Query
    ) -> None:
        click = {
            "type": "button",
            "block_id": "b",
            "action_id": "creator:forget",
            "value": str(nobody.account("jane.runs")),
        }
        reply = slack.command("/influencer show @jane.runs")
        slack.console.dispatch.click(click, "U0ANA", message=reply.message)
        assert query("SELECT COUNT(*) AS there FROM accounts WHERE key = 'jane.runs'") == [
            {"there": 1}
        ]


@pytest.mark.parametrize("value", ["", "0", "4711", "x", "1 2 3", "-1"])
@pytest.mark.parametrize(
    "kind",
    ["open", "all", "note", "hide", "show", "unnote", "undo_add", "unmerge", "merge", "pair", "no"],
)
def test_buttons_that_were_never_ours_are_answered_in_a_sentence(
    slack: Slack, kind: str, value: str
) -> None:
    reply = slack.command("/influencer show @ed.lifts")
    before = len(slack.workspace.messages)
    click = {"type": "button", "block_id": "b", "action_id": f"creator:{kind}", "value": value}
    slack.console.dispatch.click(click, "U0ANA", message=reply.message)
    new = [one.text for one in slack.workspace.messages[before:]]
    assert len(new) == 1
    assert "Something went wrong" not in new[0]


@pytest.mark.parametrize("metadata", ["", "[]", "[1]", "null", '["x", 1, 2, 3, 4, 5]', "{}"])
def test_forms_that_were_never_ours_are_answered_in_a_sentence(slack: Slack, metadata: str) -> None:
    slack.choose(slack.command("/find-influencer jane.runs"), "Tag or note")
    view = slack.view()
    assert view is not None
    view["private_metadata"] = metadata
    slack.submit(typed(tags="x"))
    assert "can't be read" in shown(slack) or "gone" in shown(slack)
