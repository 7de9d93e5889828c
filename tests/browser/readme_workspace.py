"""What the README says of one's own workspace: setting it up, and the command line beside it."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import httpx
from playwright.sync_api import expect

from commandline import manifest
from tests.browser.demo import free_port
from tests.browser.reader import Reader, make_a_campaign, newest_card, propose
from tests.browser.readme import PYTHON, ROOT
from tests.browser.terminal import Terminal
from texts import setup as asks

POSTS = """\
handle,platform,posted_at,format,likes,comments,url
luz.corre,instagram,2026-11-01,photo,1200,40,
"""
CREATORS = """\
handle,platform,niche,country,followers,average likes
new.one,instagram,Fitness,Germany,20000,900
"""
SALES = """\
shop,order_id,kind,code,occurred_at,currency,net
shakers.example,1042,sale,{code},{at},EUR,52.20
"""
OURS = {"creators.csv": CREATORS, "posts.csv": POSTS}
INSIDE_SLACK = ("Next", "Create", "Basic Information", "App-Level Tokens", "connections:write",
                "Install App", "Allow", "Request to install")  # fmt: skip
"""What is pressed on Slack's own pages, which can't be opened here: setup has to say the same."""


FOR_HTTP = ("App Credentials", "Signing Secret", "Event Subscriptions", "Retry")
NOWHERE = "http://127.0.0.1:1"
"""A proxy that leads to no internet: setup tries the public address, and goes on without."""


def answer(terminal: Terminal, question: str, said: str = "") -> None:
    """Answer a question of setup; nothing takes what it guesses."""
    terminal.until(re.escape(question) + ".*: ")
    terminal.type(said)


def set_up(reader: Reader) -> None:
    """Answer `make setup` on a terminal, in a folder whose `.env` holds other lines already."""
    env = reader.folder / reader.said(".env")
    others = f"SLACK_API_URL={reader.slack.api_url}\nDATABASE_URL=sqlite:///ours.db\n"
    env.write_text(others + f"PORT={free_port()}\n")
    terminal = reader.make("setup")
    answer(terminal, asks.WAY)
    answer(terminal, asks.ZONE)
    answer(terminal, asks.CURRENCY)
    assert reader.said("/why") in asks.NAMES_TAKEN
    answer(terminal, asks.NAMES_TAKEN)
    for scope in manifest.scopes():
        if scope.optional:
            answer(terminal, asks.optional(scope.name, scope.why), "y")
    for name, token in (
        ("SLACK_APP_TOKEN", reader.slack.app_token),
        ("SLACK_BOT_TOKEN", reader.slack.bot_token),
    ):
        assert reader.said(f"{token[:5]}…")
        answer(terminal, asks.PASTE[name], token)
    terminal.until(re.escape(asks.START))
    assert env.read_text().startswith(others)
    assert env.stat().st_mode & 0o777 == 0o600
    terminal.type("y")


def read_what_setup_printed(reader: Reader) -> None:
    """See that the link asks Slack for manifest.yaml, and that setup says what to press there."""
    terminal = reader.terminals[-1]
    shown = " ".join(terminal.shown.split())
    assert [label for label in INSIDE_SLACK if reader.said(label) not in shown] == []
    link = re.search(r"https://api\.slack\.com/apps\S+", terminal.shown)
    assert link is not None
    asked = parse_qs(urlsplit(link[0]).query)["manifest_yaml"][0]
    whole = (ROOT / "manifest.yaml").read_text().splitlines()
    bare = [re.sub(r"\s+# .*", "", line) for line in whole if not line.startswith("#")]
    assert asked.splitlines() == bare
    for scope in manifest.scopes():
        assert f"{scope.name} {scope.why}" in shown


def claim(reader: Reader) -> None:
    """Type the line that setup printed, on the page of the workspace where the desk serves."""
    line = reader.terminals[-1].until(r"/desk claim \w{4}-\w\w")[0]
    assert re.sub(r"\S+$", "", reader.said("/desk claim 4F7K-22")) == re.sub(r"\S+$", "", line)
    assert reader.slack.dispatch.socket.wait()
    reader.open(reader.slack.url)
    reader.type(line)
    expect(reader.type("/desk rights")).to_contain_text("@Ana: admin")
    assert "/desk claim" in reader.run(PYTHON + reader.said("bot.py claim")).stdout
    doctor = reader.run(reader.said(".venv/bin/python bot.py doctor"))
    assert doctor.returncode in (0, 1), doctor.stderr
    assert "Slack" in doctor.stdout, doctor.stdout


def find_in_the_own_list(reader: Reader) -> None:
    """Search while nobody is there: the answer says to drop a list; it is dropped, and found."""
    expect(reader.type("/find-influencer fitness")).to_contain_text("nobody yet")
    preview = reader.bring("our list.csv")
    reader.press(preview, "Import")
    expect(preview).to_contain_text("our list.csv: 5 read")
    reader.go("# general")
    expect(reader.type("/find-influencer fitness")).to_contain_text("@luz.corre")


def come_to_http(reader: Reader) -> None:
    """Run setup again, for HTTP: the same desk then hears what Slack sends to its address."""
    reader.terminals.pop().stop()
    terminal = reader.make("setup", HTTPS_PROXY=NOWHERE)
    answer(terminal, asks.WAY, "http")
    answer(terminal, asks.PUBLIC_URL, "https://desk.example.com")
    answer(terminal, asks.ZONE)
    answer(terminal, asks.CURRENCY)
    answer(terminal, "Replace them?")
    answer(terminal, asks.PASTE["SLACK_SIGNING_SECRET"], reader.slack.signing_secret)
    answer(terminal, asks.START)
    here = terminal.until(r"Serving (http://[^/]+)/slack/events")[1]
    assert [label for label in FOR_HTTP if reader.said(label) not in terminal.shown] == []
    for path in ("/healthz", "/readyz"):
        assert httpx.get(here + reader.said(path)).status_code == 200
    reader.slack.dispatch.bot_url = here
    expect(reader.type("/find-influencer fitness")).to_contain_text("@luz.corre")


def earn_a_code(reader: Reader) -> str:
    """Have an offer approved; return the creator's code."""
    make_a_campaign(reader, "Ana")
    propose(reader, reader.type("/find-influencer fitness"))
    card = newest_card(reader)
    reader.press(card, "Approve")
    expect(card).to_contain_text("Code ")
    code = re.search(r"Code (\w+)", card.inner_text())
    assert code is not None
    return code[1]


