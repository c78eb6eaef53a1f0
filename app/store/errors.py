"""What a store can answer instead of doing what it was asked.

    StoreError
    ├── NotFound      no object has this name
    ├── Conflict      the name holds other bytes; a store's objects are never overwritten
    ├── Changed       the object on a shelf is no longer the one that was to be replaced
    ├── BadName       this can never be a name: the caller is wrong
    ├── TooLarge      no object may be that large, to be put or to be got
    └── Unavailable   the store cannot keep or give anything now; the same call may succeed later

The sentences hold names and places of objects, never what is in them.
"""


class StoreError(Exception):
    """A store did not do what it was asked; the message says why."""


class NotFound(StoreError):
    """No object has this name."""


class Conflict(StoreError):
    """The name already holds other bytes."""


class Changed(StoreError):
    """Somebody else replaced, made or removed the object first: read it anew, then try again."""


class BadName(StoreError):
    """A name is not of the form that every store accepts."""


class TooLarge(StoreError):
    """An object larger than `LARGEST_OBJECT`."""


class Unavailable(StoreError):
    """The store cannot do it now, and nothing is promised about what was to be kept."""
