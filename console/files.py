"""Files: uploaded by the bot in Slack's three steps, or dropped by people; shown and fetched."""

import mimetypes
import secrets
from collections.abc import Callable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from console.workspace import BOT_USER, NAMES, TEAM, Message, Workspace, direct

Json = dict[str, Any]


class Files:
    """The files of a workspace. base: the address of the server that they are fetched from."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._begun: dict[str, tuple[str, Json, bytes | None]] = {}
        self.base = ""

    def methods(self) -> dict[str, Callable[[Json], Json]]:
        return {
            "files.getUploadURLExternal": self._begin,
            "files.completeUploadExternal": self._complete,
            "files.info": self._info,
        }

    def keep(self, name: str, content: bytes, user: str, *, about: Json | None = None) -> Json:
        """Keep a file; return what Slack's payloads say of it."""
        identity = (about or {}).get("id") or _new_id()
        url = f"{self.base}/files/{identity}/{quote(name)}"
        now = int(self._workspace.clock())
        file = {
            "id": identity,
            "created": now,
            "timestamp": now,
            "name": name,
            "title": name,
            "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
            "filetype": PurePath(name).suffix.lstrip(".").lower() or "binary",
            "user": user,
            "user_team": TEAM,
            "size": len(content),
            "mode": "hosted",
            "is_external": False,
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
            **(about or {}),
        }
        self._workspace.files[identity] = (file, content)
        return file

    def upload(self, key: str, content: bytes) -> tuple[int, bytes]:
        """Take the bytes of the second step at an upload address; return status and answer."""
        identity = next((one for one, begun in self._begun.items() if begun[0] == key), None)
        if identity is None:
            return 404, b"not found"
        _, about, _ = self._begun[identity]
        if len(content) != about["length"]:
            return 400, b"the length is another than was said"
        self._begun[identity] = (key, about, content)
        return 200, f"OK - {len(content)}".encode()

    def _begin(self, body: Json) -> Json:
        name, length = body.get("filename"), str(body.get("length", ""))
        if not name or not length.isdigit() or int(length) == 0:
            return {"ok": False, "error": "invalid_arguments"}
        identity, key = _new_id(), secrets.token_urlsafe(16)
        about = {"name": name, "length": int(length), "alt_txt": body.get("alt_txt")}
        self._begun[identity] = (key, about, None)
        return {"upload_url": f"{self.base}/upload/{key}", "file_id": identity}

    def _complete(self, body: Json) -> Json:
        asked = body.get("files") or []
        begun = [self._begun.get(one.get("id", "")) for one in asked]
        if not asked or any(one is None or one[2] is None for one in begun):
            return {"ok": False, "error": "file_not_found"}
        named = body.get("channels") or body.get("channel_id") or ""
        channels = [direct(one) if one in NAMES else one for one in named.split(",") if one]
        for channel in channels:
            if wrong := self._workspace.channel_error(channel):
                return {"ok": False, "error": wrong}
        made = [self._made(one) for one in asked]
        for channel in channels:
            self._share(channel, made, body)
        return {"files": made}

    def _made(self, asked: Json) -> Json:
        _, begun, content = self._begun.pop(asked["id"])
        about = {"id": asked["id"], "title": asked.get("title") or begun["name"]}
        if begun["alt_txt"]:
            about["alt_txt"] = begun["alt_txt"]
        return self.keep(begun["name"], content or b"", BOT_USER, about=about)

    def _share(self, channel: str, files: list[Json], body: Json) -> Message:
        return self._workspace.post(
            channel,
            BOT_USER,
            body.get("initial_comment") or "",
            files=files,
            thread_ts=body.get("thread_ts"),
        )

    def _info(self, body: Json) -> Json:
        found = self._workspace.files.get(body.get("file", ""))
        return {"file": found[0]} if found else {"ok": False, "error": "file_not_found"}


def _new_id() -> str:
    return f"F{secrets.token_hex(5).upper()}"
