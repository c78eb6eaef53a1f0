"""Dresses a Flask app in what every page shares: templates, languages, headers, error pages.

It only wires. A dressed app has no session, no cookie, no request log and no address of its own
making; what a program adds is its views (`app.addresses.register`) and its own templates.
"""

from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

from app.frame import bare, contacts, error_pages, links, locale
from app.frame.assets import Assets
from app.frame.compiled import compile_once
from app.frame.digits import digits

FRAME = Path(__file__).parent


def dress(
    app: Flask,
    *,
    assets: Assets,
    name: str,
    leave_to: str = contacts.EXIT,
    api_errors: error_pages.ApiErrors | None = None,
) -> None:
    """Give the app everything that pages share.

    `name` is the product's name, `leave_to` where quick exit leads, `api_errors` makes the answers
    to errors under /api/. The app must have been made with `static_folder=None`.
    """
    _set_templates(app)
    locale.install(app)
    # What runs after a request runs in reverse: the headers come last, on whatever is answered.
    bare.strip(app)
    links.install(app)
    error_pages.install(app, api_errors)
    # Read now: what is built anew meanwhile must not take a page away.
    for script in (name for name in assets.files if name.endswith(".js")):
        assets.integrity(script)
    app.jinja_env.globals.update(
        asset=assets.url,
        integrity=assets.integrity,
        contacts=contacts,
        leave_to=leave_to,
        product_name=name,
    )


def _set_templates(app: Flask) -> None:
    """Let the app's own templates extend the frame's; an undefined name is an error."""
    frame = FileSystemLoader([FRAME / "templates", FRAME])
    app.jinja_loader = ChoiceLoader([app.jinja_loader, frame] if app.jinja_loader else [frame])
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.autoescape = True
    app.jinja_env.filters["digits"] = digits
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    compile_once(app)
