"""Every number and fixed string of WIRE.md, each with its section.

The browser's copy is written from this file by `python -m app.wire.generate`. Nothing here may be
changed without a new wire version: old letters are read by new programs and the reverse.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app import text

WIRE_VERSION: Final = 1
"""Version of the letter's format that is written today (WIRE §3)."""

LARGEST_NUMBER: Final = 2**53 - 1
"""Largest number in any text of ours: what a JavaScript number holds exactly (WIRE §3)."""

LETTER_FIELDS: Final = (
    "wire",
    "letter",
    "form",
    "version",
    "language",
    "serial",
    "via",
    "written",
    "marks",
    "answers",
    "attachments",
)
"""A letter's fields in the order in which they are written (WIRE §4)."""

LETTER_ID_BYTES: Final = 16
"""Random bytes in a letter id, written as twice as many hex digits (WIRE §4)."""

VIAS: Final = ("sealed", "plain")
"""The two ways in which a letter says that it came (WIRE §4)."""

MARKS: Final = ("no-origin",)
"""What the plain intake may note on a letter (WIRE §4)."""

MESSAGE_LIMIT: Final = text.MESSAGE_LIMIT
"""Most code points in one message, in every script (WIRE §5)."""

LENGTH_BYTES: Final = 4
"""Bytes of the big-endian length before a padded letter (WIRE §6)."""

BUCKETS: Final = (4096, 16384, 65536)
"""Sizes of a padded letter; above the last one come multiples of BUCKET_STEP (WIRE §6)."""

BUCKET_STEP: Final = 65536
"""Step between the larger sizes of a padded letter (WIRE §6)."""

LARGEST_BUCKET: Final = 1_048_576
"""Largest size of a padded letter (WIRE §6)."""

LARGEST_LETTER: Final = LARGEST_BUCKET - LENGTH_BYTES
"""Most bytes in a letter before padding (WIRE §6)."""

AGE_VERSION_LINE: Final = "age-encryption.org/v1"
"""First line of every envelope (WIRE §7; C2SP age.md)."""

STANZA_TYPE: Final = "mlkem768x25519"
"""Type of an envelope's only stanza (WIRE §7; C2SP age.md)."""

STANZA_ARGUMENT_BYTES: Final = 1120
"""Bytes of the stanza's only argument, an encapsulated key (WIRE §7)."""

STANZA_BODY_BYTES: Final = 32
"""Bytes of the stanza's body, the wrapped file key (WIRE §7)."""

HEADER_BYTES: Final = 1627
"""Bytes of an envelope's header, with the newline after its MAC (WIRE §7)."""

HEADER_LIMIT: Final = 16384
"""Bytes in which a header must end for the intake to look at it (WIRE §7)."""

NONCE_BYTES: Final = 16
"""Bytes between header and payload's first chunk (WIRE §7; C2SP age.md)."""

CHUNK_BYTES: Final = 65536
"""Bytes of plaintext in a full chunk of the payload (WIRE §7; C2SP age.md)."""

TAG_BYTES: Final = 16
"""Bytes that each chunk grows by when sealed (WIRE §7; C2SP age.md)."""

SMALLEST_ENVELOPE: Final = 5755
"""Bytes of an envelope whose letter is in the first bucket (WIRE §7)."""

LARGEST_ENVELOPE: Final = 1_050_475
"""Bytes of an envelope whose letter is in the largest bucket (WIRE §7)."""

RECIPIENT_PREFIX: Final = "age1pq1"
"""How every recipient that a letter may be sealed to begins (WIRE §7)."""

ENVELOPES_PATH: Final = "/api/envelopes"
"""Where an envelope is posted (WIRE §8)."""

ENVELOPE_MEDIA_TYPE: Final = "application/octet-stream"
"""Content-Type of a post (WIRE §8)."""

SERIAL_HEADER: Final = "Keyring-Serial"
"""Header that names the keyring under which the envelope was sealed (WIRE §8)."""

PROBLEM_MEDIA_TYPE: Final = "application/problem+json"
"""Content-Type of every answer but 201 (WIRE §8; RFC 9457)."""

PROBLEM_TYPE: Final = "urn:turva:problem:"
"""What stands before the code in a problem's type (WIRE §8)."""

PROBLEMS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "foreign-origin": 403,
        "not-found": 404,
        "method-not-allowed": 405,
        "length-required": 411,
        "too-large": 413,
        "wrong-content-type": 415,
        "serial-missing": 400,
        "serial-malformed": 400,
        "stale-serial": 409,
        "truncated": 400,
        "not-age": 422,
        "malformed-header": 422,
        "no-stanza": 422,
        "several-stanzas": 422,
        "foreign-stanza": 422,
        "wrong-size": 422,
        "closed": 503,
    }
)
"""Every problem code and its status (WIRE §8)."""

NOTE_LIMIT: Final = 16384
"""Most bytes in a signed note (WIRE §9)."""

NOTE_SIGNATURE_LIMIT: Final = 16
"""Most signature lines in a signed note (WIRE §9)."""

NOTE_KEY_ID_BYTES: Final = 4
"""Bytes of a note key's id, before every signature (WIRE §9; C2SP signed-note.md)."""

NOTE_ALGORITHM: Final = 1
"""Byte that stands for Ed25519 in a note key (WIRE §9; C2SP signed-note.md)."""

KEYRING_PATH: Final = "/keyring.txt"
"""Where the keyring is read (WIRE §10)."""

KEYRING_TYPE: Final = "turva/keyring/1"
"""First line of every keyring (WIRE §10)."""

KEYRING_FIELDS: Final = ("serial", "issued", "expires", "recipient", "reply")
"""A keyring's fields in the order in which they are written (WIRE §10)."""

KEYRING_DAYS: Final = 90
"""Days from a keyring's issue to its last day (WIRE §10)."""

ROOT_NAME: Final = "turva-root"
"""Name of the root key in notes and verifier keys (WIRE §10)."""

REPLY_KEY_BYTES: Final = 32
"""Bytes of the Ed25519 key that replies are signed with (WIRE §10)."""
