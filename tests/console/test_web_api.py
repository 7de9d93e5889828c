"""The stand-in's Web API, through Slack's own client: the same words for the same mistakes."""

import http.client
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from console.server import Console

BLOCKS = [{"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}]
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "T"},
    "blocks": BLOCKS,
}
HOME = {"type": "home", "blocks": BLOCKS}


def refused(call: Callable[[], object]) -> str:
    """Return Slack's word for why a call was refused."""
    with pytest.raises(SlackApiError) as told:
        call()
    return str(told.value.response["error"])


def posted(client: WebClient, channel: str = "C0GENERAL") -> Any:
    return client.chat_postMessage(channel=channel, text="hello", blocks=BLOCKS)


def trigger(console: Console) -> str:
    return console.workspace.new_trigger("U0ANA")


def test_an_unknown_token_is_invalid(console: Console) -> None:
    stranger = WebClient("xoxb-other", base_url=console.api_url, retry_handlers=[])
    assert refused(stranger.auth_test) == "invalid_auth"


def test_no_token_is_not_authed(console: Console) -> None:
    nobody = WebClient(base_url=console.api_url, retry_handlers=[])
    assert refused(nobody.auth_test) == "not_authed"


def test_a_method_that_there_is_not_is_unknown(client: WebClient) -> None:
    assert refused(lambda: client.api_call("chat.shout")) == "unknown_method"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
        ({"channel": "C0GENERAL", "text": ""}, "no_text"),
        ({"channel": "C0GENERAL", "text": "x", "blocks": [{"type": "x"}]}, "invalid_blocks"),
    ],
)
def test_a_message_that_cannot_be_posted_says_why(
    client: WebClient, arguments: dict[str, Any], error: str
) -> None:
    assert refused(lambda: client.api_call("chat.postMessage", json=arguments)) == error


def test_a_message_of_a_person_cannot_be_updated(console: Console, client: WebClient) -> None:
    theirs = console.workspace.post("C0GENERAL", "U0ANA", "mine")
    assert (
        refused(lambda: client.chat_update(channel="C0GENERAL", ts=theirs.ts, text="x"))
        == "cant_update_message"
    )


def test_a_message_that_is_gone_cannot_be_updated(client: WebClient) -> None:
    assert (
        refused(lambda: client.chat_update(channel="C0GENERAL", ts="1.0", text="x"))
        == "message_not_found"
    )


def test_an_ephemeral_message_cannot_be_updated(client: WebClient) -> None:
    sent = client.chat_postEphemeral(channel="C0GENERAL", user="U0ANA", text="psst")
    assert (
        refused(lambda: client.chat_update(channel="C0GENERAL", ts=sent["message_ts"], text="x"))
        == "message_not_found"
    )


def test_an_updated_message_shows_its_new_text(console: Console, client: WebClient) -> None:
    sent = posted(client)
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="changed")
    assert console.workspace.messages[-1].text == "changed"


def test_a_message_to_a_person_goes_to_their_direct_messages(client: WebClient) -> None:
    assert posted(client, "U0ANA")["channel"] == "D0ANA"


@pytest.mark.parametrize(("asked", "shown"), [(True, True), (False, False)])
def test_metadata_is_shown_to_those_who_ask_for_it(
    client: WebClient, asked: bool, shown: bool
) -> None:
    metadata = {"event_type": "desk", "event_payload": {"id": "1"}}
    client.chat_postMessage(channel="C0GENERAL", text="x", metadata=metadata)
    history = client.conversations_history(channel="C0GENERAL", include_all_metadata=asked)
    assert ("metadata" in history["messages"][0]) == shown


def test_a_trigger_opens_one_view(console: Console, client: WebClient) -> None:
    once = trigger(console)
    client.views_open(trigger_id=once, view=MODAL)
    assert refused(lambda: client.views_open(trigger_id=once, view=MODAL)) == "exchanged_trigger_id"


def test_a_trigger_that_was_never_given_is_invalid(client: WebClient) -> None:
    assert refused(lambda: client.views_open(trigger_id="1.2", view=MODAL)) == "invalid_trigger_id"


def test_a_trigger_lasts_three_seconds(console: Console, client: WebClient) -> None:
    old = trigger(console)
    later = console.workspace.clock() + 3.1
    console.workspace.clock = lambda: later
    assert refused(lambda: client.views_open(trigger_id=old, view=MODAL)) == "expired_trigger_id"


