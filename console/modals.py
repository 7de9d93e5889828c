"""Modals as people use them: submitted or closed, and what the bot's answer does to the stack."""

from collections.abc import Callable
from typing import Any

from console.checks import check_view
from console.shapes import sender, with_ids
from console.transport import LATE, Answer
from console.views import DEPTH
from console.workspace import Workspace

Json = dict[str, Any]


class Modals:
    """Sends what people do with the view on top. deliver: sends one interaction."""

    def __init__(self, workspace: Workspace, deliver: Callable[[Json], Answer | None]) -> None:
        self._workspace, self._deliver = workspace, deliver

    def submit(self, user: str, values: Json) -> Json:
        """Submit the top modal; return field errors, empty when it was taken."""
        stack = self._workspace.views[user]
        body = {
            **sender(user),
            "type": "view_submission",
            "trigger_id": self._workspace.new_trigger(user),
            "view": {**stack[-1], "state": {"values": values}},
            "response_urls": [],
        }
        answer = self._deliver(body)
        if answer is None or not answer.taken:
            return {"": LATE}
        return self._follow(stack, answer.body)

    def close(self, user: str) -> None:
        """Close the top modal; the bot hears of it where the view asks for that."""
        view = self._workspace.views[user].pop()
        self._workspace.touch()
        if view["notify_on_close"]:
            body = {"type": "view_closed", "view": view, "is_cleared": False}
            self._deliver({**sender(user), **body})

    def _follow(self, stack: list[Json], said: Json) -> Json:
        kind = said.get("response_action")
        if kind == "errors":
            errors: Json = said["errors"]
            return errors
        if kind in ("update", "push"):
            if wrong := check_view(said["view"], self._workspace.unknown_blocks):
                return {"": "; ".join(wrong)}
            if kind == "push" and len(stack) >= DEPTH:
                return {"": "push_limit_reached"}
            if kind == "update":
                stack.pop()
            stack.append(with_ids(said["view"], stack))
        elif kind == "clear":
            stack.clear()
        else:
            stack.pop()
        self._workspace.touch()
        return {}
