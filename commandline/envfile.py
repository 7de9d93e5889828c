"""The file .env: only the lines that are asked for change, all at once, for its owner alone."""

import os
import re
import secrets
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from services.errors import DeskError
from texts import settings
from texts import setup as says

HEAD = f"# {settings.FILE_HEAD}\n"
OWNER_ALONE = 0o600


def read(path: Path) -> str:
    """Return the text of a file that may be absent, byte marks and line ends as they are."""
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise DeskError(says.env_unreadable(str(path))) from None


def changed(text: str, values: Mapping[str, str]) -> str:
    """Return the text with these settings; other lines, comments included, stay as they are."""
    end = "\r\n" if "\r\n" in text else "\n"
    text = text or HEAD
    for name, value in values.items():
        line = re.compile(rf"^(\ufeff?)[ \t]*(?:export[ \t]+)?{name}[ \t]*=[^\r\n]*", re.MULTILINE)
        text, found = line.subn(partial(_line, f"{name}={value}"), text)
        if not found:
            between = "" if text.endswith("\n") else end
            text += f"{between}{name}={value}{end}"
    return text


def _line(new: str, old: re.Match[str]) -> str:
    return old[1] + new


def write(path: Path, text: str) -> None:
    """Put a text in the place of the file: whole or not at all, readable by its owner alone."""
    path = path.resolve()
    new_file = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        with open(
            os.open(new_file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ALONE), "wb"
        ) as new:
            new.write(text.encode())
            new.flush()
            os.fsync(new.fileno())
        os.replace(new_file, path)
    except OSError as error:
        raise DeskError(says.env_unwritable(str(path), str(error.strerror))) from error
    finally:
        new_file.unlink(missing_ok=True)
