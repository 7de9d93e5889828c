"""The rules that Slack keeps: scopes, membership, threads, pages, hashes, pace, faults."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from console.manifest import NEEDED, Manifest
from console.server import Console
from tests.console.test_web_api import BLOCKS, HOME, MODAL, posted, refused, replied, trigger

Json = dict[str, Any]


def lacking(console: Console, scope: str) -> None:
    """Take a scope from the app."""
    manifest = console.api.manifest
    console.api.manifest = replace(manifest, scopes=manifest.scopes - {scope})


@pytest.mark.parametrize(
    ("method", "arguments", "scope"),
    [
        ("chat.postMessage", {"channel": "C0GENERAL", "text": "x"}, "chat:write"),
        ("conversations.history", {"channel": "C0GENERAL"}, "channels:history"),
        ("conversations.history", {"channel": "D0ANA"}, "im:history"),
        ("conversations.info", {"channel": "C0GENERAL"}, "channels:read"),
        ("users.info", {"user": "U0ANA"}, "users:read"),
        ("usergroups.list", {}, "usergroups:read"),
        ("files.getUploadURLExternal", {"filename": "a", "length": 1}, "files:write"),
    ],
)
def test_without_its_scope_a_method_says_what_is_needed(
    console: Console, client: WebClient, method: str, arguments: Json, scope: str
) -> None:
    lacking(console, scope)
    with pytest.raises(SlackApiError) as told:
        client.api_call(method, params=arguments)
    answer = told.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)
    assert scope not in answer["provided"].split(",")


def test_the_scopes_of_a_token_stand_in_a_header(client: WebClient, manifest: Manifest) -> None:
    headers = client.auth_test().headers
    told = next(value for name, value in headers.items() if name.lower() == "x-oauth-scopes")
    assert set(told.split(",")) == manifest.scopes


def test_the_manifest_of_the_project_is_read_with_its_scopes_and_events() -> None:
    manifest = Manifest.read()
    assert {"commands", "chat:write"} <= manifest.scopes
    assert "app_home_opened" in manifest.events
    assert not manifest.scopes & manifest.events


def test_a_manifest_keeps_scopes_and_events_apart_from_what_follows() -> None:
    text = "scopes:\n  bot:\n    - a:b # why\nbot_events:\n  - message.im\nother:\n  - c:d\n"
    assert Manifest.read(text) == Manifest(frozenset(["a:b"]), frozenset(["message.im"]))


@pytest.mark.parametrize(
    ("event", "heard"),
    [
        ({"type": "message", "channel_type": "im"}, True),
        ({"type": "message", "channel_type": "channel"}, False),
        ({"type": "app_mention"}, True),
        ({"type": "reaction_added"}, False),
    ],
)
def test_the_bot_is_told_what_it_subscribed_to(
    manifest: Manifest, event: Json, heard: bool
) -> None:
    assert manifest.hears(event) is heard


CHANNEL_CALLS: dict[str, Callable[[WebClient], Any]] = {
    "post": lambda client: posted(client),
    "ephemeral": lambda client: client.chat_postEphemeral(
        channel="C0GENERAL", user="U0ANA", text="x"
    ),
    "history": lambda client: client.conversations_history(channel="C0GENERAL"),
    "file": lambda client: client.files_upload_v2(channel="C0GENERAL", content="x", filename="a"),
}


@pytest.mark.parametrize("call", CHANNEL_CALLS)
def test_a_channel_that_the_bot_is_not_in_takes_and_tells_nothing(
    console: Console, client: WebClient, call: str
) -> None:
    console.workspace.joined.discard("C0GENERAL")
    assert refused(lambda: CHANNEL_CALLS[call](client)) == "not_in_channel"


def test_a_channel_can_be_joined(console: Console, client: WebClient) -> None:
    console.workspace.joined.discard("C0GENERAL")
    client.conversations_join(channel="C0GENERAL")
    assert client.conversations_info(channel="C0GENERAL")["channel"]["is_member"]


def test_a_thread_is_read_by_its_first_message(client: WebClient) -> None:
    sent = replied(client)
    told = client.conversations_replies(channel="C0GENERAL", ts=sent["ts"])
    assert [one["text"] for one in told["messages"]] == ["hello", "reply"]


def test_a_channel_is_read_without_the_replies_in_its_threads(client: WebClient) -> None:
    replied(client)
    told = client.conversations_history(channel="C0GENERAL")
    assert [one["text"] for one in told["messages"]] == ["hello"]


def test_a_thread_that_there_is_not_is_not_found(client: WebClient) -> None:
    assert (
        refused(lambda: client.conversations_replies(channel="C0GENERAL", ts="1.0"))
        == "thread_not_found"
    )


def test_history_comes_newest_first_and_in_pages(client: WebClient) -> None:
    for number in range(3):
        client.chat_postMessage(channel="C0GENERAL", text=str(number))
    pages = client.conversations_history(channel="C0GENERAL", limit=2)
    assert [[one["text"] for one in page["messages"]] for page in pages] == [["2", "1"], ["0"]]


@pytest.mark.parametrize(("inclusive", "texts"), [(True, ["1", "0"]), (False, ["1"])])
def test_history_begins_where_it_is_told_to(
    client: WebClient, inclusive: bool, texts: list[str]
) -> None:
    first, _ = (client.chat_postMessage(channel="C0GENERAL", text=str(n)) for n in range(2))
    told = client.conversations_history(
        channel="C0GENERAL", oldest=first["ts"], inclusive=inclusive
    )
    assert [one["text"] for one in told["messages"]] == texts


def test_only_the_bots_own_message_can_be_deleted(console: Console, client: WebClient) -> None:
    theirs = console.workspace.post("C0GENERAL", "U0ANA", "mine")
    assert (
        refused(lambda: client.chat_delete(channel="C0GENERAL", ts=theirs.ts))
        == "cant_delete_message"
    )


def test_a_deleted_message_is_gone(console: Console, client: WebClient) -> None:
    client.chat_delete(channel="C0GENERAL", ts=posted(client)["ts"])
    assert console.workspace.messages == []


def test_a_message_has_a_link(client: WebClient) -> None:
    ts = posted(client)["ts"]
    told = client.chat_getPermalink(channel="C0GENERAL", message_ts=ts)
    assert told["permalink"].endswith(f"/archives/C0GENERAL/p{ts.replace('.', '')}")


def test_a_home_of_another_hash_is_not_published(client: WebClient) -> None:
    view = client.views_publish(user_id="U0ANA", view=HOME)["view"]
    client.views_publish(user_id="U0ANA", view=HOME, hash=view["hash"])
    assert (
        refused(lambda: client.views_publish(user_id="U0ANA", view=HOME, hash=view["hash"]))
        == "hash_conflict"
    )


def test_a_view_too_large_is_refused(console: Console, client: WebClient) -> None:
    text = {"type": "mrkdwn", "text": "x" * 2_900}
    large = {**MODAL, "blocks": [{"type": "section", "text": text}] * 90}
    assert (
        refused(lambda: client.views_open(trigger_id=trigger(console), view=large))
        == "view_too_large"
    )


def test_a_message_with_too_much_text_in_all_is_refused(client: WebClient) -> None:
    text = {"type": "mrkdwn", "text": "x" * 2_900}
    blocks = [{"type": "section", "text": text}] * 5
    assert (
        refused(lambda: client.chat_postMessage(channel="C0GENERAL", text="x", blocks=blocks))
        == "msg_blocks_too_long"
    )


@pytest.mark.parametrize(("blocks", "error"), [(BLOCKS, None), ([{"type": "x"}], "invalid_blocks")])
def test_blocks_can_be_validated_without_a_message(
    console: Console, client: WebClient, blocks: list[Json], error: str | None
) -> None:
    def validated() -> Any:
        return client.api_call("blocks.validate", json={"blocks": blocks})

    assert (refused(validated) if error else validated().get("error")) == error
    assert console.workspace.messages == []


def answered(console: Console, key: str) -> int:
    return httpx.post(f"{console.url}/respond/{key}", json={"text": "x"}).status_code


def test_a_response_url_is_used_five_times(console: Console) -> None:
    key = console.workspace.new_response("C0GENERAL", "U0ANA")
    assert [answered(console, key) for _ in range(6)] == [200] * 5 + [404]


def test_a_response_url_lasts_half_an_hour(console: Console) -> None:
    key = console.workspace.new_response("C0GENERAL", "U0ANA")
    later = console.workspace.clock() + 1_801
    console.workspace.clock = lambda: later
    assert answered(console, key) == 404


def test_when_switched_on_a_channel_takes_one_message_a_second(
    console: Console, client: WebClient
) -> None:
    console.api.one_a_second = True
    now = console.workspace.clock()
    console.workspace.clock = lambda: now
    posted(client)
    with pytest.raises(SlackApiError) as told:
        posted(client)
    assert told.value.response.status_code == 429
    posted(client, "C0FITNESS")
    console.workspace.clock = lambda: now + 1.0
    assert posted(client)["ok"]


def test_when_told_to_it_drops_the_connection(console: Console, client: WebClient) -> None:
    console.api.failures.append((0, {}))
    with pytest.raises(OSError, match=r"closed|reset|disconnected"):
        posted(client)
    assert console.workspace.messages == []


def test_when_told_to_it_answers_too_late(console: Console) -> None:
    console.api.delays.append(0.5)
    hurried = WebClient(console.bot_token, base_url=console.api_url, timeout=0.1, retry_handlers=[])  # type: ignore[arg-type]
    with pytest.raises(TimeoutError):
        posted(hurried)


def test_when_told_to_it_refuses_a_method_once(console: Console, client: WebClient) -> None:
    console.api.refusals["chat.postMessage"] = ["is_archived"]
    assert refused(lambda: posted(client)) == "is_archived"
    assert posted(client)["ok"]


def test_a_call_that_needs_a_scope_is_of_a_method_that_is_answered(
    console: Console,
) -> None:
    assert set(NEEDED) <= set(console.api._methods)


def test_a_block_that_the_workspace_does_not_know_yet_is_refused(
    console: Console, client: WebClient
) -> None:
    console.workspace.unknown_blocks = frozenset(["card"])
    card = {"type": "card", "title": {"type": "plain_text", "text": "Jane"}}
    with pytest.raises(SlackApiError) as told:
        client.chat_postMessage(channel="C0GENERAL", text="Jane", blocks=[card])
    assert told.value.response["errors"] == ["unsupported type: card [json-pointer:/blocks/0/type]"]
