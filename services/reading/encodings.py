"""Bytes -> the encoding in which they are text."""

import codecs
import re
from collections import Counter
from itertools import pairwise

from charset_normalizer import from_bytes

WESTERN = (
    "áéíóúñü",  # Spanish
    "áâãàçéêíóôõú",  # Portuguese
    "àâæçéèêëîïôœùûü",  # French
    "àèéìòù",  # Italian
    "äöüß",  # German
    "åäöé",  # Swedish, Finnish
    "æøåéöä",  # Danish, Norwegian
    "áéíóúýðþæö",  # Icelandic
    "àçèéïíòóúü",  # Catalan
)
CENTRAL = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîşţ",  # Romanian
    "čćđšž",  # Croatian, Slovenian
)
TURKISH = ("çğıiöşü",)
CYRILLIC = (
    "оеаинтсрвлкмдпуяызьбгчйхжшюцщэфъё",  # Russian
    "оанивтерслкудмпзяьбгйчхцїюжєшщфґ",  # Ukrainian
    "аоиентрсвлкдпмзгяъубчцйжщхфшюь",  # Bulgarian
    "аионерстувкјмдлпгзбљњцчшћхжђфџ",  # Serbian
    "анілораесктыядмпвзугбьйўшчхцжюёфэ",  # Belarusian
)
GREEK = ("ατοιενρσκπηςυμλίόάγέδήωχθύφβώξζψϊϋΐΰ",)
HEBREW = ("יוהלרבתמאשנעםדקחפסכגטצןזךףץ",)
ARABIC = (
    "اليمونرتبةعدسفهكقأحجشطصىخإذضغزءثؤئآظ",
    "ایردنهومتبسلکشزفگعخقجآپحطصغذضثچژظ",  # Persian
)
"""Letters beyond ASCII of languages; where these are all letters, the most frequent come first."""

LATIN = (*WESTERN, *CENTRAL, *TURKISH)
LANGUAGES = {
    "cp1252": WESTERN,
    "cp1250": CENTRAL,
    "cp1254": TURKISH,
    "iso8859_2": CENTRAL,
    "mac_roman": WESTERN,
    "cp1251": CYRILLIC,
    "koi8_u": CYRILLIC,
    "mac_cyrillic": CYRILLIC,
    "cp1253": GREEK,
    "cp1255": HEBREW,
    "cp1256": ARABIC,
}
"""Encodings of one byte a letter -> the languages written in them. Of equals the first is taken."""

ASIAN = ["shift_jis", "gb18030", "big5", "euc_kr"]
"""Encodings of two bytes a letter."""

ENOUGH = 32 * 1024
"""Bytes of lines beyond ASCII by which encodings of one byte are compared."""

LIKELY = 0.5
"""What a byte beyond ASCII gives on average, from -1 to 1, if the encoding of one byte is right."""

_WORD = re.compile(r"[^\W\d_]+")
_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’·](?=[^\W\d_])|\ufffd")
_IN_PLACE = re.compile(
    r"(?<=\w)’|(?<!\w)[“‘„«¡¿](?=\w)|(?<=[\w.!?])[”»…]|(?<!\S)[–—•](?!\S)"
    r"|(?<=\d)[–º°€£]|[€£№](?=\d)"
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
    return _guess(foreign)


def is_guessed(encoding: str) -> bool:
    """Tell whether an encoding that encoding_of returned is one of several that are possible."""
    return not encoding.startswith("utf")


def _mostly_utf8(foreign: bytes) -> bool:
    """Tell whether this is UTF-8 with a few broken places: hardly any other text looks like it."""
    text = foreign.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum([not character.isascii() for character in text]) > 4 * broken


def _guess(foreign: bytes) -> str:
    lines = [line for line in foreign.splitlines() if not line.isascii()]
    strange = b"\n".join(lines)[:ENOUGH]
    likeness = {encoding: _likeness(strange, encoding) for encoding in LANGUAGES}
    best = max(LANGUAGES, key=likeness.__getitem__)
    if likeness[best] >= LIKELY * sum([byte > 127 for byte in strange]):
        return best
    likelier = from_bytes(foreign, cp_isolation=[*ASIAN, best], threshold=0.8).best()
    return likelier.encoding if likelier else best


def _likeness(strange: bytes, encoding: str) -> float:
    """Return how many signs beyond ASCII are such as the language that fits best would have in
    their places, less those that nobody would write there.
    """
    text = strange.decode(encoding, "replace")
    latin = LANGUAGES[encoding][0] in LATIN
    fit, letters = len(_IN_PLACE.findall(text)) - len(_WITHIN_WORD.findall(text)), Counter[str]()
    for word in _WORD.findall(text):
        beyond = [sign for sign in word if not sign.isascii()]
        if beyond and _misspelt(word, len(beyond), latin):
            fit -= len(beyond)
        else:
            letters.update([sign.lower() for sign in beyond])
    return fit + max(
        sum([number * _weight(sign, alphabet) for sign, number in letters.items()])
        for alphabet in LANGUAGES[encoding]
    )


def _misspelt(word: str, beyond: int, latin: bool) -> bool:
    """Tell whether nobody writes so: a capital behind a small letter, plain Latin letters among
    others, or a Latin word without any plain letter. beyond: how many are not plain.
    """
    if any(one.islower() and other.isupper() for one, other in pairwise(word)):
        return True
    return beyond == len(word) > 2 if latin else beyond < len(word)


def _weight(letter: str, alphabet: str) -> float:
    """Tell how well a letter fits a language; where all are foreign only frequent ones fit well."""
    if letter not in alphabet:
        return 0
    return 1 if alphabet in LATIN else 1 - alphabet.index(letter) / len(alphabet)
