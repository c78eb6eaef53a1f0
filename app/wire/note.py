"""Signed notes: a short text and who signed it, readable by a person (C2SP signed-note.md).

It must never hand out a text as verified that was not, and a signing key never shows in a repr,
message or error.
"""

import base64
import binascii
import hashlib
import re
import secrets
from dataclasses import dataclass, field
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.wire.constants import (
    NOTE_ALGORITHM,
    NOTE_KEY_ID_BYTES,
    NOTE_LIMIT,
    NOTE_SIGNATURE_LIMIT,
)
from app.wire.errors import NoteForged, NoteKeyMalformed, NoteMalformed

_KEY_BYTES = 32
_PRIVATE = "PRIVATE+KEY+"
# Stricter than C2SP, which lets names be any Unicode without space and plus: Python and JavaScript
# do not agree on what a space is.
_NAME = re.compile(r"[!-*,-~]+")
_SIGNATURE = re.compile(r"— ([!-*,-~]+) ([A-Za-z0-9+/]+={0,2})")
_KEY = re.compile(r"([!-*,-~]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class VerifierKey:
    """A public note key: `name` and the 32 bytes of an Ed25519 key."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Return the 4 bytes by which a signature names this key (C2SP signed-note.md)."""
        named = self.name.encode() + b"\n" + bytes([NOTE_ALGORITHM]) + self.public
        return hashlib.sha256(named).digest()[:NOTE_KEY_ID_BYTES]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key written as `<name>+<8 hex digits>+<base64>`.

        Raises:
            NoteKeyMalformed: it is not, or the digits are not those of this name and key.
        """
        name, key_id, public = _parse_key(text)
        key = cls(name, public)
        if key.key_id != key_id:
            raise NoteKeyMalformed("the verifier key's id is not its own: copy the whole key again")
        return key

    def serialise(self) -> str:
        """Return the key as C2SP writes it: what pages carry."""
        return _serialise_key(self.name, self.key_id, self.public)


@dataclass(frozen=True)
class SigningKey:
    """A private note key: `name` and the 32-byte seed of an Ed25519 key."""

    name: str
    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls, name: str) -> Self:
        """Return a new key of this name.

        Raises:
            NoteKeyMalformed: the name is empty or has a character beyond plain ASCII, space or +.
        """
        if not _NAME.fullmatch(name):
            raise NoteKeyMalformed("a note key's name is plain ASCII without space and plus")
        return cls(name, secrets.token_bytes(_KEY_BYTES))

    @property
    def verifier(self) -> VerifierKey:
        """Return the public half."""
        return VerifierKey(self.name, self._private().public_key().public_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key written as `PRIVATE+KEY+<name>+<8 hex digits>+<base64>`.

        Raises:
            NoteKeyMalformed: it is not, or the digits are not those of this name and key.
        """
        if not text.startswith(_PRIVATE):
            raise NoteKeyMalformed(f"a signing key begins with {_PRIVATE}")
        name, key_id, seed = _parse_key(text.removeprefix(_PRIVATE))
        key = cls(name, seed)
        if key.verifier.key_id != key_id:
            raise NoteKeyMalformed("the signing key's id is not its own: copy the whole key again")
        return key

    def serialise(self) -> str:
        """Return the key as Go's note package writes it; keep it as one keeps a key."""
        return _PRIVATE + _serialise_key(self.name, self.verifier.key_id, self.seed)

    def sign(self, data: bytes) -> bytes:
        """Return the 64-byte signature of these bytes (RFC 8032)."""
        return self._private().sign(data)

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True)
class Signature:
    """One signature line: who claims to have signed, and with what."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True)
class Note:
    """A note as it is written: its text is not verified."""

    text: str
    signatures: tuple[Signature, ...]


def sign(text: str, key: SigningKey, limit: int = NOTE_LIMIT) -> str:
    """Return the note of this text with the key's signature, of at most `limit` bytes.

    Raises:
        NoteMalformed: no reader would take it: the text does not end in a newline, holds a control
            character or is too long.

    Source: WIRE §9; C2SP signed-note.md.
    """
    signature = base64.b64encode(key.verifier.key_id + key.sign(_encode(text, limit))).decode()
    note = f"{text}\n— {key.name} {signature}\n"
    parse_note(note, limit)
    return note


def parse_note(note: str, limit: int = NOTE_LIMIT) -> Note:
    """Return the text and signatures of a note of at most `limit` bytes, verifying none of them.

    Raises:
        NoteMalformed: it has not the form of a signed note.

    Source: WIRE §9; C2SP signed-note.md.
    """
    _encode(note, limit)
    text, blank, tail = note.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise NoteMalformed("a signed note is text, an empty line and lines of signatures")
    lines = tail[:-1].split("\n")
    if len(lines) > NOTE_SIGNATURE_LIMIT:
        raise NoteMalformed(f"a note has at most {NOTE_SIGNATURE_LIMIT} signatures")
    return Note(text + "\n", tuple(_parse_signature(line) for line in lines))


def verify(note: Note, key: VerifierKey) -> None:
    """Accept the note only if `key` signed it; signatures of other keys count for nothing.

    Raises:
        NoteForged: the key's signature is missing, or one that claims to be the key's is wrong.

    Source: WIRE §9; C2SP signed-note.md.
    """
    claims = [s for s in note.signatures if (s.name, s.key_id) == (key.name, key.key_id)]
    if not claims:
        raise NoteForged(f"the note is not signed by {key.name}")
    for claim in claims:
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(
                claim.signature, note.text.encode()
            )
        except InvalidSignature:
            raise NoteForged(f"the signature of {key.name} is not genuine") from None


def open_note(note: str, key: VerifierKey, limit: int = NOTE_LIMIT) -> str:
    """Return the text of a note of at most `limit` bytes that `key` signed.

    Raises:
        NoteMalformed: it has not the form of a signed note.
        NoteForged: the key did not sign it.
    """
    parsed = parse_note(note, limit)
    verify(parsed, key)
    return parsed.text


def decode_base64(text: str) -> bytes:
    """Return the bytes of canonical, padded base64 (RFC 4648 §4); raise ValueError otherwise."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one way to write these bytes")
    return data


def _encode(text: str, limit: int) -> bytes:
    if _CONTROL.search(text):
        raise NoteMalformed("a signed note has no control character but LF: save it with LF only")
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise NoteMalformed("a signed note is UTF-8") from None
    if len(data) > limit:
        raise NoteMalformed(f"this note has at most {limit} bytes")
    return data


def _parse_signature(line: str) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    try:
        data = decode_base64(match[2]) if match else b""
    except ValueError:
        data = b""
    if not match or len(data) <= NOTE_KEY_ID_BYTES:
        raise NoteMalformed("a line of signatures is not '— name base64'")
    return Signature(match[1], data[:NOTE_KEY_ID_BYTES], data[NOTE_KEY_ID_BYTES:])


def _parse_key(text: str) -> tuple[str, bytes, bytes]:
    match = _KEY.fullmatch(text)
    try:
        data = decode_base64(match[3]) if match else b""
    except ValueError:
        data = b""
    if not match or len(data) != 1 + _KEY_BYTES or data[0] != NOTE_ALGORITHM:
        raise NoteKeyMalformed("a note key is name+8 hex digits+base64 of an Ed25519 key")
    return match[1], bytes.fromhex(match[2]), data[1:]


def _serialise_key(name: str, key_id: bytes, key: bytes) -> str:
    data = base64.b64encode(bytes([NOTE_ALGORITHM]) + key).decode()
    return f"{name}+{key_id.hex()}+{data}"
