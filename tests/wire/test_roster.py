"""The roster: nobody is staff, and no epoch ours, but by the root's signature (WIRE §14)."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.age.hybrid import HybridIdentity
from app.wire.constants import NOTE_LIMIT
from app.wire.errors import RosterError, RosterForged, RosterMalformed, RosterTooOld
from app.wire.note import SigningKey, sign
from app.wire.roster import (
    ROSTER_LIMIT,
    ROSTER_NAME,
    MemberEntry,
    open_roster,
    parse_roster,
    serialise,
    sign_roster,
)
from tests.wire.events import DIGEST, ROSTER, ROSTER_KEY, recipient

SIGNED = sign_roster(ROSTER, ROSTER_KEY)
PUBLIC = ROSTER_KEY.verifier


def test_a_signed_roster_is_opened_with_its_key() -> None:
    assert ROSTER == open_roster(SIGNED, PUBLIC)
    assert ROSTER == parse_roster(serialise(ROSTER))


def test_its_lines_are_exactly_these() -> None:
    lines = serialise(ROSTER).split("\n")
    assert ["turva/roster/1", "serial 7", "issued 2026-11-22"] == lines[:3]
    assert f"epoch 3 2026-10-01 {DIGEST}" == lines[5]
    assert f"member aino {recipient(3).serialise()} {'AwMD' * 10}AwM=" == lines[7]
    assert f"removed cai {'BQUF' * 10}BQU= {DIGEST},{'cd' * 32}" == lines[9]
    assert f"removed aino {'BgYG' * 10}BgY= -" == lines[10]


def test_it_knows_whose_key_is_whose_and_which_epoch_is_the_newest() -> None:
    assert {3: "aino", 4: "bo", 5: "cai", 6: "aino"} == {
        public[0]: name for public, name in ROSTER.names.items()
    }
    assert ROSTER.epochs[1] == ROSTER.current
    assert replace(ROSTER, epochs=()).current is None


def test_another_key_is_no_roster_key_whatever_its_name() -> None:
    with pytest.raises(RosterForged):
        open_roster(sign_roster(ROSTER, SigningKey.generate(ROSTER_NAME)), PUBLIC)
    with pytest.raises(RosterForged):
        open_roster(sign_roster(ROSTER, SigningKey("turva-root", ROSTER_KEY.seed)), PUBLIC)


def test_an_older_roster_than_was_seen_is_refused() -> None:
    assert ROSTER == open_roster(SIGNED, PUBLIC, 7)
    with pytest.raises(RosterTooOld):
        open_roster(SIGNED, PUBLIC, 8)


def test_a_keyring_is_no_roster_though_the_key_signed_it() -> None:
    with pytest.raises(RosterMalformed):
        open_roster(sign("turva/keyring/1\nserial 7\n", ROSTER_KEY), PUBLIC)


@given(st.integers(0, len(SIGNED) - 1), st.characters(codec=None, exclude_categories=()))
@settings(max_examples=150, deadline=None)
def test_whatever_character_is_changed_it_is_refused(place: int, character: str) -> None:
    broken = SIGNED[:place] + character + SIGNED[place + 1 :]
    if broken != SIGNED:
        with pytest.raises(RosterError):
            open_roster(broken, PUBLIC)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("serial 7", "serial 07"),
        ("serial 7", "serial 9007199254740992"),
        ("issued 2026-11-22", "issued 2026-11-31"),
        ("epoch 3", "epoch 4"),
        ("epoch 3", "epoch 5"),
        ("epoch 3 ", "epoch  3 "),
        ("member bo", "member aino"),
        ("member bo", "member Bo"),
        ("member bo", f"member {'b' * 33}"),
        ("AwMD" * 10 + "AwM=", "BAQE" * 10 + "BAQ="),
        (f"{DIGEST},", f"{DIGEST},,"),
        (" -\n", " \n"),
        ("removed cai", "retired cai"),
        ("recovery", "statistics"),
    ],
)
def test_what_no_writer_writes_is_malformed_though_the_root_signed_it(old: str, new: str) -> None:
    text = serialise(ROSTER)
    assert old in text
    with pytest.raises(RosterMalformed):
        open_roster(sign(text.replace(old, new, 1), ROSTER_KEY, ROSTER_LIMIT), PUBLIC)


def test_its_lines_stand_in_order() -> None:
    lines = serialise(ROSTER).split("\n")
    lines[6], lines[7] = lines[7], lines[6]
    with pytest.raises(RosterMalformed, match="in order"):
        parse_roster("\n".join(lines))


@pytest.mark.parametrize(
    "change",
    [
        {"serial": 0},
        {"epochs": ROSTER.epochs[::-1]},
        {"members": (ROSTER.members[0], replace(ROSTER.members[0], name="dag"))},
        {"members": (replace(ROSTER.members[0], public=ROSTER.removed[0].public),)},
        {"recovery": ROSTER.members[0].recipient},
    ],
)
def test_a_roster_that_no_reader_would_take_is_not_signed(change: dict[str, Any]) -> None:
    with pytest.raises(RosterMalformed):
        sign_roster(replace(ROSTER, **change), ROSTER_KEY)


def test_a_hundred_members_fit_and_no_more_than_its_limit() -> None:
    def of(count: int) -> tuple[MemberEntry, ...]:
        return tuple(
            MemberEntry(f"m{number}", recipient(number), bytes([number]) * 32)
            for number in range(10, 10 + count)
        )

    signed = sign_roster(replace(ROSTER, members=of(100)), ROSTER_KEY)
    assert NOTE_LIMIT < len(signed.encode()) < ROSTER_LIMIT
    assert 100 == len(open_roster(signed, PUBLIC).members)
    with pytest.raises(RosterMalformed, match="262144"):
        sign_roster(replace(ROSTER, members=of(140)), ROSTER_KEY)


def test_an_identity_put_there_by_mistake_is_in_no_message() -> None:
    secret = HybridIdentity(bytes(32)).serialise()
    text = serialise(ROSTER).replace(recipient(3).serialise(), secret)
    with pytest.raises(RosterMalformed) as caught:
        parse_roster(text)
    assert secret not in str(caught.value)
