"""A long list, one leaf at a time: a flood may fill the list, but never one page of it.

The limit is for safety too: the server writes an answer of many megabytes to a temporary file, and
nothing that was opened may be written anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """Some items of a longer list, how many stand before, and which leaf of how many it is."""

    items: Sequence[T]
    before: int
    number: int
    count: int
    total: int


def leaf(items: Sequence[T], number: int, size: int) -> Leaf[T] | None:
    """Return one leaf of the list, or None if it has no such leaf; an empty list has one."""
    count = max(1, -(-len(items) // size))
    if not 1 <= number <= count:
        return None
    before = (number - 1) * size
    return Leaf(items[before : before + size], before, number, count, len(items))
