"""Events that were taken already: Slack sends one again when our answer came late."""

import threading
from collections import OrderedDict


class Seen:
    """The ids of the last events, so many and no more."""

    def __init__(self, kept: int = 1_000) -> None:
        self._kept = kept
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._guard = threading.Lock()

    def first(self, event_id: str | None) -> bool:
        """Tell whether this event is new, and remember it. One without an id always is."""
        if not event_id:
            return True
        with self._guard:
            if event_id in self._ids:
                return False
            self._ids[event_id] = None
            if len(self._ids) > self._kept:
                self._ids.popitem(last=False)
            return True

    def __len__(self) -> int:
        return len(self._ids)
