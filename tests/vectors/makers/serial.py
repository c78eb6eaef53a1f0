"""Vectors of the serial that a post names (WIRE §8)."""

from collections.abc import Iterator
from typing import Any

from tests.vectors.makers.case import Case, passes, refused

ABOUT = (
    "WIRE §8. input.header: text of Keyring-Serial, null when missing; input.in_force: serial of"
    " the keyring that the intake serves; input.grace: its grace, [serial, last day] or null."
)

_GRACE = (2, "2026-12-06")

_REFUSED = (
    ("missing", "no header", None, "serial-missing"),
    ("empty", "a header without a number", "", "serial-malformed"),
    ("zero", "serials begin at 1", "0", "serial-malformed"),
    ("negative", "no sign", "-3", "serial-malformed"),
    ("plus", "no sign", "+3", "serial-malformed"),
    ("leading-zero", "one way to write it", "03", "serial-malformed"),
    ("space", "no space", " 3", "serial-malformed"),
    ("decimal", "no point", "3.0", "serial-malformed"),
    ("exponent", "no exponent", "3e0", "serial-malformed"),
    ("underscore", "what Python's int() takes", "3_0", "serial-malformed"),
    ("hex", "what JavaScript's Number() takes", "0x3", "serial-malformed"),
    ("arabic-digit", "plain digits only", "\u0663", "serial-malformed"),
    ("arabic-second-digit", "each of them plain", "1\u0663", "serial-malformed"),
    ("two", "what a proxy makes of two headers", "3, 3", "serial-malformed"),
    ("too-large", "more than JavaScript holds exactly", "9007199254740992", "serial-malformed"),
    ("endless", "a number to choke on", "9" * 5000, "serial-malformed"),
    ("older", "sealed under the keyring before", "2", "stale-serial"),
    ("newer", "from the future", "4", "stale-serial"),
    ("largest", "the largest number there is", "9007199254740991", "stale-serial"),
)


def cases() -> Iterator[Case]:
    """Yield every vector."""
    yield passes("in-force", "the serial in force", _given("3"), None)
    for name, why, header, code in _REFUSED:
        yield refused(name, why, _given(header), code)
    for name, why, header, today in (
        ("in-force", "the serial in force", "3", "2026-12-24"),
        ("earlier", "the keyring before, in its grace", "2", "2026-12-01"),
        ("last-day", "up to and including its day", "2", "2026-12-06"),
    ):
        yield passes(f"grace-{name}", why, _given(header, _GRACE, today), None)
    for name, why, header, today in (
        ("over", "the day after", "2", "2026-12-07"),
        ("too-old", "only the one that is named", "1", "2026-12-01"),
        ("newer", "from the future", "4", "2026-12-01"),
    ):
        yield refused(f"grace-{name}", why, _given(header, _GRACE, today), "stale-serial")


def _given(
    header: str | None, grace: tuple[int, str] | None = None, today: str = "2026-12-01"
) -> dict[str, Any]:
    return {"header": header, "in_force": 3, "grace": grace, "today": today}
