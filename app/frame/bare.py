"""What every Flask app of ours is, with pages or without: no session, no cookie, no OPTIONS."""

from flask import Flask
from flask.sessions import NullSession, SessionInterface

from app.frame import headers
from app.frame.errors import TraceRefused


class _NoSession(SessionInterface):
    """Gives every request an empty session that cannot be written to."""

    def open_session(self, *_: object) -> NullSession:
        return NullSession()

    def save_session(self, *_: object) -> None:
        raise TraceRefused("This service keeps no session.")


def strip(app: Flask) -> None:
    """Take from the app what Flask would keep or answer by itself, and put headers on all it says.

    The app must have been made with `static_folder=None`.
    """
    app.config.update(
        # No answer to OPTIONS: nothing here is for pages of other hosts.
        PROVIDE_AUTOMATIC_OPTIONS=False,
        SECRET_KEY=None,
    )
    app.session_interface = _NoSession()
    headers.install(app)
