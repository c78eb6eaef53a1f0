"""Reads the vectors of WIRE §11, for parametrised tests in any folder."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.wire.errors import WireError

FOLDER = Path(__file__).parent / "wire"


def vectors(name: str) -> list[Any]:
    """Return (input, expected) of every case in a file, named after the case."""
    cases = json.loads((FOLDER / f"{name}.json").read_text(encoding="ascii"))["cases"]
    return [pytest.param(case["input"], case["expected"], id=case["name"]) for case in cases]


def outcome(action: Callable[[], object]) -> dict[str, object]:
    """Return what an action came to, in the words of a vector's expected."""
    try:
        return {"ok": action()}
    except WireError as error:
        return {"refused": error.code}
