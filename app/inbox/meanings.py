"""What each code of the inbox means, in one sentence for staff, with what to do where there is it.

Only fixed sentences: nothing of an object or a letter is ever in them.
"""

from collections.abc import Mapping

MEANINGS: Mapping[str, str] = {
    # Why an object is quarantined.
    "not-age": "It is no age file, so no form of ours sent it.",
    "malformed-header": "Its header is not written as age writes one, so no form of ours sent it.",
    "no-stanza": "It is sealed to nobody, so nobody can open it.",
    "several-stanzas": "Somebody besides us could open it, so no form of ours sent it.",
    "foreign-stanza": "It is sealed in a way that is not ours, so no form of ours sent it.",
    "wrong-size": "Its size is no envelope's: it was cut, or no form of ours sent it.",
    "not-for-us": "None of your identities opens it: it may belong to another epoch.",
    "damaged": "It was sealed to us, but changed or cut on its way.",
    "padding-malformed": "It opens, but is not padded as our forms pad letters.",
    "letter-malformed": "It opens, but is no letter as our forms write them.",
    "wrong-digest": (
        "The kept file was changed: if the intake's store still has this name, remove the file"
        " from the inbox's folder and pull again."
    ),
    "unreadable": "The kept file cannot be read: look after the inbox's folder, or its disk.",
    "fault": "The inbox itself failed on it: please report this as a fault, without the letter.",
    # Why a text is shown raw.
    "letter-version-unknown": "A newer form wrote this: update the inbox to see it in order.",
    "form-unknown": "The inbox does not know this version of the form: update it.",
    "answers-invalid": "Some of this does not fit the form, so it is shown as it came.",
    # What went wrong with a remote object; a remote wrong digest has its own sentence.
    "not-listed": "The intake's store could not be listed to its end: pull again.",
    "not-fetched": "The intake's store did not hand it out: pull again.",
    "not-kept": "It could not be kept here: look after the inbox's folder, or its disk.",
    "no-object": "It is not named as objects are, so no intake put it there.",
    "too-large": "It is larger than any envelope, so no intake put it there. It was not fetched.",
    "remote-wrong-digest": "Its name is not its digest, so no intake put it there. It is kept.",
}


def meaning(code: str) -> str:
    """Return the sentence for a code. Raises: KeyError (a code without one is our mistake)."""
    return MEANINGS[code]
