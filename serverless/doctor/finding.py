"""What was found of one thing: in order, at fault, or not looked at. Silence is never health.

A finding never holds a secret, nor a word that anybody but the doctor wrote.
"""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "fault", "open"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence on one thing, and if it is at fault how to mend it."""

    check: str
    state: State
    said: str
    mend: str = ""


def ok(check: str, said: str) -> Finding:
    """Return that something was looked at and is in order."""
    return Finding(check, "ok", said)


def fault(check: str, said: str, mend: str) -> Finding:
    """Return that something is wrong, and what to do."""
    return Finding(check, "fault", said, mend)


def unseen(check: str, why: str) -> Finding:
    """Return that something was not looked at, which says nothing about it."""
    return Finding(check, "open", why)
