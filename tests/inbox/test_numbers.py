"""A number in right-to-left text is read whole, in the order in which it was typed."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.inbox.numbers import FEWEST, Numbers, numbers
from tests.inbox.shelf import letter
from tests.inbox.visit import CASE, Inbox

SEPARATORS = (
    *" ()./-\t،ـ־۔٫٬\u00a0\u00ad\u034f\u061c\u2007\u2009\u200b\u200e\u200f\u2011\u2013\u2014\u202f",
    *"\u202e\u2066\u2069\u2212\u3000\ufe0f\ufeff\uff0b\u20e3",
)
ANY = st.text(st.characters())  # lone surrogates too
TYPED = st.lists(st.sampled_from([*"0123٠١٢٣۰۱۲۳߀߁", *SEPARATORS, "ا", "א", "x", "\n"]))
UNSURE = "These may be several numbers, or parts of one: compare with the text."


def digits(text: str) -> str:
    """Return the digits of a text in logical order, as a telephone has them."""
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal())


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("+٣٥٨ ٤٠ ١٢٣٤٥٦٧", ("+358 40 1234567",)),  # no letter: Arabic digits alone turn
        ("واتساب +358 40–123 4567", ("+358 40-123 4567",)),
        ("واتساب +358 40 123 4567، بعد الساعة 18", ("+358 40 123 4567", "18")),
        ("واتساب \u200e+358 40\u200f 123 4567", ("+358 40 123 4567",)),
        ("رقمي ٠٤٠١٢٣٤٥٦٧", ("0401234567",)),
        ("شماره ۰۴۰ ۱۲۳ ۴۵۶۷", ("040 123 4567",)),
        ("טלפון 040-123־4567 או (09) 123 456", ("040-123-4567", "(09) 123 456")),
        ("ا 040\u00ad1234567", ("0401234567",)),
        ("ا 040\ufe0f1234567", ("0401234567",)),
        ("ا 0\u034f401234567", ("0401234567",)),
        ("ا 040\u22121234567", ("040-1234567",)),
        ("ا 040\u2009123\u20094567", ("040 123 4567",)),
        ("ا 0\ufe0f\u20e34\ufe0f\u20e30123", ("040123",)),
        ("ا ٠٤٠ـ١٢٣", ("040-123",)),
        ("ا 040\x85123", ("040…123",)),  # the text shows it on one line
        ("هاتف:0401234567", ("…:0401234567",)),
        ("ا٤٠ ١٢٣٤٥٦", ("…40 123456",)),  # a letter that looks like a digit is not left out
        ("ا O40 123456", ("O40 123456",)),
        ("رقمي\n+358 40\r\n123 4567", ("+358 40", "123 4567")),
        ("\u202e040 123", ("040 123",)),
        ("ا " + "040 1234567 " * 3, ("040 1234567 040 1234567 040 1234567",)),
        ("ا " + "1" * 40, ("1" * 40,)),
        ("عندي 3 أطفال و 2 و 1", ()),
        ("Soita +358 40 123 4567", ()),  # it already runs as it was typed
        ("", ()),
    ],
)
def test_digits_that_a_line_could_turn_are_shown_whole(text: str, runs: tuple[str, ...]) -> None:
    assert runs == numbers(text).runs


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("ا " + "1" * 15, False),
        ("ا " + "1" * 16, True),
        ("ا 040 123\n4567", True),
        ("", False),
    ],
)
def test_what_may_be_several_numbers_or_parts_of_one_is_told(text: str, *, unsure: bool) -> None:
    assert unsure == numbers(text).unsure


@given(ANY | TYPED.map("".join))
@example("x".join("1234567" for _ in range(99)))
@example("ا".join("1234567" for _ in range(99)))
def test_no_digit_is_lost_added_or_moved(text: str) -> None:
    text = "ا" + text
    expected = digits(text)

    assert (expected if len(expected) >= FEWEST else "") == digits("".join(numbers(text).runs))


@given(st.lists(st.tuples(st.sampled_from("0123456789٠١٢٣٤٥٦٧٨٩"), st.sampled_from(SEPARATORS))))
def test_no_separator_splits_a_number(typed: list[tuple[str, str]]) -> None:
    text = "".join(digit + separator for digit, separator in typed)
    runs = numbers("ا " + text).runs

    assert ([digits(text)] if len(typed) >= FEWEST else []) == list(map(digits, runs))


@given(ANY | TYPED.map("".join))
def test_nothing_that_is_shown_can_turn_it_or_hide(text: str) -> None:
    for run in numbers("ا12345" + text).runs:
        for character in run:
            assert unicodedata.bidirectional(character) in {"L", "EN", "ES", "ET", "CS", "ON", "WS"}
            assert unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Mn", "Nd"} or (
                character in "0123456789"
            )


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("+٣٥٨ ٤٠ ١٢٣٤٥٦٧", "+358 40 1234567"),
        ("واتساب +358 40–123 4567", "+358 40-123 4567"),
    ],
)
def test_a_way_to_call_is_shown_from_left_to_right(opened: Inbox, contact: str, shown: str) -> None:
    opened.remote.keep(letter(answers={"message": "x", "contact": contact}))
    opened.get()
    page = opened.get(CASE).text

    assert f'<bdi dir="ltr">{shown}</bdi>' in page
    assert UNSURE not in page


def test_staff_are_told_to_compare_what_may_be_several_numbers(opened: Inbox) -> None:
    contact = "واتساب " + "040 1234567 " * 3
    opened.remote.keep(letter(answers={"message": "x", "contact": contact}))
    opened.get()

    assert UNSURE in opened.get(CASE).text


def test_no_repr_shows_a_number() -> None:
    assert "040" not in repr(Numbers(("040",)))
