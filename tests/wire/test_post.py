"""The serial that a post names (WIRE §8)."""

from typing import Any

import pytest

from app.wire.post import check_serial
from tests.vectors.reading import outcome, vectors


@pytest.mark.parametrize(("given", "expected"), vectors("serial"))
def test_a_serial_is_taken_or_refused_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert expected == outcome(lambda: check_serial(given["header"], given["in_force"]))
