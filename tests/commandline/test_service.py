"""service: a systemd unit with absolute paths that can still write the store's folder."""

import getpass
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commandline.conftest import BOT, Run
from tests.conftest import skip


@pytest.fixture
def units(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this user's units."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "systemd" / "user"


def setting(unit: str, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", unit, re.MULTILINE)


def test_user_unit_is_written(run: Run, units: Path, tmp_path: Path) -> None:
    assert run("service").code == 0
    text = (units / "influencer-desk.service").read_text()
    assert setting(text, "WorkingDirectory") == [str(tmp_path)]
    assert setting(text, "ExecStart") == [f'"{sys.executable}" "{BOT}" serve']
    assert setting(text, "Restart") == ["on-failure"]


def test_two_commands_are_said(run: Run, units: Path) -> None:
    out = run("service", "--name=desk-2").out
    assert ("  systemctl --user enable --now desk-2\n" in out, "loginctl enable-linger" in out) == (
        True,
        True,
    )


def test_unit_of_somebody_else_is_left_alone(run: Run, units: Path) -> None:
    units.mkdir(parents=True)
    (units / "influencer-desk.service").write_text("[Unit]\n")
    ran = run("service")
    assert (ran.code, "left alone. Choose another --name" in ran.said) == (2, True)
    assert (units / "influencer-desk.service").read_text() == "[Unit]\n"


def test_own_unit_is_made_anew(run: Run, units: Path) -> None:
    run("service")
    assert run("service").code == 0


def test_missing_file_of_tokens_is_said(run: Run, units: Path) -> None:
    assert "run make setup first" in run("service").said


def test_machine_without_systemd_is_told_so(run: Run, units: Path, tmp_path: Path) -> None:
    assert "There is no systemd on this machine" in run("service", PATH=str(tmp_path)).said


def test_system_unit_is_printed(run: Run, units: Path) -> None:
    ran = run("service", "--system")
    assert (ran.code, setting(ran.out, "WantedBy"), units.exists()) == (
        0,
        ["multi-user.target"],
        False,
    )
    assert setting(ran.out, "User") == [getpass.getuser()]


def test_system_unit_can_write_the_store_and_nothing_else(
    run: Run, units: Path, tmp_path: Path
) -> None:
    out = run("service", "--system", DATABASE_URL=f"sqlite:///{tmp_path}/a store/desk.db").out
    assert setting(out, "ProtectSystem") == ["strict"]
    assert setting(out, "ReadWritePaths") == [f'"{tmp_path}/a store"']


def test_store_beside_the_program_is_found_by_its_full_path(
    run: Run, units: Path, tmp_path: Path
) -> None:
    out = run("service", "--system", DATABASE_URL="sqlite:///desk.db").out
    assert setting(out, "ReadWritePaths") == [f'"{tmp_path}"']


@pytest.mark.parametrize("folder", ["plain", "a b", "100%sure", 'quo"ted', "do$$ar"])
@pytest.mark.parametrize("scope", ["--user", "--system"])
def test_systemd_takes_the_unit(
    run: Run,
    units: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    scope: str,
) -> None:
    if shutil.which("systemd-analyze") is None:
        skip("systemd-analyze is needed")
    place = tmp_path / folder
    place.mkdir()
    monkeypatch.chdir(place)
    ran = run(
        "service", *(["--system"] if scope == "--system" else []), DATABASE_URL="sqlite:///d.db"
    )
    file = units / "influencer-desk.service"
    if scope == "--system":
        file = tmp_path / "influencer-desk.service"
        file.write_text(ran.out)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", scope, str(file)],
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        check=False,
        timeout=60,
    )
    about_ours = [line for line in done.stderr.splitlines() if "influencer-desk" in line]
    assert (done.returncode, about_ours) == (0, [])
