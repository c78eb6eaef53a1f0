"""What can go wrong in what every page shares.

    FrameError
    ├── AssetsMissing      the built assets are not there or not readable
    ├── AssetUnknown       a template names an asset that was not built
    ├── CatalogueMissing   a language has no compiled catalogue
    └── TraceRefused       code tried to leave a trace in the sender's browser (cookie, session)

None of these is the sender's doing; their messages never hold anything that a request carried.
"""


class FrameError(Exception):
    """The frame cannot do its work; the message says why and what to do."""


class AssetsMissing(FrameError):
    """The folder of built assets cannot be used."""


class AssetUnknown(FrameError):
    """No asset of this name was built."""


class CatalogueMissing(FrameError):
    """A language is offered but its texts are not there."""


class TraceRefused(FrameError):
    """A cookie or a session was about to be made; this service makes neither (P1)."""
