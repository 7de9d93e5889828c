"""Clients: whose work one looks at, whose a channel is, what a new one changes, how one goes."""

from texts.wording import all_of, counted

YOURS = "Your clients"
CLIENT = "Client"
LOOK = "Switch"
GONE = "This client is gone, or not yours any more. `/desk client` shows those that you have."
IN_THE_CHANNEL = "Type this in the channel that is to be the client's."
HOW_TO_RENAME = "Write: `/desk client rename OLD to NEW`"
HOW_TO_REMOVE = "Write: `/desk client remove NAME`"
REMOVE = "Remove"


def for_client(name: str) -> str:
    """The small print of an answer."""
    return f"For {name}"


def looked_at(name: str, *, here: bool) -> str:
    return f"{name} (what you see here)" if here else name


def look_at(name: str) -> str:
    return f"Switch to {name}"


def only_one(name: str) -> str:
    return f"All that you see here is {name}'s; there is nothing to choose."


def first_of_several(name: str) -> str:
    """Tell an admin how a second client comes."""
    return f"There is one client: {name}. Another one is added with `/desk client add Acme`."


def unknown(name: str, hint: str) -> str:
    return f"You have no client “{name}”. {hint}"


def yours(names: str) -> str:
    return f"Yours: {names}."


def not_there(name: str, known: str) -> str:
    """On a terminal."""
    return f"There is no client “{name}”. There are: {known}."


def taken(name: str) -> str:
    return f"There is a client “{name}” already. Choose another name."


def length(longest: int) -> str:
    return f"Write a name of 1 to {longest} characters, like Acme."


def reserved(name: str) -> str:
    return f"“{name}” means something else here. Choose another name."


def made(name: str, admins: str) -> str:
    return f"{name} is a client now. So far only admins of all clients see it: {admins}."


def steps(name: str) -> str:
    return (
        f"In its channel: `/desk client {name} here`\n"
        f"Who works for it: `/desk grant @NAME editor for {name}`"
    )


def channels_of(client: str, channels: str) -> str:
    """Of channels to which digests or cards came when there was one client."""
    return f"Digests or cards come to {channels}: they are {client}'s now."


def more_channels(count: int) -> str:
    return counted(count, "other channel")


def other_channels(client: str) -> str:
    return (
        "In any other channel, nothing of a client is shown to everybody until an admin says there"
        f" whose channel it is: `/desk client {client} here`"
    )


def bound(name: str) -> str:
    return f"This channel is {name}'s now: what is asked here is asked for {name}."


def used_by(name: str, uses: str) -> str:
    """uses: the digests and campaigns that come to a channel for another client."""
    return (
        f"This channel gets something for {name}: {uses}. Nothing was changed; choose another"
        " channel, or end that first."
    )


def digest_of(what: str) -> str:
    return f"the digest of {what}"


def campaign_called(name: str) -> str:
    return f"the campaign {name}"


USED_BY_ANOTHER = (
    "Digests or campaigns of a client that you have no right for come to this channel. Nothing was"
    " changed; choose another channel."
)


def foreign_channel(name: str, *, here: bool) -> str:
    """here: it is the channel in which this is said."""
    this, where = ("This", "here") if here else ("That", "there")
    return (
        f"{this} channel is not {name}'s, so nothing of it is posted {where}. An admin types"
        f" {where}: `/desk client {name} here`"
    )


def only_you_see(name: str) -> str:
    return (
        f"Only you see this: the channel is not {name}'s. For answers that all read, an admin types"
        f" here: `/desk client {name} here`"
    )


def chosen(name: str) -> str:
    return f"You see {name}'s work now, except in channels of another client."


def renamed(old: str, new: str) -> str:
    return f"{old} is called {new} now."


def remove(name: str) -> str:
    return f"Remove {name}"


def sure_to_remove(name: str) -> str:
    return f"Remove {name}?"


def what_goes(name: str, tags: int, notes: int, shortlists: int) -> str:
    counts = ((tags, "tag"), (notes, "note"), (shortlists, "shortlist"))
    known = [counted(count, noun) for count, noun in counts if count]
    return (
        f"With {name} goes all that is its own: {all_of([*known, 'digests', 'channels', 'rights'])}."
        " The creators stay in everybody's list."
    )


CANT_COME_BACK = "This can't be taken back."


def removed(name: str) -> str:
    return f"{name} is removed, with all that was its own."


def stays_booked(name: str) -> str:
    """Of a client with campaigns, offers or bookings."""
    return (
        f"{name} has campaigns, offers or sales, and what is booked stays. Rename it with"
        f" `/desk client rename {name} to NEW`, or end everybody's rights for it: then only admins"
        " of all clients see it."
    )


def stays_first(name: str) -> str:
    return (
        f"{name} is the first client: what the desk's settings bring, such as a shop's sales, is"
        f" booked for it. Rename it with `/desk client rename {name} to NEW`, or end everybody's"
        " rights for it: then only admins of all clients see it."
    )


def stays_while_importing(name: str) -> str:
    return f"A list of {name} is being imported. Try again when that has finished."


END_RIGHTS = "End all rights"


def sure_to_end_rights(name: str) -> str:
    return f"End all rights for {name}?"


def rights_that_end(count: int) -> str:
    rights = counted(count, "right ends", "rights end")
    return f"{rights} at once. Admins of all clients keep theirs."


def rights_ended(name: str, count: int) -> str:
    return f"{counted(count, 'right')} for {name} ended. Admins of all clients still see it."
