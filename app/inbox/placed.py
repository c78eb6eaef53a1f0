"""What this computer last put into each mailbox: what differs from it is behind.

Each computer puts every answer in place once, whoever wrote it, and all of them anew when the keys
change: so what somebody's dead laptop left undone is done by the next who fetches letters. The note
holds ids and digests, nothing of an answer; if it is lost, all is put in place once more.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.store.base import Shelf

NAME: Final = "mailboxes"
"""The note's name on its shelf."""

_LINE = re.compile(r"([0-9a-f]{32}) ([1-9][0-9]{0,15}) ([0-9a-f]{64})( short)?")


@dataclass(frozen=True)
class Placed:
    """What a mailbox was last made of, under which epoch; `short` if not all of it fitted."""

    epoch: int
    mark: str
    short: bool = False


def read_placed(shelf: Shelf) -> dict[str, Placed]:
    """Return what was last put into each mailbox. Raises: StoreError."""
    held = shelf.read(NAME)
    return dict(_parse(held[0])) if held else {}


def write_placed(shelf: Shelf, new: Mapping[str, Placed], among: Collection[str]) -> None:
    """Note what was put in place, and forget mailboxes that are not among these.

    Raises: StoreError (Changed: another program of ours was faster).
    """
    held = shelf.read(NAME)
    known = {**(dict(_parse(held[0])) if held else {}), **new}
    lines = (
        f"{name} {each.epoch} {each.mark}{' short' * each.short}\n"
        for name, each in sorted(known.items())
        if name in among
    )
    shelf.replace(NAME, "".join(lines).encode(), held[1] if held else None)


def _parse(data: bytes) -> Iterator[tuple[str, Placed]]:
    """Yield each line; a damaged one counts for nothing, so that its mailbox is done again."""
    for line in data.decode("ascii", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match:
            name, epoch, mark, short = match.groups()
            yield name, Placed(int(epoch), mark, short is not None)
