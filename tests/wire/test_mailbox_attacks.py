"""Attacks on answers by whoever owns store and intake, or has seen a letter's recipient (WIRE §12).

The attacker here may know the victim's recipient, keep every object that ever rested, and seal
whatever they like; they have neither the reply key nor the victim's receipt.
"""

import hashlib

import pytest

from app.age.file import open_sealed
from app.wire.envelope import open_envelope
from app.wire.errors import MailboxEmpty, MailboxForged, MailboxMalformed, NotForUs
from app.wire.mailbox import open_mailbox, seal_mailbox
from app.wire.note import SigningKey
from app.wire.receipt import ReceiptKeys
from tests.wire.mailboxes import REPLY, TODAY, filled, keys_of, mailbox_of

VICTIM = keys_of("victim")
ATTACKER = keys_of("attacker")
REPLY_KEY = REPLY.verifier.public


def opened_by_victim(data: bytes) -> object:
    return open_mailbox(data, VICTIM, REPLY_KEY, TODAY)


def payload_of(data: bytes, keys: ReceiptKeys) -> bytes:
    """Return what is inside an object, for whoever holds the keys."""
    return open_sealed(data, [keys.identity])


def resigned(data: bytes, keys: ReceiptKeys, key: SigningKey, change: tuple[bytes, bytes]) -> bytes:
    """Return the payload changed, its length mended and signed with a key of one's own."""
    inside = payload_of(data, keys)
    end = 4 + int.from_bytes(inside[:4], "big")
    text = inside[68:end].replace(*change)
    return (64 + len(text)).to_bytes(4, "big") + key.sign(text) + text


def test_another_persons_mailbox_put_under_this_id_is_empty() -> None:
    others = seal_mailbox(mailbox_of(ATTACKER, "Come to the harbour."), REPLY)
    with pytest.raises(MailboxEmpty):
        opened_by_victim(others)


def test_a_signed_mailbox_sealed_again_to_another_person_is_forged() -> None:
    """The attacker writes letters too, gets true answers, and passes them on."""
    mine = seal_mailbox(mailbox_of(ATTACKER, "We call you at nine."), REPLY)
    moved = filled(payload_of(mine, ATTACKER), VICTIM.identity.recipient)
    with pytest.raises(MailboxForged):
        opened_by_victim(moved)


@pytest.mark.parametrize("field", ["mailbox_id", "recipient"])
def test_signed_for_one_person_with_half_of_another_is_forged(field: str) -> None:
    """Staff would have to be tricked into it: even then each half binds by itself."""
    mixed = mailbox_of(VICTIM, "a", **{field: getattr(mailbox_of(ATTACKER), field)})
    owner = ATTACKER if field == "recipient" else VICTIM
    payload = payload_of(seal_mailbox(mixed, REPLY), owner)
    with pytest.raises(MailboxForged):
        opened_by_victim(filled(payload, VICTIM.identity.recipient))


def test_an_answer_of_the_attackers_own_signature_is_forged() -> None:
    lie = mailbox_of(VICTIM, "Come to the harbour.")
    for key in (SigningKey.generate("turva-reply"), SigningKey("turva-reply", bytes(32))):
        with pytest.raises(MailboxForged):
            opened_by_victim(seal_mailbox(lie, key))


def test_other_words_under_a_true_signature_are_forged() -> None:
    """Somebody who once held the receipt knows a true mailbox and changes a word."""
    true = payload_of(seal_mailbox(mailbox_of(VICTIM, "Call us today"), REPLY), VICTIM)
    with pytest.raises(MailboxForged):
        opened_by_victim(filled(true.replace(b"today", b"never"), VICTIM.identity.recipient))


def test_answers_in_another_order_are_forged() -> None:
    true = payload_of(seal_mailbox(mailbox_of(VICTIM, "stay", "flee"), REPLY), VICTIM)
    turned = true.replace(b"stay", b"####").replace(b"flee", b"stay").replace(b"####", b"flee")
    with pytest.raises(MailboxForged):
        opened_by_victim(filled(turned, VICTIM.identity.recipient))


def test_an_answer_left_out_is_forged() -> None:
    true = payload_of(seal_mailbox(mailbox_of(VICTIM, "stay", "flee"), REPLY), VICTIM)
    first = true.index(b'{"answer"')
    second = true.index(b'{"answer"', first + 1)
    cut = true[:first] + true[second:]
    cut = (int.from_bytes(cut[:4], "big") - (second - first)).to_bytes(4, "big") + cut[4:]
    with pytest.raises(MailboxForged):
        opened_by_victim(filled(cut[:65536], VICTIM.identity.recipient))


def test_a_longer_life_is_forged() -> None:
    true = payload_of(seal_mailbox(mailbox_of(VICTIM, "a"), REPLY), VICTIM)
    with pytest.raises(MailboxForged):
        opened_by_victim(
            filled(true.replace(b"2027-01-30", b"2028-01-30"), VICTIM.identity.recipient)
        )


def test_a_recipient_changed_to_the_attackers_is_forged_for_the_victim_and_for_them() -> None:
    """The attacker has a true mailbox's bytes and wants the answers to go their way."""
    true = seal_mailbox(mailbox_of(VICTIM, "a"), REPLY)
    hashes = [
        hashlib.sha256(keys.identity.recipient.raw).hexdigest().encode()
        for keys in (VICTIM, ATTACKER)
    ]
    stolen = resigned(true, VICTIM, SigningKey.generate("turva-reply"), (hashes[0], hashes[1]))
    for keys in (VICTIM, ATTACKER):
        with pytest.raises(MailboxForged):
            open_mailbox(filled(stolen, keys.identity.recipient), keys, REPLY_KEY, TODAY)


def test_a_store_owner_cannot_open_a_mailbox() -> None:
    data = seal_mailbox(mailbox_of(VICTIM, "a"), REPLY)
    with pytest.raises(NotForUs):
        open_envelope(data, ATTACKER.identity)


@pytest.mark.parametrize("place", [200, 1590, 1630, 30_000, 67_194])
def test_a_bit_that_was_flipped_in_the_store_is_never_an_answer(place: int) -> None:
    data = bytearray(seal_mailbox(mailbox_of(VICTIM, "a"), REPLY))
    data[place] ^= 1
    with pytest.raises((MailboxEmpty, MailboxMalformed)):
        opened_by_victim(bytes(data))


def test_a_signed_letter_or_event_is_no_mailbox() -> None:
    """What the reply key signs begins with its type, so nothing signed elsewhere passes here."""
    for text in (b"turva/event/1\n{}", b"turva/notice/1\ncollected 2026-11-22\n", b"{}"):
        signed = REPLY.sign(text) + text
        payload = len(signed).to_bytes(4, "big") + signed
        with pytest.raises(MailboxMalformed):
            opened_by_victim(filled(payload, VICTIM.identity.recipient))
