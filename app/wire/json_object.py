"""One JSON object in UTF-8, with one way to write it and strict rules for reading it.

What is read may be hostile, so an error never holds, quotes or chains any of it.
"""

import json
from collections.abc import Mapping
from typing import Any


def serialise_object(fields: Mapping[str, Any]) -> bytes:
    """Return the object's JSON: the same bytes as JavaScript's JSON.stringify writes.

    Source: WIRE §4.
    """
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def parse_object(data: bytes) -> dict[str, Any]:
    """Return the object written in `data`.

    Raises:
        ValueError: it is no JSON object in UTF-8, has a key twice, or a lone surrogate.

    Source: WIRE §4.
    """
    value: Any = None
    try:
        text = data.decode()
        value = _DECODER.decode(text)
        if "\\u" in text:
            # A lone surrogate can be escaped in JSON but written nowhere: it would break whoever
            # shows or keeps the text later.
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        # Raised outside, as the decoder's own error holds the text.
        value = None
    if isinstance(value, dict):
        return value
    raise ValueError("this is not one JSON object in UTF-8 with distinct keys")


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keyed = dict(pairs)
    if len(keyed) != len(pairs):
        raise ValueError("a key stands twice")
    return keyed


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_distinct, parse_constant=_refuse)
