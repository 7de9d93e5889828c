"""What is said of files: exports, rejected rows, a search's file, and how a file comes from Slack."""

from texts.numbers import full_count
from texts.wording import counted, plural

COMMAND = "Write influencers, offers, the ledger, imports or the audit trail to a file."
CLIENT = "The client whose rows are meant."
FORMAT = "What the rows are written as; by the ending of --out if not given, else csv."
OUT = "A file; standard output if not given."
WORKBOOK_NEEDS_FILE = "A workbook needs a file: add --out influencers.xlsx."
JSON_NEEDS_FILE = "With --json the rows need a file: add --out influencers.csv."
SHEET = "Export"

COMES = "It comes to your direct messages with me, in a moment."
WAITS = "It is on its way to your direct messages with me already."
TRY_AGAIN = "Slack does not take the file just now. Ask for it again in a moment."
NO_RIGHT = (
    "My Slack app may not send files: it lacks the right files:write. An admin adds it"
    " (manifest.yaml names it) and installs the app again."
)
WITH_FILE = " with your file"
ASK_AGAIN = "Ask for it again"
"""After an incident of which the number is said: with which thing it was, and what to do."""

TRAIL_IS_FOR_ADMINS = (
    "The audit trail tells what everybody did here: only an admin of everything can have it."
)


def rows_are_in(rows: int, path: str) -> str:
    return f"{counted(rows, 'row is', 'rows are')} in {path}."


def no_export(what: str, there_are: tuple[str, ...]) -> str:
    return f"There is no export “{what}”. There are: {', '.join(there_are)}."


def ends_otherwise(file: str, asked: str) -> str:
    return (
        f"{file} does not end like {asked}, which --format asks for. Give it another ending, or leave"
        " --format out; nothing was written."
    )


def say_what(exports: tuple[str, ...], formats: tuple[str, ...]) -> str:
    return (
        f"Say what to export, and in which format: {', '.join(exports)}; {', '.join(formats)}. For"
        " example: export influencers xlsx"
    )


def export_comes(what: str, format_: str) -> str:
    return f"{what}, as {format_}. {COMES}"


def found_comes(most: int) -> str:
    return f"A file of those who match, at most {full_count(most)}, the best first. {COMES}"


def rejects_come(name: str) -> str:
    return f"The rejected rows of {name} come as a file to your direct messages, in a moment."


def no_right_now(what: str) -> str:
    return f"Your file ({what}) is not sent: you lack the right for it now."


def too_many_for_workbook(most: int, rows: int) -> str:
    return (
        f"A workbook takes {full_count(most)} rows and these are {full_count(rows)}. Ask for csv."
    )


def cut_off(times: int) -> str:
    return f"The desk was cut off {counted(times, 'time')} while it made this file. Ask for less."


def none_rejected(name: str) -> str:
    return f"No row of {name} is rejected any more."


def rejects_are_gone(name: str) -> str:
    return (
        f"{name} is gone from Slack, and its rejected rows are not kept here any more. To see them"
        " again, drop the list once more and import it: what is in stays as it is."
    )


def mend(rows: int) -> str:
    them = plural(rows, "it", "them")
    return f"{counted(rows, 'row')}: fix {them}, and drop this file on me."


def everyone(rows: int) -> str:
    return f"Everyone: {counted(rows, 'row')}"


def holds(what: str, rows: int) -> str:
    return f"{what}: {counted(rows, 'row')}"


def best_of(query: str, rows: int, of: str) -> str:
    """of: how many there are, as it is written."""
    return (
        f"{query}: the {full_count(rows)} best of {of}. Your whole list comes with"
        " /desk export influencers."
    )


def on_a_terminal(why: str, what: str) -> str:
    return f"{why} Until then, whoever runs the desk gets it with: python bot.py export {what} --out FILE"


def first_rows(why: str, name: str) -> str:
    return f"{why} The first rows of {name}:"


def not_fetched(name: str) -> str:
    return f"{name} could not be fetched from Slack. Drop it again."


def is_a_page(name: str) -> str:
    return f"{name} is a page in Slack, not a file. Save the table as CSV or XLSX and drop that."


def not_handed_out(name: str) -> str:
    return f"Slack does not hand out {name}: it was deleted, or belongs to another workspace. Drop it here."


def not_in_slack(name: str) -> str:
    return f"{name} is not stored in Slack. Save it and drop the file itself."


def gone(name: str) -> str:
    return f"{name} is gone from Slack. Drop it again."


def may_not_read(name: str) -> str:
    return (
        f"Slack does not let me read {name}: my app lacks the right files:read. An admin adds it"
        " (manifest.yaml has it) and installs the app again."
    )


def too_large(name: str, size: int, most: int) -> str:
    """size, most: bytes."""
    return (
        f"{name} is too large to be dropped ({_megabytes(size)}, at most {_megabytes(most)}). Split it"
        " and drop the parts, or ask an admin to import it on a terminal: python bot.py import FILE"
    )


def _megabytes(size: int) -> str:
    return f"{full_count(round(size / 1e6))} MB"
