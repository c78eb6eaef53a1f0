"""Envelopes: a letter padded and sealed to the intake's recipient, as one age file (WIRE §7).

The intake checks an envelope without any key; the inbox opens it. Neither may ever accept a file
that somebody else could open as well.
"""

import hashlib

from app.age import errors as age_errors
from app.age import file as age_file
from app.age.format import Stanza, decode_base64, parse_header
from app.age.hybrid import HybridIdentity, HybridRecipient
from app.wire.constants import (
    AGE_VERSION_LINE,
    BUCKET_STEP,
    BUCKETS,
    CHUNK_BYTES,
    HEADER_BYTES,
    HEADER_LIMIT,
    LARGEST_BUCKET,
    NONCE_BYTES,
    STANZA_ARGUMENT_BYTES,
    STANZA_BODY_BYTES,
    STANZA_TYPE,
    TAG_BYTES,
)
from app.wire.errors import (
    Damaged,
    EnvelopeUnsealed,
    ForeignStanza,
    MalformedHeader,
    NoStanza,
    NotAge,
    NotForUs,
    SeveralStanzas,
    WrongSize,
)
from app.wire.padding import pad, unpad

_VERSION_LINE = AGE_VERSION_LINE.encode() + b"\n"


def envelope_size(padded: int) -> int:
    """Return the bytes of an envelope around `padded` bytes of padded letter (WIRE §7)."""
    chunks = -(-padded // CHUNK_BYTES)
    return HEADER_BYTES + NONCE_BYTES + padded + chunks * TAG_BYTES


ENVELOPE_SIZES = frozenset(
    envelope_size(padded)
    for padded in (*BUCKETS, *range(BUCKET_STEP, LARGEST_BUCKET + 1, BUCKET_STEP))
)
"""Every size that an envelope can have, in bytes (WIRE §7)."""


def envelope_id(data: bytes) -> str:
    """Return the name of these bytes: their SHA-256, 64 lower-case hex digits (WIRE §7)."""
    return hashlib.sha256(data).hexdigest()


def check_envelope(data: bytes) -> None:
    """Accept bytes only if they can be an envelope; whose, no one can tell without its identity.

    Raises, checked in this order:
        NotAge: they do not begin with age's version line.
        NoStanza, MalformedHeader: the header has no stanza, or is not exactly as age writes it.
        SeveralStanzas, ForeignStanza: not one stanza, or not of the intake's type.
        WrongSize: the whole is not as long as any bucket makes it.

    Source: WIRE §7; C2SP age.md.
    """
    if not data.startswith(_VERSION_LINE):
        raise NotAge("an envelope is a binary age file, version 1")
    if data.startswith(b"---", len(_VERSION_LINE)):
        raise NoStanza("the header has no stanza: seal to the keyring's recipient")
    try:
        # A slice, so that a megabyte of stanzas costs no more than a true header.
        header, _ = parse_header(data[:HEADER_LIMIT])
    except age_errors.MalformedHeader as error:
        raise MalformedHeader(str(error)) from None
    if len(header.stanzas) != 1:
        raise SeveralStanzas("an envelope is sealed to the keyring's recipient and to nobody else")
    _check_stanza(header.stanzas[0])
    if len(data) not in ENVELOPE_SIZES:
        raise WrongSize(f"{len(data)} bytes are no envelope's size: pad the letter before sealing")


def seal_envelope(letter: bytes, recipient: HybridRecipient) -> bytes:
    """Return a new envelope of this serialised letter; no two are alike.

    Raises:
        LetterTooLarge: the letter does not fit into the largest bucket.
        EnvelopeUnsealed: nothing can be sealed to this recipient.

    Source: WIRE §6, §7.
    """
    return seal_padded(pad(letter), recipient)


def seal_padded(padded: bytes, recipient: HybridRecipient) -> bytes:
    """Return a new envelope of what is padded already.

    Raises:
        EnvelopeUnsealed: nothing can be sealed to this recipient.

    Source: WIRE §7.
    """
    try:
        return age_file.seal(padded, [recipient])
    except age_errors.AgeError as error:
        raise EnvelopeUnsealed(str(error)) from None


def open_envelope(data: bytes, identity: HybridIdentity) -> bytes:
    """Return the serialised letter in an envelope, its padding checked and removed.

    Raises:
        EnvelopeRefused: it is no envelope at all; its subclass tells why.
        NotForUs: it was sealed to another recipient, or its stanza was changed.
        Damaged: it is ours and was changed or cut.
        PaddingMalformed: its padding is not the one that WIRE §6 asks for.

    Source: WIRE §6, §7.
    """
    return unpad(open_padded(data, identity))


def open_padded(data: bytes, identity: HybridIdentity) -> bytes:
    """Return what an envelope holds, padding included.

    Raises: what `open_envelope` raises, but for PaddingMalformed.

    Source: WIRE §7.
    """
    check_envelope(data)
    try:
        return age_file.open_sealed(data, [identity])
    except age_errors.NoMatch:
        raise NotForUs("this envelope was sealed to another epoch, or changed") from None
    except age_errors.AgeError as error:
        raise Damaged(f"this envelope was changed or cut: {error}") from None


def _check_stanza(stanza: Stanza) -> None:
    if stanza.type != STANZA_TYPE:
        raise ForeignStanza(f"an envelope's stanza is of type {STANZA_TYPE}")
    if len(stanza.arguments) != 1:
        raise MalformedHeader(f"a stanza {STANZA_TYPE} has one argument")
    try:
        argument = decode_base64(stanza.arguments[0].encode())
    except age_errors.MalformedHeader as error:
        raise MalformedHeader(str(error)) from None
    if (len(argument), len(stanza.body)) != (STANZA_ARGUMENT_BYTES, STANZA_BODY_BYTES):
        raise MalformedHeader(f"a stanza {STANZA_TYPE} has a key or a body of another size")
