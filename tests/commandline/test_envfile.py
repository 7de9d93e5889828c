"""The file .env: its own lines change, all others stay; a write is whole or not at all."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commandline.envfile import HEAD, changed, read, write
from services.errors import DeskError
from services.settings import load

LINES = st.lists(
    st.sampled_from(
        ["", "# SLACK_BOT_TOKEN=old", "PORT=4000", "HOST = '::1' # here", "export X=1", "NOTE=a=b"]
    ),
    max_size=6,
)
OLD = st.sampled_from(
    ["CURRENCY=USD", "export CURRENCY = 'USD'", "  CURRENCY=", 'CURRENCY="A" # b']
)


@given(before=LINES, old=OLD, after=LINES, end=st.sampled_from(["\n", "\r\n"]))
def test_only_the_line_of_the_setting_changes(
    before: list[str], old: str, after: list[str], end: str
) -> None:
    text = end.join([*before, old, *after])
    assert changed(text, {"CURRENCY": "EUR"}) == end.join([*before, "CURRENCY=EUR", *after])


@given(lines=LINES, end=st.sampled_from(["\n", "\r\n"]), closed=st.booleans())
@example(lines=["PORT=4000"], end="\n", closed=False)
def test_new_setting_stands_at_the_end(lines: list[str], end: str, closed: bool) -> None:
    text = end.join(lines) + end * closed
    news = changed(text, {"CURRENCY": "EUR"})
    kept, _, added = news.rpartition("CURRENCY=EUR")
    assert (kept.rstrip("\r\n"), added.strip()) == ((text or HEAD).rstrip("\r\n"), "")
    assert not kept or kept.endswith("\n")


def test_setting_that_stands_twice_is_one_afterwards() -> None:
    news = changed("SLACK_BOT_TOKEN=xoxb-1\nSLACK_BOT_TOKEN=xoxb-2\n", {"SLACK_BOT_TOKEN": "new"})
    assert "xoxb" not in news


def test_what_is_written_is_what_the_desk_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CURRENCY", raising=False)
    file = tmp_path / ".env"
    file.write_bytes(b"\xef\xbb\xbfCURRENCY='USD'\r\nPORT=4000\r\n")
    write(file, changed(read(file), {"CURRENCY": "EUR"}))
    chosen = load(file)
    assert (chosen.currency, chosen.port, file.read_bytes()[:3]) == ("EUR", 4000, b"\xef\xbb\xbf")


def test_link_to_a_file_elsewhere_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("A=1\n")
    (tmp_path / ".env").symlink_to(tmp_path / "real")
    write(tmp_path / ".env", "A=2\n")
    assert ((tmp_path / ".env").is_symlink(), (tmp_path / "real").read_text()) == (True, "A=2\n")


def test_write_that_fails_leaves_the_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    with pytest.raises(DeskError, match="nothing was changed"):
        write(tmp_path / ".env", "A=2\n")
    assert os.listdir(tmp_path) == [".env"]


def test_folder_that_cannot_be_written_to_is_a_sentence() -> None:
    with pytest.raises(DeskError, match="Run this in a folder that you may write to"):
        write(Path("/proc/desk-env"), "A=1\n")
