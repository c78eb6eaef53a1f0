"""Every number and fixed string of WIRE.md, each with its section.

What only staff exchange (§14, §15) stands in `roster` and `event`. The browser's copy is written
from this file by `python -m app.wire.generate`. Nothing here may be changed without a new wire
version: old letters are read by new programs and the reverse.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from app import text

WIRE_VERSION: Final = 3
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
    "return",
)
"""A letter's fields in the order in which they are written (WIRE §4)."""

RETURN_FIELDS: Final = ("recipient", "secret")
"""The fields of a letter's way back, in their order (WIRE §4)."""

RECIPIENT_BYTES: Final = 1216
"""Raw bytes of a recipient (WIRE §4; C2SP age.md)."""

CASE_SECRET_BYTES: Final = 32
"""Bytes of the secret that joins a person's letters to one case (WIRE §4)."""

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
        "mailbox-id-malformed": 400,
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

KEYRING_FIELDS: Final = ("serial", "issued", "expires", "grace", "recipient", "reply", "notice")
"""A keyring's fields in the order in which they are written (WIRE §10)."""

KEYRING_DAYS: Final = 90
"""Days from a keyring's issue to its last day (WIRE §10)."""

ROOT_NAME: Final = "turva-root"
"""Name of the root key in notes and verifier keys (WIRE §10)."""

NO_GRACE: Final = "none"
"""What stands in a keyring that takes no envelopes of an earlier one (WIRE §10)."""

SIGNATURE_KEY_BYTES: Final = 32
"""Bytes of an Ed25519 key: those that answers and notices are verified with (WIRE §10)."""

RECEIPT_DIGITS: Final = 25
"""Digits in a receipt, the check digit with them (WIRE §11)."""

RECEIPT_GROUP: Final = 5
"""Digits in each group in which a receipt is shown (WIRE §11)."""

DIGIT_ZEROS: Final = (
    "0\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50"
    "\u0ed0\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50"
    "\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10\U000104a0\U00010d30\U00011066\U000110f0"
    "\U00011136\U000111d0\U000112f0\U00011450\U000114d0\U00011650\U000116c0\U00011730"
    "\U000118e0\U00011950\U00011c50\U00011d50\U00011da0\U00016a60\U00016ac0\U00016b50"
    "\U0001d7ce\U0001d7d8\U0001d7e2\U0001d7ec\U0001d7f6\U0001e140\U0001e2f0\U0001e950"
    "\U0001fbf0"
)
"""The zero of every script's decimal digits; the other nine follow it (WIRE §11; Unicode 14)."""

RECEIPT_SKIPPED: Final = (
    "\u0009\u000a\u000b\u000c\u000d\u0020\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
    "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000-\u058a\u05be\u1400"
    "\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c"
    "\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d.,/_:\u060c\u066b\u066c\u2022\u3001\u3002"
    "\u30fb\uff0c\uff0e\uff0f\uff1a\uff3f\u00b7\u00ad\u061c\u180e\u200b\u200c"
    "\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2065"
    "\u2066\u2067\u2068\u2069\ufeff"
)
"""What may stand between a receipt's digits: space, dashes, points, invisible signs (WIRE §11)."""

RECEIPT_ITERATIONS: Final = 300_000
"""Rounds of PBKDF2-HMAC-SHA-512 from a receipt to its seed (WIRE §11)."""

RECEIPT_SALT: Final = "turva/receipt/1\n"
"""What stands before the site's name in PBKDF2's salt (WIRE §11)."""

RECEIPT_INFO: Final = "turva/receipt/1 "
"""What stands before the purpose in HKDF's info (WIRE §11)."""

RECEIPT_SEED_BYTES: Final = 32
"""Bytes of a receipt's seed, and of the identity seed made of it (WIRE §11)."""

MAILBOX_ID_BYTES: Final = 16
"""Bytes of a mailbox id (WIRE §11)."""

CALL_DIGITS: Final = 6
"""Digits by which a person and the helpline know each other, in two halves (WIRE §11)."""

MAILBOX_PATH: Final = "/api/mailbox"
"""Where a mailbox is asked for (WIRE §12)."""

MAILBOX_BYTES: Final = 67_195
"""Bytes of every answer to who asks for a mailbox (WIRE §12)."""

MAILBOX_PADDED_BYTES: Final = 65_536
"""Bytes inside every mailbox, padding included (WIRE §12)."""

MAILBOX_TYPE: Final = "turva/mailbox/1"
"""First line of every mailbox's text (WIRE §12)."""

MAILBOX_FIELDS: Final = ("mailbox", "recipient", "revision", "signed", "expires", "answers")
"""A mailbox's fields in the order in which they are written (WIRE §12)."""

ANSWER_FIELDS: Final = ("answer", "number", "day", "language", "text")
"""An answer's fields in the order in which they are written (WIRE §12)."""

MAILBOX_DAYS: Final = 60
"""Days from a mailbox's signing to its last day (WIRE §12)."""

ANSWER_ID_BYTES: Final = 16
"""Random bytes in an answer's id (WIRE §12)."""

ANSWER_LIMIT: Final = 4000
"""Most code points in one answer (WIRE §12)."""

SIGNATURE_BYTES: Final = 64
"""Bytes of an Ed25519 signature before a signed text (WIRE §12; RFC 8032)."""

REPLY_NAME: Final = "turva-reply"
"""Name of the key that signs mailboxes, where it is written down (WIRE §12)."""

NOTICE_PATH: Final = "/notice.txt"
"""Where the notice is read (WIRE §13)."""

NOTICE_TYPE: Final = "turva/notice/1"
"""First line of every notice (WIRE §13)."""

NOTICE_NAME: Final = "turva-notice"
"""Name of the notice key (WIRE §13)."""

NOTICE_STALE_DAYS: Final = 4
"""Days after which a notice is stale: pages then say to call (WIRE §13)."""

NOTICE_AHEAD_DAYS: Final = 1
"""Days by which a notice may be ahead; a wrong clock signed any later one: stale (WIRE §13)."""

ATTACHMENT_FIELDS: Final = ("name", "type", "size", "pieces")
"""An attachment's fields in the order in which they are written (WIRE §17)."""

ATTACHMENT_LIMIT: Final = 10
"""Most attachments of one letter (WIRE §17)."""

ATTACHMENT_NAME_LIMIT: Final = 255
"""Most code points in an attachment's name (WIRE §17)."""

LARGEST_ATTACHMENT: Final = 10_485_760
"""Most bytes in one attachment (WIRE §17)."""

PIECE_TYPE: Final = "turva/piece/1"
"""First line of every piece (WIRE §17)."""

LARGEST_PIECE: Final = LARGEST_LETTER - len(PIECE_TYPE) - 1 - 2 * LETTER_ID_BYTES - 1
"""Most bytes of a file in one piece (WIRE §17)."""
