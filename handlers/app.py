"""Slack's requests -> handlers: one listener a surface, one look-up behind it, one door for errors.

Bolt tries its listeners one after the other, at 12-15 us each; a dictionary costs nothing.
"""

import logging
import re
import secrets
from collections.abc import Callable

import orjson
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient

from blocks.modals import modal
from blocks.rights import refused_message
from blocks.text import Message
from handlers import (
    campaign,
    commissions,
    desk_command,
    digest,
    drops,
    find_influencer,
    first_steps,
    groups,
    home,
    influencer,
    mentions,
    offer_forms,
    offers,
    people,
    words,
)
from handlers.desk import Desk
from handlers.entries import Click, Clicks, Commands
from handlers.placing import client_in, marked, marked_view, name_of
from handlers.replies import Body, as_json, done, ephemeral, said, tell, updated
from handlers.seen import Seen
from services.errors import DeskError
from services.rights import NoRight, Role
from storage.engine import StoreBusy
from texts import common
from texts import desk as says
from texts.wording import all_of

Work = Callable[[], BoltResponse]
Answer = Callable[[Message], BoltResponse]

log = logging.getLogger("desk.handlers")


def build(desk: Desk) -> App:
    """Wire Bolt to the handlers. Nothing is sent anywhere by this."""
    token = desk.settings.slack_bot_token.get_secret_value()
    known = AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)
    app = App(
        signing_secret=desk.settings.slack_signing_secret.get_secret_value() or "socket mode",
        # Bolt's own client carries no token: handlers use the desk's, and authorize knows ours.
        client=WebClient(base_url=desk.settings.slack_api_url, retry_handlers=[]),
        authorize=lambda: known,
        process_before_response=True,
    )
    seen = Seen()
    everything = re.compile("")
    app.command(everything)(lambda body: _command(desk, body))
    app.action(everything)(lambda body, action: _action(desk, body, action))
    app.view(everything)(lambda body, view: _view(desk, body, view))
    app.event(everything)(lambda body: _event(desk, seen, body))
    return app


COMMANDS: Commands = {
    **find_influencer.COMMANDS,
    **influencer.COMMANDS,
    **campaign.COMMANDS,
    **digest.COMMANDS,
    **commissions.COMMANDS,
    **desk_command.COMMANDS,
}
TYPED = [name for name in COMMANDS if " " not in name] + ["/desk"]
ACTIONS: Clicks = {
    **find_influencer.ACTIONS,
    **influencer.ACTIONS,
    **digest.ACTIONS,
    **commissions.ACTIONS,
    **campaign.ACTIONS,
    **offers.ACTIONS,
    **drops.ACTIONS,
    **desk_command.ACTIONS,
    **first_steps.ACTIONS,
}
VIEWS: Clicks = {
    **find_influencer.VIEWS,
    **influencer.VIEWS,
    **campaign.VIEWS,
    **offer_forms.VIEWS,
    **digest.VIEWS,
    **drops.VIEWS,
    **first_steps.VIEWS,
}


def _command(desk: Desk, body: Body) -> BoltResponse:
    name, body = words.meant(body)
    return _guarded(lambda: _commanded(desk, name, body, body.get("team_id", "")), ephemeral)


def _commanded(desk: Desk, name: str, body: Body, team: str) -> BoltResponse:
    """Run a command for the person who gave it. Raises what its handler raises."""
    entry = COMMANDS.get(name)
    if entry is None:
        return ephemeral(said(says.unknown(name, all_of(TYPED))))
    role, handler = entry
    if role is None:
        return handler(desk, body)
    there = desk.seated(body["user_id"], team, channel=body.get("channel_id", "")).needs(role)
    of_all = name in desk_command.OF_ALL
    return _placed(there.of_all() if of_all else there, handler(there, body))


def _action(desk: Desk, body: Body, action: Body) -> BoltResponse:
    entry = ACTIONS.get(str(action.get("action_id", "")).partition(":")[0])

    def answer(message: Message) -> BoltResponse:
        return tell(desk, body, message)

    return _handled(desk, body, entry, action, answer, says.OLD_BUTTON)


def _view(desk: Desk, body: Body, view: Body) -> BoltResponse:
    def answer(message: Message) -> BoltResponse:
        return updated(modal(says.NOT_DONE, message[1]))

    return _handled(desk, body, VIEWS.get(name_of(view)), view, answer, says.OLD_FORM)


