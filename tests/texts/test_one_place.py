"""Every text that people read stands in texts/; elsewhere stand names, values and marks alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("handlers", "blocks", "services", "commandline", "web", "storage")
WORDS_OF_LISTS = {
    "services/niches.py",
    "services/reading/headings.py",
    "services/reading/numbers.py",
    "services/reading/places.py",
}
"""Words that other people's lists use: they are read there, never said."""

NOT_YET = {
    "blocks/administration.py",
    "blocks/campaigns.py",
    "blocks/columns.py",
    "blocks/commissions.py",
    "blocks/creator_forms.py",
    "blocks/creators.py",
    "blocks/details.py",
    "blocks/digests.py",
    "blocks/first_steps.py",
    "blocks/home.py",
    "blocks/imports.py",
    "blocks/influencer.py",
    "blocks/offers.py",
    "blocks/order_stories.py",
    "blocks/rights.py",
    "bot.py",
    "commandline/checkout.py",
    "commandline/checks.py",
    "commandline/checks_slack.py",
    "commandline/claiming.py",
    "commandline/digests.py",
    "commandline/doctor.py",
    "commandline/envfile.py",
    "commandline/exporting.py",
    "commandline/list_screens.py",
    "commandline/lists.py",
    "commandline/opening.py",
    "commandline/rounds.py",
    "commandline/running.py",
    "commandline/service.py",
    "commandline/serving.py",
    "commandline/setup.py",
    "commandline/setup_tokens.py",
    "commandline/storekeeping.py",
    "commandline/tokens.py",
    "commandline/upgrade.py",
    "commandline/workspace.py",
    "handlers/app.py",
    "handlers/campaign.py",
    "handlers/commissions.py",
    "handlers/creator_forms.py",
    "handlers/delivery.py",
    "handlers/desk.py",
    "handlers/desk_command.py",
    "handlers/digest.py",
    "handlers/drops.py",
    "handlers/exporting.py",
    "handlers/fetching.py",
    "handlers/first_steps.py",
    "handlers/forms.py",
    "handlers/imports.py",
    "handlers/influencer.py",
    "handlers/joining.py",
    "handlers/offers.py",
    "handlers/placing.py",
    "handlers/sending.py",
    "services/adding.py",
    "services/campaigns.py",
    "services/claiming.py",
    "services/clients.py",
    "services/commission_query.py",
    "services/commission_reports.py",
    "services/creators_named.py",
    "services/details.py",
    "services/digests.py",
    "services/drafting.py",
    "services/drops.py",
    "services/exports.py",
    "services/files_asked.py",
    "services/follows.py",
    "services/forgetting.py",
    "services/hiding.py",
    "services/home.py",
    "services/importing.py",
    "services/joining.py",
    "services/ledger.py",
    "services/ledger_proofs.py",
    "services/merging.py",
    "services/niche_digest.py",
    "services/noting.py",
    "services/offer_moves.py",
    "services/offer_states.py",
    "services/offers.py",
    "services/order_stories.py",
    "services/people.py",
    "services/previews.py",
    "services/redating.py",
    "services/rejects.py",
    "services/rights.py",
    "services/sales.py",
    "services/samples.py",
    "services/settings.py",
    "services/shortlists.py",
    "services/terms.py",
    "services/undoing.py",
    "services/weeks.py",
    "web/logs.py",
    "web/server.py",
    "web/webhooks.py",
}
"""Modules whose texts are still on their way."""

VALUES: set[str] = {"run {}"}
"""Literals with a space that travel in values of buttons; {} stands for what goes into them."""

FOR_DEVELOPERS = {"ValueError", "TypeError", "RuntimeError", "AssertionError", "KeyError"}
"""Errors that say that a caller is wrong; nobody else reads them."""

TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,.;:!?…]? [A-Za-z“]{2,}")
WORD_AND_GAP = re.compile(r"\{\}[,.;:!?]? [A-Za-z]{2,}|[A-Za-z]{2,}[,:]? \{\}")
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
    if literal in VALUES or (module.startswith("storage/") and SQL.search(literal)):
        return False
    if module.startswith(("blocks/", "handlers/")) and LABEL.fullmatch(literal):
        return True
    return bool(TWO_WORDS.search(literal) or WORD_AND_GAP.search(literal))


@pytest.mark.parametrize("module", sorted(set(modules()) - WORDS_OF_LISTS - NOT_YET))
def test_no_text_stands_outside_the_place_of_texts(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text())
    there = [f"{line}: {text}" for line, text in literals(tree) if reads_like_a_text(text, module)]
    assert there == []
