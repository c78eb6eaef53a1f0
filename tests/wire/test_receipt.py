"""The receipt: read in every script, checked before anything is sent, and nowhere shown (§11)."""

import hashlib
import sys
import traceback
import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.wire.constants import DIGIT_ZEROS, RECEIPT_SKIPPED
from app.wire.errors import ReceiptCharacter, ReceiptCheck, ReceiptError, ReceiptLength
from app.wire.receipt import (
    call_digits,
    derive,
    groups,
    mailbox_id,
    new_receipt,
    parse_receipt,
)
from tests.vectors.makers.receipt import RECEIPT
from tests.vectors.reading import outcome, vectors
from tests.wire.mailboxes import keys_of

SECRET = keys_of("a").secret


def derived(receipt: str, site: str) -> dict[str, Any]:
    keys = derive(receipt, site)
    return {
        "identity": keys.identity.serialise(),
        "recipient": hashlib.sha256(keys.way_back.recipient).hexdigest(),
        "secret": keys.way_back.secret.hex(),
        "mailbox": keys.way_back.mailbox,
        "call_digits": list(keys.way_back.call_digits),
    }


@pytest.mark.parametrize(("given", "expected"), vectors("receipt"))
def test_a_receipt_is_read_and_derived_as_the_vector_says(
    given: dict[str, Any], expected: dict[str, Any]
) -> None:
    def act() -> object:
        if given["do"] == "parse":
            return parse_receipt(given["typed"])
        return derived(given["receipt"], given["site"])

    assert expected == outcome(act)


def test_a_new_receipt_is_read_again_in_its_groups() -> None:
    receipt = new_receipt()
    assert receipt == parse_receipt(" ".join(groups(receipt)))
    assert [5] * 5 == [len(group) for group in groups(receipt)]


def test_new_receipts_are_never_alike_and_use_every_digit_everywhere() -> None:
    receipts = [new_receipt() for _ in range(600)]
    assert 600 == len(set(receipts))
    for place in range(25):
        assert set("0123456789") == set(Counter(receipt[place] for receipt in receipts))


@given(st.integers(0, 10**24 - 1), st.integers(0, 24), st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_one_wrong_digit_is_always_found(number: int, place: int, more: int) -> None:
    right = receipt_of(number)
    wrong = str((int(right[place]) + more) % 10)
    with pytest.raises(ReceiptCheck):
        parse_receipt(right[:place] + wrong + right[place + 1 :])


def receipt_of(number: int) -> str:
    """Return the receipt with these random digits: its check digit is the one that is taken."""
    digits = f"{number:024}"
    (receipt,) = [digits + last for last in "0123456789" if is_taken(digits + last)]
    return receipt


def is_taken(typed: str) -> bool:
    try:
        return parse_receipt(typed) == typed
    except ReceiptCheck:
        return False


def test_the_digits_of_every_script_of_unicode_are_read() -> None:
    known = {chr(ord(zero) + digit) for zero in DIGIT_ZEROS for digit in range(10)}
    decimal = {
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) == "Nd"
    }
    # A later Unicode than 14 may have more.
    assert known <= decimal
    assert all(unicodedata.digit(zero) == 0 for zero in DIGIT_ZEROS)
    assert "14.0.0" != unicodedata.unidata_version or known == decimal


def test_nothing_that_is_skipped_is_a_digit_or_a_letter() -> None:
    assert not any(character.isalnum() for character in RECEIPT_SKIPPED)
    assert len(set(RECEIPT_SKIPPED)) == len(RECEIPT_SKIPPED)


@pytest.mark.parametrize("between", [*"\u060c\uff0c\uff0e\uff0f\uff1a\uff3f\u30fb\u2022"])
def test_what_other_keyboards_have_for_points_may_stand_between(between: str) -> None:
    assert RECEIPT == parse_receipt(between.join(groups(RECEIPT)))


def test_every_dash_may_stand_between() -> None:
    dashes = [each for each in map(chr, range(0x10000)) if unicodedata.category(each) == "Pd"]
    assert dashes
    assert [] == [each for each in dashes if each not in RECEIPT_SKIPPED]


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_receipt_or_refused(text: str) -> None:
    try:
        assert 25 == len(parse_receipt(text))
    except ReceiptError:
        assert True


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("marked " + RECEIPT, ReceiptCharacter),
        (RECEIPT[:-1], ReceiptLength),
        (RECEIPT[1:] + RECEIPT[0], ReceiptCheck),
    ],
)
def test_no_error_repeats_what_was_typed(typed: str, expected: type[ReceiptError]) -> None:
    with pytest.raises(expected) as caught:
        parse_receipt(typed)
    chain: BaseException | None = caught.value
    told = "".join(traceback.format_exception_only(caught.value))
    while chain is not None:
        told += repr(chain) + repr(chain.args)
        chain = chain.__context__
    assert not any(typed[start : start + 6] in told for start in range(len(typed) - 6))


def test_a_receipt_is_checked_before_it_is_derived() -> None:
    with pytest.raises(ReceiptCheck):
        derive(RECEIPT[1:] + RECEIPT[0], "localhost")


def test_a_receipt_as_it_was_typed_leads_to_the_same_keys() -> None:
    typed = "-".join(groups(RECEIPT)).translate({ord(str(n)): 0x6F0 + n for n in range(10)})
    assert derived(RECEIPT, "localhost") == derived(typed, "localhost")


def test_nothing_derived_shows_in_a_repr() -> None:
    keys = keys_of("a")
    told = repr(keys) + repr(keys.way_back)
    secrets = (keys.secret.hex(), repr(keys.secret), keys.way_back.mailbox, *call_digits(SECRET))
    assert not any(secret in told for secret in secrets)


def test_who_saw_a_mailbox_id_cannot_derive_it_from_a_secret_of_their_own() -> None:
    """The attacker serves the intake: it tries what it saw as the secret of its own letter."""
    seen = mailbox_id(SECRET)
    tries = [seen, seen.ljust(32, b"\0"), seen * 2, hashlib.sha256(seen).digest()]
    assert not any(mailbox_id(secret) == seen for secret in tries)
    assert not any(call_digits(secret) == call_digits(SECRET) for secret in tries)
