"""What is said where a store is opened, copied, put back, migrated and proved."""

from texts.wording import counted, plural

NOTHING_CHANGED = "Nothing was changed."
STORE_UP_TO_DATE = "The store is up to date."
STORE_BUSY = "The store is busy. Nothing was saved; try again."
SCORING = "scoring"
SCORED_LATER = (
    "What creators are scored by has changed, and they can't be scored anew while an import is under"
    " way. Wait until it has ended, then try again."
)
COMPARE_LEDGER = "Compare the ledger with a backup of before."


def scored_anew(count: int) -> str:
    return (
        "What creators are scored by has changed, in the settings or with this version. Scoring anew:"
        f" {counted(count, 'creator')}."
    )


def being_migrated(path: str) -> str:
    return f"{path} is being migrated by another process. Try again."


def unopened(path: str, why: str) -> str:
    return (
        f"The store {path} can't be opened: {why}. Check DATABASE_URL, and that the folder can be"
        " written to."
    )


def of_newer_desk(path: str, step: str) -> str:
    return f"The store {path} was written by a newer version of the desk ({step}). Update this program; nothing was changed."


def store_unusable(why: str) -> str:
    return f"The store can't be used: {why}. bot.py doctor says more."


def file_unusable(why: str) -> str:
    return f"That can't be read or written: {why}. Check that it is there, and whose it is."


def being_served(path: str) -> str:
    return f"A desk is serving {path} just now. Stop that one first; nothing was changed."


def file_there(file: str) -> str:
    return f"{file} is there already. Choose another name; nothing was written."


def no_folder(folder: str) -> str:
    return f"There is no folder {folder}. Make it first; nothing was written."


def no_store_yet(path: str) -> str:
    return f"There is no store {path} yet. Nothing was written."


def no_store_there(path: str, folder: str) -> str:
    return (
        f"There is no store {path}, nor a folder {folder}. Check DATABASE_URL; bot.py import FILE makes"
        " a store there."
    )


def unwritable(file: str, why: str) -> str:
    return f"{file} can't be written: {why}. Nothing was written."


def backed_up(file: str, size: int) -> str:
    """size: in bytes."""
    return f"The store is copied to {file} ({counted(size, 'byte')})."


def nobody_to_ask(path: str) -> str:
    return f"Nobody can be asked here: add --yes to replace {path}."


def replace(path: str) -> str:
    return f"Replace {path}?"


def kept(path: str) -> str:
    return f"What was there is kept as {path}."


def restored(file: str) -> str:
    return f"{file} is the store now."


def no_file(file: str) -> str:
    return f"There is no file {file}. Nothing was changed."


def no_backup(file: str) -> str:
    return f"{file} is not a whole backup of a desk. Nothing was changed."


def steps_taken(steps: list[str]) -> str:
    return f"Took the {plural(len(steps), 'step')}: {', '.join(steps)}."


def trail_broken(entry: int, why: str) -> str:
    return f"Entry {entry}: {why}. Compare with a backup of before."


def ledger_finding(subject: str, why: str) -> str:
    return f"Ledger, {subject}: {why}."


def ledger_holds(postings: int) -> str:
    return f"The ledger holds: {counted(postings, 'posting')}."
