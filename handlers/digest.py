"""/digest: what a channel follows, what the next digest would say, and when digests come.

| surface | what | here |
| --- | --- | --- |
| command | /digest, follow, unfollow, preview, settings, help | command |
| action | digest:preview, digest:settings | act |
| action | digest:post, digest:shortlist, digest:rows | act |
| view | digest:settings | chosen |
"""

from collections.abc import Callable
from datetime import time
from html import unescape

import orjson
from slack_bolt.response import BoltResponse

from blocks import digests as drawn
from blocks import following as answers
from blocks.commissions import report_message
from blocks.modals import message_modal
from blocks.newer import older
from blocks.search import Message
from blocks.text import actions, button, cut
from handlers import forms
from handlers.desk import Desk
from handlers.entries import Clicks, Commands
from handlers.replies import (
    Body,
    answer_click,
    as_json,
    ephemeral,
    open_view,
    said,
    slack_in_words,
)
from services import clients, digests, follows, niche_digest, shortlists
from services.commission_query import parse
from services.commission_reports import report
from services.digests import Digest
from services.errors import DeskError, NotFound
from services.follows import Kind
from services.rights import Role
from services.weeks import BadWeek, read_week

HERE_ALONE = "D"
"""How the ids of direct messages begin; a digest for them goes to the person."""


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer /digest and its words."""
    word, _, rest = unescape(body.get("text") or "").strip().partition(" ")
    work = _WORDS.get(word.lower())
    if work is None:
        raise NotFound(f"I don't know “/digest {word[:40]}”. /digest help shows what I know.")
    return work(desk, body, rest.strip())


def channel_of(channel: str, person: str) -> str:
    """Return where digests go: the channel, or the person for direct messages."""
    return person if channel.startswith(HERE_ALONE) else channel


def _here(body: Body) -> str:
    """Return the channel of a command or of a click."""
    if "channel_id" in body:
        return channel_of(body["channel_id"], body["user_id"])
    return channel_of((body.get("channel") or {}).get("id", ""), body["user"]["id"])


def _status(desk: Desk, body: Body, _: str) -> BoltResponse:
    now, zone = desk.clock(), desk.settings.zone
    there = follows.following(desk.store, _here(body), now=now, zone=zone)
    return ephemeral(answers.status_message(there, zone))


def _follow(desk: Desk, body: Body, what: str) -> BoltResponse:
    if not what:
        raise DeskError("Say what to follow: /digest follow fitness, or commissions.")
    channel, zone = _here(body), desk.settings.zone
    desk = desk.needs(Role.EDITOR)
    clients.refuse_foreign_channel(desk.store, desk.seat, channel)
    _let_us_be_there(desk, channel)
    found = follows.follow(
        desk.store,
        channel,
        what,
        actor=body["user_id"],
        now=desk.clock(),
        zone=zone,
        client_id=desk.seat.client_id,
    )
    return ephemeral(answers.followed_message(found, zone))


def we_are_in(desk: Desk, channel: str) -> bool:
    """Tell whether we are in a channel, so that something can be posted. Raises SlackRefused."""
    with slack_in_words():
        return bool(desk.slack.conversations_info(channel=channel)["channel"].get("is_member"))


def _let_us_be_there(desk: Desk, channel: str) -> None:
    """Refuse where nothing could be posted. Raises DeskError."""
    if channel[:1] in "UW":
        return
    if not we_are_in(desk, channel):
        raise DeskError("I am not in this channel. Type /invite and my name here, then try again.")


def _unfollow(desk: Desk, body: Body, what: str) -> BoltResponse:
    if not what:
        raise DeskError("Say what to leave: /digest unfollow fitness. /digest shows what there is.")
    actor = body["user_id"]
    desk.needs(Role.EDITOR)
    name = follows.unfollow(desk.store, _here(body), what, actor=actor, now=desk.clock())
    return ephemeral(said(f"Not followed here any more: {cut(name, 40)}."))


def _help(desk: Desk, body: Body, _: str) -> BoltResponse:
    return ephemeral(answers.help_message())


def _settings(desk: Desk, body: Body, _: str = "") -> BoltResponse:
    _needs_to_set_up(desk)
    view = answers.settings_modal(follows.rhythm(desk.store), desk.settings.zone)
    return open_view(desk, body, view)


def _preview(desk: Desk, body: Body, what: str) -> BoltResponse:
    return ephemeral(_previewed(desk, _here(body), what))


def _previewed(desk: Desk, channel: str, what: str) -> Message:
    """Return what the next digest would say if it came now; nothing is written."""
    kind, niches, other = _asked_for(desk, channel, what)
    text, blocks = drawn.message(_next(desk, kind, niches), desk.settings.zone)
    value = orjson.dumps([kind, list(niches)]).decode()
    more = [button("Post it here", "digest:post", value)]
    if other:
        more.append(button(f"Preview {other}", "digest:preview", other))
    return text, [*older(blocks), actions(*more)]


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
        other = Kind.COMMISSIONS if there.commissions else None
        return (
            Kind.NICHES,
            niches or digests.niches_for(desk.store, None, client_id=desk.seat.client_id),
            other,
        )
    if there.commissions:
        return Kind.COMMISSIONS, (), None
    raise DeskError(
        "Nothing is followed here yet. Try /digest preview fitness or /digest preview commissions."
    )


def _next(desk: Desk, kind: Kind, niches: tuple[int, ...]) -> Digest:
    now, zone = desk.clock(), desk.settings.zone
    week = follows.rhythm(desk.store).next_week(now, zone)
    return digests.compute(
        desk.store,
        kind,
        week,
        niches=niches,
        now=now,
        zone=zone,
        client_id=desk.seat.client_id,
    )


def act(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A button of a digest, of a preview, or of what /digest says."""
    work = _CLICKS.get(action.get("action_id", "").partition(":")[2])
    if work is None:
        raise NotFound("This button is of an older version. Type /digest.")
    return work(desk, body, str(action.get("value") or ""))


