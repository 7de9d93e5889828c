"""/find-influencer, as somebody in a channel sees it."""

from console.driver import Slack
from tests.conftest import Bring

FITNESS = (
    "handle,name,platform,niche,country,followers,average_likes\n"
    "jane.runs,Jane Runs,instagram,Fitness,US,15000,2000\n"
    "ed.lifts,Lift With Ed,instagram,Fitness,DE,80000,2000\n"
    "flat.fit,Flat Fit,instagram,Fitness,DE,50000,91\n"
)


def test_a_niche_lists_its_micro_influencers(slack: Slack, bring: Bring) -> None:
    bring(FITNESS)
    reply = slack.command("/find-influencer fitness")
    assert "Fitness: 2 micro-influencers, most engagement first" in reply.text
