"""Numbers in running text stand where they stand, and nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.frame.digits import digits


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call +358 29 54 63 177 now", ["+358 29 54 63 177"]),
        ("اتصل على 040 123 456.", ["040 123 456"]),
        ("٠٤٠ ١٢٣", ["٠٤٠ ١٢٣"]),
        ("22.11.2026, 9.30-11.00", ["22.11.2026", "9.30-11.00"]),
        ("(09) 123 456", ["09) 123 456"]),
        ("no 1 has 2\n3", []),
        ("", []),
    ],
)
def test_numbers_are_found_with_what_stands_between_their_parts(
    text: str, found: list[str]
) -> None:
    assert found == [part for part, is_digits in digits(text) if is_digits]


@given(st.text(st.sampled_from("a 0٣+().-/\n\xa0"), max_size=40))
def test_nothing_is_lost_or_changed(text: str) -> None:
    assert text == "".join(part for part, _ in digits(text))
