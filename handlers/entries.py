"""What a handler module says of itself: names, and who may use them."""

from collections.abc import Callable

from slack_bolt.response import BoltResponse

from handlers.desk import Desk
from handlers.replies import Body
from services.rights import Role

Commands = dict[str, tuple[Role | None, Callable[[Desk, Body], BoltResponse]]]
"""A slash command -> the role it takes, and its handler. None: whoever types it, a stranger too."""

Click = tuple[Role, Callable[[Desk, Body, Body], BoltResponse]]
Clicks = dict[str, Click]
"""An action's first word, or a view's callback_id -> the role it takes, and its handler."""
