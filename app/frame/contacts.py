"""Whom a person can call, and where quick exit leads: the same on every page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as people read it and as a phone dials it."""

    shown: str
    dialled: str


HELPLINE = Phone("+358 29 54 63 177", "+358295463177")
EMERGENCY = Phone("112", "112")

EXIT = "https://www.wikipedia.org/"
"""Somewhere that nobody wonders about, and that greets nobody by name."""
