"""App Home: drawn anew whenever somebody opens it."""

from slack_bolt.response import BoltResponse

from blocks import home as drawn
from handlers.desk import Desk
from handlers.replies import Body, done, slack_in_words
from services.home import home_of


def opened(desk: Desk, event: Body) -> BoltResponse:
    """Show App Home to the person who opened it."""
    if event.get("tab", "home") == "home":
        publish(desk, event["user"])
    return done()


def publish(desk: Desk, person: str) -> None:
    """Draw a person's App Home as everything stands now."""
    now, zone = desk.clock(), desk.settings.zone
    view = drawn.home_view(home_of(desk.store, person, now=now, zone=zone), now=now, zone=zone)
    with slack_in_words():
        desk.slack.views_publish(user_id=person, view=view)
