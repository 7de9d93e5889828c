"""Events: what happens in the workspace, told to the bot until it says that it has heard."""

import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

from console.manifest import Manifest
from console.people import group_shown
from console.transport import Answer
from console.workspace import APP, BOT_USER, TEAM, Group, Workspace, direct

log = logging.getLogger("console")
Json = dict[str, Any]
TRIES = 4
"""How often an event is sent in all; Slack lets time pass between the tries, this does not."""

Deliver = Callable[[str, Json, tuple[int, str] | None], Answer | None]


class Events:
    """Tells the bot. deliver: sends one envelope; told: the events sent so far, in order."""

    def __init__(self, workspace: Workspace, deliver: Deliver, manifest: Manifest) -> None:
        self._workspace, self.deliver, self.manifest = workspace, deliver, manifest
        self.told: list[Json] = []

    def send(self, event: Json, event_id: str | None = None) -> None:
        """Send an event, again with the same id until it is taken, four times at most.

        What the manifest does not subscribe to is not sent.
        """
        if not self.manifest.hears(event):
            log.warning("manifest.yaml subscribes to no %s: the bot is not told", event["type"])
            return
        self.told.append(event)
        body: Json = {
            "token": "console",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": event_id or f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(time.time()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": TEAM,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }
        retry: tuple[int, str] | None = None
        for number in range(1, TRIES + 1):
            answer = self.deliver("events_api", body, retry)
            if answer and (answer.taken or answer.wants_no_retry):
                return
            retry = (number, "error" if answer else "timeout")

    def home_opened(self, user: str) -> None:
        """Tell that a person opens App Home."""
        opened: Json = {
            "type": "app_home_opened",
            "user": user,
            "channel": direct(user),
            "tab": "home",
        }
        if user in self._workspace.homes:
            opened["view"] = self._workspace.homes[user]
        self.send({**opened, "event_ts": self._workspace.next_ts()})

    def group_changed(self, group: Group, users: list[str]) -> None:
        """Change a group's members and tell so, as Slack does by two events."""
        before, group.users = group.users, list(users)
        old, group.updated = group.updated, int(self._workspace.clock())
        added = [one for one in users if one not in before]
        removed = [one for one in before if one not in users]
        self._workspace.touch()
        self.send(
            {
                "type": "subteam_members_changed",
                "subteam_id": group.id,
                "team_id": TEAM,
                "date_previous_update": old,
                "date_update": group.updated,
                "added_users": added,
                "added_users_count": len(added),
                "removed_users": removed,
                "removed_users_count": len(removed),
            }
        )
        self.send({"type": "subteam_updated", "subteam": group_shown(group)})
