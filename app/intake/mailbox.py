"""Answer whoever names a mailbox: always with as many bytes, whatever lies there (WIRE §12).

An empty, an unknown and a full mailbox cannot be told apart by anybody but who holds the receipt.
The id comes in the body alone and is never written anywhere, and nothing here lists or changes a
mailbox.
"""

import secrets
from collections.abc import Callable, Collection

from flask import Response, current_app, request

from app.intake.bodies import announced_length, read_body
from app.intake.errors import Closed, MailboxIdMalformed, WrongContentType
from app.intake.limits import ENVELOPE_LIMIT
from app.intake.origin import check_origin
from app.store.base import ShelfReader
from app.store.errors import StoreError, TooLarge
from app.wire.constants import ENVELOPE_MEDIA_TYPE, MAILBOX_BYTES, MAILBOX_ID_BYTES


def mailbox_view(replies: ShelfReader, origins: Collection[str]) -> Callable[[], Response]:
    """Return the view of POST /api/mailbox (WIRE §12)."""

    def view() -> Response:
        check_origin(request, origins)
        if request.mimetype != ENVELOPE_MEDIA_TYPE:
            raise WrongContentType
        length = announced_length(ENVELOPE_LIMIT)
        if length != MAILBOX_ID_BYTES:
            raise MailboxIdMalformed
        return Response(read_mailbox(replies, read_body(length)), content_type=ENVELOPE_MEDIA_TYPE)

    return view


def read_mailbox(replies: ShelfReader, mailbox_id: bytes) -> bytes:
    """Return MAILBOX_BYTES bytes: the mailbox, or random ones, which nothing can compress.

    An object of another size is never given out: only whoever writes to the shelf can have put it
    there, to be known again by it.

    Raises: Closed (the shelf cannot be read now).
    """
    filler = secrets.token_bytes(MAILBOX_BYTES)  # each time, so that all take as long
    try:
        found = replies.read(mailbox_id.hex())
    except TooLarge:
        found = (b"", "")
    except StoreError as error:
        # The type alone: the message could name the mailbox.
        current_app.logger.error("no mailbox can be read: %s", type(error).__name__)  # noqa: TRY400 (see above)
        raise Closed from None
    if found is None:
        return filler
    if len(found[0]) != MAILBOX_BYTES:
        current_app.logger.error("a mailbox of a wrong size was not given out: see to the shelf")
        return filler
    return found[0]
