"""What can go wrong for staff at the inbox.

InboxError
├── UnknownCase         no case, envelope or object has that id
├── AmbiguousCase       a shortened id fits more than one
├── FileError           a letter's file is not to be had: see `file_errors`
├── NotOnRoster         who works here is no member of staff (any more)
├── JournalUnreadable   an event that is kept cannot be read, so none can be added
├── RetentionRefused    nothing is destroyed now: it could lose what is still needed
├── PhraseMalformed     a file of content/phrases is not as it has to be
└── ActRefused          nothing was done; `code` and `says` tell why
    ├── TextEmpty
    ├── TextTooLong
    ├── LabelMalformed
    ├── OtherUnknown        the number of another letter fits none, or several
    ├── OtherEnded          the other case is closed or deleted
    ├── MergedAlready       both are the same person's already
    ├── NotMerged           there is nothing to separate
    ├── ClockWrong          this computer's date cannot be right
    └── ReplyRefused        an answer is not sent
        ├── AnswerEmpty
        ├── AnswerTwofold       a phrase and an own text at once
        ├── AnswerTooLong
        ├── AnswerWithControls  something in it is not seen, or turns the line
        ├── AnswerChanged       its form was sent already, with another text
        ├── StatusRefused       who refers is not told this: see `status_errors`
        ├── NoWayBack           the letter has no receipt
        ├── WayBackContested    another letter names the same receipt, and did not come later
        ├── WayBackBroken       nothing can be sealed to what it names
        ├── NotToBeContacted    the sender asked for it, and staff did not say why all the same
        ├── CheckNeeded         it holds something that needs the identity check first
        ├── MailboxIsFull
        ├── NotAllFetched       it holds something delicate, and a newer letter may be missing
        └── NotPublished        it is kept, but not in the mailbox yet
            └── NoRoomLeft          it does not fit in beside what a colleague wrote at once

What is wrong with one object in a store is no exception here: it is reported (`sync.Trouble`,
`cases.Quarantined`), so that it never hides another. No message holds a sender's words.
"""

from typing import ClassVar

from app.inbox.meanings import marked


class InboxError(Exception):
    """Base of everything that the inbox refuses; the message says what to do next."""


class UnknownCase(InboxError):
    """Nothing that is kept has this id."""


class AmbiguousCase(InboxError):
    """A shortened id fits several cases: more of it must be given."""


class NotOnRoster(InboxError):
    """The member's key is not on the roster, so nothing of theirs would count."""


class JournalUnreadable(InboxError):
    """The events that are kept cannot all be read, so the next one has no safe place."""


class RetentionRefused(InboxError):
    """Old epochs cannot be destroyed now without the risk of losing what is still needed."""


class PhraseMalformed(InboxError):
    """A phrase's file lacks something, or holds what it should not."""


class ActRefused(InboxError):
    """Something was not done to a case; nothing that anybody wrote is in any message."""

    code: ClassVar[str]
    says: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.says)


class TextEmpty(ActRefused):
    """What was to be written down has no text."""

    code = "text-empty"
    says = marked("There is no text. Write it, then press the button again.")


class TextTooLong(ActRefused):
    """What was to be written down is longer than the ledger takes."""

    code = "text-too-long"
    says = marked("The text is too long. Write it down as two.")


class LabelMalformed(ActRefused):
    """A label is not a short line."""

    code = "label-malformed"
    says = marked("A label is one line of at most 64 characters.")


class OtherUnknown(ActRefused):
    """What was given as the number of another letter is not the number of one."""

    code = "other-unknown"
    says = marked(
        "No letter has this number, or several begin like it. Open the other letter and copy the"
        " number at the top of its page."
    )


class OtherEnded(ActRefused):
    """The case that it was to be merged into is not open, so both would be out of sight."""

    code = "other-ended"
    says = marked("The other letter is closed or deleted. Open it again first, then merge the two.")


class MergedAlready(ActRefused):
    """Both are one case, or merged into the same one."""

    code = "merged-already"
    says = marked("These two are kept as one person's already.")


class NotMerged(ActRefused):
    """It was merged into no case."""

    code = "not-merged"
    says = marked("This letter is not merged into another, so there is nothing to undo.")


