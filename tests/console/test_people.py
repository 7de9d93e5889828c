"""People, groups and the guest of another team: what the bot can ask, and what it is told."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from console.driver import Slack
from console.server import Console


def test_a_group_has_its_members(client: WebClient) -> None:
    (group,) = client.usergroups_list()["usergroups"]
    assert group["handle"] == "marketing"
    assert client.usergroups_users_list(usergroup=group["id"])["users"] == ["U0ANA", "U0BO"]


@pytest.mark.parametrize(("asked", "shown"), [(True, ["U0ANA", "U0BO"]), (False, None)])
def test_a_list_of_groups_names_members_when_asked_to(
    client: WebClient, asked: bool, shown: list[str] | None
) -> None:
    (group,) = client.usergroups_list(include_users=asked)["usergroups"]
    assert group.get("users") == shown


def test_a_change_of_a_group_is_told_to_the_bot(console: Console) -> None:
    console.dispatch.socket.seconds = 0.01
    Slack(console).change_group("marketing", ["bo", "cy"])
    changed, updated = console.dispatch.events.told
    assert changed["type"] == "subteam_members_changed"
    assert (changed["added_users"], changed["removed_users"]) == (["U0CY"], ["U0ANA"])
    assert updated["subteam"]["users"] == ["U0BO", "U0CY"]


def test_a_change_of_a_group_is_there_to_be_asked_for(console: Console, client: WebClient) -> None:
    Slack(console).workspace.groups["S0MARKETING"].users = ["U0CY"]
    assert client.usergroups_users_list(usergroup="S0MARKETING")["users"] == ["U0CY"]


def test_a_guest_is_of_another_team(client: WebClient) -> None:
    assert client.users_info(user="U0EVE")["user"]["team_id"] == "T0OTHER"
    assert client.users_info(user="U0ANA")["user"]["team_id"] == "T0CONSOLE"


def test_a_person_is_found_by_their_address(client: WebClient) -> None:
    assert client.users_lookupByEmail(email="bo@console.example")["user"]["id"] == "U0BO"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.lookupByEmail", {"email": "x@console.example"}, "users_not_found"),
        ("usergroups.users.list", {"usergroup": "S0NONE"}, "no_such_subteam"),
        ("bots.info", {"bot": "B0NONE"}, "bot_not_found"),
    ],
)
def test_who_is_not_there_is_not_found(
    client: WebClient, method: str, arguments: dict[str, Any], error: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.api_call(method, params=arguments)
    assert refused.value.response["error"] == error
