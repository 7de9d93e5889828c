"""`help` of each command: its examples can be typed as they stand, and answer something."""

import re

import pytest

from console.driver import Slack
from handlers.app import TYPED
from tests.docs.typing import Typist

FEWEST = 3


@pytest.fixture
def typist(slack: Slack, caplog: pytest.LogCaptureFixture) -> Typist:
    return Typist(slack, caplog)


def examples(slack: Slack, command: str) -> list[str]:
    """Return what a command's help shows to type, each as a whole line."""
    shown = slack.command(f"{command} help").shown
    typed = [re.sub(r"&(lt|gt|amp);", unescaped, one) for one in re.findall(r"`([^`]+)`", shown)]
    return [one if one.startswith("/") else f"{command} {one}" for one in typed]


def unescaped(found: re.Match[str]) -> str:
    return {"lt": "<", "gt": ">", "amp": "&"}[found[1]]


@pytest.mark.parametrize("command", TYPED)
def test_help_shows_three_examples_or_more(slack: Slack, command: str) -> None:
    assert len(examples(slack, command)) >= FEWEST


@pytest.mark.parametrize("command", TYPED)
def test_each_example_of_the_help_answers_something(typist: Typist, command: str) -> None:
    typed = examples(typist.slack, command)
    assert [wrong for line in typed if (wrong := typist.type(line))] == []


@pytest.mark.parametrize("command", TYPED)
def test_help_says_of_each_example_what_it_is_for(slack: Slack, command: str) -> None:
    lines = slack.command(f"{command} help").text.splitlines()
    assert len([one for one in lines if re.search(r": \w", one)]) >= FEWEST


def test_the_example_of_a_merge_is_a_pair_that_may_be_one_person(slack: Slack) -> None:
    (merge,) = [line for line in examples(slack, "/influencer") if line.startswith("/influencer m")]
    assert "the two entries called Fay Lifts?" in slack.command(merge).text