def _handled(
    desk: Desk, body: Body, entry: Click | None, what: Body, answer: Answer, old: str
) -> BoltResponse:
    """Run the handler of a click or a form. old: what is said where there is none any more."""
    if entry is None:
        return answer(said(old))
    role, handler = entry

    def work() -> BoltResponse:
        there = _clicker(desk, body).needs(role)
        return _placed(there, handler(there, body, what))

    return _guarded(work, answer)


def _clicker(desk: Desk, body: Body) -> Desk:
    """Return the desk as whoever clicked or sent a form has it."""
    user = body["user"]
    team = user.get("team_id") or (body.get("team") or {}).get("id") or ""
    channel = (body.get("channel") or {}).get("id") or ""
    return desk.seated(user["id"], team, channel=channel, client_id=client_in(body))


def _event(desk: Desk, seen: Seen, body: Body) -> BoltResponse:
    """Take what happens: somebody opens App Home, speaks to us, drops a list; a group changes."""
    event = body["event"]
    kind = event.get("type")
    if kind == "app_home_opened":
        return _guarded(
            lambda: home.opened(desk, event, people.team_of(desk, body)), lambda _: done()
        )
    if kind in ("subteam_members_changed", "subteam_updated"):
        return _guarded(lambda: groups.changed(desk, event), lambda _: done())
    spoken = kind in ("message", "app_mention") and event.get("user") and not event.get("bot_id")
    if not spoken or not seen.first(body.get("event_id")):
        return done()
    if kind == "app_mention":
        return _guarded(
            lambda: _mentioned(desk, event, people.team_of(desk, body)),
            lambda message: mentions.answer(desk, event, message),
        )
    direct = event.get("channel_type") == "im" and not event.get("subtype")
    if not (event.get("files") or direct):
        return done()
    heard = _dropped if event.get("files") else _spoken
    return _guarded(
        lambda: heard(desk, event, people.team_of(desk, body)),
        lambda message: find_influencer.say(desk, event["channel"], message),
    )


def _dropped(desk: Desk, event: Body, team: str) -> BoltResponse:
    return drops.dropped(desk.seated(event["user"], team).needs(Role.EDITOR), event)


def _mentioned(desk: Desk, event: Body, team: str) -> BoltResponse:
    """Answer @desk: a search to all, anything else to the one who asked."""
    name, body = words.meant(mentions.command_in(event, team))
    if name == mentions.SEARCH:
        there = desk.seated(event["user"], team, channel=event["channel"])
        return mentions.share(there, event, body)
    return mentions.answer_with(desk, event, _commanded(desk, name, body, team))


def _spoken(desk: Desk, event: Body, team: str) -> BoltResponse:
    """Answer a direct message: a word of /desk is one here too; anything else is a search."""
    name, body = words.meant(mentions.command_in(event, team))
    if name in (mentions.SEARCH, "/desk help"):
        text = body["text"] if name == mentions.SEARCH else "help"
        there = desk.seated(event["user"], team)
        return find_influencer.spoken(there, event["channel"], {**body, "text": text})
    return find_influencer.say_response(desk, event, _commanded(desk, name, body, team))


def _placed(desk: Desk, answer: BoltResponse) -> BoltResponse:
    """Mark an answer with its client where the person has several."""
    if not desk.seat.several or not answer.body:
        return answer
    body = orjson.loads(answer.body)
    if "blocks" in body:
        body["blocks"] = marked(body["blocks"], desk.seat)
    if "view" in body:
        body["view"] = marked_view(body["view"], desk.seat)
    return as_json(body)


def _guarded(work: Work, answer: Answer) -> BoltResponse:
    """Run a handler; whatever goes wrong becomes a sentence where the person stands."""
    try:
        return work()
    except NoRight as error:
        log.info("refused: %s", type(error).__name__)
        return answer(refused_message(error))
    except DeskError as error:
        log.info("refused: %s", type(error).__name__)
        return answer(said(error.sentence()))
    except StoreBusy:
        return answer(said(says.BUSY))
    except Exception as error:
        number = secrets.token_hex(3)
        log.error("incident %s: %s", number, type(error).__name__, exc_info=error)
        return answer(said(common.incident(number)))
