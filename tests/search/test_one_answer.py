"""One answer, one description: Slack's blocks, its plain text and a terminal say the same."""

from html import unescape
from io import StringIO

import pytest
from rich.console import Console as Screen

from blocks.search import told
from blocks.telling import Row, message
from commandline.screen import show
from console.driver import texts_in
from services import hiding
from services.search import find
from storage.engine import Store
from tests.conftest import NOON, Bring
from tests.handlers.conftest import CREATORS

QUERIES = ("fitness", "", "travel", "fitness country:IS", "fitness followers:>90k", "list:none")


@pytest.fixture
def filled(store: Store, bring: Bring) -> Store:
    """A store of creators, one of whom is hidden."""
    bring(CREATORS)
    hiding.hide(store, 5, actor="U0ANA", now=NOON, client_id=1)
    return store


def on_a_terminal(store: Store, text: str, width: int = 400) -> str:
    written = StringIO()
    show(told(find(store, text, currency="USD", client_id=1)), Screen(width=width, file=written))
    return written.getvalue()


def figures(line: str) -> list[str]:
    """Return what a line of a list says, piece by piece."""
    return [piece for part in line.split(" · ") for piece in part.split(": ")]


@pytest.mark.parametrize("text", QUERIES)
def test_every_line_of_the_plain_text_stands_on_the_terminal(filled: Store, text: str) -> None:
    plain = unescape(message(told(find(filled, text, currency="USD", client_id=1)))[0]).split("\n")
    terminal = on_a_terminal(filled, text)
    missing = [piece for line in plain for piece in figures(line) if piece not in terminal]
    assert [one for one in missing if not one[0].isdigit()] == []


@pytest.mark.parametrize("width", [30, 42, 80, 100])
def test_no_figure_is_broken_or_cut_on_a_narrow_terminal(filled: Store, width: int) -> None:
    answer = told(find(filled, "fitness tier:any", currency="USD", client_id=1))
    cells = [cell for part in answer if isinstance(part, Row) for cell in part.cells if cell]
    lines = on_a_terminal(filled, "fitness tier:any", width).split("\n")
    assert [cell for cell in cells if not any(cell in line for line in lines)] == []
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("text", QUERIES)
def test_every_line_of_the_plain_text_stands_in_the_blocks(filled: Store, text: str) -> None:
    plain, blocks = message(told(find(filled, text, currency="USD", client_id=1)))
    shown = " ".join(texts_in(blocks)).replace("*", "")
    missing = [piece for line in plain.split("\n") for piece in figures(line)]
    assert [one for one in missing if one not in shown] == []


def test_what_is_pressed_in_slack_is_typed_on_a_terminal(filled: Store) -> None:
    terminal = on_a_terminal(filled, "fitness country:IS")
    assert "  python bot.py find fitness\n" in terminal


def test_who_is_left_out_can_be_asked_for_on_a_terminal(filled: Store) -> None:
    assert "  python bot.py find 'travel hidden:yes'\n" in on_a_terminal(filled, "travel")


def test_more_than_a_page_can_be_asked_for_on_a_terminal(filled: Store) -> None:
    assert "  python bot.py find travel --limit 11\n" in on_a_terminal(filled, "travel")
