"""The SQL of storage/ speaks both engines' language, and nobody else speaks SQL."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXEMPT = {"engine.py"}
"""Holds what differs between engines. Staging, a SQLite file of an import's own, keeps the rules."""

STATEMENT = re.compile(
    r"^\s*(SELECT\s.+\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s)",
    re.DOTALL,
)
OF_A_FILE = re.compile(r"^\s*(PRAGMA\s+\w|(CREATE|ALTER|DROP)\s+(TABLE|INDEX|VIEW|TRIGGER)\s)")
AVOIDED = (
    r"INSERT\s+OR\b",
    r"\bIFNULL\b",
    r"\bGREATEST\b|\bLEAST\b",
    r"\bGROUP_CONCAT\b|\bSTRING_AGG\b",
    r"\bstrftime\b",
    r"\bGLOB\b",
    r"\bINSTR\b",
    r"\bTOTAL\s*\(",
    r"LIMIT\s+-1",
    r"IN\s*\(\s*\)",
    r"FOR\s+UPDATE",
    r"\browid\b",
    r"::\w",
    r"->>?|json_extract",
    r"\bM(AX|IN)\([^()]*,[^()]*\)",
    r'"\w+"',
)


def texts(path: Path) -> list[str]:
    """Return the string literals of a module, the parts of f-strings joined by a mark."""
    found: list[str] = []
    inside: set[int] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "?" for part in node.values]
            inside.update(id(part) for part in node.values)
            found.append("".join(map(str, parts)))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            found.append(node.value)
    return found


def statements(path: Path) -> list[str]:
    return [text for text in texts(path) if STATEMENT.search(text)]


STORAGE = sorted(path for path in (ROOT / "storage").glob("*.py") if path.name not in EXEMPT)
OTHERS = sorted(
    path
    for folder in ("services", "handlers", "blocks", "web", "commandline")
    for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("path", STORAGE, ids=lambda path: path.name)
def test_statements_keep_to_what_both_engines_understand(path: Path) -> None:
    wrong = [
        (pattern, text)
        for text in statements(path)
        for pattern in AVOIDED
        if re.search(pattern, text)
    ]
    assert wrong == []


def test_the_check_sees_the_statements_of_storage() -> None:
    assert sum(len(statements(path)) for path in STORAGE) > 80


@pytest.mark.parametrize("text", ["SELECT IFNULL(a, 0) FROM t", "SELECT rowid FROM t"])
def test_the_check_finds_what_is_avoided(text: str) -> None:
    assert any(re.search(pattern, text) for pattern in AVOIDED)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_nobody_but_storage_holds_sql(path: Path) -> None:
    assert [text for text in texts(path) if STATEMENT.search(text) or OF_A_FILE.search(text)] == []


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_nobody_but_storage_opens_a_database(path: Path) -> None:
    assert "sqlite3.connect" not in path.read_text()


@pytest.mark.parametrize("path", sorted((ROOT / "services").rglob("*.py")), ids=lambda p: p.name)
def test_services_know_neither_slack_nor_sqlite(path: Path) -> None:
    names = {
        alias.name.partition(".")[0]
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").partition(".")[0]
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
    }
    assert not names & {"slack_sdk", "slack_bolt", "sqlite3", "sqlite_utils", "httpx"}
