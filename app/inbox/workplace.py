"""What the inbox's pages work with: the desk, the phrases, and where the site is told of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.inbox.desk import Desk
from app.inbox.phrases import Phrase
from app.store.published import Published


@dataclass(frozen=True)
class Workplace:
    """One member's desk and the answers written once.

    `notice` is where the notice is published (WIRE §13); `behind` the file that says that
    answers were to be signed anew.
    """

    desk: Desk
    phrases: Mapping[str, Phrase]
    notice: Published
    behind: Path
