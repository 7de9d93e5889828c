"""What is said of a row of a list: why it can't be taken or has a doubt, and how to mend it."""

from texts.numbers import full_count
from texts.wording import counted

WHOLE_ROW = "the whole row"
"""Stands in the place of a column's heading."""

NOBODY = "This row names nobody: no handle, no profile link and no name. Fill one in."
NO_ACCOUNT = "This row names no account. Fill in its handle."
NO_DATE = "This is not a date. Write it like 2026-11-24 or 2026-11-24T09:30:00Z."
POSTED_IN_FUTURE = "This day lies in the future. Write the day on which the post appeared."
NO_OBJECT = (
    "This line is not a JSON object. Fix it in the file and import that again, or write what it says"
    " into the cells before it and take it out."
)
NEVER_CLOSED = (
    "A quotation mark opens on this line and is never closed; the line was read without it, and"
    " the rows below it for themselves."
)


def link_to_nobody(link: str) -> str:
    return (
        f"“{link}” leads to no profile of a platform that we know. Write a handle, or a link to the"
        " profile itself, like instagram.com/name."
    )


def no_number(cell: str) -> str:
    return (
        f"“{cell}” is not a number. Write it like 12400 or 12.4K, or leave the cell empty if it is"
        " not known."
    )


def under_zero(cell: str) -> str:
    return (
        f"“{cell}” is under zero, as no count can be. Write it like 12400 or 12.4K, or leave the"
        " cell empty if it is not known."
    )


def lower_end(cell: str) -> str:
    return f"“{cell}” is a range: its lower end is taken."


def no_amount(cell: str) -> str:
    return f"“{cell}” is not an amount like 250 or 250 EUR: not known, and kept as an extra field."


def no_date(cell: str) -> str:
    return f"“{cell}” is not a date like 2026-11-24: not known, and kept as an extra field."


def in_future(cell: str) -> str:
    return f"“{cell}” lies in the future, so it is not known; it is kept as an extra field."


def too_many_likes(likes: int, followers: int) -> str:
    return (
        f"{full_count(likes)} average likes are more than {full_count(followers)} followers; is"
        " that right?"
    )


def link_leads_elsewhere(named: str, handle: str) -> str:
    return f"The link leads to @{named}, the handle says @{handle}."


def unusual_handle(handle: str) -> str:
    return (
        f"“{handle}” does not look like a handle, which has up to 60 letters, digits, dots,"
        " underscores and hyphens; is that right?"
    )


def too_many_cells(cells: int, headings: int) -> str:
    return (
        f"This row has {counted(cells, 'cell')} under {counted(headings, 'heading')}. Put quotation"
        " marks around a cell that holds a comma or whatever stands between cells."
    )


def unnamed_column(place: int) -> str:
    """Name a column whose heading is empty. place: 1 is the first."""
    return f"column {place}"
