"""Babel's data of languages without what no page of ours says: each start of a function reads it.

Left out are the names and patterns of money, units and places, and the tables by which Babel
guesses a language that it does not know. Dates and numbers stay as they are.
"""

import pickle
from collections.abc import Collection
from typing import Any, Final

_LEFT_OUT: Final = frozenset(
    {
        "compact_currency_formats",
        "compact_decimal_formats",
        "compound_unit_patterns",
        "currency_formats",
        "currency_names",
        "currency_names_plural",
        "currency_symbols",
        "currency_unit_patterns",
        "date_fields",
        "interval_formats",
        "languages",
        "measurement_systems",
        "meta_zones",
        "scripts",
        "territories",
        "time_zones",
        "unit_display_names",
        "unit_patterns",
        "variants",
        "zone_formats",
    }
)

_EMPTIED: Final = frozenset(
    {
        "all_currencies",
        "currency_fractions",
        "meta_zones",
        "territory_currencies",
        "territory_languages",
        "territory_zones",
        "windows_zone_mapping",
        "zone_aliases",
        "zone_territories",
    }
)

_PROTOCOL: Final = 4


def trim_locale(data: bytes) -> bytes:
    """Return a locale's data without what is not used."""
    held = _load(data)
    return _dump({key: value for key, value in held.items() if key not in _LEFT_OUT})


def trim_global(data: bytes, languages: Collection[str]) -> bytes:
    """Return the data of all languages, of which only these are guessed at."""
    held = _load(data)
    emptied = {key: {} if key in _EMPTIED else value for key, value in held.items()}
    likely = emptied["likely_subtags"].items()
    ours = {key: value for key, value in likely if key.partition("_")[0] in languages}
    return _dump(emptied | {"likely_subtags": ours})


def _load(data: bytes) -> dict[str, Any]:
    held: dict[str, Any] = pickle.loads(data)  # noqa: S301 (from a library that is locked by hash)
    return held


def _dump(held: dict[str, Any]) -> bytes:
    return pickle.dumps(held, _PROTOCOL)
