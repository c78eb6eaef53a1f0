// Written by `python -m app.wire.generate` from app/wire/constants.py: do not edit.

/** Version of the letter's format that is written today (WIRE §3). */
export const WIRE_VERSION = 3;

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
  "return",
]);

/** The fields of a letter's way back, in their order (WIRE §4). */
export const RETURN_FIELDS = Object.freeze(["recipient", "secret"]);

/** Raw bytes of a recipient (WIRE §4; C2SP age.md). */
export const RECIPIENT_BYTES = 1216;

/** Bytes of the secret that joins a person's letters to one case (WIRE §4). */
export const CASE_SECRET_BYTES = 32;

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
  "mailbox-id-malformed": 400,
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
export const KEYRING_FIELDS = Object.freeze([
  "serial",
  "issued",
  "expires",
  "grace",
  "recipient",
  "reply",
  "notice",
]);

/** Days from a keyring's issue to its last day (WIRE §10). */
export const KEYRING_DAYS = 90;

/** Name of the root key in notes and verifier keys (WIRE §10). */
export const ROOT_NAME = "turva-root";

/** What stands in a keyring that takes no envelopes of an earlier one (WIRE §10). */
export const NO_GRACE = "none";

/** Bytes of an Ed25519 key: those that answers and notices are verified with (WIRE §10). */
export const SIGNATURE_KEY_BYTES = 32;

/** Digits in a receipt, the check digit with them (WIRE §11). */
export const RECEIPT_DIGITS = 25;

/** Digits in each group in which a receipt is shown (WIRE §11). */
export const RECEIPT_GROUP = 5;

/** The zero of every script's decimal digits; the other nine follow it (WIRE §11; Unicode 14). */
export const DIGIT_ZEROS =
  "0\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10\ud801\udca0\ud803\udd30\ud804\udc66\ud804\udcf0\ud804\udd36\ud804\uddd0\ud804\udef0\ud805\udc50\ud805\udcd0\ud805\ude50\ud805\udec0\ud805\udf30\ud806\udce0\ud806\udd50\ud807\udc50\ud807\udd50\ud807\udda0\ud81a\ude60\ud81a\udec0\ud81a\udf50\ud835\udfce\ud835\udfd8\ud835\udfe2\ud835\udfec\ud835\udff6\ud838\udd40\ud838\udef0\ud83a\udd50\ud83e\udff0";

/** What may stand between a receipt's digits: space, dashes, points, invisible signs (WIRE §11). */
export const RECEIPT_SKIPPED =
  "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d.,/_:\u060c\u066b\u066c\u2022\u3001\u3002\u30fb\uff0c\uff0e\uff0f\uff1a\uff3f\u00b7\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2065\u2066\u2067\u2068\u2069\ufeff";

/** Rounds of PBKDF2-HMAC-SHA-512 from a receipt to its seed (WIRE §11). */
export const RECEIPT_ITERATIONS = 300000;

/** What stands before the site's name in PBKDF2's salt (WIRE §11). */
export const RECEIPT_SALT = "turva/receipt/1\n";

/** What stands before the purpose in HKDF's info (WIRE §11). */
export const RECEIPT_INFO = "turva/receipt/1 ";

/** Bytes of a receipt's seed, and of the identity seed made of it (WIRE §11). */
export const RECEIPT_SEED_BYTES = 32;

/** Bytes of a mailbox id (WIRE §11). */
export const MAILBOX_ID_BYTES = 16;

/** Digits by which a person and the helpline know each other, in two halves (WIRE §11). */
export const CALL_DIGITS = 6;

/** Where a mailbox is asked for (WIRE §12). */
export const MAILBOX_PATH = "/api/mailbox";

/** Bytes of every answer to who asks for a mailbox (WIRE §12). */
export const MAILBOX_BYTES = 67195;

/** Bytes inside every mailbox, padding included (WIRE §12). */
export const MAILBOX_PADDED_BYTES = 65536;

/** First line of every mailbox's text (WIRE §12). */
export const MAILBOX_TYPE = "turva/mailbox/1";

/** A mailbox's fields in the order in which they are written (WIRE §12). */
export const MAILBOX_FIELDS = Object.freeze([
  "mailbox",
  "recipient",
  "revision",
  "signed",
  "expires",
  "answers",
]);

/** An answer's fields in the order in which they are written (WIRE §12). */
export const ANSWER_FIELDS = Object.freeze(["answer", "number", "day", "language", "text"]);

/** Days from a mailbox's signing to its last day (WIRE §12). */
export const MAILBOX_DAYS = 60;

/** Random bytes in an answer's id (WIRE §12). */
export const ANSWER_ID_BYTES = 16;

/** Most code points in one answer (WIRE §12). */
export const ANSWER_LIMIT = 4000;

/** Bytes of an Ed25519 signature before a signed text (WIRE §12; RFC 8032). */
export const SIGNATURE_BYTES = 64;

/** Name of the key that signs mailboxes, where it is written down (WIRE §12). */
export const REPLY_NAME = "turva-reply";

/** Where the notice is read (WIRE §13). */
export const NOTICE_PATH = "/notice.txt";

/** First line of every notice (WIRE §13). */
export const NOTICE_TYPE = "turva/notice/1";

/** Name of the notice key (WIRE §13). */
export const NOTICE_NAME = "turva-notice";

/** Days after which a notice is stale: pages then say to call (WIRE §13). */
export const NOTICE_STALE_DAYS = 4;

/** Days by which a notice may be ahead; a wrong clock signed any later one: stale (WIRE §13). */
export const NOTICE_AHEAD_DAYS = 1;

/** An attachment's fields in the order in which they are written (WIRE §17). */
export const ATTACHMENT_FIELDS = Object.freeze(["name", "type", "size", "pieces"]);

/** Most attachments of one letter (WIRE §17). */
export const ATTACHMENT_LIMIT = 10;

/** Most code points in an attachment's name (WIRE §17). */
export const ATTACHMENT_NAME_LIMIT = 255;

/** Most bytes in one attachment (WIRE §17). */
export const LARGEST_ATTACHMENT = 10485760;

/** First line of every piece (WIRE §17). */
export const PIECE_TYPE = "turva/piece/1";

/** Most bytes of a file in one piece (WIRE §17). */
export const LARGEST_PIECE = 1048525;
