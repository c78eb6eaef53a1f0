"""Epoch files: opened by members alone, believed only as the roster names them (WIRE §14)."""

from dataclasses import replace
from datetime import date

import pytest

from app.age import file as age_file
from app.age.hybrid import HybridIdentity
from app.age.identity_file import parse_identity_file
from app.wire.epoch import new_epoch, open_epoch, parse, seal_epoch, serialise
from app.wire.errors import EpochForged, EpochMalformed, EpochNotForUs
from app.wire.note import SigningKey

DAY = date(2026, 11, 22)
AINO = HybridIdentity(bytes([3]) * 32)
RECOVERY = HybridIdentity(bytes([1]) * 32)
EPOCH = new_epoch(4, DAY)
FILE = seal_epoch(EPOCH, [AINO.recipient, RECOVERY.recipient])


@pytest.mark.parametrize("identity", [AINO, RECOVERY], ids=["member", "recovery"])
def test_every_recipient_opens_it(identity: HybridIdentity) -> None:
    opened = open_epoch(FILE, [identity], EPOCH.entry)
    assert (EPOCH.reply, EPOCH.notice, 4, DAY) == (
        opened.reply,
        opened.notice,
        opened.number,
        opened.created,
    )
    assert EPOCH.identity.serialise() == opened.identity.serialise()


def test_its_text_is_an_identity_file_as_age_reads_it() -> None:
    lines = serialise(EPOCH).split("\n")
    assert ["# turva epoch 4", "# created: 2026-11-22"] == lines[:2]
    assert f"# public key: {EPOCH.identity.recipient.serialise()}" == lines[2]
    assert lines[3].startswith("# reply key: PRIVATE+KEY+turva-reply+")
    assert lines[4].startswith("# notice key: PRIVATE+KEY+turva-notice+")
    (found,) = parse_identity_file(serialise(EPOCH))
    assert isinstance(found, HybridIdentity)
    assert EPOCH.identity.serialise() == found.serialise()


def test_who_is_no_member_does_not_open_it() -> None:
    with pytest.raises(EpochNotForUs):
        open_epoch(FILE, [HybridIdentity.generate()], EPOCH.entry)


def test_another_epoch_under_this_number_is_forged_though_it_was_sealed_to_us() -> None:
    fake = seal_epoch(new_epoch(4, DAY), [AINO.recipient])
    with pytest.raises(EpochForged):
        open_epoch(fake, [AINO], EPOCH.entry)
    older = seal_epoch(replace(EPOCH, number=3), [AINO.recipient])
    with pytest.raises(EpochForged):
        open_epoch(older, [AINO], EPOCH.entry)


@pytest.mark.parametrize("place", [0, -1])
def test_a_changed_file_is_refused(place: int) -> None:
    broken = bytearray(seal_epoch(EPOCH, [AINO.recipient]))
    broken[place] ^= 1
    with pytest.raises(EpochMalformed):
        open_epoch(bytes(broken), [AINO], EPOCH.entry)


def test_a_file_with_another_stanza_is_not_for_us() -> None:
    broken = bytearray(seal_epoch(EPOCH, [AINO.recipient]))
    in_stanza = 100
    broken[in_stanza] = ord("B" if broken[in_stanza] == ord("A") else "A")  # base64 still
    with pytest.raises(EpochNotForUs):
        open_epoch(bytes(broken), [AINO], EPOCH.entry)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# turva epoch 4", "# turva epoch 04"),
        ("# created: 2026-11-22", "# created: 2026-11-31"),
        ("# created", "# made"),
        (EPOCH.identity.recipient.serialise(), AINO.recipient.serialise()),
        (EPOCH.reply.serialise(), EPOCH.notice.serialise()),
        (EPOCH.notice.serialise(), SigningKey("turva-notices", bytes(32)).serialise()),
        ("AGE-SECRET-KEY-PQ-1", "AGE-SECRET-KEY-1"),
        ("\n# reply", "\n\n# reply"),
    ],
    ids=range(8),
)
def test_what_no_writer_writes_is_malformed_though_it_was_sealed_to_us(old: str, new: str) -> None:
    text = serialise(EPOCH)
    assert old in text
    sealed = age_file.seal(text.replace(old, new, 1).encode(), [AINO.recipient])
    with pytest.raises(EpochMalformed) as caught:
        open_epoch(sealed, [AINO], EPOCH.entry)
    assert "KEY" not in str(caught.value)


def test_its_text_is_read_as_it_is_written() -> None:
    assert EPOCH.entry == parse(serialise(EPOCH).encode()).entry
    with pytest.raises(EpochMalformed):
        parse(b"\xff" + serialise(EPOCH).encode())


def test_no_repr_holds_a_key() -> None:
    assert "Epoch(number=4)" == repr(EPOCH)


def test_sealed_to_nobody_it_is_refused() -> None:
    with pytest.raises(EpochMalformed):
        seal_epoch(EPOCH, [])
