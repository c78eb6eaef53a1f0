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
 *     ├── KeyringUnavailable      no keyring could be had just now: try again later
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

export class KeyringUnavailable extends BrowserError {
  code = "keyring-unavailable";
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
