"""The inbox's web pages, for one member of staff on their own machine.

Everything in a letter is hostile here: it is only ever escaped text in an isolated block, no page
loads or runs anything, and nothing is cached. What may be reached by whom is `app.inbox.guard`'s.
"""

from collections.abc import Callable, Mapping

from flask import Flask, Response, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from app.frame import locale
from app.frame.compiled import compile_once
from app.frame.headers import NOTHING, Policy, put_on
from app.inbox.answers import answers_to, parts
from app.inbox.claims import CLAIMS, claims
from app.inbox.contact import TIMED, contacts
from app.inbox.ending import Ending
from app.inbox.gate import Gate
from app.inbox.guard import guard
from app.inbox.languages import DOMAIN, LANGUAGES, preferred
from app.inbox.listing import count, in_sight, to_do
from app.inbox.looks import LOOKS, is_borne_out
from app.inbox.meanings import FORMS, MEANINGS
from app.inbox.moments import moment
from app.inbox.notices import error_page
from app.inbox.numbers import numbers
from app.inbox.paths import at, same_page
from app.inbox.phrases import FALLBACK, Phrase
from app.inbox.reaching import BY, UNVERIFIED
from app.inbox.records import beginning
from app.inbox.status import can_be_told, is_verification, is_verified, said_of_check
from app.inbox.views import add_views
from app.inbox.visible import marked_up, visible_line
from app.inbox.wishes import wishes
from app.inbox.workplace import Workplace

POLICY = Policy(
    {**NOTHING, "style-src": "'self'", "img-src": "'self'", "form-action": "'self'"},
    kept="no-store",
)
"""Our own style, icon and forms; no script, no frame, nothing from elsewhere, nothing kept."""

LOCKED = Policy(NOTHING, kept="no-store", clears=True)
"""The style sheet of the page that says that the inbox is locked: with it the browser drops every
page that it would show again on Back."""


def create_inbox(*, place: Workplace, gate: Gate, name: str, end: Callable[[], None]) -> Flask:
    """Return the inbox's web application; once it is locked, `end` is called to end the process.

    Raises: CatalogueMissing.
    """
    app = Flask(__name__, static_url_path="/static")
    app.config.update(PROVIDE_AUTOMATIC_OPTIONS=False)
    locale.install(app, languages=LANGUAGES, domain=DOMAIN, elsewhere=preferred)
    _furnish(app, name, place.phrases)
    app.before_request(guard(gate))
    app.after_request(_with_policy)
    app.register_error_handler(HTTPException, error_page(app))
    # Flask's own record would hold the path and the exception's text.
    app.log_exception = lambda *_: None  # type: ignore[method-assign]  # the hook Flask offers
    add_views(app, place, gate, Ending(end))
    return app


def _furnish(app: Flask, name: str, phrases: Mapping[str, Phrase]) -> None:
    """Give the templates their words and filters."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    compile_once(app)
    app.jinja_env.globals.update(
        product_name=name,
        BY=BY,
        UNVERIFIED=UNVERIFIED,
        CLAIMS=CLAIMS,
        LOOKS=LOOKS,
        MEANINGS=MEANINGS,
        TIMED=TIMED,
        FORMS=FORMS,
        answers_to=answers_to,
        at=at,
        beginning=beginning,
        can_be_told=can_be_told,
        claims=claims,
        clock=locale.clock,
        contacts=contacts,
        count=count,
        day=locale.day,
        is_verification=is_verification,
        is_verified=is_verified,
        language_names=locale.language_names,
        moment=moment,
        in_sight=in_sight,
        in_staffs=_in_staffs,
        is_borne_out=is_borne_out,
        numbers=numbers,
        parts=parts,
        phrases=phrases,
        same_page=same_page,
        staffs_tag=_staffs_tag,
        to_do=to_do,
        wishes=wishes,
    )
    app.jinja_env.filters.update(
        marked_up=marked_up, said_of_check=said_of_check, visible_line=visible_line
    )


def _with_policy(response: Response) -> Response:
    if "Content-Security-Policy" in response.headers:
        return response  # a file, under a stricter policy of its own
    return put_on(response, LOCKED if request.endpoint == "locked_style" else POLICY)


def _staffs_tag(texts: Mapping[str, str]) -> str:
    tag = locale.current_language().tag
    return tag if tag in texts else FALLBACK


def _in_staffs(texts: Mapping[str, str]) -> str:
    """Return a phrase's text in staff's language."""
    return texts[_staffs_tag(texts)]
