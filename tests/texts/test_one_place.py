"""Every text that people read stands in texts/; elsewhere stand names, values and marks alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.sales import Outcome

ROOT = Path(__file__).parents[2]
FOLDERS = ("handlers", "blocks", "services", "commandline", "web", "storage")
WORDS_OF_LISTS = {
    "services/niches.py",
    "services/reading/headings.py",
    "services/reading/numbers.py",
    "services/reading/places.py",
}
"""Words that other people's lists use: they are read there, never said."""

VALUES: set[str] = {
    *Outcome,
    "Bearer {}",
    "added by hand",
    "bind channel",
    "campaign {}",
    "card {}",
    "channel {}",
    "claim {}",
    "client {}",
    "client {}, {}",
    "command line",
    "date import anew",
    "delete note",
    "delete shortlist",
    "delete {}",
    "details {}",
    "digest by hand:{}:{}",
    "digest rhythm",
    "digest settings",
    "digest {}",
    "edit {}",
    "follow digest",
    "hide {}",
    "influencer {}",
    "new campaign",
    "new client",
    "note {}",
    "off shortlist",
    "offer {}",
    "offer: {}",
    "tier:any size:{}",
    "undo import",
    "post digest",
    "posting {}",
    "refund {}",
    "remove client",
    "rename client",
    "rename shortlist",
    "rights {}",
    "row {}",
    "run {}",
    "set {}",
    "shortlist {}",
    "show {}",
    "socket mode",
    "status {}",
    "undo merge",
    "unfollow digest",
}
"""Literals with a space that travel in values of buttons or stand in the store, as outcomes and
what the audit trail calls things do; {} stands for what goes into them."""

FOR_DEVELOPERS = {
    "ValueError",
    "TypeError",
    "RuntimeError",
    "AssertionError",
    "KeyError",
    "TypeVar",
}
"""Errors that say that a caller is wrong, and names of types; nobody else reads them."""

TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,.;:!?…]? [A-Za-z“]{2,}")
WORD_AND_GAP = re.compile(r"\{\}[,.;:!?]? [A-Za-z]{2,}|[A-Za-z]{2,}[,:]? \{\}")
NAME_OF_COMMAND = re.compile(r"/[a-z-]+ [a-z{}]+")
LABEL = re.compile(r"[A-Z][a-z]+…?")
"""In blocks/ and handlers/ a capital begins what stands on a button; all other names are small."""

SQL = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|BEGIN|FROM|WHERE|AND|OR|ON|AS"
    r"|IN|IS|LIKE|ORDER|LIMIT|NULLS)\b"
)


def modules() -> list[str]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return sorted(str(path.relative_to(ROOT)) for path in [*found, ROOT / "bot.py"])


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, literal) of what is not for developers: {} is a gap of an f-string."""
    if isinstance(tree, ast.JoinedStr):
        parts = [one.value if isinstance(one, ast.Constant) else "{}" for one in tree.values]
        yield tree.lineno, "".join(map(str, parts))
    elif isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree.lineno, tree.value
    if isinstance(tree, ast.Assert) or _is_docstring(tree) or _is_for_developers(tree):
        return
    for part in ast.iter_child_nodes(tree):
        if not (isinstance(tree, ast.JoinedStr) and isinstance(part, ast.Constant)):
            yield from literals(part)


def _is_docstring(tree: ast.AST) -> bool:
    return isinstance(tree, ast.Expr) and isinstance(tree.value, ast.Constant)


def _is_for_developers(tree: ast.AST) -> bool:
    """Tell whether this writes a line of the log, or raises what no user reads."""
    if not isinstance(tree, ast.Call):
        return False
    if isinstance(tree.func, ast.Attribute) and isinstance(tree.func.value, ast.Name):
        return tree.func.value.id == "log"
    return isinstance(tree.func, ast.Name) and tree.func.id in FOR_DEVELOPERS


def reads_like_a_text(literal: str, module: str) -> bool:
    if literal in VALUES or NAME_OF_COMMAND.fullmatch(literal):
        return False
    if module.startswith("storage/") and SQL.search(literal):
        return False
    if module.startswith(("blocks/", "handlers/")) and LABEL.fullmatch(literal):
        return True
    return bool(TWO_WORDS.search(literal) or WORD_AND_GAP.search(literal))


@pytest.mark.parametrize("module", sorted(set(modules()) - WORDS_OF_LISTS))
def test_no_text_stands_outside_the_place_of_texts(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text())
    there = [f"{line}: {text}" for line, text in literals(tree) if reads_like_a_text(text, module)]
    assert there == []
