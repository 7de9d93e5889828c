"""A store with nobody in it: it says what to do, and helps."""

from console.driver import Slack


def test_empty_store_says_how_to_fill_it(slack: Slack) -> None:
    text = slack.command("/find-influencer fitness").text
    assert "This searches your own list; it has nobody yet." in text
    assert "drop it into your direct messages with me" in text


def test_empty_store_shows_examples(slack: Slack) -> None:
    reply = slack.click(slack.command("/find-influencer fitness"), "Show examples")
    assert "Search your own list of creators" in reply.text
