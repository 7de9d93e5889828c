"""What a query is made of, as patterns: fields with values, words in quotes, plain words."""

import re
from collections.abc import Iterable

from services.query_fields import ALIASES, FIELDS, MONEY, QUOTED, RANGES, SYMBOLS
from services.reading.numbers import CURRENCIES


def _either(fields: Iterable[str]) -> str:
    """Return a pattern for the names of fields."""
    return "|".join([name for name in (*FIELDS, *ALIASES) if ALIASES.get(name, name) in fields])


_IS = r"(?:[:：]|=(?![<>])|(?=[<>=≤≥]))\s*"
"""What stands between a field's name and its value, to which a sign belongs: er>3% is er:>3%."""

_SIGNS = "".join(SYMBOLS)
_NUMBER = r"(?:\d{1,3}(?:\s\d{3})+|\d)[\d.,]{0,30}(?:\s?(?:mio|k|m))?(?:\s?%)?"
_AMOUNT = rf"[{_SIGNS}]?{_NUMBER}[{_SIGNS}]?"
_UP_TO = r"\s*(?:\.\.\.?|…)\s*|\s(?:[-–—]|to)\s"
_AMOUNTS = (
    rf"(?:[<>≤≥]=?\s*{_AMOUNT}\s*[<>≤≥]=?\s*{_AMOUNT}"
    rf"|(?:[<>=≤≥]{{1,2}}\s*)?{_AMOUNT}(?:(?:{_UP_TO}){_AMOUNT})?)"
)
_KNOWN = "|".join([code for codes in SYMBOLS.values() for code in codes])
_CURRENCY = rf"\s(?:[{_SIGNS}]|{_KNOWN}|(?-i:{'|'.join(sorted(CURRENCIES))}))"
"""A currency after a blank. All, try and the like are codes in capitals only, else words."""

_SPACED = (
    rf"(?:(?:{_either(MONEY)})\s?{_IS}{_AMOUNTS}{_CURRENCY}"
    rf"|(?:{_either(RANGES)})\s?{_IS}{_AMOUNTS})(?!\S)"
)
"""Ranges with blanks where people write them: 10 000, >20k <50k, 20k .. 50k, <300 eur."""

_COMPARED = rf"(?:{_either(FIELDS)})\s?=(?![<>])|(?:{_either(RANGES)})\s?(?=[<>=≤≥])"
_NAMED = r"(?=[^\W\d_]\w*\s?[:：<>=≤≥])"
"""Looks ahead, so that most words are seen at once to be none of a field."""

_PIECE = rf'(?:{QUOTED}|[^\s",|]+)'
_VALUE = rf'\s*(?:{_PIECE}(?:[,|]+{_PIECE})*|"?[^\s"]+)?'

GRAMMAR = rf"""
start: (FIELD | QUOTED | PLAIN)*
FIELD.3: /[-−]?{_NAMED}(?:{_SPACED}|(?:[^\W\d_]\w*\s?[:：]|{_COMPARED}){_VALUE})/i
QUOTED.2: /[-−]?"[^"]*(?:"|\Z)/
PLAIN.1: /[^\s]+/
%ignore /\s+/
"""
FIELD = re.compile(rf"([-−]?)([^\W\d_]\w*)\s?{_IS}(.*)", re.DOTALL)
"""A field's minus, name and value."""
