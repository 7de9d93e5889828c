"""digest: computes one, prints it, or posts it to a channel."""

import re
from typing import Any

import click

from blocks import digests as drawn
from commandline.opening import DONE, answered, as_json, now, settings_to_read
from commandline.scored import open_scored
from commandline.screen import show
from services import digests
from services.commission_digest import CommissionDigest, Earnings
from services.digests import Digest
from services.errors import DeskError
from services.follows import Kind
from services.niche_digest import Section
from services.weeks import read_week
from texts import commandline as helps
from texts import digests as says

CHANNEL = re.compile(r"[CGDUW][A-Z0-9]{5,}")


@click.command("digest", help=says.PRINT)
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.option("--week", help=says.OF_WEEK)
@click.option("--post", "channel", metavar="CHANNEL", help=says.TO_CHANNEL)
@click.option("--json", "json_", is_flag=True, help=helps.JSON)
@answered
def digest_(kind: str, week: str | None, channel: str | None, json_: bool) -> int:
    """Print a weekly digest, or post it."""
    chosen, at = settings_to_read(), now()
    if channel is not None and not CHANNEL.fullmatch(channel):
        raise DeskError(says.no_channel(channel[:40]))
    store = open_scored(chosen)
    asked = read_week(week) if week else digests.last_week(at, chosen.zone)
    client_id = digests.client_of(store, channel or "", Kind(kind))
    found = digests.compute(
        store,
        Kind(kind),
        asked,
        niches=digests.niches_for(store, channel, client_id=client_id),
        now=at,
        zone=chosen.zone,
        client_id=client_id,
    )
    if channel is not None:
        digests.post_now(
            store,
            Kind(kind),
            channel,
            asked,
            clock=now,
            zone=chosen.zone,
            draw=lambda one: drawn.message(one, chosen.zone),
        )
    if json_:
        as_json({**document(found), "posted_to": channel})
        return DONE
    show(drawn.told(found, chosen.zone))
    if channel is not None:
        click.echo(says.delivered_later(channel))
    return DONE


def document(found: Digest) -> dict[str, Any]:
    """Return a digest as scripts get it: money in minor units, null where unknown."""
    head = {
        "kind": (Kind.COMMISSIONS if isinstance(found, CommissionDigest) else Kind.NICHES).value,
        "week": str(found.week),
        "from": found.week.monday.isoformat(),
        "to": found.week.sunday.isoformat(),
        "over": found.over,
    }
    if isinstance(found, CommissionDigest):
        earnings = [_earnings(one) for one in found.earnings]
        return {**head, "quiet": found.quiet, "waiting": found.waiting, "earnings": earnings}
    return {**head, "niches": [_section(one) for one in found.sections]}


def _earnings(one: Earnings) -> dict[str, Any]:
    best = one.best
    return {
        "currency": one.currency,
        "earned_minor": one.earned,
        "last_week_minor": one.last_week,
        "change_percent": one.change_percent,
        "average_minor": one.average,
        "net_sales_minor": one.net_sales,
        "held_minor": one.held,
        "due_minor": one.due,
        "paid_minor": one.paid,
        "campaigns": [{"name": name, "earned_minor": minor} for name, minor in one.campaigns],
        "best": best and {"name": best.name, "earned_minor": best.earned, "sales": best.sales},
    }


def _section(one: Section) -> dict[str, Any]:
    return {
        "name": one.name,
        "matches": one.matches,
        "against": str(one.against) if one.against else None,
        "new": one.news if one.against else None,
        "left": one.gone if one.against else None,
        "top": [
            {
                "place": standing.place,
                "handle": standing.creator.handle,
                "platform": standing.creator.platform,
                "name": standing.creator.name,
                "typical_likes": standing.creator.typical_likes,
                "moved": standing.moved,
                "busy": standing.busy,
            }
            for standing in one.top
        ],
        "rising": one.rising
        and {"handle": one.rising.creator.handle, "percent": one.rising.percent},
        "look_twice": [
            {"handle": creator.handle, "verdict": creator.verdict, "reasons": list(creator.reasons)}
            for creator in one.look
        ],
    }
