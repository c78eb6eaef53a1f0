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
 *     │   └── VerifierUnavailable
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
 *     └── PageMalformed           the page does not hold what its script relies on
 */

export class BrowserError extends Error {
  /** @type {string} */
  code = "browser-error";
}

export class NoteMalformed extends BrowserError {
  code = "note-malformed";
}

export class NoteForged extends BrowserError {
  code = "note-forged";
}

export class NoteKeyMalformed extends BrowserError {
  code = "note-key-malformed";
}

export class KeyringError extends BrowserError {}

export class KeyringMalformed extends KeyringError {
  code = "keyring-malformed";
}

export class KeyringForged extends KeyringError {
  code = "keyring-forged";
}

export class KeyringTooOld extends KeyringError {
  code = "keyring-too-old";
}

export class KeyringExpired extends KeyringError {
  code = "keyring-expired";
}

export class Unavailable extends BrowserError {}

export class KeyringUnavailable extends Unavailable {
  code = "keyring-unavailable";
}

export class NoticeUnavailable extends Unavailable {
  code = "notice-unavailable";
}

export class VerifierUnavailable extends Unavailable {
  code = "verifier-unavailable";
}

export class ReceiptError extends BrowserError {}

export class ReceiptCharacter extends ReceiptError {
  code = "receipt-character";
}

export class ReceiptLength extends ReceiptError {
  code = "receipt-length";
}

export class ReceiptCheck extends ReceiptError {
  code = "receipt-check";
}

export class MailboxError extends BrowserError {}

export class MailboxEmpty extends MailboxError {
  code = "mailbox-empty";
}

export class MailboxMalformed extends MailboxError {
  code = "mailbox-malformed";
}

export class MailboxForged extends MailboxError {
  code = "mailbox-forged";
}

export class MailboxExpired extends MailboxError {
  code = "mailbox-expired";
}

export class NoticeError extends BrowserError {}

export class NoticeMalformed extends NoticeError {
  code = "notice-malformed";
}

export class NoticeForged extends NoticeError {
  code = "notice-forged";
}

export class RecipientMalformed extends BrowserError {
  code = "recipient-malformed";
}

export class EnvelopeUnsealed extends BrowserError {
  code = "unsealed";
}

export class LetterMalformed extends BrowserError {
  code = "letter-malformed";
}

export class LetterTooLarge extends BrowserError {
  code = "letter-too-large";
}

export class PageMalformed extends BrowserError {
  code = "page-malformed";
}
