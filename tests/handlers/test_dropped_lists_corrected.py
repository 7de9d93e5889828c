"""A dropped list is corrected before it comes in: its columns, its name, what it is, whose."""

import pytest

from console.driver import Slack
from storage.engine import Row, Store
from tests.handlers.conftest import CREATORS, Requests

STRANGE = b"who,fans,likes\nana,12000,500\nbo,20000,600\n"
SALES = (
    b"shop,order_id,kind,code,occurred_at,currency,net\n"
    b"acme,1001,sale,JANE10,2026-11-20T10:00:00Z,USD,52.20\n"
    b"acme,1002,sale,,2026-11-20T11:00:00Z,USD,10.00\n"
)
POSTS = b"handle,posted_at,likes\nana,2026-11-20,500\nana,2026-11-21,700\n"


class TestCorrecting:
    """What was understood wrongly is chosen anew, and the preview follows at once."""

    def test_column_is_chosen_to_be_another_field(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", STRANGE)
        slack.pick(shown, "column:1:0", "Handle")
        assert "@ana · platform unknown · 12,000 followers · 500 likes" in shown.text

    def test_list_that_names_nobody_cannot_be_imported_before(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", STRANGE)
        assert "Say which one is the handle" in shown.text
        assert "Import" not in shown.shown

    def test_correction_is_what_is_imported(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", STRANGE)
        slack.pick(shown, "column:1:0", "Handle")
        slack.click(shown, "Import 2 creators")
        slack.wait(lambda: "2 new" in shown.text)
        assert "2 micro-influencers" in slack.command("/find-influencer").text

    def test_misspelt_heading_is_asked_about(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", b"handle,Folowers\nana,12000\n")
        assert "Folowers: Keep as extra field (12000) Is “Folowers” followers?" in shown.text
        assert "followers not known" in shown.text

    def test_question_is_gone_when_it_is_answered(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", b"handle,Folowers\nana,12000\n")
        slack.pick(shown, "column:1:1", "Followers")
        assert "Folowers: Followers (12000)" in shown.text
        assert "Is “" not in shown.text

    def test_one_click_takes_all_misspelt_headings(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", b"Usernme,Folowers,Nich,mood\nana,12000,Yoga,calm\n")
        assert "3 headings look misspelt" in shown.text
        slack.click(shown, "Yes, take them so")
        assert "@ana · platform unknown · Yoga · 12,000 followers" in shown.text
        assert "misspelt" not in shown.text

    def test_of_two_misspelt_headings_for_a_field_the_first_is_taken(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", b"handle,Folowers,Followrs\nana,12000,5\n")
        slack.click(shown, "Yes, take them so")
        assert shown.text.endswith("Folowers: Followers (12000)\nFollowrs: Keep as extra field (5)")

    def test_misspelt_heading_stands_among_the_first_of_a_wide_list(self, slack: Slack) -> None:
        wide = ",".join(["handle", *[f"c{number}" for number in range(30)], "Averge likes"])
        shown = slack.drop("list.csv", f"{wide}\nana{',x' * 31}\n".encode())
        assert "Is “Averge likes” average likes?" in shown.shown

    def test_field_moves_from_the_column_that_had_it(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", b"handle,a,b\nana,1,2\n")
        for column in ("1", "2"):
            slack.pick(shown, f"column:1:{column}", "Followers")
        assert shown.text.endswith(
            "handle: Handle (ana)\na: Keep as extra field (1)\nb: Followers (2)"
        )

    @pytest.mark.parametrize(
        ("choice", "kept"), [("Leave out", []), ("Keep as extra field", [("own:secret",)])]
    )
    def test_column_is_left_out_or_kept(
        self, slack: Slack, store: Store, choice: str, kept: list[Row]
    ) -> None:
        shown = slack.drop("list.csv", b"handle,secret\nana,42\n")
        slack.pick(shown, "column:1:1", choice)
        slack.click(shown, "Import")
        slack.wait(lambda: "1 new" in shown.text)
        assert store.read(lambda tx: tx.rows("SELECT name FROM fields")) == kept

    def test_platform_is_chosen(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", b"handle,followers\nana,12000\n")
        slack.pick(shown, "listplatform", "YouTube")
        assert "· YouTube ·" in shown.text

    @pytest.mark.parametrize(
        ("content", "asks"),
        [
            (b"handle,platform\nana,tiktok\nbo,youtube\n", False),
            (b"handle,platform\nana,tiktok\nbo,\n", True),
            (b"url\nhttps://tiktok.com/@ana\nhttps://instagram.com/bo\n", False),
            (b"instagram handle\nana\n", False),
            (b"handle\nana\n", True),
        ],
    )
    def test_platform_is_asked_for_where_a_row_does_not_say_it(
        self, slack: Slack, content: bytes, asks: bool
    ) -> None:
        shown = slack.drop("instagram.csv", content)
        assert ("listplatform:1" in str(shown.message.blocks)) == asks

    def test_list_gets_another_name(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", CREATORS.encode())
        slack.click(shown, "Name")
        slack.submit({"name": {"value": {"value": "Spring agency"}}})
        assert shown.text.startswith("Spring agency: 16 rows")

    def test_name_is_what_searches_find_it_by(self, slack: Slack) -> None:
        shown = slack.drop("list.csv", CREATORS.encode())
        slack.click(shown, "Name")
        slack.submit({"name": {"value": {"value": "Spring agency"}}})
        slack.click(shown, "Import")
        slack.wait(lambda: "16 new" in shown.text)
        assert "14 micro" in slack.command('/find-influencer source:"Spring agency"').text

    def test_click_on_a_preview_that_was_corrected_meanwhile_shows_it_anew(
        self, slack: Slack, requests: Requests
    ) -> None:
        shown = slack.drop("list.csv", CREATORS.encode())
        slack.pick(shown, "column:1:1", "Leave out")
        requests.send(requests.action({"action_id": "import:run", "value": "1 1"}))
        slack.wait(lambda: "was corrected meanwhile" in slack.workspace.messages[-1].text)

    def test_many_columns_are_corrected_in_a_form(self, slack: Slack) -> None:
        wide = ",".join(["who", *[f"c{number}" for number in range(30)]])
        shown = slack.drop("list.csv", f"{wide}\nana{',x' * 30}\n".encode())
        slack.click(shown, "Columns…")
        handle = {"selected_option": {"text": {"text": "Handle"}, "value": "handle"}}
        slack.submit({"column0": {"said": handle}})
        assert "who: Handle (ana)" in shown.text

    def test_wide_list_says_how_many_columns_are_not_shown(self, slack: Slack) -> None:
        wide = ",".join(["handle", *[f"c{number}" for number in range(30)]])
        shown = slack.drop("list.csv", f"{wide}\nana{',x' * 30}\n".encode())
        assert "and 19 more columns: press Columns…" in shown.shown

    def test_very_wide_list_has_a_form_for_each_sixty_columns(self, slack: Slack) -> None:
        wide = ",".join([*[f"c{number}" for number in range(70)], "who"])
        shown = slack.drop("list.csv", f"{wide}\n{'x,' * 70}ana\n".encode())
        slack.click(shown, "Columns 61-71…")
        handle = {"selected_option": {"text": {"text": "Handle"}, "value": "handle"}}
        slack.submit({"column70": {"said": handle}})
        assert "@ana · platform unknown" in shown.text

    @pytest.mark.parametrize("value", ["nonsense", "posted_at", "", "&", None])
    def test_nonsense_corrects_nothing(
        self, slack: Slack, requests: Requests, value: str | None
    ) -> None:
        shown = slack.drop("list.csv", STRANGE)
        before = shown.text
        for action in ("column:1:0", "column:1:99", "listkind:1", "listplatform:1"):
            option = {"selected_option": {"value": value}}
            requests.send(requests.action({"action_id": action, **option}))
        slack.pick(shown, "listkind", "Creators")
        assert shown.text == before


class TestKinds:
    """Lists of posts and of sales are known by their columns."""

    def test_sales_are_recognised(self, slack: Slack) -> None:
        shown = slack.drop("orders.csv", SALES)
        assert shown.text.split("\n")[1:3] == [
            "They look like sales and refunds. As they come in:",
            "sale of order 1001: $52.20, code JANE10",
        ]

    @pytest.mark.parametrize(("rows", "label"), [(POSTS, "2 posts"), (SALES, "2 sales")])
    def test_button_counts_each_once(self, slack: Slack, rows: bytes, label: str) -> None:
        twice = rows + rows.partition(b"\n")[2]
        assert f"Import {label}" in slack.drop("list.csv", twice).shown

    def test_sales_are_imported(self, slack: Slack) -> None:
        report = slack.bring_in("orders.csv", SALES)
        assert report.text.split("\n")[:2] == [
            "orders.csv: 2 read",
            "2 new · 0 updated · 0 unchanged · 0 repeated · 0 rejected",
        ]

    def test_sales_have_no_undo(self, slack: Slack) -> None:
        assert "Undo" not in slack.bring_in("orders.csv", SALES).shown

    def test_posts_are_recognised(self, slack: Slack) -> None:
        assert "@ana · 2026-11-20 · 500 likes" in slack.drop("posts.csv", POSTS).text

    def test_posts_are_imported(self, slack: Slack) -> None:
        assert "2 read" in slack.bring_in("posts.csv", POSTS).text

    def test_kind_is_chosen(self, slack: Slack) -> None:
        shown = slack.drop("posts.csv", POSTS)
        slack.pick(shown, "listkind", "Creators")
        assert "They look like creators" in shown.text

    def test_what_sales_lack_is_said(self, slack: Slack) -> None:
        shown = slack.drop("orders.csv", SALES.replace(b"shop", b"x"))
        assert "Say which columns are shop." in shown.text
