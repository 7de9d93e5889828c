"""The first steps in a new workspace: sample data, and a channel for a digest.

| surface | what | here |
| --- | --- | --- |
| action | first:sample, first:channel | act |
| view | first:channel | followed |
"""

from slack_bolt.response import BoltResponse

from blocks import first_steps as drawn
from blocks.following import followed_message
from blocks.modals import modal
from handlers import forms
from handlers.channels import we_are_in
from handlers.desk import Desk
from handlers.entries import Clicks
from handlers.replies import Body, done, field_errors, open_view, slack_in_words, updated
from services import clients, drops, follows
from services.errors import DeskError, NotFound
from services.rights import Role
from texts import desk as says

SAMPLE_SIZE = 400
"""Made-up creators of a real workspace."""


def act(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """A button of the first message."""
    if action["action_id"] == "first:channel":
        return open_view(desk, body, drawn.channel_modal())
    if action["action_id"] == "first:sample":
        return _bring_sample(desk, body)
    raise NotFound(says.OLD_BUTTON)


def _bring_sample(desk: Desk, body: Body) -> BoltResponse:
    """Let made-up creators wait as any dropped list does: looked at first, undone at a click."""
    person = desk.seat.person
    with slack_in_words():
        channel = desk.slack.conversations_open(users=person)["channel"]["id"]
    drops.take(
        desk.store,
        client_id=desk.seat.client_id,
        cause=f"sample:{body['trigger_id']}",
        name=says.SAMPLE_FILE,
        file={"made_up": SAMPLE_SIZE},
        person=person,
        channel=channel,
        now=desk.clock(),
    )
    desk.files.wake()
    return done()


def followed(desk: Desk, body: Body, view: Body) -> BoltResponse:
    """Let the channel follow what the form says."""
    values = view["state"]["values"]
    channel, niche = forms.chosen(values, "channel"), forms.typed(values, "niche")
    try:
        clients.refuse_foreign_channel(desk.store, desk.seat, channel, here=False)
        there = we_are_in(desk, channel)
    except DeskError as error:
        return field_errors(channel=error.sentence()[:150])
    if not there:
        return field_errors(channel=says.NOT_INVITED)
    try:
        found = follows.follow(
            desk.store,
            channel,
            niche,
            actor=desk.seat.person,
            now=desk.clock(),
            zone=desk.settings.zone,
            client_id=desk.seat.client_id,
        )
    except DeskError as error:
        return field_errors(niche=error.sentence()[:150])
    _, blocks = followed_message(found, desk.settings.zone, channel=channel)
    return updated(modal(says.FOLLOWED, blocks))


ACTIONS: Clicks = {"first": (Role.EDITOR, act)}
VIEWS: Clicks = {"first:channel": (Role.EDITOR, followed)}
