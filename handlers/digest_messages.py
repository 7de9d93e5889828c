"""What the next digest would say, and what can be done with a digest: post it, list its best."""

from collections.abc import Callable

import orjson
from slack_bolt.response import BoltResponse

from blocks import digests as drawn
from blocks.text import Message, cut
from handlers import commissions
from handlers.channels import here, let_us_be_in
from handlers.desk import Desk
from handlers.replies import Body, answer_click, ephemeral, said
from services import clients, digests, follows, niche_digest
from services.digests import Digest
from services.errors import DeskError, NotFound
from services.follows import Kind
from services.rights import Role
from services.weeks import BadWeek, Week, read_week
from texts import digests as says


def preview(desk: Desk, body: Body, what: str) -> BoltResponse:
    """Answer /digest preview."""
    return ephemeral(_previewed(desk, here(body), what))


def _preview_clicked(desk: Desk, body: Body, what: str) -> BoltResponse:
    return answer_click(desk, body, _previewed(desk, here(body), what), replace=False)


def _previewed(desk: Desk, channel: str, what: str) -> Message:
    """Return what the next digest would say if it came now; nothing is written."""
    kind, niches, other = _asked_for(desk, channel, what)
    return drawn.preview_message(
        _next(desk, kind, niches),
        desk.settings.zone,
        orjson.dumps([kind, list(niches)]).decode(),
        other,
        may_edit=desk.seat.may(Role.EDITOR),
    )


def _asked_for(desk: Desk, channel: str, what: str) -> tuple[Kind, tuple[int, ...], str | None]:
    """Return what to show, and what else the channel follows."""
    now, zone = desk.clock(), desk.settings.zone
    there = follows.following(desk.store, channel, now=now, zone=zone)
    niches = tuple([niche_id for niche_id, _ in there.niches])
    word = what.lower()
    if word in ("commission", Kind.COMMISSIONS):
        return Kind.COMMISSIONS, (), Kind.NICHES if niches else None
    if word and word != Kind.NICHES:
        return Kind.NICHES, (follows.niche_named(desk.store, what)[0],), None
    if niches or word:
        usual = digests.niches_for(desk.store, None, client_id=desk.seat.client_id)
        return Kind.NICHES, niches or usual, Kind.COMMISSIONS if there.commissions else None
    if there.commissions:
        return Kind.COMMISSIONS, (), None
    raise DeskError(says.NOTHING_TO_PREVIEW)


def _next(desk: Desk, kind: Kind, niches: tuple[int, ...]) -> Digest:
    now, zone = desk.clock(), desk.settings.zone
    week = follows.rhythm(desk.store).next_week(now, zone)
    client_id = desk.seat.client_id
    return digests.compute(
        desk.store, kind, week, niches=niches, now=now, zone=zone, client_id=client_id
    )


def _post(desk: Desk, body: Body, value: str) -> BoltResponse:
    """Post what was previewed, once for each preview."""
    kind, niches = _read_post(value)
    channel = here(body)
    desk = desk.needs(Role.EDITOR)
    clients.refuse_foreign_channel(desk.store, desk.seat, channel)
    let_us_be_in(desk, channel)
    news = digests.post_by_hand(
        desk.store,
        _next(desk, kind, niches),
        channel,
        key=f"{(body.get('container') or {}).get('message_ts', '')}:{kind}",
        actor=desk.seat.person,
        now=desk.clock(),
        draw=lambda one: drawn.message(one, desk.settings.zone),
    )
    desk.wake()
    text = says.ON_ITS_WAY if news else says.POSTED_ALREADY
    return answer_click(desk, body, said(text), replace=False)


def _read_post(value: str) -> tuple[Kind, tuple[int, ...]]:
    try:
        kind, niches = orjson.loads(value)
        return Kind(kind), tuple([int(one) for one in niches][: niche_digest.MOST])
    except (ValueError, TypeError):
        raise NotFound(says.UNREADABLE_PREVIEW) from None


def _shortlist(desk: Desk, body: Body, value: str) -> BoltResponse:
    """Put the first of a niche, as a digest showed them, on a shortlist of that week."""
    niche_id, week, number = _read_niche(value)
    desk = desk.needs(Role.EDITOR)
    name, new = digests.shortlist(
        desk.store,
        niche_id,
        week,
        number,
        actor=desk.seat.person,
        now=desk.clock(),
        zone=desk.settings.zone,
        client_id=desk.seat.client_id,
    )
    return answer_click(desk, body, said(says.shortlisted(new, cut(name, 80))), replace=False)


def _read_niche(value: str) -> tuple[int, Week, int]:
    try:
        niche_id, week, number = orjson.loads(value)
        return int(niche_id), read_week(str(week)), int(number)
    except (ValueError, TypeError, BadWeek):
        raise NotFound(says.UNREADABLE_NICHE) from None


def _open_rows(desk: Desk, body: Body, week: str) -> BoltResponse:
    """Show the week's commissions, as /commissions does, to the one who clicked."""
    return answer_click(desk, body, commissions.answer(desk, week), replace=False)


CLICKS: dict[str, Callable[[Desk, Body, str], BoltResponse]] = {
    "preview": _preview_clicked,
    "post": _post,
    "shortlist": _shortlist,
    "rows": _open_rows,
}
"""The buttons of a digest and of a preview, by the second word of their action."""
