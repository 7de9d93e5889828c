"""The app's manifest: what is left out goes with all that hangs on it; what stays is untouched."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from commandline import manifest
from commandline.manifest import Scope, as_slack_lists, chosen, link, over_http, scopes

TEXT = """\
# A comment.
features:
  slash_commands:
    - command: /find-influencer
      description: "Search: fitness #1"
      should_escape: false
    - command: /why
      description: "How come"
      should_escape: false
    - command: /desk
      description: "All of it"
oauth_config:
  scopes:
    bot:
      - commands # hears commands
      - usergroups:read # optional: knows user groups
      - links:read      # optional: draws links
settings:
  event_subscriptions:
    bot_events:
      - message.im
      - subteam_updated # with usergroups:read
  interactivity:
    is_enabled: true
  socket_mode_enabled: true
"""
ADDRESS = "https://desk.example.com/slack/events"


def test_scopes_are_read_with_their_reasons() -> None:
    assert scopes(TEXT) == [
        Scope("commands", "hears commands", False),
        Scope("usergroups:read", "knows user groups", True),
        Scope("links:read", "draws links", True),
    ]


def test_optional_scopes_are_left_out_with_their_events() -> None:
    made = chosen(TEXT, short_names=True, wanted=())
    assert [one.name for one in scopes(made)] == ["commands"]
    assert "bot_events:\n      - message.im\n  interactivity" in made


def test_wanted_scope_stays_with_its_events() -> None:
    made = chosen(TEXT, short_names=True, wanted=["usergroups:read"])
    assert [one.name for one in scopes(made)] == ["commands", "usergroups:read"]
    assert "- subteam_updated\n" in made


def test_taken_names_are_left_out_as_a_whole() -> None:
    made = chosen(TEXT, short_names=False, wanted=())
    assert manifest.commands(made) == ["/find-influencer", "/desk"]
    assert "How come" not in made


def test_what_stays_is_as_it_was() -> None:
    everything = chosen(TEXT, short_names=True, wanted=["usergroups:read", "links:read"])
    bare = re.sub(r" +# (?!1).*", "", TEXT.partition("\n")[2])
    assert everything == bare


def test_over_http_slack_sends_everything_to_one_address() -> None:
    made = over_http(TEXT, ADDRESS)
    assert made.count(f"\n      url: {ADDRESS}\n") == 3
    assert made.count(f"\n    request_url: {ADDRESS}\n") == 2
    assert made.endswith("socket_mode_enabled: false\n")


def test_over_http_nothing_else_changes() -> None:
    lines = over_http(TEXT, ADDRESS).replace("enabled: false", "enabled: true").splitlines()
    assert [line for line in lines if ADDRESS not in line] == TEXT.splitlines()


def test_commands_are_listed_as_slack_shows_them() -> None:
    assert as_slack_lists(TEXT) == [
        {
            "command": "/find-influencer",
            "description": "Search: fitness #1",
            "should_escape": False,
        },
        {"command": "/why", "description": "How come", "should_escape": False},
        {"command": "/desk", "description": "All of it"},
    ]


def test_link_gives_the_manifest_back() -> None:
    query = parse_qs(urlsplit(link(TEXT)).query)
    assert query == {"new_app": ["1"], "manifest_yaml": [TEXT]}


def test_link_of_our_manifest_is_no_longer_than_browsers_take() -> None:
    text = manifest.FILE.read_text()
    everything = [scope.name for scope in scopes(text)]
    made = chosen(text, short_names=True, wanted=everything)
    address = f"https://{'influencer-desk.' * 3}example.com/slack/events"
    assert len(link(over_http(made, address))) < 8_000


@pytest.mark.parametrize("scope", scopes(), ids=lambda scope: scope.name)
def test_every_scope_of_ours_has_a_reason(scope: Scope) -> None:
    assert re.fullmatch(r"\S.{9,100}", scope.why)


def test_every_condition_of_an_event_is_an_optional_scope() -> None:
    named = set(re.findall(r"# with (\S+)", manifest.FILE.read_text()))
    assert named <= {scope.name for scope in scopes() if scope.optional}