def on_the_terminal(reader: Reader) -> None:
    """Run each line on the store of the running desk, and see in Slack what came of it."""
    code = earn_a_code(reader)  # which is valid when the ten minutes for an undo are over
    at = reader.run("date -u -d '+11 minutes' +%FT%TZ").stdout.strip()
    for name, text in {**OURS, "sales.csv": SALES.format(code=code, at=at)}.items():
        (reader.folder / name).write_text(text)
    said = {}
    for line in reader.readme.lines():
        if not line.startswith(PYTHON):
            continue
        number = re.search(r"--undo (\d+)", "".join(said.values()))
        done = reader.run(re.sub(r"(?<=--undo )\d+", number[1] if number else "0", line))
        said[reader.said(line)] = done.stdout
        assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
    found = json.loads(next(text for line, text in said.items() if "--json" in line))
    assert [one["handle"] for one in found["results"]] == ["luz.corre"]
    assert "new.one" not in (reader.folder / "creators.csv").read_text()
    assert (reader.folder / "desk-backup.db").stat().st_size
    reader.go("# general")
    expect(reader.type(reader.said("/desk why") + " 1042")).to_contain_text(code)
    expect(reader.type("/commissions")).to_contain_text("5.22")


def exit_codes_and_mappings(reader: Reader) -> None:
    (reader.folder / "map.csv").write_text("Wer,handle\nWie viele,followers\n")
    (reader.folder / "theirs.csv").write_text("Wer,Wie viele\n@some.one,12k\n")
    assert reader.said("their heading,our field")
    mapped = reader.run(f"{PYTHON}bot.py import theirs.csv {reader.said('--map map.csv')}")
    assert (mapped.returncode, "1 new" in mapped.stdout) == (0, True), mapped.stderr
    assert reader.run(PYTHON + "bot.py find nobodyatall").returncode == 1
    assert reader.run(PYTHON + "bot.py import absent.csv").returncode == 2


def folders(reader: Reader) -> None:
    """See that each folder is there, and that none of the program's is left out."""
    named = {one for codes, _ in reader.readme.rows("folder") for one in codes}
    assert [one for one in named if not (ROOT / reader.said(one)).exists()] == []
    packages = {f"{one.parent.name}/" for one in ROOT.glob("*/__init__.py")}
    assert packages - {"tests/", "docs/"} <= named
