"""service: a systemd unit for this folder, so that the desk starts with the machine.

A user unit needs no root and is written at once. A system unit is printed, to be put in place by
root; only there systemd can shut the file system away on every kernel.
"""

import getpass
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import click

from commandline.opening import BOT, DONE, ENV_FILE, answered, settings
from services.errors import DeskError
from texts import commandline as helps
from texts import upgrading as says

NAME = "influencer-desk"

UNIT = """\
# {ours}
[Unit]
Description={name}
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=600
StartLimitBurst=20

[Service]
Type=exec
WorkingDirectory={folder}
ExecStart={python} {bot} serve
Environment=PYTHONUNBUFFERED=1
Restart=on-failure
RestartSec=5
TimeoutStopSec=30
UMask=0077
NoNewPrivileges=yes
RestrictAddressFamilies={families}
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
{more}
[Install]
WantedBy={target}
"""
FAMILIES = ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK")
SYSTEM = """\
User={user}
CapabilityBoundingSet=
PrivateTmp=yes
PrivateDevices=yes
ProtectHome=read-only
ProtectSystem=strict
ProtectControlGroups=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ReadWritePaths={store}
"""


class Running(NamedTuple):
    """A unit that runs: its name, and what systemctl is to be told to find it."""

    name: str
    scope: tuple[str, ...]

    def tell(self, what: str) -> None:
        """Start or stop it. Raises DeskError."""
        done = _systemctl(*self.scope, what, self.name)
        if done.returncode:
            said = done.stderr.strip().rpartition("\n")[2] or says.exit_code(done.returncode)
            raise DeskError(says.service_wont(self.name, what, said))


@click.command(help=helps.SERVICE)
@click.option("--system", is_flag=True, help=helps.SERVICE_SYSTEM)
@click.option("--name", default=NAME, show_default=True, help=helps.SERVICE_NAME)
@answered
def service(system: bool, name: str) -> int:
    """Write a systemd unit that serves this folder, and say what enables it."""
    folder = Path.cwd()
    text = unit(folder, settings().database_path, system=system)
    if not (folder / ENV_FILE).exists():
        click.echo(says.NO_ENV_YET, err=True)
    if shutil.which("systemctl") is None:
        click.echo(says.NO_SYSTEMD, err=True)
    if system:
        click.echo(text, nl=False)
        click.echo(says.system_unit_printed(f"{sys.executable} {BOT}", name), err=True)
        return DONE
    file = _folder_of_units() / f"{name}.service"
    if file.exists() and not file.read_text("utf-8").startswith(f"# {says.UNIT_HEAD}"):
        raise DeskError(says.not_ours(str(file)))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    click.echo(says.user_unit_written(str(file), name))
    return DONE


def unit(folder: Path, store: Path, *, system: bool) -> str:
    """Return the unit's text. folder: where .env is; store: the file of the store."""
    place = (folder / store).resolve().parent
    place.mkdir(parents=True, exist_ok=True)
    more = SYSTEM.format(user=getpass.getuser(), store=_word(place)) if system else ""
    return UNIT.format(
        ours=says.UNIT_HEAD,
        name=says.unit_name(_plain(folder)),
        folder=_plain(folder),
        python=_word(Path(sys.executable)),
        bot=_word(BOT),
        families=" ".join(FAMILIES),
        more=more,
        target="multi-user.target" if system else "default.target",
    )


def running(name: str, folder: Path) -> Running | None:
    """Return the unit of that name if it runs and serves this folder."""
    if shutil.which("systemctl") is None:
        return None
    for scope in (("--user",), ()):
        done = _systemctl(*scope, "show", name, "-p", "ActiveState", "-p", "WorkingDirectory")
        said = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
        if said.get("ActiveState") in ("active", "activating", "reloading") and said.get(
            "WorkingDirectory"
        ) == str(folder):
            return Running(name, scope)
    return None


def _systemctl(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemctl", *words], capture_output=True, text=True, errors="replace", check=False
    )


def _folder_of_units() -> Path:
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(config) / "systemd" / "user"


def _plain(path: Path) -> str:
    """Write a path where systemd takes the whole line: its percent signs are specifiers."""
    return str(path).replace("%", "%%")


def _word(path: Path) -> str:
    """Write a path as one word of a line."""
    escaped = _plain(path).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"'
