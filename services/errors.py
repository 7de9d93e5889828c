"""What can go wrong, in words for the person in front of the screen.

DeskError
├── QueryError          a search that can't be read; knows the place
├── BadField            a field of a form that can't be taken; knows which
├── ImportRefused       a file that can't be imported at all
│   └── ImportUnderWay  it can, when another import has finished
├── NotFound            the thing a command or a button names is gone
└── NotAllowed          the person lacks a right
"""

from dataclasses import dataclass

from texts import queries


class DeskError(Exception):
    """Base of all errors a user may read. The text says what happened and what to do next."""

    def sentence(self) -> str:
        return str(self)


@dataclass
class QueryError(DeskError):
    """A query that can't be read.

    at, length: the place in the query's text, in characters.
    hint: a query that would work, "" where none is alike.
    """

    message: str
    text: str
    at: int
    length: int
    hint: str

    def sentence(self) -> str:
        return queries.tried(self.message, self.hint)

    def __str__(self) -> str:
        return self.sentence()


class BadField(DeskError):
    """A field of a form that can't be taken. field: its name in the form."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class ImportRefused(DeskError):
    """A file that can't be imported at all: empty, not a table, no usable column."""


class ImportUnderWay(ImportRefused):
    """Another import holds the lock; nothing was changed."""


class NotFound(DeskError):
    """What a command or a button names is not there (any more)."""


class NotAllowed(DeskError):
    """The person lacks the right for this."""
