"""What each code of the inbox means, in words for staff, and what to do about it.

Only fixed sentences: nothing of an object or a letter is ever in them. They are English here and
translated where a page shows them.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    """What a code says, in one sentence, and what staff do about it, in another."""

    says: str
    do: str


def marked(message: str) -> str:
    """Return the message as it is: by this name it is found for the catalogues."""
    return message


_FOREIGN = marked(
    "Leave it here: it does no harm. If many such objects come, tell who runs the service."
)
_PERHAPS_A_PERSON = marked(
    "A person may have written it: tell who runs the service, and keep the object."
)
_FOLDER = marked("Look after the folder of the inbox, or its disk. Then load this page again.")
_AGAIN = marked("Load the list again. If it goes on, tell who runs the service.")
_NEWER = marked("Read it as it came, and update the inbox.")

MEANINGS: Mapping[str, Meaning] = {
    # Why an object is quarantined.
    "not-age": Meaning(marked("It is no age file, so no form of ours sent it."), _FOREIGN),
    "malformed-header": Meaning(
        marked("Its header is not written as age writes one, so no form of ours sent it."), _FOREIGN
    ),
    "no-stanza": Meaning(marked("It is sealed to nobody, so nobody can open it."), _FOREIGN),
    "several-stanzas": Meaning(
        marked("Somebody besides us could open it, so no form of ours sent it."), _FOREIGN
    ),
    "foreign-stanza": Meaning(
        marked("It is sealed in a way that is not ours, so no form of ours sent it."), _FOREIGN
    ),
    "wrong-size": Meaning(
        marked("Its size is no envelope's: it was cut, or no form of ours sent it."),
        _PERHAPS_A_PERSON,
    ),
    "not-for-us": Meaning(
        marked("None of your keys opens it: it may belong to another epoch."),
        marked("Ask a colleague who has the keys of other epochs to open it."),
    ),
    "damaged": Meaning(
        marked("It was sealed to us, but changed or cut on its way."), _PERHAPS_A_PERSON
    ),
    "padding-malformed": Meaning(
        marked("It opens, but is not padded as our forms pad letters."), _PERHAPS_A_PERSON
    ),
    "letter-malformed": Meaning(
        marked("It opens, but is no letter as our forms write them."),
        marked("Read it as it came: a person may have written it."),
    ),
    "piece-malformed": Meaning(
        marked("It says that it is a part of a file, but is not written as our forms write those."),
        _FOREIGN,
    ),
    "wrong-digest": Meaning(
        marked("The kept file was changed after it was fetched."),
        marked(
            "If the intake's store still has this name, remove the file from the folder of the"
            " inbox and load the list again."
        ),
    ),
    "event-malformed": Meaning(
        marked("It opens, but is no event as the inbox writes them."),
        marked("Update the inbox. If it stays, tell who runs the service."),
    ),
    "event-forged": Meaning(
        marked("It opens, but was not signed by whom it names, so it does not count."),
        marked("Tell who runs the service."),
    ),
    "unreadable": Meaning(marked("The kept file cannot be read."), _FOLDER),
    "fault": Meaning(
        marked("The inbox itself failed on it."),
        marked("Report this as a fault, without the letter."),
    ),
    # Why a text is shown raw.
    "letter-version-unknown": Meaning(
        marked("A newer form wrote this, which this inbox does not know."), _NEWER
    ),
    "form-unknown": Meaning(marked("The inbox does not know this version of the form."), _NEWER),
    "answers-invalid": Meaning(
        marked("Some of this does not fit the form."),
        marked("Read it as it came: it may hold what the person meant to say."),
    ),
    # What went wrong with a remote object; a remote wrong digest has its own sentence.
    "not-there": Meaning(
        marked(
            "The store has no folder of letters. It is not connected, TURVA_STORE names another"
            " place, or the site was never started on it."
        ),
        marked(
            "Connect it, or tell who runs the service. On a new store start the site once ('turva"
            " serve'): that makes the folder. Then load the list again."
        ),
    ),
    "not-listed": Meaning(marked("The intake's store could not be listed to its end."), _AGAIN),
    "not-fetched": Meaning(marked("The intake's store did not hand it out."), _AGAIN),
    "not-kept": Meaning(marked("It could not be kept here."), _FOLDER),
    "no-object": Meaning(
        marked("It is not named as objects are, so no intake put it there."),
        marked("Tell who runs the service. It was not fetched."),
    ),
    "too-large": Meaning(
        marked("It is larger than any envelope, so no intake put it there."),
        marked("Tell who runs the service. It was not fetched."),
    ),
    "remote-wrong-digest": Meaning(
        marked("Its name is not its digest, so no intake put it there."),
        marked("Tell who runs the service. What it holds was kept, and is shown."),
    ),
    "notice-not-written": Meaning(
        marked("The site could not be told that letters were collected today."),
        marked("Load the list again. If it goes on, tell who runs the service."),
    ),
    "answers-not-placed": Meaning(
        marked("Answers are kept here, but not all of them are where their senders can see them."),
        _AGAIN,
    ),
    "answers-left-out": Meaning(
        marked("A mailbox is full, and its newest answer does not fit in."),
        marked("Open that case and take back an older answer: then the newest is put in place."),
    ),
    "clock-wrong": Meaning(
        marked(
            "The date of this computer cannot be right, so no answer was put in place and the site"
            " was not told that letters were collected."
        ),
        marked(
            "Set the date, then load the list again. If it is right, the keys are too old: tell who"
            " keeps the root key."
        ),
    ),
    "not-sent": Meaning(
        marked("Something that you did is kept here, but your colleagues do not see it yet."),
        _AGAIN,
    ),
    "keys-untrusted": Meaning(
        marked(
            "The list of staff in the store is missing, or not one to be believed, so the last one"
            " seen here is used. What you do stays on this computer until that is mended."
        ),
        marked("Tell who keeps the root key today."),
    ),
    "keys-old": Meaning(
        marked(
            "The newest keys are more than 45 days old: new ones were not made, or they are kept"
            " from you."
        ),
        marked(
            "Ask who keeps the root key. If there are newer ones, do nothing here until that is"
            " mended: somebody who was removed could read it."
        ),
    ),
    "destroyed-epoch": Meaning(
        marked(
            "Keys that you or a colleague have destroyed turned up again. They were not used, and"
            " nothing of them is kept here."
        ),
        marked(
            "If you work on two computers with the same member key, make another key for the"
            " second. If not, tell who runs the service, and run 'turva retain'."
        ),
    ),
    # What is not as it should be among staff's events.
    "unknown-author": Meaning(
        marked("Somebody who is not on the list of staff signed it, so it does not count."),
        marked("Tell who runs the service."),
    ),
    "after-removal": Meaning(
        marked("Somebody signed it after being taken off the list of staff: it does not count."),
        marked("Tell who keeps the root key."),
    ),
    "gap": Meaning(
        marked(
            "Something that a colleague did is not in the store: it is on its way, or held back."
        ),
        marked(
            "Load the list again. If it stays, ask that colleague, and tell who runs the service."
        ),
    ),
    "fork": Meaning(
        marked("Two things were done at once with the same key, on two computers; both count."),
        marked("If it was not you or your colleague, somebody else has that key: change it today."),
    ),
    # Why a file of a letter cannot be had.
    "piece-missing": Meaning(
        marked("Not all of this file is here: parts of it did not come, or not yet."),
        marked(
            "Load the list again later. If it stays so, ask the sender to send the file once more."
        ),
    ),
    "piece-unopened": Meaning(
        marked("None of your keys opens a part of this file: it may belong to another epoch."),
        marked("Ask a colleague who has the keys of other epochs to open it."),
    ),
    "piece-damaged": Meaning(
        marked("A part of this file is damaged, or the kept one cannot be read."),
        marked(
            "Look after the folder of the inbox, or its disk. If it stays so, ask the sender to"
            " send the file once more."
        ),
    ),
    "piece-foreign": Meaning(
        marked(
            "The letter names as a part of this file what belongs to another letter, or is no part"
            " of a file. No form of ours writes that, and nothing of it is given out."
        ),
        marked("Be careful with what this letter asks, and tell who runs the service."),
    ),
    "size-differs": Meaning(
        marked(
            "The parts of this file are not as large together as the letter says, so it was changed"
            " or cut."
        ),
        marked("Nothing of it is given out. Ask the sender to send the file once more."),
    ),
    "picture-refused": Meaning(
        marked("This picture could not be redrawn: it is damaged, too large, or something else."),
        marked("It is not shown here. It can be kept as a file, and opened with care."),
    ),
    "pictures-busy": Meaning(
        marked("Other pictures are being redrawn at this moment."),
        marked("Go back, and open the picture again."),
    ),
    "piece-loose": Meaning(
        marked("Parts of files came that no letter names."),
        marked(
            "Their letter may still come, as it is sent last. If it does not, 'turva retain'"
            " deletes them, at the earliest 7 days after they came."
        ),
    ),
    # What the intake noted on a plain letter.
    "no-origin": Meaning(
        marked("The sender's browser did not say which page sent this."),
        marked("Some browsers never say it. Be a little more careful with what it asks."),
    ),
}

FORMS: Mapping[str, str] = {
    "write": marked("Write to us"),
    "follow": marked("Write again"),
    "call": marked("Call me"),
    "worry": marked("About someone else"),
    "referral": marked("Referral with consent"),
    "consultation": marked("Consultation without names"),
}
"""What staff call each form; one without a name here is shown by its key."""
