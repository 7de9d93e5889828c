"""No log line holds a token, a secret, an e-mail address or an address to answer at."""

import json
import logging
import time
from collections.abc import Callable
from urllib.parse import quote, quote_plus, urlencode

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.driver import Slack
from handlers.app import build
from handlers.desk import Desk
from tests.handlers.conftest import CREATORS, FORM, Requests, signature
from web.logs import HIDDEN, Redacting, set_up

LISTED = CREATORS.replace("Flat Fit", "flat@example.com")


def line(text: str, *secrets: str) -> str:
    record = logging.LogRecord("desk", logging.INFO, "", 1, "%s", (text,), None)
    return Redacting(secrets).format(record)


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-123-456-abcDEF",
        "xoxe.xoxp-1-Mi0yLTEyMw",
        "xapp-1-A0B-99-deadbeef",
        "https://hooks.slack.com/actions/T0/1/abc",
        "https:\\/\\/hooks.slack.com\\/commands\\/T0\\/1\\/abc",
        "wss://wss-primary.slack.com/link/?ticket=abc",
        "jane.runs+ads@example.co.uk",
        "Bearer abc.def-123",
    ],
)
def test_secret_is_hidden(secret: str) -> None:
    assert secret.rpartition(" ")[2] not in line(f"before {secret} after")


FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "percent": lambda text: quote(text, safe=""),
    "form": quote_plus,
    "percent twice": lambda text: quote(quote_plus(text), safe=""),
    "json": json.dumps,
    "json of php": lambda text: json.dumps(text).replace("/", "\\/"),
    "json in json": lambda text: json.dumps(json.dumps({"a": text})),
    "json in a form": lambda text: urlencode({"payload": json.dumps({"a": text})}),
    "dictionary": lambda text: repr({"a": text}),
    "bytes": lambda text: repr(text.encode()),
}
"""How a text may stand in a line."""

HANDLES = st.text("abcz019._+-$'{}", min_size=1, max_size=12).map(lambda text: f"q{text}q")
FAR = "https://slack.example/answers/"


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40)
@given(name=HANDLES, around=st.text('a =&:/%"', max_size=5))
def test_address_is_hidden_in_every_form_of_text(form: str, name: str, around: str) -> None:
    said = FORMS[form](f"{around} text={name}@example.com&x")
    assert "example" not in line(said)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "address",
    [
        '"jane doe"@example.com',
        "jane$@example.com",
        "{jane}@example.com",
        "jane@[10.0.0.1]",
        "jane＠example.com",
        "jane@examäple.de",
        "jané@example.com",
        "o'jane@example.com",
        "jane@example.com jane@example.org",
        "jane@example.com|jane@example.org",
        "jane@example.com\njane@example.org",
    ],
)
def test_unusual_address_is_hidden_in_every_form_of_text(form: str, address: str) -> None:
    said = line(FORMS[form](f"sent to {address} twice"))
    assert [part for part in ("jan", "exam", "10.0", "o'") if part in said] == []


def test_text_around_an_address_stays() -> None:
    said = line("a=1&to=jane@example.com&b=2, by <bo@example.com> @desk jane@work")
    assert said.endswith(f" a=1&to={HIDDEN}&b=2, by <{HIDDEN}> @desk jane@work")


