"""The program as a git checkout that follows a remote: fetched, moved forward, taken back."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from services.errors import DeskError
from texts import upgrading as says

UPSTREAM = "@{upstream}"


class Checkout(NamedTuple):
    """A checkout, the commit that it is at, and the newest that was fetched."""

    folder: Path
    now: str
    newest: str

    @property
    def behind(self) -> bool:
        """Tell whether there is something newer; commits of one's own on top are fine."""
        return _git(self.folder, "merge-base", "--is-ancestor", self.newest, "HEAD").returncode != 0

    def forward(self) -> None:
        """Go to the newest commit. Raises DeskError."""
        done = _git(self.folder, "merge", "--ff-only", "--quiet", self.newest)
        if done.returncode:
            raise DeskError(says.forward_failed(_last(done)))

    def back(self) -> None:
        """Go back to where it was. Raises DeskError."""
        done = _git(self.folder, "reset", "--keep", "--quiet", self.now)
        if done.returncode:
            raise DeskError(says.reset_failed(self.now[:8], _last(done)))

    def differs(self, file: str) -> bool:
        """Tell whether a file changes on the way."""
        done = _git(self.folder, "diff", "--quiet", self.now, self.newest, "--", file)
        return done.returncode != 0


def fetched(folder: Path) -> Checkout | None:
    """Fetch what is new; None where the folder is no checkout that follows a remote.

    Raises DeskError where its files were changed, or nothing can be fetched. No file changes.
    """
    if not (folder / ".git").exists():
        return None
    at = _git(folder, "rev-parse", "HEAD")
    if at.returncode:
        raise DeskError(says.git_unreadable(str(folder), _last(at)))
    if _git(folder, "rev-parse", UPSTREAM).returncode:
        return None
    changed = _git(folder, "status", "--porcelain", "--untracked-files=no").stdout.splitlines()
    if changed:
        raise DeskError(says.program_changed(len(changed), changed[0][3:]))
    fetch = _git(folder, "fetch", "--quiet")
    if fetch.returncode:
        raise DeskError(says.fetch_failed(_last(fetch)))
    newest = _git(folder, "rev-parse", UPSTREAM).stdout.strip()
    return Checkout(folder, at.stdout.strip(), newest)


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *words],
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
    except FileNotFoundError:
        raise DeskError(says.GIT_MISSING) from None


def _last(done: subprocess.CompletedProcess[str]) -> str:
    lines = done.stderr.strip().splitlines() or [says.exit_code(done.returncode)]
    return lines[-1].rstrip(".")
