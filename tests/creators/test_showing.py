"""/influencer show: whose details they are, who else may be meant, and what the reader may do."""

import pytest

from console.driver import Reply, Slack
from tests.conftest import Bring, labels
from tests.creators.conftest import Team

pytestmark = pytest.mark.usefixtures("list_")

PHONE = 36
"""Characters of a line that keeps its columns: a phone is wide enough for them."""


class TestHidden:
    @pytest.fixture
    def shown(self, slack: Slack, nobody: Team) -> Reply:
        nobody.hide("jane.runs")
        return slack.command("/influencer show @jane.runs")

    def test_the_menu_offers_to_show_them_again(self, shown: Reply) -> None:
        assert "Hide" not in labels(shown.message.blocks)
        assert labels(shown.message.blocks).count("Show again") == 2

    def test_the_menu_does_it_and_the_details_stay(
        self, shown: Reply, slack: Slack, nobody: Team
    ) -> None:
        answer = slack.choose(shown, "Show again")
        assert "found by your team's searches again" in answer.text
        assert answer.message.ts != shown.message.ts
        assert nobody.details("jane.runs").hidden is None

    def test_a_search_for_the_hidden_offers_it_too(self, shown: Reply, slack: Slack) -> None:
        found = slack.command("/find-influencer hidden:yes tier:any")
        assert "Show again" in labels(found.message.blocks)
        assert "Hide" not in labels(found.message.blocks)


class TestMerged:
    @pytest.fixture
    def shown(self, slack: Slack, nobody: Team) -> Reply:
        nobody.merge("jane.runs", "ed.lifts")
        return slack.command("/influencer show @ed.lifts")

    def test_the_creators_name_is_the_heading(self, shown: Reply) -> None:
        assert shown.text.startswith("Jane Runs\n@ed.lifts · TikTok")

    def test_the_other_accounts_are_named(self, shown: Reply) -> None:
        assert "Also theirs: Instagram @jane.runs" in shown.text

    def test_the_figures_say_whose_they_are(self, shown: Reply) -> None:
        assert "Figures of TikTok @ed.lifts\nFollowers       80,000" in shown.text


class TestLines:
    def test_those_that_keep_their_columns_fit_a_phone(self, slack: Slack, bring: Bring) -> None:
        head = "handle,platform,posted_at,likes\n"
        posts = [f"jane.runs,instagram,2026-11-0{day},1234567\n" for day in range(1, 6)]
        bring(head + "".join(posts), name="posts.csv", kind="posts")
        blocks = slack.command("/influencer show @jane.runs").message.blocks
        columns = [one["elements"][0] for one in blocks if one["type"] == "rich_text"]
        lines = [line for one in columns for line in one["elements"][0]["text"].split("\n")]
        assert "    what is usual in the niche" in lines
        assert [line for line in lines if len(line) > PHONE] == []

    def test_a_note_is_shown_whole(self, slack: Slack, nobody: Team) -> None:
        nobody.note("jane.runs", f"{'many words ' * 150}the end")
        assert "the end" in slack.command("/influencer show @jane.runs").shown


class TestWhoIsMeant:
    def test_the_only_similar_one_is_named(self, slack: Slack) -> None:
        text = slack.command("/influencer show @ed.lift").text
        assert "Did you mean @ed.lifts?" in text

    def test_the_nearest_handles_are_offered_where_nobody_is_similar(self, slack: Slack) -> None:
        reply = slack.command("/influencer show @flatland")
        assert "Did you mean @flat.fit?" in reply.text
        assert labels(reply.message.blocks) == ["Show", "Add a creator"]


@pytest.mark.usefixtures("viewers")
class TestWhoMayOnlyLook:
    @pytest.mark.parametrize(
        "line", ["/influencer show @jane.runs", "/influencer show @jane.rnus", "/influencer help"]
    )
    def test_is_offered_nothing_that_is_refused(self, slack: Slack, line: str) -> None:
        assert set(labels(slack.command(line).message.blocks)) <= {"Show"}

    def test_an_admin_is_offered_all(self, slack: Slack) -> None:
        reply = slack.command("/influencer show @jane.runs", by="cy")
        assert {"Tag or note", "Hide from searches", "Add to campaign"} <= set(
            labels(reply.message.blocks)
        )

    def test_can_not_delete_a_note_from_when_they_were_editor(
        self, slack: Slack, nobody: Team
    ) -> None:
        nobody.note("jane.runs", "calls back")
        slack.click(slack.command("/find-influencer jane.runs"), "Details")
        view = slack.view()
        assert view is not None
        assert "calls back" in str(view["blocks"])
        assert "Delete" not in str(view["blocks"])
