"""Bytes -> the encoding in which they are text."""

import codecs
from collections import Counter

from charset_normalizer import from_bytes

ENCODINGS = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1254",
    "koi8_r",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
]
LATIN = ("cp1252", "cp1250", "cp1254")
"""Encodings of Latin letters, between which letter by letter anything is possible."""

ALPHABETS = (
    "áéíóúñü",  # Spanish
    "áâãàçéêíóôõú",  # Portuguese
    "àâæçéèêëîïôœùûü",  # French
    "àèéìòù",  # Italian
    "äöüß",  # German
    "åäöé",  # Swedish, Finnish
    "æøåéöä",  # Danish, Norwegian
    "áéíóúýðþæö",  # Icelandic
    "àçèéíïòóúü",  # Catalan
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Slovenian
    "çğıiöşü",  # Turkish
)


def encoding_of(sample: bytes, foreign: bytes) -> str:
    """Return the encoding of a file. sample: its first bytes; foreign: around the first that are
    not UTF-8, or none.
    """
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = sample[:1000].count(0)
    if zeros > len(sample[:1000]) // 4:
        return "utf-16-le" if sample[1:2] == b"\0" else "utf-16-be"
    if not foreign or _mostly_utf8(foreign):
        return "utf-8-sig"
    best = from_bytes(foreign, cp_isolation=ENCODINGS, threshold=0.8).best()
    if best is None or best.encoding in LATIN:
        return max(LATIN, key=lambda encoding: _likeness(foreign, encoding))
    return best.encoding


def _mostly_utf8(foreign: bytes) -> bool:
    """Tell whether this is UTF-8 with a few broken places: hardly any other text looks like it."""
    text = foreign.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum([not character.isascii() for character in text]) > 4 * broken


def _likeness(foreign: bytes, encoding: str) -> int:
    """Return how many letters beyond ASCII the language that fits best would have."""
    text = foreign.decode(encoding, "replace").lower()
    letters = Counter([sign for sign in text if not sign.isascii()])
    return max(
        sum([number for sign, number in letters.items() if sign in alphabet])
        for alphabet in ALPHABETS
    )
