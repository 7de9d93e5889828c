"""What the weekly digests say, and what is said where one is previewed or posted."""

from texts import creators
from texts.numbers import full_count
from texts.shortlists import query
from texts.wording import counted

NO_NICHES = "There is no niche to report yet. Bring in a list of creators first."
BOUGHT = "It has signs of bought numbers."
SEARCH = "Search it"
NOTHING_LAST_WEEK = "Nothing last week"
AS_MUCH = "As much as last week"
EARNED = "Earned"
CAMPAIGN = "Campaign"
ROWS = "Show by creator"
POST = "Post it here"
ON_ITS_WAY = "It is on its way."
POSTED_ALREADY = "It was posted already."
NICHE_GONE = "This niche is gone. `/digest preview` shows those there are."
UNREADABLE_PREVIEW = "This button can't be read. Type `/digest preview`."
UNREADABLE_NICHE = "This button can't be read. Open the niche with `/find-influencer`."
NOTHING_TO_PREVIEW = (
    "Nothing is followed here yet. Try `/digest preview fitness` or `/digest preview commissions`."
)

PRINT = "Print a weekly digest, or post it: bot.py digest niches --week 2026-W47"
OF_WEEK = "The ISO week, like 2026-W47. [default: the last that is over]"
TO_CHANNEL = "Post it there, once for each week."
"""Help of the command line."""


def late(weekday: str) -> str:
    return f"Late: the desk was off on {weekday}."


def asked_for(person: str, *, over: bool) -> str:
    """over: the week has ended."""
    return f"{person} asked for this{'' if over else '; the week is not over'}"


def niche(name: str) -> str:
    return f"{name} this week"


def matching(number: int) -> str:
    return counted(number, "matches", "match") if number else "nobody matches"


def matching_since(number: int, news: int, gone: int, among: int | None, week: str) -> str:
    """among: of how many first places new and gone are told, None is all; week: or nothing."""
    said = f"{matching(number)}, {full_count(news)} new, {full_count(gone)} left"
    said += f" among the first {full_count(among)}" if among else ""
    return f"{said} since {week}" if week else said


def standing(place: int, name: str, likes: int | None, *, moved: int, new: bool, busy: bool) -> str:
    """moved: places; above 0 is up."""
    how = f", {'up' if moved > 0 else 'down'} {full_count(abs(moved))}" if moved else ""
    begin = f"{place}. {name}{', new' if new else how}"
    return f"{begin} · {creators.likes(likes)} · {'busy' if busy else 'free'}"


def week_of_niches(days: str, *, first: bool) -> str:
    """first: there is a niche of which no earlier week was kept."""
    later = " · who moved is told from the second week on" if first else ""
    return f"{days} · most typical likes first{later}"


def rising(name: str, percent: int) -> str:
    return f"Rising: {name}, likes up {full_count(percent)}%"


def look_twice(name: str, why: str) -> str:
    return f"Look twice: {name}. {why}"


def shortlist(number: int) -> str:
    return f"Shortlist top {number}"


def search_of(niche: str) -> str:
    """What a screen reader says of the button."""
    return f"{SEARCH}: {niche}"


def shortlist_of(number: int, niche: str) -> str:
    """What a screen reader says of the button."""
    return f"{shortlist(number)} of {niche}"


def shortlisted(number: int, name: str) -> str:
    put = f"{number} put on “{name}”." if number else f"All of them are on “{name}” already."
    return f"{put} Find them with: `/find-influencer {query(name)}`"


def commissions(days: str, amounts: list[str], *, over: bool) -> str:
    so_far = "" if over else " so far"
    return f"Commissions {days}: {' and '.join(amounts)} earned{so_far}"


def quiet(days: str, waiting: int, *, over: bool) -> str:
    """waiting: offers that wait for a decision."""
    said = f"No sales and no changes {'' if over else 'so far, '}{days}."
    return f"{said} {counted(waiting, 'offer is', 'offers are')} waiting." if waiting else said


def last_week(amount: str) -> str:
    return f"Last week {amount}"


def change(percent: int) -> str:
    """percent: below 0 is down."""
    return f"{'Up' if percent > 0 else 'Down'} {full_count(abs(percent))}% on last week"


def against_average(change: str, average: str) -> str:
    return f"{change}; 4-week average {average}"


def net_sales(amount: str) -> str:
    return f"Net sales after refunds {amount}"


def owed(held: str, due: str) -> str:
    return f"Held {held} · due now {due}"


def paid(amount: str) -> str:
    return f"Paid {amount}"


def others(number: int) -> str:
    return counted(number, "other")


def by_campaign(currency: str) -> str:
    return f"Earned by campaign, {currency}"


def best(name: str, earned: str, sales: int) -> str:
    return f"Best: {name} {earned} from {counted(sales, 'sale')}"


def more_currencies(number: int) -> str:
    return f"Other currencies: {number}. `/commissions` shows them."


def needs_someone(approvals: int) -> str:
    return f"Needs someone: {counted(approvals, 'approval')}"


def preview_of(kind: str) -> str:
    return f"Preview {kind}"


def no_week(said: str) -> str:
    return f"“{said}” is not a week. Write one like 2026-W47."


def not_begun(week: str, running: str) -> str:
    return f"{week} has not begun. The week that runs is {running}."


def not_over(week: str, newest: str) -> str:
    return f"{week} is not over. The newest that can be posted is {newest}."


def nothing_kept(niche: str, week: str) -> str:
    return f"Nothing was kept of {niche} in {week}. Ask for a later week."


def has_it(channel: str, kind: str, week: str) -> str:
    return f"{channel} has its {kind} of {week} already. Nothing was posted."


def no_channel(said: str) -> str:
    return (
        f"“{said}” is not a channel's id. It looks like C024BE91L and stands at the end of the"
        " channel's details in Slack."
    )


def delivered_later(channel: str) -> str:
    return f"Written for {channel}; bot.py serve delivers it."
