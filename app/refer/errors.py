"""What stops `turva refer` as a whole, or one line of its file. No message holds any of a line.

ReferError
├── AddressRefused     this is no address to send to: letters go over TLS, or to this machine
├── FileUnusable       the file of lines cannot be read
├── StateUnusable      what was sent cannot be remembered, so nothing is sent
├── Unreachable        no answer, or none of the service's own: try again later
└── PostRefused        the service took no letter, and said why by a code
"""


class ReferError(Exception):
    """Nothing more is sent; the message says why and what to do."""


class AddressRefused(ReferError):
    """Letters are not sent to this address."""


class FileUnusable(ReferError):
    """The file cannot be read."""


class StateUnusable(ReferError):
    """The folder that remembers what was sent cannot be used."""


class Unreachable(ReferError):
    """The service did not answer, or something in between did."""


class PostRefused(ReferError):
    """The service refused a post; `code` is one of WIRE §8, `retry_after` in seconds if it said."""

    def __init__(self, code: str, retry_after: int | None = None) -> None:
        super().__init__(f"the service refused the letter ({code})")
        self.code = code
        self.retry_after = retry_after
