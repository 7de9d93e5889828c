"""What is said of clients: whose work one looks at, what a new one changes, how one goes."""

from blocks.rights import NAMED, mentions
from blocks.telling import Offered, Said, Title, hint, message
from blocks.text import Block, Message, actions, button, escape, select, sure
from services.clients import Made
from services.removing import Held
from services.rights import Client, Role, Seat
from texts import clients as says
from texts.wording import all_of

SHOWN = 40
"""Clients of a message, which holds fifty blocks."""


def clients_message(seat: Seat) -> Message:
    """Return whose work somebody looks at, and whose else they can."""
    if not seat.several:
        alone = says.first_of_several if seat.may(Role.ADMIN) else says.only_one
        return message([hint(alone(seat.client.name))])
    rows = [_client(one, here=one.id == seat.client_id) for one in seat.clients[:SHOWN]]
    return message([Title(says.YOURS), *rows])


def _client(one: Client, *, here: bool) -> Said:
    label = says.look_at(one.name)
    look = button(says.LOOK, "client:look", str(one.id), accessibility_label=label)
    return Said(says.looked_at(one.name, here=here), beside=None if here else look)


def made_message(made: Made) -> Message:
    """Say what a new client changes, and what comes next."""
    admins = mentions(made.admins[:NAMED])
    told = [
        Said(says.made(made.name, all_of(admins)), mentions=admins),
        hint(says.steps(made.name)),
    ]
    for client, bound in made.channels.items():
        channels = [f"<#{escape(one, 40)}>" for one in bound[:NAMED]]
        more = [says.more_channels(len(bound) - NAMED)] if len(bound) > NAMED else []
        text = says.channels_of(client, all_of([*channels, *more]))
        told.append(Said(text, mentions=channels))
    return message([*told, hint(says.other_channels(made.old))])


def removal_message(held: Held) -> Message:
    """Ask whether a client shall go, with all that goes with it; or say why it has to stay."""
    value = str(held.id)
    if held.why_not:
        title, text = says.sure_to_end_rights(held.name), says.rights_that_end(held.counts.grants)
        confirm = sure(title, text, says.END_RIGHTS)
        end = button(says.END_RIGHTS, "client:end", value, style="danger", confirm=confirm)
        return message(
            [hint(held.why_not), Offered([end] if held.for_ever and held.counts.grants else [])]
        )
    counts = held.counts
    gone = says.what_goes(held.name, counts.tags, counts.notes, counts.shortlists)
    confirm = sure(says.sure_to_remove(held.name), says.CANT_COME_BACK, says.REMOVE)
    label = says.remove(held.name)
    remove = button(label, "client:remove", value, style="danger", confirm=confirm)
    return message([Said(gone), Said(says.CANT_COME_BACK), Offered([remove])])


def chooser(seat: Seat) -> Block:
    """Return the choice of a client at the top of App Home."""
    choices = [(one.name, str(one.id)) for one in seat.clients[:100]]
    return actions(select("client:choose", choices, str(seat.client_id), says.CLIENT))