class ClockWrong(ActRefused):
    """The day of this computer cannot be right, so nothing may be signed or destroyed by it."""

    code = "clock-wrong"
    says = marked(
        "The date of this computer cannot be right: it is before the keys in use were made, or long"
        " after. Nothing was done. Set the date, then try again. If it is right, the keys are too"
        " old: tell who keeps the root key."
    )


class ReplyRefused(ActRefused):
    """An answer is not sent."""


class AnswerEmpty(ReplyRefused):
    """There is no text."""

    code = "answer-empty"
    says = marked("The answer is empty. Write it, or choose a phrase.")


class AnswerTwofold(ReplyRefused):
    """A phrase was chosen and a text written: one of the two was not meant."""

    code = "answer-twofold"
    says = marked("You chose a phrase and wrote a text of your own. Keep one of the two.")


class AnswerTooLong(ReplyRefused):
    """The text is longer than a mailbox takes."""

    code = "answer-too-long"
    says = marked("The answer is too long. Send it as two answers.")


class AnswerWithControls(ReplyRefused):
    """The text holds what is not seen and could act or turn a line."""

    code = "answer-with-controls"
    says = marked(
        "The answer holds characters that are not seen and could change how it reads. Write it"
        " again by hand, or paste it as plain text."
    )


class AnswerChanged(ReplyRefused):
    """The answer's id stands for another text already."""

    code = "answer-changed"
    says = marked(
        "This form has already sent an answer, with another text. This text was not sent. If it is"
        " a second answer, send it now."
    )


class NoWayBack(ReplyRefused):
    """The letter brought nothing to which an answer could be sealed."""

    code = "no-way-back"
    says = marked(
        "This letter cannot be answered here, because it came without a receipt: the sender has no"
        " way to read an answer. If it names a safe way to reach them, use that."
    )


class WayBackContested(ReplyRefused):
    """Another case names the same receipt and another recipient, and may be the true one."""

    code = "way-back-contested"
    says = marked(
        "This letter cannot be answered here. Another letter, which did not come after it, gives"
        " the same receipt and wants the answers locked to another key. One of the two may be from"
        " somebody who saw the receipt, and we cannot tell which. If this letter names a safe way"
        " to reach its sender, use that, and be careful."
    )


class WayBackBroken(ReplyRefused):
    """What the letter names as its way back is no recipient."""

    code = "way-back-broken"
    says = marked(
        "This letter cannot be answered here, because nothing can be locked to what it gives as its"
        " receipt. No form of ours writes that. Be careful with what it asks."
    )


class NotToBeContacted(ReplyRefused):
    """The sender asked not to be contacted, and no reason to do so was given."""

    code = "not-to-be-contacted"
    says = marked(
        "The sender asked not to be contacted. Answer only if you must, and say why. The reason is"
        " kept with the case."
    )


class CheckNeeded(ReplyRefused):
    """It holds something delicate, and nobody checked who reads it."""

    code = "check-needed"
    says = marked(
        "The answer seems to hold an address, a meeting, a number or another person. First check"
        " whom you are writing to, and record how. Or leave it out."
    )


class NotAllFetched(ReplyRefused):
    """It holds something delicate, and a letter may have come that nobody here has read."""

    code = "not-all-fetched"
    says = marked(
        "The answer seems to hold an address, a meeting, a number or another person, and not"
        " everything could be fetched: a newer letter may be from somebody else. It was not sent."
        " Load the list of letters, then try again."
    )


class MailboxIsFull(ReplyRefused):
    """The answers do not fit into the mailbox together."""

    code = "mailbox-is-full"
    says = marked("The mailbox is full. Take back an older answer, then send this one.")


class NotPublished(ReplyRefused):
    """What was done is kept here, but the mailbox does not show it yet."""

    code = "not-published"
    says = marked(
        "It is kept, but the sender cannot see it yet: the store could not be reached or did not"
        " give everything, or others kept writing to the mailbox. It is tried again each time the"
        " letters are fetched."
    )


class NoRoomLeft(NotPublished):
    """Two answered at once, and the mailbox does not take both."""

    code = "no-room-left"
    says = marked(
        "It is kept, but the sender cannot see it: somebody else answered at the same moment, and"
        " the mailbox is full. Take back an older answer: then this one is put in place."
    )
