"""The pages of docs/ and the README: what they say to type works, what they link to is there."""

import re
from pathlib import Path

import pytest

from bot import COMMANDS as WORDS
from console.driver import Slack
from docs import settings as settings_page
from handlers.app import TYPED
from tests.commandline.conftest import Run
from tests.docs.reading import PAGES, ROOT, anchors, links, shell_lines, slack_lines, targets
from tests.docs.typing import Typist

ELSEWHERE = {"serve", "demo", "setup", "service"}
"""They run on, ask, or write outside the folder; tests/commandline has them."""

LOOKING = {"doctor"}
"""What it finds lies with the machine: a page need not say that it may exit with 1."""

CREATORS = "handle,platform,niche,followers,average likes\nnew.one,instagram,Fitness,20000,900\n"
FILES = {
    "creators.csv": CREATORS,
    "theirs.csv": "Insta,Fans today,Internal number\n@some.one,12k,77\n",
    "map.csv": "Insta,handle\nFans today,followers\nInternal number,-\n",
    "flawed.csv": f"{CREATORS}other.one,instagram,Fitness,many,100\n",
    "posts.csv": "handle,platform,posted_at,format,likes,comments,url\n"
    "jane.runs,instagram,2026-11-01,photo,2000,40,\n",
    "sales.csv": "shop,order_id,kind,code,occurred_at,currency,net\n"
    "shakers.example,2001,sale,JANE10,2026-11-20,USD,52.20\n",
}
"""What the examples name: the files that somebody has who types them."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@each_page
def test_each_command_line_ends_as_the_page_says(page: Path, run: Run, folder: Path) -> None:
    wrong = []
    for line in shell_lines(page):
        if line.words[0] in ELSEWHERE:
            continue
        ran = run(*line.words)
        expected = {line.exits, 0, 1} if line.words[0] in LOOKING else {line.exits}
        if ran.code not in expected:
            wrong.append(f"{' '.join(line.words)}: {ran.code}, {ran.said or ran.out}")
    assert wrong == []


@each_page
def test_each_line_for_slack_is_answered(
    page: Path, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    typist = Typist(slack, caplog)
    typed = slack_lines(page, TYPED)
    assert [wrong for line in typed if (wrong := typist.type(line))] == []


@each_page
def test_each_link_leads_somewhere(page: Path) -> None:
    missing = []
    for link in links(page):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(link)
    assert missing == []


@each_page
def test_each_target_of_make_is_there(page: Path) -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert [one for one in targets(page) if one not in known] == []


@each_page
def test_the_manual_names_each_page(page: Path) -> None:
    index = ROOT / "docs" / "README.md"
    assert page in (index, ROOT / "README.md") or page.name in links(index)


def test_the_first_screen_of_the_readme_says_what_for_whom_and_how_to_try_it() -> None:
    first = "\n".join((ROOT / "README.md").read_text().splitlines()[:20])
    said = ("Find micro-influencers", "For marketing teams", "docs/answer.png", "make demo")
    assert [one for one in said if one not in first] == []


def test_the_table_of_settings_is_the_programs() -> None:
    assert settings_page.PAGE.read_text() == settings_page.page(), "python -m docs.settings"


@pytest.mark.parametrize("word", WORDS)
def test_each_command_of_the_command_line_is_in_the_manual(word: str) -> None:
    said = "\n".join(page.read_text() for page in PAGES)
    assert re.search(rf"bot\.py {word}\b|make {word}\b", said)


@pytest.mark.parametrize("command", TYPED)
def test_each_command_of_slack_is_on_the_page_of_use(command: str) -> None:
    assert command in (ROOT / "docs" / "use.md").read_text()