def _preview_clicked(desk: Desk, body: Body, what: str) -> BoltResponse:
    return answer_click(desk, body, _previewed(desk, _here(body), what), replace=False)


def _post(desk: Desk, body: Body, value: str) -> BoltResponse:
    """Post what was previewed, once for each preview."""
    kind, niches = _read_post(value)
    actor, channel = body["user"]["id"], _here(body)
    desk = desk.needs(Role.EDITOR)
    clients.refuse_foreign_channel(desk.store, desk.seat, channel)
    news = digests.post_by_hand(
        desk.store,
        _next(desk, kind, niches),
        channel,
        key=f"{(body.get('container') or {}).get('message_ts', '')}:{kind}",
        actor=actor,
        now=desk.clock(),
        draw=lambda one: drawn.message(one, desk.settings.zone),
    )
    desk.wake()
    return answer_click(
        desk, body, said("It is on its way." if news else "It was posted already."), replace=False
    )


def _read_post(value: str) -> tuple[Kind, tuple[int, ...]]:
    try:
        kind, niches = orjson.loads(value)
        return Kind(kind), tuple([int(one) for one in niches][: niche_digest.MOST])
    except (ValueError, TypeError):
        raise NotFound("This button can't be read. Type /digest preview.") from None


def _shortlist(desk: Desk, body: Body, value: str) -> BoltResponse:
    """Put the first of a niche, as a digest showed them, on a shortlist of that week."""
    try:
        niche_id, week, number = orjson.loads(value)
        niche_id, number, found = int(niche_id), int(number), read_week(str(week))
    except (ValueError, TypeError, BadWeek):
        raise NotFound("This button can't be read. Open the niche with /find-influencer.") from None
    now, zone = desk.clock(), desk.settings.zone
    desk = desk.needs(Role.EDITOR)
    digest = digests.compute(
        desk.store,
        Kind.NICHES,
        found,
        niches=(niche_id,),
        now=now,
        zone=zone,
        client_id=desk.seat.client_id,
    )
    assert isinstance(digest, niche_digest.NicheDigest)
    if not digest.sections:
        raise NotFound("This niche is gone.")
    section = digest.sections[0]
    name, new = f"{cut(section.name, 60)} {found}", 0
    for one in section.top[: max(0, number)]:
        account = one.creator.account_id
        _, news = shortlists.add(
            desk.store,
            name,
            account,
            actor=body["user"]["id"],
            now=now,
            client_id=desk.seat.client_id,
        )
        new += news
    text = f"{new} put on “{name}”." if new else f"All of them are on “{name}” already."
    hint = f'Find them with: list:"{name}" tier:any'
    return answer_click(desk, body, said(f"{text} {hint}"), replace=False)


def _open_rows(desk: Desk, body: Body, week: str) -> BoltResponse:
    """Show the week's commissions, as /commissions does, to the one who clicked."""
    now, zone = desk.clock(), desk.settings.zone
    ask = parse(week, today=now.astimezone(zone).date())
    found = report(desk.store, ask, now=now, zone=zone, client_id=desk.seat.client_id)
    shown = report_message(found, body["user"]["id"])
    return answer_click(desk, body, shown, replace=False)


def _needs_to_set_up(desk: Desk) -> None:
    """The day and hour hold for all channels: with several clients an admin sets them.

    Raises NoRight.
    """
    desk.needs(Role.ADMIN if clients.several(desk.store) else Role.EDITOR)


def chosen(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Take the day and hour that the form says."""
    _needs_to_set_up(desk)
    values = (view.get("state") or {}).get("values") or {}
    try:
        weekday, at = int(forms.chosen(values, "weekday")), forms.chosen(values, "time")
        hour = time.fromisoformat(at)
    except ValueError:
        raise DeskError("Choose a day and a time from the lists.") from None
    actor = body["user"]["id"]
    rhythm = follows.set_rhythm(desk.store, weekday, hour, actor=actor, now=desk.clock())
    text = (
        f"Digests come {answers.rhythm_text(rhythm)} ({desk.settings.timezone}), in all channels."
        " A week that is due by this and was not posted yet comes in a minute."
    )
    return as_json({"response_action": "update", "view": message_modal("Weekly digests", text)})


_WORDS: dict[str, Callable[[Desk, Body, str], BoltResponse]] = {
    "": _status,
    "follow": _follow,
    "unfollow": _unfollow,
    "preview": _preview,
    "settings": _settings,
    "help": _help,
}
_CLICKS: dict[str, Callable[[Desk, Body, str], BoltResponse]] = {
    "preview": _preview_clicked,
    "settings": _settings,
    "post": _post,
    "shortlist": _shortlist,
    "rows": _open_rows,
}
COMMANDS: Commands = {"/digest": (Role.VIEWER, command)}
ACTIONS: Clicks = {"digest": (Role.VIEWER, act)}
VIEWS: Clicks = {"digest:settings": (Role.EDITOR, chosen)}
