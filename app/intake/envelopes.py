"""Take a sealed letter: check what can be seen without a key, keep it, and say so only then.

It holds no key and never looks inside; it reads exactly as many bytes as were announced, keeps
nothing about who sent them, and says "taken" only after the store has said that it is durable (P6).
"""

from collections.abc import Callable, Collection

from flask import Response, request

from app.intake.bodies import announced_length, read_body
from app.intake.errors import Closed, WrongContentType
from app.intake.keyring import KeyringSource, keyring_in_force, log_closed, today
from app.intake.limits import ENVELOPE_LIMIT
from app.intake.origin import check_origin
from app.store.base import Store
from app.store.errors import StoreError
from app.wire.constants import ENVELOPE_MEDIA_TYPE, SERIAL_HEADER
from app.wire.envelope import check_envelope, envelope_id
from app.wire.errors import StaleSerial
from app.wire.post import check_serial


def envelopes_view(
    store: Store, source: KeyringSource, origins: Collection[str]
) -> Callable[[], Response]:
    """Return the view of POST /api/envelopes (WIRE §8)."""

    def view() -> Response:
        check_origin(request, origins)
        if request.mimetype != ENVELOPE_MEDIA_TYPE:
            raise WrongContentType
        length = announced_length(ENVELOPE_LIMIT)
        serial = request.headers.get(SERIAL_HEADER)
        try:
            check_serial(serial, keyring_in_force(source), today())
        except StaleSerial:
            # The page may know a keyring that was published since ours was read.
            check_serial(serial, keyring_in_force(source, anew=True), today())
        data = read_body(length)
        check_envelope(data)
        return Response(
            f'{{"id":"{keep(store, data)}"}}', status=201, content_type="application/json"
        )

    return view


def keep(store: Store, envelope: bytes) -> str:
    """Put the envelope where it is durable, and return its id; the same one again changes nothing.

    Raises: Closed (it is not known to be kept).
    """
    name = envelope_id(envelope)
    try:
        store.put(name, envelope)
    except StoreError as error:
        log_closed(error)
        raise Closed from None
    return name
