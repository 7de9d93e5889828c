"""The columns of a dropped list as understood, each with a select that corrects it."""

from collections.abc import Sequence

from blocks.fields import field, text_field
from blocks.modals import modal
from blocks.telling import Drawn, Noted, Part, Row, Told
from blocks.text import Block, button, cut, escape, section, select
from services.choices import KINDS
from services.drops import Drop
from services.previews import Look, Shown
from services.reading.columns import EXTRA, LEFT_OUT
from services.reading.headings import PLATFORMS
from texts import creators
from texts import previews as says

MOST = 12
"""Columns that are corrected in the message itself; a list with more has a form for them."""

A_FORM = 60
"""Columns of one form: Slack takes views of 250 KB, and each column brings all fields to choose."""

FORMS = 4
"""Forms that a list with very many columns has."""

CLIENTS = 30
"""Clients to choose from below a preview, whose text has its bound as well."""

LONGEST_NAME = 150
_NONE = "="
"""How a select says that a column is kept as an extra field: Slack takes no empty value."""


def label_of(said: str) -> str:
    """Return what a column is, in words."""
    return {EXTRA: says.KEEP, LEFT_OUT: says.LEAVE_OUT}.get(said) or says.field(said)


def said_in(value: str, kind: str) -> str | None:
    """Return what a select's value says of a column of a list of this kind; None for nonsense."""
    said = EXTRA if value == _NONE else value
    return said if said in (EXTRA, LEFT_OUT, *KINDS[kind]) else None


def shown_columns(found: Look, drop: Drop | None) -> Told:
    """Return the columns, each as a row. drop: the list that is corrected there, if it can be.

    Of a list that has a form for its columns the first are shown, those to ask about before others.
    """
    if drop is None or len(found.columns) <= MOST:
        return [_row(found, place, drop) for place in range(len(found.columns))]
    first = sorted(found.columns, key=lambda one: one.maybe is None)[:MOST]
    lines = [_line(one) for one in first]
    drawn = section("\n".join([escape(line, 300) for line in lines]))
    left, last = len(found.columns) - MOST, FORMS * A_FORM
    more = says.more_columns(left, last if len(found.columns) > last else None)
    return [Drawn("\n".join(lines), (drawn,)), Noted(more)]


def _row(found: Look, place: int, drop: Drop | None) -> Part:
    column = found.columns[place]
    label, question = label_of(column.said), _question(column)
    held = [cut(one, 40) for one in column.sample]
    about = says.twin(label) if column.twin else question
    lines = [f"*{escape(_heading(column), 60)}*", escape(", ".join(held), 90) or says.EMPTY]
    lines += [escape(about)] if about else []
    beside = None
    if drop and not column.twin:
        beside = _select(column, found.kind, f"column:{drop.row.id}:{place}")
    cells = (_heading(column), label, about or column.how, ", ".join(held))
    return Row(cells, _line(column), section("\n".join(lines), beside))


def _heading(column: Shown) -> str:
    return cut(column.heading.strip(), 40) or says.NO_HEADING


def _question(column: Shown) -> str:
    """Ask whether a heading is misspelt, where it may be."""
    return says.is_it(_heading(column), label_of(column.maybe)) if column.maybe else ""


def _line(column: Shown) -> str:
    """Return a column as a line: its heading, what it is, what it holds, what is asked of it."""
    held = cut(", ".join(column.sample), 40)
    line = says.column(_heading(column), label_of(column.said), held)
    return f"{line} {_question(column)}".rstrip()


def forms(drop: Drop, found: Look) -> list[Block]:
    """Return the buttons that open the forms of the columns."""
    buttons = []
    for page in range(min(FORMS, -(-len(found.columns) // A_FORM))):
        first = page * A_FORM
        last = min(first + A_FORM, len(found.columns))
        one = len(found.columns) <= A_FORM
        label = says.COLUMNS if one else says.some_columns(first + 1, last)
        buttons.append(button(label, f"import:columns:{page}", str(drop.row.id)))
    return buttons


def _select(column: Shown, kind: str, action: str) -> Block:
    keeps = [EXTRA, LEFT_OUT] if kind == "influencers" else [LEFT_OUT]
    choices = [(label_of(said), said or _NONE) for said in (*KINDS[kind], *keeps)]
    return select(action, choices, column.said or _NONE, says.WHAT_IS_IT)


def what_it_is(drop: Drop, found: Look, clients: Sequence[tuple[int, str]] = ()) -> list[Block]:
    """Return the selects of what a row is, on which platform its creators are, and whose they are.

    Where each row names its platform there is none to choose.
    """
    kinds = [(text, kind) for kind, text in says.KINDS.items()]
    choices = [select(f"listkind:{drop.row.id}", kinds, found.kind)]
    if clients:
        choices.append(_whose(drop, clients))
    if found.platform and not found.platform_said:
        platforms = [(creators.platform(one), one) for one in PLATFORMS]
        action = f"listplatform:{drop.row.id}"
        choices.append(select(action, platforms, found.platform, says.NO_PLATFORM))
    return choices


def _whose(drop: Drop, clients: Sequence[tuple[int, str]]) -> Block:
    """Return the select of whose list it is; who has very many clients chooses in App Home."""
    first = sorted(clients, key=lambda one: one[0] != drop.row.client_id)[:CLIENTS]
    choices = [(cut(name, 40), str(number)) for number, name in first]
    return select(f"listclient:{drop.row.id}", choices, str(drop.row.client_id), says.WHOSE)


def columns_modal(drop: Drop, found: Look, page: int) -> Block:
    """Return a form of the columns of one page, each with its select."""
    first = page * A_FORM
    blocks = [
        field(
            f"column{place}",
            cut(column.heading.strip(), 150) or says.NO_HEADING,
            _select(column, found.kind, "said"),
            optional=True,
            hint=cut(_question(column) or ", ".join(column.sample), 100) or says.EMPTY,
        )
        for place, column in enumerate(found.columns[first : first + A_FORM], first)
        if not column.twin
    ]
    blocks = blocks or [section(says.TWINS)]
    metadata = str(drop.row.id)
    return modal(
        says.COLUMNS_TITLE, blocks, callback="columns", submit=says.CORRECT, metadata=metadata
    )


def name_modal(drop: Drop) -> Block:
    """Return a form for the list's name."""
    name = text_field(
        "name",
        says.LIST_NAME,
        initial=drop.choices.source or drop.row.name,
        longest=LONGEST_NAME,
        hint=says.FOUND_BY_IT,
    )
    metadata = str(drop.row.id)
    return modal(
        says.NAME_TITLE, [name], callback="listname", submit=says.RENAME, metadata=metadata
    )
