"""The columns of a dropped list as understood, each with a select that corrects it."""

from collections.abc import Sequence

from blocks.modals import modal
from blocks.rows import platform_name
from blocks.text import Block, button, cut, escape, plain, section
from services.drops import Drop
from services.previews import KINDS, Look, Shown
from services.reading.columns import EXTRA, LEFT_OUT
from services.reading.headings import PLATFORMS
from texts.wording import counted

A_FORM = 60
"""Columns of one form: Slack takes views of 250 KB, and each column brings all fields to choose."""

FORMS = 4
"""Forms that a list with very many columns has."""

CLIENTS = 30
"""Clients to choose from below a preview, whose text has its bound as well."""

LONGEST_NAME = 150

_LABELS = {
    "as_of": "Date of the figures",
    "location": "Place",
    "net": "Net amount",
    "net_minor": "Net, in minor units",
    "post_comments": "Comments",
    "post_likes": "Likes",
    "post_url": "Link of the post",
    "posted_at": "Day of the post",
    "posts_count": "Number of posts",
    "price": "Asking price",
    "url": "Profile link",
}
_KINDS = {"influencers": "Creators", "posts": "Posts", "sales": "Sales and refunds"}
_NONE = "="
"""How a select says that a column is kept as an extra field: Slack takes no empty value."""


def label_of(said: str) -> str:
    """Return what a column is, in words."""
    if said == EXTRA:
        return "Keep as extra field"
    if said == LEFT_OUT:
        return "Leave out"
    return _LABELS.get(said) or said.replace("_", " ").capitalize()


def said_in(value: str, kind: str) -> str | None:
    """Return what a select's value says of a column of a list of this kind; None for nonsense."""
    said = EXTRA if value == _NONE else value
    return said if said in (EXTRA, LEFT_OUT, *KINDS[kind]) else None


def line_of(column: Shown) -> str:
    """Return a column as a line: its heading, what it is, what it holds."""
    heading = cut(column.heading.strip(), 40) or "(no heading)"
    held = cut(", ".join(column.sample), 40)
    return f"{heading}: {label_of(column.said)}" + (f" ({held})" if held else "")


def selects(drop: Drop, found: Look) -> list[Block]:
    """Return a section a column, each with its select."""
    blocks = []
    for place, column in enumerate(found.columns):
        heading = f"*{escape(column.heading.strip(), 60) or '(no heading)'}*"
        held = escape(", ".join([cut(one, 40) for one in column.sample]), 90) or "empty so far"
        if column.twin:
            blocks.append(
                section(f"{heading}\n{held}\nsame heading twice: {label_of(column.said)}")
            )
            continue
        select = _select(column, found.kind, f"column:{drop.row.id}:{place}")
        blocks.append(section(f"{heading}\n{held}", select))
    return blocks


def forms(drop: Drop, found: Look) -> list[Block]:
    """Return the buttons that open the forms of the columns."""
    buttons = []
    for page in range(min(FORMS, -(-len(found.columns) // A_FORM))):
        first = page * A_FORM
        last = min(first + A_FORM, len(found.columns))
        label = "Columns…" if len(found.columns) <= A_FORM else f"Columns {first + 1}-{last}…"
        buttons.append(button(label, f"import:columns:{page}", str(drop.row.id)))
    return buttons


def the_rest(found: Look, shown: int) -> str:
    """Say how many columns are not shown, and where they can be corrected."""
    text = f"and {counted(len(found.columns) - shown, 'more column')}: press Columns…"
    if len(found.columns) > FORMS * A_FORM:
        text += f" Those after {FORMS * A_FORM} are corrected on a terminal, with --map."
    return text


def _select(column: Shown, kind: str, action: str) -> Block:
    keeps = [EXTRA, LEFT_OUT] if kind == "influencers" else [LEFT_OUT]
    options = [_option(said) for said in (*KINDS[kind], *keeps)]
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": plain("What is it?"),
        "options": options,
        "initial_option": _option(column.said),
    }


def _option(said: str) -> Block:
    return {"text": plain(label_of(said), 75), "value": said or _NONE}


def what_it_is(drop: Drop, found: Look, clients: Sequence[tuple[int, str]] = ()) -> list[Block]:
    """Return the selects of what a row is, on which platform its creators are, and whose they are."""
    kinds = [{"text": plain(text), "value": kind} for kind, text in _KINDS.items()]
    choices: list[Block] = [
        {
            "type": "static_select",
            "action_id": f"listkind:{drop.row.id}",
            "options": kinds,
            "initial_option": {"text": plain(_KINDS[found.kind]), "value": found.kind},
        }
    ]
    if clients:
        choices.append(_whose(drop, clients))
    if not found.platform:
        return choices
    platforms: Block = {
        "type": "static_select",
        "action_id": f"listplatform:{drop.row.id}",
        "placeholder": plain("Platform not known"),
        "options": [{"text": plain(platform_name(one)), "value": one} for one in PLATFORMS],
    }
    if found.platform in PLATFORMS:
        shown = {"text": plain(platform_name(found.platform)), "value": found.platform}
        platforms["initial_option"] = shown
    return [*choices, platforms]


def _whose(drop: Drop, clients: Sequence[tuple[int, str]]) -> Block:
    """Return the select of whose list it is; who has very many clients chooses in App Home."""
    first = sorted(clients, key=lambda one: one[0] != drop.row.client_id)[:CLIENTS]
    options = [{"text": plain(name, 40), "value": str(number)} for number, name in first]
    select: Block = {
        "type": "static_select",
        "action_id": f"listclient:{drop.row.id}",
        "placeholder": plain("Whose list is it?"),
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
        blocks.append(
            {
                "type": "input",
                "block_id": f"column{place}",
                "optional": True,
                "label": plain(column.heading.strip() or "(no heading)", 150),
                "hint": plain(", ".join(column.sample) or "empty so far", 100),
                "element": _select(column, found.kind, "said"),
            }
        )
    blocks = blocks or [section("These columns have headings that stand in the list before.")]
    metadata = str(drop.row.id)
    return modal("Columns", blocks, callback="columns", submit="Correct", metadata=metadata)


def name_modal(drop: Drop) -> Block:
    """Return a form for the list's name."""
    name = cut(drop.choices.source or drop.row.name, LONGEST_NAME)
    field = {
        "type": "input",
        "block_id": "name",
        "label": plain("The list's name"),
        "hint": plain("Searches find it by source:"),
        "element": {
            "type": "plain_text_input",
            "action_id": "value",
            "initial_value": name,
            "max_length": LONGEST_NAME,
        },
    }
    metadata = str(drop.row.id)
    return modal("Name", [field], callback="listname", submit="Rename", metadata=metadata)
