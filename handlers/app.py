"""Slack's requests -> handlers: one listener a surface, one look-up behind it, one door for errors.

Bolt tries its listeners one after the other, at 12-15 us each; a dictionary costs nothing.
"""

import logging
import re
import secrets
from collections.abc import Callable

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient

from blocks.modals import message_modal
from handlers import campaign, commissions, digest, find_influencer, home, offers
from handlers.desk import Desk
from handlers.imports import Imports
from handlers.replies import Body, as_json, done, ephemeral, said, tell
from handlers.seen import Seen
from services.errors import DeskError
from storage.engine import StoreBusy

Work = Callable[[], BoltResponse]
Answer = Callable[[str], BoltResponse]
Click = Callable[[Desk, Body, Body], BoltResponse]
BUSY = "The store is busy. Nothing was saved; try again in a moment."

log = logging.getLogger("desk.handlers")


def build(desk: Desk, files: Imports) -> App:
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
    actions: dict[str, Click] = {
        **find_influencer.ACTIONS,
        **digest.ACTIONS,
        **commissions.ACTIONS,
        **campaign.ACTIONS,
        **offers.ACTIONS,
        "undo": files.undo,
    }
    everything = re.compile("")
    app.command(everything)(lambda body: _command(desk, body))
    app.action(everything)(lambda body, action: _action(desk, actions, body, action))
    app.view(everything)(lambda body, view: _view(desk, body, view))
    app.event(everything)(lambda body: _event(desk, files, seen, body))
    return app


COMMANDS = {
    **find_influencer.COMMANDS,
    **campaign.COMMANDS,
    **digest.COMMANDS,
    **commissions.COMMANDS,
}
VIEWS = {**find_influencer.VIEWS, **campaign.VIEWS, **offers.VIEWS, **digest.VIEWS}


def _command(desk: Desk, body: Body) -> BoltResponse:
    name = body.get("command", "")
    handler = COMMANDS.get(name)
    if handler is None:
        return ephemeral(said(f"I don't know {name}. I know {', '.join(COMMANDS)}."))
    return _guarded(lambda: handler(desk, body), lambda text: ephemeral(said(text)))


def _action(desk: Desk, actions: dict[str, Click], body: Body, action: Body) -> BoltResponse:
    handler = actions.get(str(action.get("action_id", "")).partition(":")[0])

    def answer(text: str) -> BoltResponse:
        return tell(desk, body, said(text))

    if handler is None:
        return answer("This button is of an older version. Type the command again.")
    return _guarded(lambda: handler(desk, body, action), answer)


def _view(desk: Desk, body: Body, view: Body) -> BoltResponse:
    handler = VIEWS.get(view.get("callback_id", ""))

    def answer(text: str) -> BoltResponse:
        return as_json({"response_action": "update", "view": message_modal("Not done", text)})

    if handler is None:
        return answer("This form is of an older version. Close it and open it again.")
    return _guarded(lambda: handler(desk, body, view), answer)


def _event(desk: Desk, files: Imports, seen: Seen, body: Body) -> BoltResponse:
    """Take what is said to us in direct messages, dropped lists included; draw App Home."""
    event = body["event"]
    if event.get("type") == "app_home_opened":
        return _guarded(lambda: home.opened(desk, event), lambda _text: done())
    spoken = event.get("type") == "message" and event.get("user") and not event.get("bot_id")
    if not spoken or not seen.first(body.get("event_id")):
        return done()
    if event.get("files"):
        return files.dropped(event)
    if event.get("channel_type") == "im" and not event.get("subtype"):
        return _guarded(
            lambda: find_influencer.spoken(desk, event),
            lambda text: find_influencer.say(desk, event["channel"], said(text)),
        )
    return done()


def _guarded(work: Work, answer: Answer) -> BoltResponse:
    """Run a handler; whatever goes wrong becomes a sentence where the person stands."""
    try:
        return work()
    except DeskError as error:
        return answer(error.sentence())
    except StoreBusy:
        return answer(BUSY)
    except Exception as error:
        number = secrets.token_hex(3)
        log.error("incident %s: %s", number, type(error).__name__, exc_info=error)
        return answer(
            f"Something went wrong on our side ({number}). Try again;"
            " if it stays, tell your admin this number."
        )
