"""What programs look for on every site: security.txt, robots.txt and the sitemap.

The sitemap names every page that may be found, in every language.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from flask import Response

from app.addresses import ADDRESSES, Address, link
from app.frame.headers import POLICIES
from app.frame.locale import LANGUAGES
from app.site.responsible import Responsible

_LANGUAGES_OF_STAFF = "fi, sv, en"


def security(host: str, responsible: Responsible) -> Callable[[], Response]:
    """Return the view of `/.well-known/security.txt` (RFC 9116)."""
    lines = (
        f"Contact: {responsible.security}",
        f"Expires: {responsible.until.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {_LANGUAGES_OF_STAFF}",
        f"Canonical: https://{host}{link('security')}",
    )
    return _answer("\n".join(lines) + "\n", "text/plain")


def robots(host: str) -> Callable[[], Response]:
    """Return the view of `/robots.txt` (RFC 9309): everything may be found, pages say what not."""
    text = f"User-agent: *\nDisallow:\nSitemap: https://{host}{link('sitemap')}\n"
    return _answer(text, "text/plain")


def sitemap(host: str, reports: Sequence[str]) -> Callable[[], Response]:
    """Return the view of `/sitemap.xml`: every page to read, with its other languages."""
    pages = "".join(_pages(host, reports))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{pages}</urlset>\n'
    )
    return _answer(text, "application/xml")


def _pages(host: str, reports: Sequence[str]) -> Iterator[str]:
    for address in ADDRESSES:
        if not POLICIES[address.policy].found or not re.match(r"/\{lang\}/(.*/)?$", address.path):
            continue
        for file in reports if "{file}" in address.path else [""]:
            yield from _languages(host, address, file)


def _languages(host: str, address: Address, file: str) -> Iterator[str]:
    found = {
        language.tag: f"https://{host}{link(address.name, lang=language.tag, file=file)}"
        for language in LANGUAGES
    }
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(other)}/>\n'
        for tag, other in found.items()
    )
    for here in found.values():
        yield f"<url>\n<loc>{escape(here)}</loc>\n{others}</url>\n"


def _answer(text: str, mimetype: str) -> Callable[[], Response]:
    return lambda: Response(text, mimetype=mimetype)
