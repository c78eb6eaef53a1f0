"""What can go wrong for staff at the inbox.

InboxError
├── IdentityUnusable    the identity file is missing, unreadable, or holds no usable identity
├── UnknownCase         no case, envelope or object has that id
└── AmbiguousCase       a shortened id fits more than one

What is wrong with one object in a store is no exception here: it is reported (`sync.Trouble`,
`cases.Quarantined`), so that it never hides another. No message holds a sender's words.
"""


class InboxError(Exception):
    """Base of everything that the inbox refuses; the message says what to do next."""


class IdentityUnusable(InboxError):
    """The identities that open letters cannot be read."""


class UnknownCase(InboxError):
    """Nothing that is kept has this id."""


class AmbiguousCase(InboxError):
    """A shortened id fits several cases: more of it must be given."""
