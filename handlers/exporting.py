"""Files that are asked for in Slack: written down at the click, sent by the worker of files."""

from slack_bolt.response import BoltResponse

from handlers.desk import Desk
from handlers.replies import Body, answer_click, ephemeral, said
from services import files_asked
from services.query_parser import parse
from services.rights import Role
from texts import files as says


def command(desk: Desk, body: Body) -> BoltResponse:
    """Answer `export WHAT [csv|xlsx|ndjson]`; the word itself may be left out of the text."""
    text = str(body.get("text") or "").strip()
    first, _, rest = text.partition(" ")
    what, format_ = files_asked.read_request(rest if first.lower() == "export" else text)
    desk = desk.needs(Role.EDITOR)
    if what == "audit":
        files_asked.refuse_trail(desk.store, desk.seat.person, desk.clock())
    news = _ask(desk, what, "", format_, body["user_id"])
    return ephemeral(said(says.export_comes(what, format_) if news else says.WAITS))


def found(desk: Desk, body: Body, text: str) -> BoltResponse:
    """Send whoever clicked the creators that a search finds. Raises QueryError, NoRight."""
    parse(text, currency=desk.settings.currency)
    desk = desk.needs(Role.EDITOR)
    news = _ask(desk, files_asked.FOUND, text, "csv", body["user"]["id"])
    text = says.found_comes(files_asked.MOST_FOUND) if news else says.WAITS
    return answer_click(desk, body, said(text), replace=False)


def _ask(desk: Desk, what: str, query: str, format_: str, person: str) -> bool:
    news = files_asked.ask(
        desk.store,
        client_id=desk.seat.client_id,
        what=what,
        query=query,
        format_=format_,
        person=person,
        now=desk.clock(),
    )
    desk.files.wake()
    return news
