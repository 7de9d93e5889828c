"""Whatever somebody types, presses, opens or is sent: no row of a client that was not granted."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from console.driver import Slack
from console.workspace import Message, direct
from services.importing import Importing
from services.rights import Role
from storage.engine import Store
from storage.grants import GrantRow, add
from tests.conftest import Clock
from tests.rights.world import CHANNELS, CLIENTS, WHAT, build, mark, marks

Json = dict[str, Any]
ANA, CY = "U0ANA", "U0CY"
PLACES = ("C0GENERAL", *CHANNELS.values(), direct(ANA))
LINES = (
    "/find-influencer fitness",
    "/find-influencer help",
    "/find-influencer fitness hidden:yes",
    "/influencer",
    "/influencer show @fit.1",
    "/influencer add",
    "/influencer lists",
    "/influencer merge",
    "/influencer merge @fit.0 @fit.1",
    "/influencer forget @fit.2",
    "/campaign",
    "/campaign new",
    "/commissions all",
    "/commissions all creator:@fit.0",
    "/digest",
    "/digest preview commissions",
    "/digest preview fitness",
    "/digest follow fitness",
    "/desk",
    "/desk client",
    "/desk rights",
    "/desk revoke @bo viewer",
    "/desk export influencers",
    "/desk export offers",
    "/desk export ledger",
    "/desk export audit",
)
PER_CLIENT = (
    "/find-influencer fitness tag:{tag}",
    "/find-influencer owner:{owner}",
    "/find-influencer {tag}",
    "/find-influencer list:{list} tier:any",
    "/find-influencer list:{list}x tier:any",
    "/find-influencer source:{source}",
    "/influencer show {client}",
    "/campaign show {camp}",
    "/campaign {camp}x",
    "/commissions all campaign:{camp}",
    "/why {order}",
    "/desk client {client}",
    "/desk client {client} here",
    "/desk client remove {client}",
    "/desk grant @bo viewer for {client}",
    "/desk revoke @bo payer for {client}",
)


def lines() -> list[str]:
    """Return what is typed, of each client by the words of its things, in small letters."""
    named = [
        line.format(**{what: mark(what, client).lower() for what in WHAT})
        for client in CLIENTS
        for line in PER_CLIENT
    ]
    return [*LINES, *named]


class Reader:
    """One person before the workspace: does things, and keeps all that was shown for it."""

    def __init__(self, slack: Slack, person: str) -> None:
        self.slack, self.person = slack, person
        self._space, self._dispatch = slack.workspace, slack.console.dispatch
        self._from = len(self._space.messages)

    def type(self, line: str, channel: str) -> Message | None:
        shown = self._dispatch.command(line, self.person, channel)
        self.close()
        return shown

    def press(self, action: Json, message: Message | None, view: Json | None) -> None:
        self._dispatch.click(action, self.person, message=message, view=view)

    def close(self) -> list[Json]:
        """Close what is open, after sending it off once; return it."""
        stack = self._space.views[self.person]
        opened = list(stack)
        if stack:
            self._keep(stack)
            self._dispatch.submit(self.person, {})
            self._keep(stack)
            stack.clear()
        return opened

    def _keep(self, views: list[Json]) -> None:
        self._space.post(direct(self.person), "U0NOBODY", "", blocks=list(views))

    def seen(self) -> str:
        """Return all that only this person was shown since the beginning."""
        own = direct(self.person)
        messages = [
            one
            for one in self._space.messages[self._from :]
            if one.ephemeral_to == self.person or (one.channel == own and not one.ephemeral_to)
        ]
        texts = [orjson.dumps([one.text, one.blocks]).decode() for one in messages]
        files = [
            self._space.files[file["id"]][1].decode(errors="replace")
            for one in messages
            for file in one.files
        ]
        home = orjson.dumps(self._space.homes.get(self.person, {})).decode()
        return "\n".join([*texts, *files, home])


def actions_in(block: Any) -> list[Json]:
    """Return each click that blocks or a view offer."""
    if isinstance(block, list):
        return [found for one in block for found in actions_in(one)]
    if not isinstance(block, dict):
        return []
    if "action_id" in block and block.get("type") == "button":
        keys = ("type", "action_id", "value")
        return [{key: block[key] for key in keys if key in block}]
    if "action_id" in block and block.get("options"):
        return [
            {"type": block["type"], "action_id": block["action_id"], "selected_option": option}
            for option in block["options"]
        ]
    return [
        {**found, "block_id": found.get("block_id") or block.get("block_id", "")}
        for value in block.values()
        for found in actions_in(value)
    ]


def grant_only(store: Store, grants: list[tuple[int, Role]]) -> None:
    """Let Ana have these roles and no other; Cy stays admin of everything."""

    def work(tx: Any) -> None:
        tx.run("DELETE FROM grants")
        tx.run("DELETE FROM people")
        for client, role in grants:
            add(tx, GrantRow(ANA, client, role, CY, "2026-11-24T00:00:00Z"))
        add(tx, GrantRow(CY, 0, Role.ADMIN, CY, "2026-11-24T00:00:00Z"))

    store.write(work)


def wait_for_files(slack: Slack) -> None:
    """Wait until what was asked for is sent: files go one after the other, and Cy's is the last."""
    before = len(slack.files("cy"))
    slack.command("/desk export ledger", by="cy")
    slack.wait(lambda: len(slack.files("cy")) > before)


