"""App Home: drawn anew whenever somebody opens it."""

from slack_bolt.response import BoltResponse

from blocks import home as drawn
from blocks.offers import LOOK
from blocks.rights import refused_message
from handlers.desk import Desk
from handlers.offers import open_to
from handlers.placing import marked_view
from handlers.replies import Body, done, slack_in_words
from services import rights
from services.home import home_of
from services.offers import Offer
from services.rights import NoRight


def opened(desk: Desk, event: Body, team: str) -> BoltResponse:
    """Show App Home to the person who opened it."""
    if event.get("tab", "home") != "home":
        return done()
    person = event["user"]
    rights.meet(desk.store, person, at_home=team == desk.team)
    try:
        return show(desk.seated(person, team))
    except NoRight as error:
        return _published(desk, person, drawn.closed_view(refused_message(error)))


def show(desk: Desk) -> BoltResponse:
    """Draw App Home of the person who sits at the desk."""
    return _published(desk, desk.seat.person, view_of(desk))


def _published(desk: Desk, person: str, view: Body) -> BoltResponse:
    with slack_in_words():
        desk.slack.views_publish(user_id=person, view=view)
    return done()


def view_of(desk: Desk) -> Body:
    """Return App Home of the person who sits at the desk, as everything stands now."""
    now, zone, seat = desk.clock(), desk.settings.zone, desk.seat
    shown = home_of(desk.store, seat.person, now=now, zone=zone, client_id=seat.client_id)

    def may(offer: Offer) -> list[str]:
        return [*open_to(desk, offer), LOOK]

    view = drawn.home_view(shown, now=now, zone=zone, seat=seat, may=may)
    return marked_view(view, seat)
