"""A file of Slack's onto this machine: from the right place, of a bearable size, or not at all."""

import logging
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from handlers.desk import Desk
from handlers.replies import Body
from sample.creators import write_list as write_sample
from services.errors import DeskError
from texts import files as says
from texts.previews import LIST

LARGEST = 500_000_000
"""Bytes of a dropped file; larger ones are for the command line."""

_PAGES = ("quip", "space", "canvas", "post", "list")
"""Kinds of Slack's own documents, which are no files."""

log = logging.getLogger("desk.imports")


class Unreadable(DeskError):
    """A dropped file that can't be had; the sentence says why and what to do."""


class Gone(Unreadable):
    """A dropped file that is in Slack no more."""


def fetch(desk: Desk, file: Body, name: str, path: Path) -> None:
    """Bring a dropped file's content to a path. Raises Unreadable.

    file: what Slack says of it, or how many creators are to be made up. name: how to call it in
    sentences.
    """
    if file.get("made_up"):
        write_sample(path, today=desk.clock().date(), count=int(file["made_up"]))
        return
    url = url_of(file, name, desk.settings.slack_api_url)
    token = desk.settings.slack_bot_token.get_secret_value()
    headers = {"authorization": f"Bearer {token}"}
    try:
        with desk.http.stream("GET", url, headers=headers, timeout=30) as sent:
            refuse_page(sent, name)
            size = 0
            with path.open("wb") as out:
                for block in sent.iter_bytes():
                    size += len(block)
                    refuse_large(size, name)
                    out.write(block)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        log.warning("a dropped file could not be fetched: %s", type(error).__name__)
        raise Unreadable(says.not_fetched(name)) from error


def file_name(name: str) -> str:
    """Return a dropped file's name as one that every file system takes, its ending kept."""
    plain = "".join(
        "_" if sign in '/\\:*?"<>|' or not sign.isprintable() else sign for sign in name
    )
    return plain.strip(". ")[-60:].lstrip(". ") or LIST


def url_of(file: Body, name: str, api_url: str) -> str:
    """Return where a file's content is. Raises Unreadable: the token goes to Slack alone."""
    if file.get("filetype") in _PAGES or file.get("mode") in _PAGES:
        raise Unreadable(says.is_a_page(name))
    refuse_large(file.get("size") or 0, name)
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not url:
        raise Gone(says.not_handed_out(name))
    there, ours = urlsplit(url), urlsplit(api_url)
    slacks = there.scheme == "https" and f".{there.hostname}".endswith(".slack.com")
    if not slacks and there[:2] != ours[:2]:
        raise Unreadable(says.not_in_slack(name))
    return url


def refuse_page(sent: httpx.Response, name: str) -> None:
    """Raise Unreadable where Slack sends its login page or a refusal instead of the file."""
    if sent.status_code == 404:
        raise Gone(says.gone(name))
    kind = sent.headers.get("content-type", "")
    page = kind.startswith("text/html") and not name.lower().endswith((".html", ".htm"))
    if page or sent.status_code in (301, 302, 303, 307, 401, 403):
        raise Unreadable(says.may_not_read(name))
    sent.raise_for_status()


def refuse_large(size: int, name: str) -> None:
    """Raise Unreadable for a file of more bytes than are taken in Slack."""
    if size > LARGEST:
        raise Unreadable(says.too_large(name, size, LARGEST))