@pytest.fixture
def world(slack: Slack, store: Store, importing: Importing, clock: Clock, tmp_path: Path) -> Slack:
    build(store, importing, clock, tmp_path)
    return slack


def everything_of_an_admin(slack: Slack, store: Store) -> list[tuple[Json, Message | None]]:
    """Return each click that an admin is offered, at each client."""
    grant_only(store, [])
    cy, found = Reader(slack, CY), []
    for client in CLIENTS:
        for line in (f"/desk client {mark('client', client)}", *LINES):
            shown = cy.type(line, "C0GENERAL")
            found += [(one, shown) for one in actions_in(shown.blocks if shown else [])]
        slack.console.dispatch.open_home(CY)
        found += [(one, None) for one in actions_in(slack.workspace.homes[CY])]
    kept = {
        orjson.dumps(one): (one, message)
        for one, message in found
        if not str((one.get("selected_option") or {}).get("value", "")).startswith("hide")
    }
    return [kept[key] for key in sorted(kept)]


GRANTS = st.lists(
    st.tuples(st.sampled_from(CLIENTS), st.sampled_from(list(Role))), max_size=4, unique=True
)


def test_nothing_of_a_client_is_shown_to_who_was_not_granted_it(world: Slack, store: Store) -> None:
    offered = everything_of_an_admin(world, store)

    @settings(
        max_examples=10,
        deadline=None,
        phases=[Phase.generate],
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(grants=GRANTS, place=st.sampled_from(PLACES), data=st.data())
    def holds(grants: list[tuple[int, Role]], place: str, data: st.DataObject) -> None:
        grant_only(store, grants)
        ana = Reader(world, ANA)
        world.console.dispatch.open_home(ANA)
        for line in lines():
            shown = ana.type(line, place)
            for action in actions_in(shown.blocks if shown else [])[:3]:
                ana.press(action, shown, None)
                ana.close()
        for action, message in data.draw(
            st.lists(st.sampled_from(offered), min_size=20, max_size=40, unique_by=repr)
        ):
            ana.press(action, message, None)
            ana.close()
        wait_for_files(world)
        theirs = {client for client, _ in grants}
        others = [word for one in CLIENTS if one not in theirs for word in marks(one)]
        seen = ana.seen()
        assert [word for word in others if word in seen] == []

    holds()


def test_what_is_granted_is_shown(world: Slack, store: Store) -> None:
    grant_only(store, [(2, Role.VIEWER)])
    ana = Reader(world, ANA)
    for line in lines():
        ana.type(line, "C0FITNESS")
    missing = [
        what for what in ("camp", "gift", "tag", "note", "owner") if mark(what, 2) not in ana.seen()
    ]
    assert missing == []


@pytest.mark.parametrize("rule", ["tag:{tag}", "owner:{owner}", "list:{list}", "{tag}", "{note}"])
def test_search_does_not_tell_what_another_client_knows(
    world: Slack, store: Store, rule: str
) -> None:
    grant_only(store, [(1, Role.EDITOR)])
    words = rule.format(**{what: mark(what, 2).lower() for what in WHAT})
    assert "@fit." not in world.command(f"/find-influencer {words} tier:any").shown


def test_export_of_a_client_holds_its_rows(world: Slack, store: Store) -> None:
    grant_only(store, [(2, Role.EDITOR)])
    ana = Reader(world, ANA)
    ana.type("/desk export offers", "C0FITNESS")
    wait_for_files(world)
    assert (mark("camp", 2) in ana.seen(), mark("camp", 1) in ana.seen()) == (True, False)
