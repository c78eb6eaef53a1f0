"""The sealed part of the intake alone, as a function of the cloud: envelopes, and one mailbox.

It has no pages, so it starts without languages, templates and forms. It holds no key that opens
anything, and all its answers are for programs.
"""

from collections.abc import Callable, Collection
from typing import Any

from flask import Flask

from app.addresses import register
from app.frame import bare, error_pages
from app.intake.envelopes import envelopes_view
from app.intake.keyring import KeyringSource
from app.intake.mailbox import mailbox_view
from app.intake.problems import error_response, refusal_response
from app.intake.requests import limit_requests
from app.store.base import ShelfReader, Store
from app.wire.errors import PostRefused

Views = dict[str, Callable[..., Any]]
"""Views by the names of their addresses."""


def create_sealed(
    *,
    store: Store,
    replies: ShelfReader,
    keyring: KeyringSource,
    origins: Collection[str] = (),
) -> Flask:
    """Return the sealed part; `replies` holds the mailboxes, `origins` are the site's own."""
    sealed = Flask(__name__, static_folder=None, template_folder=None)
    limit_requests(sealed)
    bare.strip(sealed)
    error_pages.install(sealed, error_response, pages=False)
    sealed.register_error_handler(PostRefused, refusal_response)
    views = sealed_views(store, replies, keyring, origins)
    register(sealed, "intake", views, only=views.keys())
    return sealed


def sealed_views(
    store: Store, replies: ShelfReader, keyring: KeyringSource, origins: Collection[str]
) -> Views:
    """Return the views of the sealed part."""
    return {
        "envelopes": envelopes_view(store, keyring, origins),
        "mailbox": mailbox_view(replies, origins),
    }
