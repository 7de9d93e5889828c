"""User groups of Slack that have rights: who is in them, asked for when somebody may have changed.

What is known of a group for more than a day does not count (services/rights.py); until then it is
asked again every hour, and whenever Slack says that a group changed.
"""

import logging
from datetime import timedelta

from slack_bolt.response import BoltResponse

from handlers.desk import Desk
from handlers.replies import Body, SlackRefused, done, slack_in_words
from services import granting

FRESH = timedelta(hours=1)
GONE = frozenset(("no_such_subteam", "subteam_not_found"))

log = logging.getLogger("desk.groups")


def fetch(desk: Desk, group: str) -> None:
    """Ask Slack who is in a group, and keep it. Raises SlackRefused."""
    with slack_in_words():
        found = desk.slack.usergroups_users_list(usergroup=group)
    granting.keep_members(desk.store, group, found["users"], now=desk.clock())


def changed(desk: Desk, event: Body) -> BoltResponse:
    """Slack says that a group changed: ask anew, if it has a right here."""
    group = str(event.get("subteam_id") or (event.get("subteam") or {}).get("id") or "")
    if group in granting.groups_granted(desk.store):
        fetch(desk, group)
    return done()


def refresh(desk: Desk) -> int:
    """Ask anew for the groups with rights whose hour is over; return for how many.

    One that Slack does not tell of stops no other; who is in one that is gone has no right by it.
    """
    groups = granting.stale_groups(desk.store, desk.clock() - FRESH)
    for group in groups:
        try:
            fetch(desk, group)
        except SlackRefused as error:
            log.warning("a user group could not be asked for: %s", error.sentence())
            if error.code in GONE:
                granting.keep_members(desk.store, group, (), now=desk.clock())
    return len(groups)
