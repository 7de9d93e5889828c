"""From which workspace somebody is who speaks to us: Slack says it with each click and command,
and with most events; where it does not, it is asked once and kept.
"""

import logging

from handlers.desk import Desk
from handlers.replies import SLACK_DOWN, Body, code_of
from services import rights

ELSEWHERE = ""
"""The workspace of somebody who is not of ours."""

log = logging.getLogger("desk.people")


def team_of(desk: Desk, body: Body) -> str:
    """Return the workspace of the person whom an event is about."""
    event = body["event"]
    said = event.get("user_team") or event.get("team")
    if said:
        return str(said)
    person = str(event.get("user") or "")
    known = rights.met(desk.store, person)
    if known is None:
        known = _asked(desk, person, body)
    return desk.team if known else ELSEWHERE


def at_home(desk: Desk, person: str) -> bool:
    """Tell whether somebody who is named is of our workspace; Slack is asked once."""
    known = rights.met(desk.store, person)
    return _asked(desk, person, {"team_id": desk.team}) if known is None else known


def _asked(desk: Desk, person: str, body: Body) -> bool:
    """Ask Slack whether somebody is of our workspace, and keep it.

    Without the right users:read, which is optional, an event of our workspace alone is believed.
    """
    try:
        found = desk.slack.users_info(user=person)["user"]
    except SLACK_DOWN as error:
        log.info("Slack did not say whose a person is: %s", code_of(error))
        return body.get("team_id") == desk.team and not body.get("is_ext_shared_channel")
    at_home = found.get("team_id") == desk.team and not found.get("is_stranger")
    rights.meet(desk.store, person, at_home=at_home)
    return bool(at_home)
