"""Text as the database holds it: one Unicode form, no characters that a database or a screen refuses."""

import re
import unicodedata

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # PostgreSQL refuses NUL, UTF-8 lone surrogates
_BLANKS = re.compile(r"\s+")


def tidy(text: str) -> str:
    """NFC, without control characters and lone surrogates; line breaks and tabs stay. Idempotent."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _REFUSED.sub("", text))


def sort_key(text: str) -> str:
    """A key whose order by code point is the order of a Korean list: digits, Latin, then Hangul, blind to case."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", tidy(text).casefold())).strip()


def search_key(text: str) -> str:
    """A key in which a simple "contains" finds what people type: blind to case, blanks and compatibility forms."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", tidy(text).casefold()))
