"""JSON as this package writes it: short, the same bytes each time, safe wherever it is pasted."""

import json
from typing import Any

UNSAFE_IN_HTML = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}  # they occur inside strings only


def json_bytes(document: Any) -> bytes:
    """UTF-8 with the keys in the given order and a newline at the end.

    Half a surrogate pair, which UTF-8 cannot carry, becomes "?".

    Raises:
        ValueError: when a number is not finite.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in UNSAFE_IN_HTML.items():
        text = text.replace(character, escape)
    return text.encode("utf-8", "replace") + b"\n"
