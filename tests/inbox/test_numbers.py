"""A number in right-to-left text is read in the order in which it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inbox.numbers import MOST, numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("واتساب +358 40 123 4567، بعد الساعة 18", ("+358 40 123 4567",)),
        ("واتساب \u200e+358 40\u200f 123 4567", ("+358 40 123 4567",)),
        ("رقمي ٠٤٠١٢٣٤٥٦٧", ("0401234567",)),
        ("شماره ۰۴۰ ۱۲۳ ۴۵۶۷", ("040 123 4567",)),
        ("טלפון 040-123-4567 או (09) 123 456", ("040-123-4567", "09) 123 456")),
        ("عندي 3 أطفال منذ 2024", ()),
        ("Soita +358 40 123 4567", ()),  # it already runs as it was typed
        ("", ()),
    ],
)
def test_numbers_are_found_only_where_a_line_could_turn_them(
    text: str, found: tuple[str, ...]
) -> None:
    assert found == numbers(text)


def test_a_flood_of_numbers_is_cut() -> None:
    assert MOST == len(numbers("ا " + "x".join(str(1_000_000 + number) for number in range(99))))


@given(st.text(st.characters(categories=["Nd", "Lo", "Zs", "Cf"])))
def test_whatever_is_typed_only_digits_of_a_telephone_come_out(text: str) -> None:
    assert all(number.isascii() or "\u2011" in number for number in numbers("ا" + text))
