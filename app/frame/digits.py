"""Numbers in running text: where they stand, so that a page can keep their parts in order.

In text from right to left "040 123 456" would be shown as "456 123 040", a wrong telephone number.
It changes no character.
"""

import re
from collections.abc import Iterator

_DIGITS = re.compile(r"(\+?\d(?:[ \u00a0()/.-]*\d)+)")
"""The same as in app/browser/digits.mjs."""


def digits(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in parts, and of each whether it is digits with what stands between them."""
    for place, part in enumerate(_DIGITS.split(text)):
        yield part, place % 2 == 1
