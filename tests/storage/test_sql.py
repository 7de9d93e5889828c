"""The SQL of storage/ speaks both engines' language, and nobody else speaks SQL.

What the text of a statement can't tell: whether an ORDER BY ends in a unique column and says where
NULLs go, whether a column stands bare beside an aggregate, whether WHERE or HAVING names an alias.
"""

import ast
import re
from pathlib import Path

import pytest

from services.search import find
from storage.engine import Store
from tests.conftest import Bring

ROOT = Path(__file__).parents[2]
EXEMPT = {"engine.py", "schema_first.py"}
"""They hold what differs between engines: how the full-text index is laid out, and its rowid."""

STATEMENT = re.compile(
    r"^\s*(SELECT\s.+\sFROM\s|(INSERT|REPLACE)\s+(OR\s+\w+\s+)?INTO\s"
    r"|UPDATE\s+(OR\s+\w+\s+)?\w+\s+SET\s|DELETE\s+FROM\s|WITH\s+\w+\s+AS\s)",
    re.DOTALL,
)
OF_A_FILE = re.compile(r"^\s*(PRAGMA\s+\w|(CREATE|ALTER|DROP)\s+(TABLE|INDEX|VIEW|TRIGGER)\s)")
NESTED = r"(?:[^(),]|\([^()]*(?:\([^()]*\)[^()]*)*\))*"
"""An argument of a function, with calls in it that hold calls."""

AVOIDED = {
    r"\b(INSERT|UPDATE)\s+OR\b": (
        "INSERT OR IGNORE INTO t VALUES (1)",
        "UPDATE OR FAIL t SET a = 1",
    ),
    r"\bREPLACE\s+INTO\b": ("REPLACE INTO t VALUES (1)",),
    r"\bIFNULL\b": (" AND ifnull(a, 0) = 1",),
    rf"\bM(AX|IN)\s*\({NESTED},": (
        "SELECT MAX(a, b) FROM t",
        "SELECT min (COALESCE(MAX(a), 0), b) FROM t",
    ),
    r"\bGREATEST\b|\bLEAST\b": ("SELECT greatest(a, b) FROM t", "SELECT LEAST(a, b) FROM t"),
    r"\bGROUP_CONCAT\b|\bSTRING_AGG\b": ("(SELECT group_concat(a) FROM t)", " string_agg(a, ',')"),
    r"\bSTRFTIME\b": ("strftime('%Y', a) = '2026'",),
    r"\bGLOB\b": ("a glob 'x*'",),
    r"\bINSTR\b": ("instr(a, 'x') > 0",),
    r"\bTOTAL\s*\(": ("SELECT total(a) FROM t",),
    r"\bLIMIT\s+-": (" LIMIT -1",),
    r"\bIN\s*\(\s*\)": ("EXISTS (SELECT 1 FROM t WHERE a IN ())",),
    r"\bFOR\s+UPDATE\b": ("SELECT a FROM t FOR UPDATE",),
    r"(?<!WITHOUT )\b(_ROWID_|ROWID|OID)\b": ("SELECT t.rowid FROM t", "SELECT oid FROM t"),
    r'"\w[^"]*"': ('SELECT a FROM t WHERE b = "two words"', 'a = "one"'),
    r"->|\bJSONB?_?\w*\s*\(": ("a->>'x' = 1", "SELECT 1 FROM json_each(a)", "json_extract(a, '$')"),
    r"::\w": ("SELECT a::text FROM t",),
}
"""What one engine alone understands, or each in its own way, each with examples."""

LITERAL = re.compile(r"'(?:[^']|'')*'")
FULL_TEXT = "account_words"


def text_of(node: ast.AST) -> str | None:
    """Return what a literal, an f-string or a sum of them says, a mark for each value in it."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join([text_of(part) or "?" for part in parts])
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            both = (text_of(left), text_of(right))
            return None if both == (None, None) else "".join([part or "?" for part in both])
    return None


def texts(path: Path) -> list[str]:
    """Return all texts of a module but its docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text())))
    prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    found = [text_of(node) for node in nodes if id(node) not in prose]
    return [text for text in found if text is not None]


def avoided(texts: list[str]) -> list[tuple[str, str]]:
    """Return each text that holds something of AVOIDED, and which pattern found it."""
    return [
        (pattern, text)
        for text in texts
        for pattern in AVOIDED
        if re.search(pattern, text, re.IGNORECASE)
    ]


STORAGE = sorted(path for path in (ROOT / "storage").glob("*.py") if path.name not in EXEMPT)
OTHERS = sorted(
    path
    for folder in (
        "services",
        "handlers",
        "blocks",
        "web",
        "commandline",
        "texts",
        "console",
        "sample",
    )
    for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("path", STORAGE, ids=lambda path: path.name)
def test_statements_keep_to_what_both_engines_understand(path: Path) -> None:
    assert avoided(texts(path)) == []


@pytest.mark.parametrize(
    "query",
    [
        "fitness jane",
        "jane -vegan",
        "fitness country:IS,US followers:<20k -platform:tiktok tag:vegan -tag:raw",
        'owner:zoe status:contacted list:"summer 26" source:list hidden:yes',
        "price:<100 handle:jane niche:fitness",
    ],
)
def test_what_a_search_executes_keeps_to_it_too(store: Store, bring: Bring, query: str) -> None:
    bring("handle,niche,followers,average_likes\njane,Fitness,15000,2000\n")
    executed: list[str] = []
    store.database().conn.set_trace_callback(executed.append)
    find(store, query, currency="USD", near=True, client_id=1)
    statements = [LITERAL.sub("''", text) for text in executed if FULL_TEXT not in text]
    assert statements
    assert avoided(statements) == []


@pytest.mark.parametrize(
    ("pattern", "example"),
    [(pattern, example) for pattern, examples in AVOIDED.items() for example in examples],
)
def test_the_check_finds_what_is_avoided(pattern: str, example: str) -> None:
    assert (pattern, example) in avoided([example])


@pytest.mark.parametrize(
    "source",
    [
        """sql = "INSERT OR IGNORE INTO t VALUES (1)" """,
        """sql = f"INSERT OR {word} INTO t VALUES (1)" """,
        """sql = "INSERT" " OR " f"{word} INTO t VALUES (1)" """,
        """sql = "INSERT " + "OR" + word""",
        """sql += f" AND {'INSERT OR ' + word}" """,
    ],
)
def test_the_check_sees_texts_however_they_are_put_together(tmp_path: Path, source: str) -> None:
    module = tmp_path / "module.py"
    module.write_text(source)
    assert avoided(texts(module)) != []


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
