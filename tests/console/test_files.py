"""Files through Slack's own client: the three steps of an upload, and who may fetch what."""

import re
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from console.driver import Slack
from console.server import Console

LIST = b"handle,followers\nana,12000\n"


@pytest.fixture
def workspace(console: Console) -> Slack:
    """The workspace alone, without a bot behind it."""
    return Slack(console)


def share(client: WebClient, channel: str = "C0GENERAL", **more: Any) -> Any:
    return client.files_upload_v2(channel=channel, content=LIST, filename="list.csv", **more)


def error_of(told: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(told.value.response["error"])


def test_an_uploaded_file_stands_in_its_channel(workspace: Slack, client: WebClient) -> None:
    share(client, initial_comment="Here it is")
    (file,) = workspace.files(channel="general")
    assert (file.name, file.content, file.message.text) == ("list.csv", LIST, "Here it is")


def test_a_file_for_a_person_goes_to_their_direct_messages(
    workspace: Slack, client: WebClient
) -> None:
    share(client, "U0BO")
    assert [file.name for file in workspace.files(by="bo")] == ["list.csv"]
    assert workspace.files(by="ana") == []


def test_a_file_of_a_path_is_uploaded_byte_for_byte(
    workspace: Slack, client: WebClient, tmp_path: Any
) -> None:
    (tmp_path / "all.bin").write_bytes(bytes(range(256)))
    client.files_upload_v2(channel="C0GENERAL", file=str(tmp_path / "all.bin"))
    assert workspace.files(channel="general")[0].content == bytes(range(256))


def test_a_file_can_be_asked_about(client: WebClient) -> None:
    identity = share(client, title="The list")["file"]["id"]
    told = client.files_info(file=identity)["file"]
    assert (told["name"], told["title"], told["size"]) == ("list.csv", "The list", len(LIST))


def test_the_page_offers_the_file_and_gives_its_bytes(console: Console, client: WebClient) -> None:
    share(client)
    asked = {"user": "U0ANA", "channel": "C0GENERAL"}
    html = httpx.get(f"{console.url}/fragment", params=asked).text
    link = re.search(r'<a href="(/files/[^"]+)" download="list.csv">list.csv</a>', html)
    assert link is not None
    assert httpx.get(console.url + link[1]).content == LIST


def test_a_file_without_a_right_to_it_is_not_there(console: Console, client: WebClient) -> None:
    url = share(client)["file"]["url_private"]
    assert httpx.get(url).status_code == 404
    assert httpx.get(url, params={"for": "guess"}).status_code == 404
    bearer = {"authorization": f"Bearer {console.bot_token}"}
    assert httpx.get(url, headers=bearer).content == LIST


def test_bytes_of_another_length_than_was_said_are_refused(client: WebClient) -> None:
    begun = client.files_getUploadURLExternal(filename="a.csv", length=5)
    assert httpx.post(begun["upload_url"], content=b"123").status_code == 400


def test_an_upload_that_never_came_cannot_be_completed(client: WebClient) -> None:
    begun = client.files_getUploadURLExternal(filename="a.csv", length=5)
    with pytest.raises(SlackApiError) as told:
        client.files_completeUploadExternal(files=[{"id": begun["file_id"], "title": "a"}])
    assert error_of(told) == "file_not_found"


def test_a_file_is_not_shared_into_a_channel_that_there_is_not(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as told:
        share(client, "C0NOWHERE")
    assert error_of(told) == "channel_not_found"


@pytest.mark.parametrize("about", [{"filename": "", "length": 5}, {"filename": "a", "length": 0}])
def test_an_upload_names_a_file_with_something_in_it(
    client: WebClient, about: dict[str, Any]
) -> None:
    with pytest.raises(SlackApiError) as told:
        client.files_getUploadURLExternal(**about)
    assert error_of(told) == "invalid_arguments"
