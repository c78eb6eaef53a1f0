// Written by `python -m app.wire.generate` from app/wire/constants.py: do not edit.

/** Version of the letter's format that is written today (WIRE §3). */
export const WIRE_VERSION = 1;

/** Largest number in any text of ours: what a JavaScript number holds exactly (WIRE §3). */
export const LARGEST_NUMBER = 9007199254740991;

/** A letter's fields in the order in which they are written (WIRE §4). */
export const LETTER_FIELDS = Object.freeze([
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
]);

/** Random bytes in a letter id, written as twice as many hex digits (WIRE §4). */
export const LETTER_ID_BYTES = 16;

/** The two ways in which a letter says that it came (WIRE §4). */
export const VIAS = Object.freeze(["sealed", "plain"]);

/** What the plain intake may note on a letter (WIRE §4). */
export const MARKS = Object.freeze(["no-origin"]);

/** Most code points in one message, in every script (WIRE §5). */
export const MESSAGE_LIMIT = 16000;

/** Bytes of the big-endian length before a padded letter (WIRE §6). */
export const LENGTH_BYTES = 4;

/** Sizes of a padded letter; above the last one come multiples of BUCKET_STEP (WIRE §6). */
export const BUCKETS = Object.freeze([4096, 16384, 65536]);

/** Step between the larger sizes of a padded letter (WIRE §6). */
export const BUCKET_STEP = 65536;

/** Largest size of a padded letter (WIRE §6). */
export const LARGEST_BUCKET = 1048576;

/** Most bytes in a letter before padding (WIRE §6). */
export const LARGEST_LETTER = 1048572;

/** First line of every envelope (WIRE §7; C2SP age.md). */
export const AGE_VERSION_LINE = "age-encryption.org/v1";

/** Type of an envelope's only stanza (WIRE §7; C2SP age.md). */
export const STANZA_TYPE = "mlkem768x25519";

/** Bytes of the stanza's only argument, an encapsulated key (WIRE §7). */
export const STANZA_ARGUMENT_BYTES = 1120;

/** Bytes of the stanza's body, the wrapped file key (WIRE §7). */
export const STANZA_BODY_BYTES = 32;

/** Bytes of an envelope's header, with the newline after its MAC (WIRE §7). */
export const HEADER_BYTES = 1627;

/** Bytes in which a header must end for the intake to look at it (WIRE §7). */
export const HEADER_LIMIT = 16384;

/** Bytes between header and payload's first chunk (WIRE §7; C2SP age.md). */
export const NONCE_BYTES = 16;

/** Bytes of plaintext in a full chunk of the payload (WIRE §7; C2SP age.md). */
export const CHUNK_BYTES = 65536;

/** Bytes that each chunk grows by when sealed (WIRE §7; C2SP age.md). */
export const TAG_BYTES = 16;

/** Bytes of an envelope whose letter is in the first bucket (WIRE §7). */
export const SMALLEST_ENVELOPE = 5755;

/** Bytes of an envelope whose letter is in the largest bucket (WIRE §7). */
export const LARGEST_ENVELOPE = 1050475;

/** How every recipient that a letter may be sealed to begins (WIRE §7). */
export const RECIPIENT_PREFIX = "age1pq1";

/** Where an envelope is posted (WIRE §8). */
export const ENVELOPES_PATH = "/api/envelopes";

/** Content-Type of a post (WIRE §8). */
export const ENVELOPE_MEDIA_TYPE = "application/octet-stream";

/** Header that names the keyring under which the envelope was sealed (WIRE §8). */
export const SERIAL_HEADER = "Keyring-Serial";

/** Content-Type of every answer but 201 (WIRE §8; RFC 9457). */
export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** What stands before the code in a problem's type (WIRE §8). */
export const PROBLEM_TYPE = "urn:turva:problem:";

/** Every problem code and its status (WIRE §8). */
export const PROBLEMS = Object.freeze({
  "foreign-origin": 403,
  "not-found": 404,
  "method-not-allowed": 405,
  "length-required": 411,
  "too-large": 413,
  "wrong-content-type": 415,
  "serial-missing": 400,
  "serial-malformed": 400,
  "stale-serial": 409,
  truncated: 400,
  "not-age": 422,
  "malformed-header": 422,
  "no-stanza": 422,
  "several-stanzas": 422,
  "foreign-stanza": 422,
  "wrong-size": 422,
  closed: 503,
});

/** Most bytes in a signed note (WIRE §9). */
export const NOTE_LIMIT = 16384;

/** Most signature lines in a signed note (WIRE §9). */
export const NOTE_SIGNATURE_LIMIT = 16;

/** Bytes of a note key's id, before every signature (WIRE §9; C2SP signed-note.md). */
export const NOTE_KEY_ID_BYTES = 4;

/** Byte that stands for Ed25519 in a note key (WIRE §9; C2SP signed-note.md). */
export const NOTE_ALGORITHM = 1;

/** Where the keyring is read (WIRE §10). */
export const KEYRING_PATH = "/keyring.txt";

/** First line of every keyring (WIRE §10). */
export const KEYRING_TYPE = "turva/keyring/1";

/** A keyring's fields in the order in which they are written (WIRE §10). */
export const KEYRING_FIELDS = Object.freeze(["serial", "issued", "expires", "recipient", "reply"]);

/** Days from a keyring's issue to its last day (WIRE §10). */
export const KEYRING_DAYS = 90;

/** Name of the root key in notes and verifier keys (WIRE §10). */
export const ROOT_NAME = "turva-root";

/** Bytes of the Ed25519 key that replies are signed with (WIRE §10). */
export const REPLY_KEY_BYTES = 32;
