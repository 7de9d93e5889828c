"""Two entries that are one person, and persons who are to be forgotten.

| surface | what | here |
| --- | --- | --- |
| command | /influencer merge [A B] | merge |
| command | /influencer forget NAME | ask_forget |
| action | creator:pair, creator:merge, creator:unmerge | look_at_pair, merge_now, unmerge |
| action | creator:forget | forget |
"""

import re

from slack_bolt.response import BoltResponse

from blocks import influencer as drawn
from blocks.text import Message
from handlers.creator_forms import in_place
from handlers.desk import Desk
from handlers.replies import Body, answer_click, ephemeral, number_in, said
from services import forgetting, joining, parting, people
from services.errors import DeskError
from services.people import Several, Unclear
from services.rights import Role
from texts import joining as says
from texts.forgetting import FOR_ALL, WRITE_HANDLE, forgotten


class BadNames(DeskError):
    """Names that can't be told apart."""


def merge(desk: Desk, body: Body, rest: str) -> BoltResponse:
    """Show what a merge of two would do; without names, the pairs that lists offer."""
    desk = desk.needs(Role.EDITOR)
    names = _two(rest)
    if not names:
        client_id = desk.seat.client_id
        offered = joining.pairs(desk.store, client_id=client_id)
        done = joining.done(desk.store, client_id=client_id)
        return ephemeral(drawn.pairs_message(offered, done))
    found = []
    for name in names:
        try:
            found.append(people.person_named(desk.store, name).influencer_id)
        except Unclear as error:
            return _which(error, says.WRITE_HANDLES)
    return ephemeral(_merge_preview(desk, *found))


def _which(error: Unclear, write_handle: str) -> BoltResponse:
    """Ask who is meant; nobody is added in the middle of something else."""
    what_to_do = write_handle if isinstance(error, Several) else ""
    return ephemeral(drawn.which_message(error, what_to_do, may_edit=False))


def _two(text: str) -> list[str]:
    """Read two names: each one word, or in quotation marks, or with "and" between them."""
    if not text:
        return []
    named = [one or other for one, other in re.findall(r'"([^"]+)"|(\S+)', _straight(text))]
    if len(named) != 2:
        named = [part.strip() for part in re.split(r"\s+(?:and|into|with|,)\s+|\s*,\s*", text)]
    if len(named) != 2 or not all(named):
        raise BadNames(says.WRITE_TWO)
    return named


def _straight(text: str) -> str:
    return text.translate(str.maketrans("“”„«»", '"""""'))


def _merge_preview(desk: Desk, one: int, other: int) -> Message:
    seat = desk.seat
    shown = joining.preview(
        desk.store, one, other, actor=seat.person, now=desk.clock(), client_id=seat.client_id
    )
    return drawn.merge_message(shown)


def _pair(value: str) -> tuple[int, int]:
    one, _, other = value.partition(" ")
    return number_in(one), number_in(other)


def look_at_pair(desk: Desk, body: Body, value: str) -> BoltResponse:
    """Show what a merge of an offered pair would do."""
    return answer_click(desk, body, _merge_preview(desk, *_pair(value)), replace=False)


def merge_now(desk: Desk, body: Body, value: str) -> BoltResponse:
    """Make two entries one; the answer takes it back."""
    merged = joining.merge(
        desk.store,
        *_pair(value),
        actor=desk.seat.person,
        now=desk.clock(),
        client_id=desk.seat.client_id,
    )
    return answer_click(desk, body, drawn.merged_message(merged))


def unmerge(desk: Desk, body: Body, merge_id: int) -> BoltResponse:
    """Take a merge back, if nothing came in between."""
    parting.undo_merge(
        desk.store,
        merge_id,
        actor=desk.seat.person,
        now=desk.clock(),
        client_id=desk.seat.client_id,
    )
    return in_place(desk, body, said(says.UNDONE))


def ask_forget(desk: Desk, body: Body, rest: str) -> BoltResponse:
    """Ask an admin whether somebody is to be forgotten: for all clients, so one of all of them."""
    desk = desk.needs_admin_of_all(FOR_ALL)
    try:
        person = people.person_named(desk.store, rest)
    except Unclear as error:
        return _which(error, WRITE_HANDLE)
    accounts = people.accounts_of(desk.store, person.influencer_id)
    return ephemeral(drawn.forget_message(person, accounts))


def forget(desk: Desk, body: Body, account_id: int) -> BoltResponse:
    """Forget a person."""
    desk = desk.needs_admin_of_all(FOR_ALL)
    done = forgetting.forget(
        desk.store,
        account_id,
        actor=desk.seat.person,
        now=desk.clock(),
        client_id=desk.seat.client_id,
    )
    return in_place(desk, body, said(forgotten(done.accounts, done.offers)))
