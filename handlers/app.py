"""Slack's requests -> handlers: one listener a surface, one look-up behind it, one door for errors.

Bolt tries its listeners one after the other, at 12-15 us each; a dictionary costs nothing.
"""

import logging
import re
import secrets
from collections.abc import Callable
from typing import Any

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse

from blocks.modals import message_modal
from blocks.search import Message
from blocks.text import escape, section
from handlers import find_influencer, imports
from handlers.desk import Desk
from handlers.imports import Imports
from handlers.replies import Body, answer_click, as_json, done, ephemeral
from services.errors import DeskError
from storage.engine import StoreBusy

Work = Callable[[], BoltResponse]
Answer = Callable[[Message], BoltResponse]
BUSY = "The store is busy. Nothing was saved; try again in a moment."

log = logging.getLogger("desk.handlers")


def build(desk: Desk, files: Imports) -> App:
    """Wire Bolt to the handlers. Nothing is sent anywhere by this."""
    token = desk.settings.slack_bot_token.get_secret_value()
    known = AuthorizeResult(enterprise_id=None, team_id=None, bot_token=token)
    app = App(
        signing_secret=desk.settings.slack_signing_secret.get_secret_value() or "socket mode",
        client=desk.slack,
        authorize=lambda: known,
        process_before_response=True,
    )
    everything = re.compile("")
    app.command(everything)(lambda body: _command(desk, body))
    app.action(everything)(lambda body, action: _action(desk, body, action))
    app.view(everything)(lambda body, view: _view(desk, body, view))
    app.event("message")(lambda body: _event(desk, body, files))
    app.event("app_home_opened")(lambda: done())
    return app


COMMANDS = {**find_influencer.COMMANDS}
ACTIONS = {**find_influencer.ACTIONS, **imports.ACTIONS}
VIEWS = {**find_influencer.VIEWS}


def _command(desk: Desk, body: Body) -> BoltResponse:
    handler = COMMANDS.get(body["command"])
    if handler is None:
        known = ", ".join(COMMANDS)
        return ephemeral(_said(f"I don't know {body['command']}. I know {known}."))
    return _guarded(lambda: handler(desk, body), ephemeral)


def _action(desk: Desk, body: Body, action: Body) -> BoltResponse:
    handler = ACTIONS.get(action["action_id"].partition(":")[0])

    def answer(message: Message) -> BoltResponse:
        return answer_click(desk, body, message, replace=False)

    if handler is None:
        return answer(_said("This button is of an older version. Type the command again."))
    return _guarded(lambda: handler(desk, body, action), answer)


def _view(desk: Desk, body: Body, view: Body) -> BoltResponse:
    handler = VIEWS.get(view["callback_id"])

    def answer(message: Message) -> BoltResponse:
        return as_json({"response_action": "update", "view": message_modal("Not done", message[0])})

    if handler is None:
        return answer(_said("This form is of an older version. Open it again."))
    return _guarded(lambda: handler(desk, body, view), answer)


def _event(desk: Desk, body: Body, files: Imports) -> BoltResponse:
    if body["event"].get("files"):
        return files.event(desk, body)
    return done()


def _guarded(work: Work, answer: Answer) -> BoltResponse:
    """Run a handler; whatever goes wrong becomes a sentence where the person stands."""
    try:
        return work()
    except DeskError as error:
        return answer(_said(error.sentence()))
    except StoreBusy:
        return answer(_said(BUSY))
    except Exception as error:
        number = secrets.token_hex(3)
        log.error("incident %s: %s", number, type(error).__name__, exc_info=error)
        return answer(
            _said(
                f"Something went wrong on our side ({number}). Nothing was saved. Try again;"
                " if it stays, tell your admin this number."
            )
        )


def _said(text: str) -> Message:
    blocks: list[dict[str, Any]] = [section(escape(text, 1_500))]
    return text, blocks
