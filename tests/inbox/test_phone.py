"""A caller is found by their call digits, and nobody else is."""

import pytest

from tests.inbox.sender import Sender
from tests.inbox.shelf import LETTER
from tests.inbox.visit import Inbox


@pytest.mark.parametrize("zero", ["0", "٠", "०"])
def test_a_caller_is_found_by_the_first_digits_in_any_script(
    opened: Inbox, fetched: Sender, zero: str
) -> None:
    first, second = fetched.keys.way_back.call_digits
    typed = "".join(chr(ord(zero) + int(digit)) for digit in first)
    page = opened.send("/en/phone", digits=typed).text

    assert f'<bdi dir="ltr" class="digits">{second}</bdi>' in page
    assert f"/en/cases/{LETTER.letter_id}/" in page


def test_digits_of_nobody_find_nobody(opened: Inbox, fetched: Sender) -> None:
    first, second = fetched.keys.way_back.call_digits
    other = f"{(int(first) + 1) % 1000:03}"
    page = opened.send("/en/phone", digits=other).text

    assert "No letter has these digits" in page
    assert f">{second}<" not in page
    assert 422 == opened.send("/en/phone", digits="12").status_code
