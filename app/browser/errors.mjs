/**
 * Everything that can go wrong in the sender's page, as one tree. No message here may hold a
 * sender's words or anything secret: `code` is the word that vectors and Python use for the same.
 *
 *     BrowserError
 *     ├── NoteMalformed, NoteForged, NoteKeyMalformed
 *     ├── KeyringError            this keyring must not be used: the form closes
 *     │   ├── KeyringMalformed
 *     │   ├── KeyringForged
 *     │   ├── KeyringTooOld
 *     │   └── KeyringExpired
 *     ├── Unavailable             could not be had just now: try again later
 *     │   ├── KeyringUnavailable
 *     │   ├── NoticeUnavailable
 *     │   ├── VerifierUnavailable
 *     │   └── FilesUnavailable    what was chosen is no longer at hand
 *     ├── ReceiptError            what was typed is no receipt: nothing is sent
 *     │   ├── ReceiptCharacter
 *     │   ├── ReceiptLength
 *     │   └── ReceiptCheck
 *     ├── MailboxError            no answers can be shown
 *     │   ├── MailboxEmpty        nothing here is for this receipt
 *     │   ├── MailboxMalformed
 *     │   ├── MailboxForged       not from the NAS
 *     │   └── MailboxExpired
 *     ├── NoticeError             nothing is known of when letters were last collected
 *     │   ├── NoticeMalformed
 *     │   └── NoticeForged
 *     ├── RecipientMalformed
 *     ├── EnvelopeUnsealed        what was sealed is not what was asked for: nothing may leave
 *     ├── LetterMalformed, LetterTooLarge
 *     ├── PieceMalformed          no piece of a file can be made of this
 *     ├── FileRefused             a chosen file cannot be sent; `code` says why
 *     └── PageMalformed           the page does not hold what its script relies on
 */

export class BrowserError extends Error {
  code = "browser-error";
}

/**
 * Return one kind of error.
 *
 * @param {string} code
 * @param {typeof BrowserError} Kind which it is one of
 */
function kind(code, Kind = BrowserError) {
  return class extends Kind {
    code = code;
  };
}

export const NoteMalformed = kind("note-malformed");
export const NoteForged = kind("note-forged");
export const NoteKeyMalformed = kind("note-key-malformed");

export class KeyringError extends BrowserError {}
export const KeyringMalformed = kind("keyring-malformed", KeyringError);
export const KeyringForged = kind("keyring-forged", KeyringError);
export const KeyringTooOld = kind("keyring-too-old", KeyringError);
export const KeyringExpired = kind("keyring-expired", KeyringError);

export class Unavailable extends BrowserError {}
export const KeyringUnavailable = kind("keyring-unavailable", Unavailable);
export const NoticeUnavailable = kind("notice-unavailable", Unavailable);
export const VerifierUnavailable = kind("verifier-unavailable", Unavailable);
export const FilesUnavailable = kind("files-unavailable", Unavailable);

export class ReceiptError extends BrowserError {}
export const ReceiptCharacter = kind("receipt-character", ReceiptError);
export const ReceiptLength = kind("receipt-length", ReceiptError);
export const ReceiptCheck = kind("receipt-check", ReceiptError);

export class MailboxError extends BrowserError {}
export const MailboxEmpty = kind("mailbox-empty", MailboxError);
export const MailboxMalformed = kind("mailbox-malformed", MailboxError);
export const MailboxForged = kind("mailbox-forged", MailboxError);
export const MailboxExpired = kind("mailbox-expired", MailboxError);

export class NoticeError extends BrowserError {}
export const NoticeMalformed = kind("notice-malformed", NoticeError);
export const NoticeForged = kind("notice-forged", NoticeError);

export const RecipientMalformed = kind("recipient-malformed");
export const EnvelopeUnsealed = kind("unsealed");
export const LetterMalformed = kind("letter-malformed");
export const LetterTooLarge = kind("letter-too-large");
export const PieceMalformed = kind("piece-malformed");

export class FileRefused extends BrowserError {
  /** @param {"empty" | "too-large" | "no-picture" | "no-drawing" | "unreadable"} code */
  constructor(code) {
    super("this file cannot be sent");
    this.code = code;
  }
}

export const PageMalformed = kind("page-malformed");
