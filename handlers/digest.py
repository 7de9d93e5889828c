"""/digest: what a channel follows, what the next digest would say, and when digests come.

| surface | what | here |
| --- | --- | --- |
| command | /digest, follow, unfollow, preview, settings, help | command |
| action | digest:settings; what digests and previews offer, in digest_messages | act |
| view | digest:settings | chosen |
"""

from collections.abc import Callable
from datetime import time
from html import unescape

from slack_bolt.response import BoltResponse

from blocks import following as drawn
from blocks.help import by_examples
from blocks.modals import message_modal
from blocks.text import cut
from handlers import digest_messages, forms
from handlers.channels import here, let_us_be_in
from handlers.desk import Desk
from handlers.digest_messages import preview
from handlers.entries import Clicks, Commands
from handlers.replies import Body, ephemeral, open_view, said, updated
from services import clients, follows
from services.errors import DeskError, NotFound
from services.rights import Role
from texts import following as says


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer /digest and its words."""
    word, _, rest = unescape(body.get("text") or "").strip().partition(" ")
    work = _WORDS.get(word.lower())
    if work is None:
        raise NotFound(says.unknown_word(word[:40]))
    return work(desk, body, rest.strip())


def _status(desk: Desk, body: Body, _: str) -> BoltResponse:
    now, zone = desk.clock(), desk.settings.zone
    there = follows.following(desk.store, here(body), now=now, zone=zone)
    may_edit, may_set = desk.seat.may(Role.EDITOR), desk.seat.may(_to_set_up(desk))
    return ephemeral(drawn.status_message(there, zone, may_edit=may_edit, may_set=may_set))


def _follow(desk: Desk, body: Body, what: str) -> BoltResponse:
    if not what:
        raise DeskError(says.WHAT_TO_FOLLOW)
    channel, zone = here(body), desk.settings.zone
    desk = desk.needs(Role.EDITOR)
    clients.refuse_foreign_channel(desk.store, desk.seat, channel)
    let_us_be_in(desk, channel)
    found = follows.follow(
        desk.store,
        channel,
        what,
        actor=body["user_id"],
        now=desk.clock(),
        zone=zone,
        client_id=desk.seat.client_id,
    )
    may_set = desk.seat.may(_to_set_up(desk))
    return ephemeral(drawn.followed_message(found, zone, may_set=may_set))


def _unfollow(desk: Desk, body: Body, what: str) -> BoltResponse:
    if not what:
        raise DeskError(says.WHAT_TO_LEAVE)
    actor = body["user_id"]
    desk.needs(Role.EDITOR)
    name = follows.unfollow(desk.store, here(body), what, actor=actor, now=desk.clock())
    return ephemeral(said(says.followed_no_more(cut(name, 40))))


def _help(desk: Desk, body: Body, _: str) -> BoltResponse:
    return ephemeral(by_examples(says.DIGESTS, says.EXAMPLES))


def _settings(desk: Desk, body: Body, _: str = "") -> BoltResponse:
    desk.needs(_to_set_up(desk))
    view = drawn.settings_modal(follows.rhythm(desk.store), desk.settings.zone)
    return open_view(desk, body, view)


def act(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A button of a digest, of a preview, or of what /digest says."""
    work = _CLICKS.get(action.get("action_id", "").partition(":")[2])
    if work is None:
        raise NotFound(says.OLD_BUTTON)
    return work(desk, body, str(action.get("value") or ""))


def _to_set_up(desk: Desk) -> Role:
    """The day and hour hold for all channels: with several clients an admin sets them."""
    return Role.ADMIN if clients.several(desk.store) else Role.EDITOR


def chosen(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Take the day and hour that the form says."""
    desk.needs(_to_set_up(desk))
    values = forms.values_in(view)
    try:
        weekday, at = int(forms.chosen(values, "weekday")), forms.chosen(values, "time")
        hour = time.fromisoformat(at)
    except ValueError:
        raise DeskError(says.CHOOSE) from None
    actor = body["user"]["id"]
    rhythm = follows.set_rhythm(desk.store, weekday, hour, actor=actor, now=desk.clock())
    text = says.set_now(drawn.rhythm_text(rhythm), desk.settings.timezone)
    return updated(message_modal(says.DIGESTS, text))


_WORDS: dict[str, Callable[[Desk, Body, str], BoltResponse]] = {
    "": _status,
    "follow": _follow,
    "unfollow": _unfollow,
    "preview": preview,
    "settings": _settings,
    "help": _help,
}
_CLICKS: dict[str, Callable[[Desk, Body, str], BoltResponse]] = {
    **digest_messages.CLICKS,
    "settings": _settings,
}
COMMANDS: Commands = {"/digest": (Role.VIEWER, command)}
ACTIONS: Clicks = {"digest": (Role.VIEWER, act)}
VIEWS: Clicks = {"digest:settings": (Role.EDITOR, chosen)}
