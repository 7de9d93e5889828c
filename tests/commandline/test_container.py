"""The Containerfile: what it copies is there and is enough; nobody special runs it; no secret in it."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from services.settings import load
from tests.conftest import BOT

ROOT = BOT.parent
TEXT = (ROOT / "Containerfile").read_text()
LINES = re.sub(r"\\\n\s*", "", TEXT).splitlines()
IGNORED = (ROOT / ".dockerignore").read_text().splitlines()


def said(word: str) -> list[str]:
    """Return what follows an instruction, each time it stands there."""
    return [line.partition(" ")[2].strip() for line in LINES if line.startswith(f"{word} ")]


def copied() -> list[tuple[str, str]]:
    """Return (what is copied, where it goes)."""
    found = [line.split() for line in said("COPY")]
    return [
        (one, f"{words[-1]}{one}" if words[-1].endswith("/") else words[-1])
        for words in found
        for one in words[:-1]
    ]


def environment() -> dict[str, str]:
    return dict(one.split("=", 1) for line in said("ENV") for one in line.split())


@pytest.mark.parametrize("name", [one for one, _ in copied()])
def test_what_is_copied_is_there_and_let_through(name: str) -> None:
    assert ((ROOT / name).exists(), f"!{name}" in IGNORED) == (True, True)


def test_nothing_else_is_let_through() -> None:
    let_through = {line[1:] for line in IGNORED if line.startswith("!")}
    assert ("*" in IGNORED, let_through) == (True, {one for one, _ in copied()})


def test_every_package_is_copied() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert set(packages["root_packages"]) <= {one for one, _ in copied()}


def test_it_is_run_by_nobody_special() -> None:
    assert (said("USER"), "useradd --system --uid 10001" in TEXT) == (["desk"], True)


def test_store_is_in_the_volume(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment().items():
        monkeypatch.setenv(name, value)
    assert said("VOLUME") == ["/data"]
    assert load(None).database_path.parent == Path("/data")


def test_store_of_a_relative_path_is_in_the_volume_too() -> None:
    assert said("WORKDIR") == said("VOLUME")


def test_no_secret_is_baked_in() -> None:
    assert [name for name in environment() if re.search("TOKEN|SECRET|KEY", name)] == []
    assert not re.search(r"xox|xapp|ARG ", TEXT)


def test_base_is_a_plain_image_of_a_python_that_we_support() -> None:
    (base,) = said("FROM")
    found = re.fullmatch(r"python:3\.(\d+)-slim", base)
    assert found is not None
    assert int(found[1]) >= 11


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The folder /desk as a build would fill it."""
    folder = tmp_path / "image"
    for source, target in copied():
        there = folder / target.lstrip("/")
        there.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, there, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / source, there)
    (folder / "data").mkdir()
    return folder


def in_image(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "desk" / "bot.py"), *words],
        cwd=folder / "data",
        env={
            "PATH": os.environ["PATH"],
            "DATABASE_URL": f"sqlite:///{folder}/data/desk.db",
            "PORT": "1",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_what_is_copied_is_enough_to_run(image: Path) -> None:
    ran = in_image(image, "upgrade", "--check")
    assert (ran.returncode, ran.stdout) == (0, "This program can serve the store.\n")


def test_health_is_asked_of_the_program_itself(image: Path) -> None:
    (check,) = said("HEALTHCHECK")
    words = json.loads(check.partition("CMD ")[2])
    assert words[:2] == json.loads(said("ENTRYPOINT")[0])
    ran = in_image(image, *words[2:])
    assert (ran.returncode, "start the desk with bot.py serve" in ran.stdout) == (1, True)


def test_it_serves() -> None:
    assert json.loads(said("CMD")[0]) == ["serve"]
