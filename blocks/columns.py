"""The columns of a dropped list as understood, each with a select that corrects it."""

from collections.abc import Sequence

from blocks.modals import modal
from blocks.telling import Drawn, Noted, Part, Row, Told
from blocks.text import Block, button, cut, escape, plain, section
from services.drops import Drop
from services.previews import KINDS, Look, Shown
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
    select = None
    if drop and not column.twin:
        select = _select(column, found.kind, f"column:{drop.row.id}:{place}")
    cells = (_heading(column), label, about or column.how, ", ".join(held))
    return Row(cells, _line(column), section("\n".join(lines), select))


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
    options = [_option(said) for said in (*KINDS[kind], *keeps)]
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain(says.WHAT_IS_IT),
        "options": options,
        "initial_option": _option(column.said),
    }


def _option(said: str) -> Block:
    return {"text": plain(label_of(said), 75), "value": said or _NONE}


def what_it_is(drop: Drop, found: Look, clients: Sequence[tuple[int, str]] = ()) -> list[Block]:
    """Return the selects of what a row is, on which platform its creators are, and whose they are."""
    kinds = [{"text": plain(text), "value": kind} for kind, text in says.KINDS.items()]
    choices: list[Block] = [
        {
            "type": "static_select",
            "action_id": f"listkind:{drop.row.id}",
            "options": kinds,
            "initial_option": {"text": plain(says.KINDS[found.kind]), "value": found.kind},
        }
    ]
    if clients:
        choices.append(_whose(drop, clients))
    if not found.platform:
        return choices
    platforms: Block = {
        "type": "static_select",
        "action_id": f"listplatform:{drop.row.id}",
        "placeholder": plain(says.NO_PLATFORM),
        "options": [{"text": plain(creators.platform(one)), "value": one} for one in PLATFORMS],
    }
    if found.platform in PLATFORMS:
        shown = {"text": plain(creators.platform(found.platform)), "value": found.platform}
        platforms["initial_option"] = shown
    return [*choices, platforms]


def _whose(drop: Drop, clients: Sequence[tuple[int, str]]) -> Block:
    """Return the select of whose list it is; who has very many clients chooses in App Home."""
    first = sorted(clients, key=lambda one: one[0] != drop.row.client_id)[:CLIENTS]
    options = [{"text": plain(name, 40), "value": str(number)} for number, name in first]
    select: Block = {
        "type": "static_select",
        "action_id": f"listclient:{drop.row.id}",
        "placeholder": plain(says.WHOSE),
        "options": options,
    }
    if first[0][0] == drop.row.client_id:
        select["initial_option"] = options[0]
    return select


def columns_modal(drop: Drop, found: Look, page: int) -> Block:
    """Return a form of the columns of one page, each with its select."""
    first = page * A_FORM
    blocks: list[Block] = []
    for place, column in enumerate(found.columns[first : first + A_FORM], first):
        if column.twin:
            continue
        hint = _question(column) or ", ".join(column.sample) or says.EMPTY
        blocks.append(
            {
                "type": "input",
                "block_id": f"column{place}",
                "optional": True,
                "label": plain(column.heading.strip() or says.NO_HEADING, 150),
                "hint": plain(hint, 100),
                "element": _select(column, found.kind, "said"),
            }
        )
    blocks = blocks or [section(says.TWINS)]
    metadata = str(drop.row.id)
    return modal(
        says.COLUMNS_TITLE, blocks, callback="columns", submit=says.CORRECT, metadata=metadata
    )


def name_modal(drop: Drop) -> Block:
    """Return a form for the list's name."""
    name = cut(drop.choices.source or drop.row.name, LONGEST_NAME)
    field = {
        "type": "input",
        "block_id": "name",
        "label": plain(says.LIST_NAME),
        "hint": plain(says.FOUND_BY_IT),
        "element": {
            "type": "plain_text_input",
            "action_id": "value",
            "initial_value": name,
            "max_length": LONGEST_NAME,
        },
    }
    metadata = str(drop.row.id)
    return modal(
        says.NAME_TITLE, [field], callback="listname", submit=says.RENAME, metadata=metadata
    )
