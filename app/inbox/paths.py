"""The addresses of the inbox's pages, each in the language of the page that names it."""

from flask import request, url_for

from app.frame.locale import current_language


def at(endpoint: str, **values: object) -> str:
    """Return the address of a page of ours in the language of this one, or in the one of `lang`."""
    return url_for(endpoint, **{"lang": current_language().tag, **values})  # type: ignore[arg-type]  # Flask takes any value


def same_page(tag: str) -> str:
    """Return the address of the page that is being shown, in another language."""
    return at(request.endpoint or "show_list", **{**(request.view_args or {}), "lang": tag})
