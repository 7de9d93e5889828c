"""Settings: each with its sentence, each bad value refused with what to write instead."""

from pathlib import Path

import pytest

from services.settings import BadSetting, Settings, example, load
from tests.commandline.conftest import BOT, Run


def test_example_file_is_what_the_settings_say() -> None:
    assert (BOT.parent / ".env.example").read_text() == example()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_a_sentence(name: str) -> None:
    assert (Settings.model_fields[name].description or "").endswith(".")


def test_example_file_can_be_used_as_it_is() -> None:
    assert load(BOT.parent / ".env.example") == load(None)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "many", "PORT can't be used: write a whole number, from 1 to 65535, in digits"),
        ("PORT", "0", "from 1 to 65535"),
        ("PORT", "99999", "from 1 to 65535"),
        ("TIMEZONE", "Berlin", "like Europe/Berlin"),
        ("CURRENCY", "EURO", "like USD or EUR"),
        ("DATABASE_URL", "postgres://x", "sqlite:/// and the path"),
        ("DATABASE_URL", "sqlite:///", "sqlite:/// and the path"),
        ("PUBLIC_URL", "http://desk.example.com", "an https address with a name"),
        ("SLACK_API_URL", "http://slack.com/api/", "an https address"),
        ("MICRO_LIKES_LOW", "-1", "MICRO_LIKES_LOW can't be used: write a whole number, 0 or more"),
        ("MICRO_LIKES_LOW", "abc", "write a whole number, 0 or more, in digits alone. Change it"),
        ("MICRO_LIKES_LOW", "0.5", "write a whole number, 0 or more"),
        ("RATE_PHOTO_PER_1000_LIKES", "140,00", "write a whole number, 0 or more"),
        ("MICRO_LIKES_LOW", "9000", "write the smaller number first"),
        ("MICRO_FOLLOWERS_HIGH", "5", "write the smaller number first"),
    ],
)
def test_bad_value_is_refused_with_what_to_write(
    run: Run, name: str, value: str, says: str
) -> None:
    ran = run("find", "fitness", **{name: value})
    assert (ran.code, says in ran.said, "Traceback" in ran.said) == (2, True, False)


def test_empty_value_is_the_default(run: Run) -> None:
    assert run("migrate", PORT="", CURRENCY="").code == 0


def test_settings_are_read_from_a_file_with_a_mark(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xef\xbb\xbfCURRENCY=eur\n")
    assert load(tmp_path / ".env").currency == "EUR"


def test_file_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"CURRENCY=\xff\xfe\n")
    with pytest.raises(BadSetting, match="Write it as UTF-8"):
        load(tmp_path / ".env")


def test_secret_is_not_shown_when_a_setting_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1-2-three")
    assert "xoxb" not in repr(load(None))


@pytest.mark.parametrize("port", ["99999", "65536", "0", "-1", "text", "1.5", ""])
def test_port_that_there_is_not_is_refused_before_anything_starts(run: Run, port: str) -> None:
    ran = run("demo", "--no-browser", "--port", port)
    assert (ran.code, "Invalid value for '--port'" in ran.said) == (2, True)
