"""What is said of an import as it goes and afterwards, and of its undo; the command's own words."""

from datetime import date

from texts import dates
from texts.numbers import full_count, whole_percent
from texts.wording import all_of, counted, plural

FIND = "Find them"
REJECTED_ROWS = "Rejected rows"
UNDO = "Undo import"
UNDO_TITLE = "Undo this import?"
UNDO_IT = "Undo it"
UNDO_FOR_ALL = "Undo for all"
ON_A_TERMINAL = "Somebody on a terminal"
UNDO_REMOVES = "What only this list held is removed; the rest stays."
NOTHING_IMPORTED = "Nothing was imported."
AGREED = "Import it?"
BUSY = "An import is under way. Nothing was changed; try again when it has finished."
UNDO_LATER = "An import is under way. Nothing was undone; try again when it has finished."
VERBS = {"reading": "read", "merging": "saved"}

COMMAND = "Bring a list of influencers, posts or sales into the store."
KIND = "What each row is."
MAP = "A file that says which heading is which field."
PLATFORM = "The platform, where no column says it."
SOURCE = "The list's name; the file's name if not given."
AS_OF = "The day the figures are of, like 2026-11-24."
CLIENT = "The client whose list it is."
DRY_RUN = "Say what would happen; change nothing."
YES = "Do not ask after the preview."
REJECTS = "Where rejected rows go."
UNDO_RUN = "Take the import with this number back."
NO_FILE = "Say which file to import, or --undo RUN."


def undo_takes_no_file(run: int, file: str) -> str:
    return (
        f"--undo {run} takes import {run} back and needs no file. Leave {file} out, or --undo."
        " Nothing was changed."
    )


def looks_like_posts(source: str) -> str:
    return (
        f"{source} looks like a list of posts. Import it with --kind posts, or with --kind"
        " influencers if each row is a creator. Nothing was changed."
    )


def no_date(text: str) -> str:
    return f"“{text}” is not a date. Write it like 2026-11-24."


def in_the_future(day: str) -> str:
    return (
        f"{day} lies in the future: no later list would count against it. Write the day on which"
        " the figures were taken."
    )


def progress(name: str, stage: str, share: float, total: int) -> str:
    """stage: reading or merging. share: 0 to 1. total: rows."""
    done = full_count(min(total, int(share * total)))
    return f"{name}: {done} of {counted(total, 'row')} {VERBS[stage]} …"


def undoing(name: str, share: float) -> str:
    """share: of what is undone, 0 to 1."""
    return f"Undoing the import of {name}: {whole_percent(share)} …"


def undo_command(run: int) -> str:
    return f"Undo: python bot.py import --undo {run}"


def read(source: str, rows: int) -> str:
    return f"{source}: {full_count(rows)} read"


def counts(new: int, updated: int, unchanged: int, repeated: int, rejected: int) -> str:
    return (
        f"{full_count(new)} new · {full_count(updated)} updated · {full_count(unchanged)} unchanged"
        f" · {full_count(repeated)} repeated · {full_count(rejected)} rejected"
    )


def standing(micro: int, likes_unknown: int, followers_unknown: int) -> str:
    are = counted(micro, "is a micro-influencer", "are micro-influencers")
    text = f"{are}; {counted(likes_unknown, 'has', 'have')} no likes"
    if not followers_unknown:
        return text
    return f"{text}; {counted(followers_unknown, 'has', 'have')} no followers"


def line(place: str) -> str:
    """place: a line, its column and what is wrong there."""
    return f"line {place}"


def more_rejected(number: int) -> str:
    return f"… and {counted(number, 'more row is', 'more rows are')} rejected"


def in_doubt(number: int, example: str) -> str:
    """example: the line, column and reason of the first one."""
    return f"{counted(number, 'row has', 'rows have')} come in with a doubt, like line {example}"


def may_be_the_same(number: int, pairs: list[tuple[str, str]]) -> str:
    """pairs: the first of them, by name, where they are known."""
    named = "; ".join([f"{one} and {other}" for one, other in pairs])
    text = f"{counted(number, 'pair may be', 'pairs may be')} the same person"
    return f"{text}{': ' if named else ''}{named}. To see them: /influencer merge"


def rejects_are_in(path: str) -> str:
    return f"Rejected rows are in {path}: fix them and import that file."


REJECTS_NOT_KEPT = "An import puts rejected rows into a file, as does --rejects FILE."


def overwrites(source: str) -> str:
    return f"--rejects would overwrite {source} itself. Give another name."


def rejects_unwritable(path: str, why: str) -> str:
    """why: as the system says it."""
    return (
        f"The rejected rows can't be written to {path}: {why}. Say with --rejects FILE where they"
        " may go."
    )


def undone_again(source: str) -> str:
    """Say it where what was taken back is not known any more."""
    return f"The import of {source} is undone."


def undone_by(who: str, source: str) -> str:
    """Say it to somebody who had imported the same list."""
    return f"{who} has undone the import of {source}, which is yours too."


def one_import(number: int, named: list[str], source: str) -> str:
    """Ask whether an import may go for others, too, who have imported the same list.

    named: the first of them.
    """
    more = [counted(number - len(named), "other")] if number > len(named) else []
    return (
        f"{all_of([*named, *more])} {plural(number, 'has', 'have')} imported {source} too. The same"
        f" list is one import: undone, it goes for {plural(number, 'both', 'all')} of you."
    )


def told(number: int) -> str:
    """number: of others who had imported what was undone."""
    return f"{counted(number, 'other had', 'others had')} imported it too; I tell them."


def same_bytes(source: str, first: str, run: int, day: date) -> str:
    """first: what the same list was called when it came in. day: when that was."""
    return (
        f"{source} is the same list as {first}, which is import {run} of {dates.on(day)}: it is one"
        " import, and undone it goes for both."
    )


def undone(source: str, removed: int, restored: int) -> str:
    return (
        f"The import of {source} is undone: {full_count(removed)} removed, {full_count(restored)}"
        " restored."
    )


def stay(number: int, names: list[str]) -> str:
    """names: the first of them."""
    more = f" and {full_count(number - len(names))} more" if number > len(names) else ""
    return (
        f"{counted(number, 'stays', 'stay')}, because somebody worked with them or another list"
        f" has them: {', '.join(names)}{more}."
    )


def no_such_import(run: int) -> str:
    return f"There is no import number {run}. Nothing was changed."


def undone_before(run: int, source: str) -> str:
    return f"Import {run} ({source}) was undone before. Nothing was changed."


def sales_stay(run: int, source: str) -> str:
    return (
        f"Import {run} ({source}) brought sales; the ledger only grows, so they can't be"
        " undone. Import refunds of these orders instead."
    )
