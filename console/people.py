"""People, user groups and the team, as the Web API tells of them."""

from collections.abc import Callable
from typing import Any

from console.manifest import Manifest
from console.shapes import user_shown
from console.workspace import BOT, BOT_USER, NAMES, TEAM, Group, Workspace, truth

Json = dict[str, Any]


class People:
    """Answers users.*, usergroups.*, team.info and bots.info."""

    def __init__(self, workspace: Workspace, manifest: Manifest) -> None:
        self._workspace = workspace
        self._addresses = "users:read.email" in manifest.scopes

    def methods(self) -> dict[str, Callable[[Json], Json]]:
        return {
            "users.info": self._info,
            "users.list": lambda _: {"members": [self._shown(one) for one in [*NAMES, BOT_USER]]},
            "users.lookupByEmail": self._by_email,
            "usergroups.list": self._groups,
            "usergroups.users.list": self._members,
            "team.info": lambda _: {"team": {"id": TEAM, "name": "Console", "domain": "console"}},
            "bots.info": self._bot,
        }

    def _info(self, body: Json) -> Json:
        if body.get("user") not in (*NAMES, BOT_USER):
            return {"ok": False, "error": "user_not_found"}
        return {"user": self._shown(body["user"])}

    def _shown(self, user: str) -> Json:
        return user_shown(user, self._addresses)

    def _by_email(self, body: Json) -> Json:
        for user in NAMES:
            if user_shown(user)["profile"]["email"] == body.get("email"):
                return {"user": user_shown(user)}
        return {"ok": False, "error": "users_not_found"}

    def _groups(self, body: Json) -> Json:
        groups = [group_shown(one) for one in self._workspace.groups.values()]
        if not truth(body.get("include_users")):
            for group in groups:
                del group["users"]
        return {"usergroups": groups}

    def _members(self, body: Json) -> Json:
        group = self._workspace.groups.get(body.get("usergroup", ""))
        if group is None:
            return {"ok": False, "error": "no_such_subteam"}
        return {"users": list(group.users)}

    def _bot(self, body: Json) -> Json:
        if body.get("bot") not in (None, BOT):
            return {"ok": False, "error": "bot_not_found"}
        about = {"id": BOT, "name": "desk", "app_id": "A0CONSOLE", "user_id": BOT_USER}
        return {"bot": {**about, "deleted": False, "updated": 0}}


def group_shown(group: Group) -> Json:
    """Return a user group as Slack's answers and events hold it."""
    return {
        "id": group.id,
        "team_id": TEAM,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.handle.capitalize(),
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 0,
        "date_update": group.updated,
        "date_delete": 0,
        "users": list(group.users),
        "user_count": len(group.users),
    }