@pytest.mark.parametrize("piece", ["%25", "\\", "\\u0040", "a%40", "a@b.", '"a', "a'", "\\u00e4"])
def test_work_grows_no_faster_than_a_line(piece: str) -> None:
    begun = time.monotonic()
    line(piece * (100_000 // len(piece)))
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "document",
    [
        json.dumps,
        repr,
        urlencode,
        lambda known: json.dumps({"payload": json.dumps(known)}),
        lambda known: f"headers: { ({key: [value] for key, value in known.items()}) }",
    ],
    ids=["json", "dictionary", "form", "nested", "lists"],
)
@pytest.mark.parametrize(
    "key",
    [
        "token",
        "response_url",
        "X-Slack-Signature",
        "client_secret",
        "api-key",
        "access_key",
        "ticket",
    ],
)
def test_value_of_a_secret_field_is_hidden_in_every_form_of_text(
    form: str, document: Callable[[dict[str, str]], str], key: str
) -> None:
    said = FORMS[form](document({"user": "U1", key: f"{FAR}s3cr3tvalue"}))
    assert "s3cr3t" not in line(said)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_secret_stays_in_every_form_of_text(form: str) -> None:
    said = FORMS[form]("fitness country:DE")
    assert line(said).endswith(said)


def test_our_own_secrets_are_hidden_whatever_they_look_like() -> None:
    assert "correcthorse" not in line("it is correcthorse", "correcthorse")


def test_text_around_a_secret_stays() -> None:
    assert line("sent by xoxb-1-2-abc twice").endswith(f"sent by {HIDDEN} twice")


def test_secret_in_a_trace_is_hidden() -> None:
    try:
        raise ValueError("xoxb-1-2-abc")
    except ValueError as error:
        found = (type(error), error, error.__traceback__)
    record = logging.LogRecord("desk", logging.ERROR, "", 1, "incident", (), found)
    assert "xoxb" not in Redacting().format(record)


@pytest.mark.usefixtures("loggers")
def test_whole_conversation_logs_no_secret(
    slack: Slack, desk: Desk, requests: Requests, capfd: pytest.CaptureFixture[str]
) -> None:
    console = slack.console
    set_up([console.bot_token, console.signing_secret], logging.DEBUG)
    build(desk)
    slack.bring_in("ana.csv", LISTED.encode())
    reply = slack.command("/find-influencer fitness")
    slack.choose(reply, "Details")
    slack.choose(reply, "Send to me")
    slack.choose(reply, "Share")
    slack.click(slack.command("/find-influencer flat@example.com tier:any"), "Filter…")
    console.api.failures += [(500, {}), (500, {})]
    slack.choose(reply, "Details")
    desk.store.write(lambda tx: tx.run("DROP TABLE shortlists"))
    requests.send(requests.view("shortlist", {"new": {"name": {"value": "x"}}}, "[1, []]"))
    logging.getLogger("desk").error("token %s", console.bot_token)
    written = capfd.readouterr().err
    hidden = [console.bot_token, console.signing_secret, "flat@example.com"]
    hidden += list(slack.workspace.responses)
    assert "incident" in written
    assert [secret for secret in hidden if secret in written] == []


@pytest.mark.usefixtures("loggers")
def test_wrong_signing_secret_is_said_without_what_was_sent(
    slack: Slack, desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up([])
    build(desk)
    body = b"command=%2Fwhy&text=private"
    headers = {**signature("0" * 32, body, time.time()), "content-type": FORM}
    url = f"{slack.console.dispatch.bot_url}/slack/events"
    assert httpx.post(url, content=body, headers=headers).status_code == 401
    written = capfd.readouterr().err
    assert ("not signed with SLACK_SIGNING_SECRET" in written, "private" in written) == (
        True,
        False,
    )


@pytest.mark.usefixtures("loggers")
def test_stale_request_logs_nothing_of_what_was_sent(
    slack: Slack, desk: Desk, capfd: pytest.CaptureFixture[str]
) -> None:
    console = slack.console
    set_up([console.signing_secret], logging.DEBUG)
    build(desk)
    body = b"token=xyz&text=ana%40example.com&response_url=https%3A%2F%2Fslack.example%2Fr"
    signed = signature(console.signing_secret, body, time.time() - 600)
    url = f"{console.dispatch.bot_url}/slack/events"
    answer = httpx.post(url, content=body, headers={**signed, "content-type": FORM})
    written = capfd.readouterr().err
    leaked = [text for text in ("example", "xyz", signed["x-slack-signature"]) if text in written]
    assert (answer.status_code, leaked) == (401, [])


@pytest.mark.usefixtures("loggers")
def test_dying_thread_is_logged_without_its_secrets(capfd: pytest.CaptureFixture[str]) -> None:
    import threading

    def die() -> None:
        raise ValueError("xoxb-1-2-abc")

    set_up([])
    thread = threading.Thread(target=die, name="imports")
    thread.start()
    thread.join()
    written = capfd.readouterr().err
    assert ("imports died" in written, "xoxb" in written) == (True, False)
