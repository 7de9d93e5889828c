"""views.*: modals, three deep, opened by a trigger in three seconds; App Home."""

from collections.abc import Callable
from typing import Any

import orjson

from console.checks import check_view, refused
from console.shapes import with_ids
from console.workspace import NAMES, Workspace

Json = dict[str, Any]
DEPTH = 3
LARGEST = 250_000
"""Bytes of a view as JSON."""


class Views:
    """Answers views.*."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def methods(self) -> dict[str, Callable[[Json], Json]]:
        return {
            "views.open": self._open,
            "views.push": self._open,
            "views.update": self._update,
            "views.publish": self._publish,
        }

    def _wrong(self, body: Json, kind: str) -> Json:
        view = body.get("view")
        if wrong := check_view(view, self._workspace.unknown_blocks):
            return {**refused(wrong), "error": "invalid_arguments"}
        if not isinstance(view, dict) or view["type"] != kind:
            return {"ok": False, "error": "invalid_arguments"}
        if len(orjson.dumps(view)) > LARGEST:
            return {"ok": False, "error": "view_too_large"}
        return {}

    def _open(self, body: Json) -> Json:
        user, error = self._workspace.take_trigger(body.get("trigger_id", ""))
        if user is None:
            return {"ok": False, "error": error}
        if wrong := self._wrong(body, "modal"):
            return wrong
        stack = self._workspace.views[user]
        if len(stack) >= DEPTH:
            return {"ok": False, "error": "push_limit_reached"}
        stack.append(with_ids(body["view"], stack))
        self._workspace.touch()
        return {"view": stack[-1]}

    def _update(self, body: Json) -> Json:
        if wrong := self._wrong(body, "modal"):
            return wrong
        name = "view_id" if body.get("view_id") else "external_id"
        key = "id" if name == "view_id" else "external_id"
        for stack in self._workspace.views.values():
            for index, view in enumerate(stack):
                if body.get(name) and view.get(key) == body[name]:
                    if body.get("hash") not in (None, view["hash"]):
                        return {"ok": False, "error": "hash_conflict"}
                    stack[index] = with_ids(body["view"], stack[:index]) | {"id": view["id"]}
                    self._workspace.touch()
                    return {"view": stack[index]}
        return {"ok": False, "error": "not_found"}

    def _publish(self, body: Json) -> Json:
        if wrong := self._wrong(body, "home"):
            return wrong
        user = body.get("user_id", "")
        if user not in NAMES:
            return {"ok": False, "error": "invalid_arguments"}
        before = self._workspace.homes.get(user)
        if body.get("hash") and (before is None or before["hash"] != body["hash"]):
            return {"ok": False, "error": "hash_conflict"}
        self._workspace.homes[user] = with_ids(body["view"])
        self._workspace.touch()
        return {"view": self._workspace.homes[user]}