def test_a_stack_holds_three_views(console: Console, client: WebClient) -> None:
    client.views_open(trigger_id=trigger(console), view=MODAL)
    for _ in range(2):
        client.views_push(trigger_id=trigger(console), view=MODAL)
    assert (
        refused(lambda: client.views_push(trigger_id=trigger(console), view=MODAL))
        == "push_limit_reached"
    )


def test_a_view_of_another_hash_is_not_updated(console: Console, client: WebClient) -> None:
    view = client.views_open(trigger_id=trigger(console), view=MODAL)["view"]
    assert (
        refused(lambda: client.views_update(view_id=view["id"], view=MODAL, hash="other"))
        == "hash_conflict"
    )


def test_a_view_that_slack_would_refuse_is_refused(client: WebClient, console: Console) -> None:
    wrong = {**MODAL, "blocks": [{"type": "table"}]}
    assert (
        refused(lambda: client.views_open(trigger_id=trigger(console), view=wrong))
        == "invalid_arguments"
    )


def test_when_told_to_it_asks_to_slow_down(console: Console, client: WebClient) -> None:
    console.api.failures.append((429, {"Retry-After": "7"}))
    with pytest.raises(SlackApiError) as told:
        posted(client)
    answer = told.value.response
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")


def test_when_told_to_it_breaks_down_once(console: Console, client: WebClient) -> None:
    console.api.failures.append((500, {}))
    with pytest.raises(SlackApiError):
        posted(client)
    assert posted(client)["ok"]


def replied(client: WebClient) -> Any:
    """Post a message with a reply; return the message."""
    sent = posted(client)
    client.chat_postMessage(channel="C0GENERAL", text="reply", thread_ts=sent["ts"])
    return sent


def unfurled(client: WebClient) -> Any:
    unfurls = {"https://desk.example/o/1": {"blocks": BLOCKS}}
    return client.chat_unfurl(channel="C0GENERAL", ts=posted(client)["ts"], unfurls=unfurls)


def updated(client: WebClient, console: Console) -> Any:
    view = client.views_open(trigger_id=trigger(console), view=MODAL)["view"]
    return client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)


def shared_file(client: WebClient) -> Any:
    begun = client.files_getUploadURLExternal(filename="a.csv", length=3)
    httpx.post(begun["upload_url"], content=b"abc")
    asked = [{"id": begun["file_id"], "title": "A"}]
    return client.files_completeUploadExternal(files=asked, channel_id="C0GENERAL")


CALLS: dict[str, Callable[[WebClient, Console], Any]] = {
    "api.test": lambda client, _: client.api_test(foo="bar"),
    "apps.connections.open": lambda client, console: client.apps_connections_open(
        app_token=console.app_token
    ),
    "auth.test": lambda client, _: client.auth_test(),
    "chat.postMessage": lambda client, _: posted(client),
    "chat.postEphemeral": lambda client, _: client.chat_postEphemeral(
        channel="C0GENERAL", user="U0ANA", text="x"
    ),
    "chat.update": lambda client, _: client.chat_update(
        channel="C0GENERAL", ts=posted(client)["ts"], text="y"
    ),
    "chat.delete": lambda client, _: client.chat_delete(
        channel="C0GENERAL", ts=posted(client)["ts"]
    ),
    "chat.getPermalink": lambda client, _: client.chat_getPermalink(
        channel="C0GENERAL", message_ts=posted(client)["ts"]
    ),
    "chat.unfurl": lambda client, _: unfurled(client),
    "conversations.info": lambda client, _: client.conversations_info(channel="C0GENERAL"),
    "conversations.list": lambda client, _: client.conversations_list(types="public_channel,im"),
    "conversations.join": lambda client, _: client.conversations_join(channel="C0GENERAL"),
    "conversations.members": lambda client, _: client.conversations_members(channel="C0GENERAL"),
    "conversations.open": lambda client, _: client.conversations_open(
        users="U0ANA", return_im=True
    ),
    "conversations.history": lambda client, _: client.conversations_history(channel="C0GENERAL"),
    "conversations.replies": lambda client, _: client.conversations_replies(
        channel="C0GENERAL", ts=replied(client)["ts"]
    ),
    "files.getUploadURLExternal": lambda client, _: client.files_getUploadURLExternal(
        filename="a.csv", length=3
    ),
    "files.completeUploadExternal": lambda client, _: shared_file(client),
    "files.info": lambda client, _: client.files_info(file=shared_file(client)["files"][0]["id"]),
    "bots.info": lambda client, _: client.bots_info(),
    "usergroups.list": lambda client, _: client.usergroups_list(include_users=True),
    "usergroups.users.list": lambda client, _: client.usergroups_users_list(
        usergroup="S0MARKETING"
    ),
    "users.conversations": lambda client, _: client.users_conversations(),
    "users.lookupByEmail": lambda client, _: client.users_lookupByEmail(email="bo@console.example"),
    "users.info": lambda client, _: client.users_info(user="U0ANA"),
    "users.list": lambda client, _: client.users_list(),
    "team.info": lambda client, _: client.team_info(),
    "views.open": lambda client, console: client.views_open(
        trigger_id=trigger(console), view=MODAL
    ),
    "views.push": lambda client, console: client.views_push(
        trigger_id=trigger(console), view=MODAL
    ),
    "views.update": updated,
    "views.publish": lambda client, _: client.views_publish(user_id="U0ANA", view=HOME),
}


