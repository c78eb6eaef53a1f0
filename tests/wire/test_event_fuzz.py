"""20,000 broken events, rosters and epoch files: refused with an error of the tree.

Whatever is taken all the same is what was signed, unless the break was signed too.
"""

import json
from datetime import date

import pytest

from app.age import file as age_file
from app.age.hybrid import HybridIdentity
from app.wire.epoch import new_epoch, open_epoch, serialise
from app.wire.errors import EpochError, EventError, NoteMalformed, RosterError
from app.wire.event import open_event, sign_event
from app.wire.event import serialise as event_text
from app.wire.note import sign
from app.wire.roster import ROSTER_LIMIT, open_roster, sign_roster
from app.wire.roster import serialise as roster_text
from tests.wire.events import BODIES, DIGEST, KEY, ROSTER, ROSTER_KEY, event
from tests.wire.mutations import mutated, mutated_object

ROUNDS = 5000
SEEDS = (0, *(pytest.param(seed, marks=pytest.mark.long) for seed in (1, 2, 3)))
"""A quarter of the rounds in the short matrix, all in the long one."""
AINO = HybridIdentity(bytes([3]) * 32)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_event_is_refused_with_a_typed_error(seed: int) -> None:
    """A third each is broken as it is, within the signature, and as another object."""
    kind = ("reply", "received", "label", "note")[seed]
    whole = event(kind=kind, sequence=2, previous=DIGEST, heads=(DIGEST,), body=BODIES[kind])
    signed, text, third = sign_event(whole, KEY), event_text(whole), ROUNDS // 3
    fields = json.loads(text.partition(b"\n")[2])
    broken = [
        *mutated(signed, third, seed),
        *(KEY.sign(each) + each for each in mutated(text, third, seed)),
        *(
            KEY.sign(each) + each
            for each in (b"turva/event/1\n" + one for one in mutated_object(fields, third, seed))
        ),
    ]
    refused = 0
    for place, each in enumerate(broken):
        try:
            read = open_event(each)
        except EventError:
            refused += 1
        else:
            assert whole == read or place >= third
            assert each[64:] == event_text(read)
    assert refused > len(broken) * 0.85


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_roster_is_refused_with_a_typed_error(seed: int) -> None:
    """Half is broken as it is, half within the signature."""
    signed, text, half = sign_roster(ROSTER, ROSTER_KEY), roster_text(ROSTER), ROUNDS // 2
    refused = 0
    for each in mutated(signed.encode(), half, seed):
        try:
            read = open_roster(each.decode("utf-8", "surrogateescape"), ROSTER_KEY.verifier)
        except RosterError:
            refused += 1
        else:
            assert ROSTER == read
    for each in mutated(text.encode(), half, seed):
        try:
            note = sign(each.decode("utf-8", "replace"), ROSTER_KEY, ROSTER_LIMIT)
        except NoteMalformed:
            continue
        try:
            assert note.startswith(roster_text(open_roster(note, ROSTER_KEY.verifier)))
        except RosterError:
            refused += 1
    assert refused > ROUNDS * 0.6


@pytest.mark.parametrize("seed", SEEDS)
def test_a_broken_epoch_file_is_refused_with_a_typed_error(seed: int) -> None:
    """Half is broken as it rests, half was broken by who sealed it."""
    epoch = new_epoch(4, date(2026, 11, 22))
    text = serialise(epoch).encode()
    sealed = age_file.seal(text, [AINO.recipient])
    half = ROUNDS // 10
    objects = [
        *mutated(sealed, half, seed),
        *(age_file.seal(each, [AINO.recipient]) for each in mutated(text, half, seed)),
    ]
    refused = 0
    for each in objects:
        try:
            read = open_epoch(each, [AINO], epoch.entry)
        except EpochError:
            refused += 1
        else:
            assert serialise(epoch) == serialise(read)
    assert refused > half * 1.7
