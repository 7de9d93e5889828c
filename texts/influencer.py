"""/influencer: its help, and which creator is meant by a name, a handle, a link or a code."""

EXAMPLES = (
    ("/influencer show @jane.runs", "everything that is known of a creator"),
    ("/influencer add @zora.runs", "somebody who is in no list yet"),
    ("/influencer lists", "your shortlists: who is on them, rename, delete"),
    (
        "/influencer merge @fay.lifts.daily66 @fay.lifts_63",
        "two entries that are one person; asks first, and can be undone",
    ),
)
HELP = "One creator: look, add, merge, forget"
HINT = (
    "merge alone lists pairs that your lists take for one person, and merges to undo."
    " forget NAME deletes a person's data (admins)."
)
ADD = "Add a creator"
GONE = "This creator is gone: the import was undone or the list has changed. Search again."
OLD_BUTTON = "This button is of an older version. Type `/influencer show NAME`."
OLD_MENU = "This menu is of an older version. Search again."
UNREADABLE_FORM = "This form can't be read. Close it and open it again."
WRITE_NAME = "Write a name or a handle: `/influencer show @jane.runs`."


def nobody(name: str) -> str:
    return f"Nobody in your list is called “{name}”."


def did_you_mean(handle: str, *, several: bool) -> str:
    return "Did you mean one of these?" if several else f"Did you mean {handle}?"


def several(name: str) -> str:
    return f"“{name}” is more than one creator. Which one?"


def nobody_with_offer(name: str) -> str:
    return (
        f"Nobody with an offer is called “{name}”. Write a name, a handle or a code:"
        " creator:jane, creator:@jane.runs, creator:JANE10."
    )


def several_with_offers(name: str, creators: list[str]) -> str:
    return f"“{name}” is more than one creator: {', '.join(creators)}. Write creator:@handle."


def name_and_handle(name: str, handle: str) -> str:
    return f"{name} (@{handle})"