def surplus(answer: Any, sample: Any, at: str = "") -> list[str]:
    """Return the keys of an answer that its sample lacks, lists by the union of their items."""
    if isinstance(answer, dict) and isinstance(sample, dict):
        missing = [f"{at}.{key}" for key in answer if key not in sample]
        return missing + [
            one
            for key in answer
            if key in sample
            for one in surplus(answer[key], sample[key], f"{at}.{key}")
        ]
    if isinstance(answer, list) and isinstance(sample, list):
        union: dict[str, Any] = {}
        for item in sample:
            if isinstance(item, dict):
                union.update(item)
        return [one for item in answer if union for one in surplus(item, union, f"{at}[]")]
    return []


@pytest.mark.shared
@pytest.mark.parametrize("method", CALLS)
def test_an_answer_has_no_key_that_slacks_own_lacks(
    shared: Path, client: WebClient, console: Console, method: str
) -> None:
    sample = json.loads((shared / "slack_samples" / f"{method}.json").read_text())
    answer = json.loads(json.dumps(CALLS[method](client, console).data))
    for name in ("message", "view"):
        answer.get(name, {}).pop("blocks", None)
    assert surplus(answer, sample) == []


@pytest.mark.shared
def test_every_method_of_the_samples_is_answered(shared: Path) -> None:
    methods = [file.stem for file in (shared / "slack_samples").iterdir() if file.name[0].islower()]
    assert sorted(methods) == sorted(CALLS)


def request(console: Console, path: str, headers: dict[str, str], body: str = "{}") -> int:
    connection = http.client.HTTPConnection(console.url.removeprefix("http://"))
    connection.request("POST", path, body, {"content-type": "application/json", **headers})
    status = connection.getresponse().status
    connection.close()
    return status


LINE = json.dumps({"user": "U0ANA", "channel": "C0GENERAL", "text": "hello"})


@pytest.mark.parametrize(
    "headers",
    [{}, {"x-console-token": "guess"}, {"x-console-token": "", "origin": "https://evil.example"}],
)
def test_only_the_page_itself_may_act(console: Console, headers: dict[str, str]) -> None:
    assert request(console, "/control/send", headers, LINE) == 403


def test_another_sites_page_may_not_act_even_with_the_token(console: Console) -> None:
    headers = {"x-console-token": console.control_token, "origin": "https://evil.example"}
    assert request(console, "/control/send", headers, LINE) == 403


def test_the_page_may_act(console: Console) -> None:
    headers = {"x-console-token": console.control_token, "origin": console.url}
    assert request(console, "/control/send", headers, LINE) == 200


def test_it_listens_on_this_machine_alone(console: Console) -> None:
    assert console.url.startswith("http://127.0.0.1:")


def test_files_are_for_the_bot_alone(console: Console) -> None:
    console.workspace.files["F1"] = ({}, b"secret")
    connection = http.client.HTTPConnection(console.url.removeprefix("http://"))
    connection.request("GET", "/files/F1/list.csv")
    assert connection.getresponse().status == 404
    connection.close()
