"""What is said of an upgrade, of the checkout that it moves, and of the service that it stops."""

from texts.wording import counted, plural

ALL_UP_TO_DATE = "The program and the store are up to date."
NO_CHECKOUT = "This is not a checkout that follows a remote: the program stays as it is."
NO_STORE_TO_COPY = "There was no store to copy."
INSTALLING = "Installing what the program needs (a minute) …"
CAN_SERVE = "This program can serve the store."
INTERRUPTED = "\nIt was interrupted."
STORE_AS_IT_WAS = "the store is as it was"
GIT_MISSING = "git is not installed, so nothing newer can be fetched."
UNIT_HEAD = "Made by bot.py service. Make it again when the folder moves."
NO_ENV_YET = "There is no .env here yet: run make setup first, or it won't start."
NO_SYSTEMD = "There is no systemd on this machine; take the unit to one that has it."


def upgrade_taken_back(why: str, where: str) -> str:
    """where: what everything is at again."""
    return f"{why}\nThe upgrade was taken back: {where}."


def store_of_before(path: str) -> str:
    return f"The store of before is {path}."


def program_at(commit: str) -> str:
    return f"The program is at {commit} now."


def all_as_it_was(commit: str) -> str:
    return f"the store is as it was, the program at {commit}"


def going_back_failed(why: str, commit: str) -> str:
    return (
        f"{why}\nThe upgrade failed, and so did going back to the program of before: git checkout"
        f" {commit}, then make install. The store is as it was."
    )


def step_failed(what: str, why: str) -> str:
    """what: a command."""
    return f"{what} failed: {why}"


def reset_failed(commit: str, why: str) -> str:
    return f"git reset --keep {commit} failed: {why}."


def forward_failed(why: str) -> str:
    return (
        f"The new program can't be put in place: {why}. If this checkout has commits of its own,"
        " merge them first."
    )


def git_unreadable(folder: str, why: str) -> str:
    return f"git can't read {folder}: {why}. Nothing was changed."


def program_changed(files: int, first: str) -> str:
    """files: how many of the program's were changed here; first: one of them."""
    were = plural(files, "was", "were")
    return (
        f"{counted(files, 'file')} of the program {were} changed here ({first}). Put that aside"
        " first: git stash. Nothing was changed."
    )


def fetch_failed(why: str) -> str:
    return f"The new program can't be fetched: {why}. Nothing was changed."


def exit_code(code: int) -> str:
    return f"code {code}"


def service_stopped(name: str) -> str:
    return f"The service {name} is stopped."


def service_started(name: str) -> str:
    return f"The service {name} is started again."


def service_wont(name: str, what: str, why: str) -> str:
    """what: start or stop."""
    return f"The service {name} can't be told to {what}: {why}."


def unit_name(folder: str) -> str:
    return f"Influencer Desk in {folder}"


def not_ours(file: str) -> str:
    return f"{file} is not of our making; it was left alone. Choose another --name."


def user_unit_written(file: str, name: str) -> str:
    return f"""\
{file} is written. Two commands enable it, now and after each start of the machine:

  systemctl --user enable --now {name}
  loginctl enable-linger

If it runs already: systemctl --user daemon-reload && systemctl --user restart {name}
What it says: journalctl --user -u {name}"""


def system_unit_printed(program: str, name: str) -> str:
    """program: bot.py with its Python."""
    return f"""\
That is the unit. Two commands put it in place and enable it:

  {program} service --system --name {name} | sudo tee /etc/systemd/system/{name}.service
  sudo systemctl enable --now {name}"""
