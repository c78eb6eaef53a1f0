"""The notice in force: the day on which staff last collected letters, as they signed it (WIRE §13).

What is missing or not signed by the key of the keyring in force is never given out or believed:
whoever asks then learns that nothing is known, which every page takes for "call".
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

from flask import Response, current_app

from app.frame.locale import long_day
from app.intake.errors import Closed
from app.intake.keyring import KeyringSource, today
from app.store.errors import NotFound, Unavailable
from app.store.published import Latest
from app.wire.constants import NOTE_LIMIT
from app.wire.errors import KeyringError, NoticeError
from app.wire.notice import is_stale, open_notice


class NoticeSource:
    """Gives the notice from where staff's pull publishes it."""

    def __init__(self, latest: Latest, keyring: KeyringSource) -> None:
        self._latest = latest
        self._keyring = keyring

    def text(self) -> str | None:
        """Return the signed text, or None if there is no genuine one. Raises: KeyringError."""
        read = self._read()
        return read[0] if read else None

    def fresh_day(self) -> date | None:
        """Return the day on which letters were last collected; None: not known, or long ago."""
        try:
            read = self._read()
        except KeyringError:
            return None
        return read[1] if read and not is_stale(read[1], today()) else None

    def shown_day(self) -> str | None:
        """Return the fresh day as people read it, in the request's language."""
        day = self.fresh_day()
        return long_day(day) if day else None

    def _read(self) -> tuple[str, date] | None:
        try:
            text = self._latest.text().data[: NOTE_LIMIT + 1].decode("utf-8", "replace")
            return text, open_notice(text, self._keyring.current().notice_key)
        except NotFound:  # letters were never collected yet
            return None
        except (Unavailable, NoticeError) as error:
            current_app.logger.error("the notice cannot be used: %s", type(error).__name__)  # noqa: TRY400 (a message may quote it)
            return None


def notice_view(source: NoticeSource) -> Callable[[], Response]:
    """Return the view of /notice.txt: the signed text, with the Date that its age is judged by.

    Where there is no genuine one the answer is empty (WIRE §13).
    """

    def view() -> Response:
        try:
            text = source.text()
        except KeyringError:
            raise Closed from None
        if text is None:
            return Response(status=204)  # no mistake of who asks, and none for a browser to report
        response = Response(text, content_type="text/plain; charset=utf-8")
        response.date = datetime.now(UTC)
        return response

    return view
