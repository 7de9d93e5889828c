"""Which creator is meant by a name, a handle or a code; and what each is called."""

from services.codes import fold_code
from services.errors import DeskError
from storage import creators_with_offers as people
from storage.engine import Transaction
from storage.words import fold_handle, words
from texts import influencer as says
from texts.creators import NAMELESS

SHOWN = 10


class WhichCreator(DeskError):
    """The name fits nobody, or several."""


def creator_named(tx: Transaction, name: str, client_id: int) -> int:
    """Return who is meant: by handle, by code, or by words of the name."""
    exact = people.with_handle(tx, client_id, fold_handle(name.removeprefix("@")))
    exact = exact or people.with_code(tx, client_id, fold_code(name))
    found = exact or _named(tx, words(name), client_id)
    if not found:
        raise WhichCreator(says.nobody_with_offer(name[:75]))
    if len(found) > 1:
        named = [_handle(tx, one) for one in found[:SHOWN]]
        raise WhichCreator(says.several_with_offers(name[:75], named))
    return found[0]


def _named(tx: Transaction, asked: list[str], client_id: int) -> list[int]:
    """Return who has all of these words in their names, else who has words that begin so."""
    if not asked:
        return []
    whole: dict[int, None] = {}
    begun: dict[int, None] = {}
    for person, text in people.names(tx, client_id):
        known = words(text)
        if all(word in known for word in asked):
            whole[person] = None
        elif all(any(one.startswith(word) for one in known) for word in asked):
            begun[person] = None
    return list(whole or begun)


def _handle(tx: Transaction, influencer_id: int) -> str:
    handle = people.handle_of(tx, influencer_id)
    name = name_of(tx, influencer_id)
    return says.name_and_handle(name, handle) if handle and name != f"@{handle}" else name


def name_of(tx: Transaction, influencer_id: int) -> str:
    """Return a creator's name, else a handle."""
    return people.name_of(tx, influencer_id) or NAMELESS
