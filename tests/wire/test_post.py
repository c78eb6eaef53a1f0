"""The serial that a post names (WIRE §8)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.wire.keyring import Grace, Keyring
from app.wire.post import check_serial
from tests.vectors.makers.case import INTAKE
from tests.vectors.reading import outcome, vectors

KEYRING = Keyring(
    serial=3,
    issued=date(2026, 11, 22),
    expires=date(2027, 2, 20),
    recipient=INTAKE.recipient,
    reply_key=bytes(32),
    notice_key=bytes(32),
)


@pytest.mark.parametrize(("given", "expected"), vectors("serial"))
def test_a_serial_is_taken_or_refused_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    grace = given["grace"] and Grace(given["grace"][0], date.fromisoformat(given["grace"][1]))
    keyring = replace(KEYRING, serial=given["in_force"], grace=grace)
    today = date.fromisoformat(given["today"])
    assert expected == outcome(lambda: check_serial(given["header"], keyring, today))
