"""A whole age file, sealed and opened: the one way in. It must never judge who may read a letter.

Sealing is stricter than opening, as the specification asks: one kind of recipient in a file, so
that no classic stanza undoes a post-quantum one. Source: C2SP age.md.
"""

import hmac
import secrets
from collections.abc import Iterator, Sequence

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.age import scrypt
from app.age.errors import HeaderMacMismatch, MalformedHeader, NoMatch, RecipientsRefused
from app.age.format import Header, Stanza, parse_header, serialise_mac, serialise_stanzas
from app.age.keys import FILE_KEY_LENGTH, Identity, Recipient
from app.age.stream import open_chunks, seal_chunks

NONCE_LENGTH = 16
"""Bytes between the header and the first chunk."""

_KEY_LENGTH = 32


def seal(plaintext: bytes, recipients: Sequence[Recipient]) -> bytes:
    """Return an age v1 file that each of the recipients can open.

    Raises: RecipientsRefused for nobody, for two kinds, and for a passphrase with anything else.
    """
    _check_recipients(recipients)
    file_key = secrets.token_bytes(FILE_KEY_LENGTH)
    nonce = secrets.token_bytes(NONCE_LENGTH)
    covered = serialise_stanzas(recipient.wrap(file_key) for recipient in recipients)
    mac = serialise_mac(_header_mac(file_key, covered))
    chunks = seal_chunks(_payload_key(file_key, nonce), plaintext)
    return b"".join([covered, mac, nonce, *chunks])


def open_sealed(data: bytes, identities: Sequence[Identity]) -> bytes:
    """Return the whole plaintext of a binary age v1 file.

    Raises: MalformedHeader, NoMatch, HeaderMacMismatch, MalformedPayload.
    """
    return b"".join(open_stream(data, identities))


def open_stream(data: bytes, identities: Sequence[Identity]) -> Iterator[bytes]:
    """Return the plaintext of a binary age v1 file chunk by chunk; check the header at once.

    What was released before a MalformedPayload must not be trusted.

    Raises: MalformedHeader, NoMatch, HeaderMacMismatch; while it is read, MalformedPayload.
    """
    header, payload = parse_header(data)
    if len(payload) < NONCE_LENGTH:
        raise MalformedHeader("the file ends before its payload begins")
    file_key = _find_file_key(header.stanzas, identities)
    _check_mac(header, file_key)
    nonce = payload[:NONCE_LENGTH]
    return open_chunks(_payload_key(file_key, nonce), memoryview(payload)[NONCE_LENGTH:])


def _check_recipients(recipients: Sequence[Recipient]) -> None:
    types = {recipient.stanza_type for recipient in recipients}
    if not types:
        raise RecipientsRefused("sealed to nobody, a file could never be opened: name a recipient")
    if len(types) > 1:
        raise RecipientsRefused(f"{' and '.join(sorted(types))} recipients must not share a file")
    if scrypt.STANZA_TYPE in types and len(recipients) > 1:
        raise RecipientsRefused("a passphrase must be the only recipient of its file")


def _find_file_key(stanzas: Sequence[Stanza], identities: Sequence[Identity]) -> bytes:
    # With company a passphrase would no longer prove that who sealed knew it.
    if len(stanzas) > 1 and any(stanza.type == scrypt.STANZA_TYPE for stanza in stanzas):
        raise MalformedHeader("a passphrase stanza must be the only stanza of its file")
    for identity in identities:
        for stanza in stanzas:
            if stanza.type == identity.stanza_type:
                file_key = identity.unwrap(stanza)
                if file_key is not None:
                    return file_key
    raise NoMatch("none of the identities opens this file: it was sealed to somebody else")


def _check_mac(header: Header, file_key: bytes) -> None:
    if not hmac.compare_digest(header.mac, _header_mac(file_key, header.covered)):
        raise HeaderMacMismatch("the header was changed after the file was sealed")


def _header_mac(file_key: bytes, covered: bytes) -> bytes:
    key = HKDF(SHA256(), _KEY_LENGTH, salt=None, info=b"header").derive(file_key)
    return hmac.digest(key, covered, "sha256")


def _payload_key(file_key: bytes, nonce: bytes) -> bytes:
    return HKDF(SHA256(), _KEY_LENGTH, salt=nonce, info=b"payload").derive(file_key)
