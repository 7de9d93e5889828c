"""/commissions and /why: what was earned, held, due and paid, and how one order came to it."""

import orjson
from slack_bolt.response import BoltResponse

from blocks import commissions as drawn
from blocks import order_stories
from blocks.help import by_examples
from blocks.telling import Said, Told
from blocks.text import Message
from handlers.desk import Desk
from handlers.entries import Clicks, Commands
from handlers.replies import Body, answer_click, ephemeral
from services import campaigns, ledger
from services.commission_query import BadRequest, parse
from services.commission_reports import Report, report
from services.ledger import Due, NotAnApprover, NotDue
from services.money import Money
from services.order_stories import why
from services.rights import Role
from texts import commissions as says


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer /commissions PERIOD campaign:... creator:... asof:..."""
    text = (body.get("text") or "").strip()
    if text.lower() == "help":
        return ephemeral(by_examples(says.HELP, says.EXAMPLES))
    return ephemeral(answer(desk, text))


def report_on(desk: Desk, text: str) -> Report:
    """Read what is asked for and sum it. Raises BadRequest, NotFound and WhichCreator."""
    now, zone = desk.clock(), desk.settings.zone
    ask = parse(text, today=now.astimezone(zone).date())
    return report(desk.store, ask, now=now, zone=zone, client_id=desk.seat.client_id)


def answer(desk: Desk, text: str) -> Message:
    """Return what the person who asks may read and do."""
    return _drawn(desk, report_on(desk, text))


def _drawn(desk: Desk, found: Report, news: Told = ()) -> Message:
    seat = desk.seat
    return drawn.report_message(found, seat.person, payer=seat.may(Role.PAYER), news=news)


def period(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """The same in another period, in the place of the answer."""
    text = str(action.get("value") or "")
    return answer_click(desk, body, answer(desk, text))


def mark_paid(desk: Desk, body: Body, action: Body) -> BoltResponse:
    """Write down a payment of what was shown to be due; show what is due then."""
    seen, text = _seen(action.get("value"))
    desk = desk.needs(Role.VIEWER, campaigns.with_id(desk.store, seen.campaign_id).row.client_id)
    seat, now = desk.seat, desk.clock()
    try:
        paid = ledger.pay(desk.store, seen, actor=seat.person, payer=seat.may(Role.PAYER), now=now)
    except NotAnApprover as error:
        refused = drawn.not_yours_message(error.sentence(), error.approvers)
        return answer_click(desk, body, refused, replace=False)
    except NotDue as error:
        shown = _drawn(desk, report_on(desk, text), [Said(error.sentence())])
        return answer_click(desk, body, shown)
    after = report_on(desk, text)
    news = drawn.told_of_payment(paid, after.creator or says.THE_CREATOR, desk.settings.zone)
    return answer_click(desk, body, _drawn(desk, after, news))


def _seen(value: object) -> tuple[Due, str]:
    """Read what a button showed. Raises BadRequest for what no button of ours says."""
    try:
        person, campaign, minor, currency, last, text = orjson.loads(str(value))
        numbers = (person, campaign, minor, last)
        if any(not isinstance(one, int) or isinstance(one, bool) for one in numbers):
            raise ValueError("no numbers")
    except ValueError:
        raise BadRequest(says.UNREADABLE_BUTTON) from None
    return Due(person, campaign, Money(minor, str(currency)), last), str(text)


def why_command(desk: Desk, body: Body) -> BoltResponse:
    """Answer /why ORDER."""
    text = (body.get("text") or "").strip()
    if text.lower() in ("", "help"):
        return ephemeral(order_stories.help_message())
    stories = why(desk.store, text, now=desk.clock(), client_id=desk.seat.client_id)
    return ephemeral(order_stories.stories_message(stories, desk.settings.zone))


COMMANDS: Commands = {
    "/commissions": (Role.VIEWER, command),
    "/why": (Role.VIEWER, why_command),
}
ACTIONS: Clicks = {"commissions": (Role.VIEWER, period), "paid": (Role.VIEWER, mark_paid)}
