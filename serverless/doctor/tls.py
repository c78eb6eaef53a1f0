"""The line to the site: is it locked, by whom, for how long, and is nobody left on an open one?"""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final

from serverless.doctor.errors import Unreachable
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding, fault, ok, unseen
from serverless.doctor.visit import Address, Visit

CHECK: Final = "tls"

LEFT_DAYS: Final = 21
"""A certificate that ends sooner was not renewed by itself, as it should have been."""

_PATIENCE: Final = 10
_REDIRECTS: Final = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)


def tls(examined: Examined) -> Iterator[Finding]:
    """Yield what is wrong with the line. Raises: Unreachable."""
    visit = examined.visit
    if visit.at.scheme == "https":
        yield _certificate(visit)
    elif visit.at.is_local:
        yield unseen(CHECK, f"{visit.at} is this computer itself, without TLS")
    else:
        yield fault(CHECK, f"{visit.at} is not locked", "serve the site over https only")
    if visit.site == visit.at and visit.site.scheme == "https":
        yield _redirect(visit.site)


def _certificate(visit: Visit) -> Finding:
    try:
        with (
            socket.create_connection((visit.at.host, visit.at.port), _PATIENCE) as line,
            visit.context().wrap_socket(line, server_hostname=visit.site.host) as locked,
        ):
            version = locked.version() or "nothing"
            until = (locked.getpeercert() or {}).get("notAfter", "")
    except ssl.SSLCertVerificationError as error:
        return fault(
            CHECK,
            f"browsers refuse the certificate ({error.verify_message})",
            "renew it, for this very name",
        )
    except OSError as error:
        raise Unreachable(f"{visit.at} let nobody in ({type(error).__name__})") from None
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(until)), UTC)
    left = (ends - datetime.now(UTC)).days
    if left < LEFT_DAYS:
        return fault(
            CHECK,
            f"the certificate ends in {left} days",
            "renew it now, and see why it was not renewed by itself",
        )
    return ok(CHECK, f"{version}, the certificate ends in {left} days")


def _redirect(site: Address) -> Finding:
    if site.netloc != site.host:
        return unseen("http", "the site is at a port of its own: nothing leads there by itself")
    open_line = Address("http", site.host, 80, site.host)
    try:
        answer = Visit(open_line).ask("/")
    except Unreachable:
        return fault(
            "http",
            f"{open_line} does not answer: who types the name alone may think the site is gone",
            "let it lead to https",
        )
    if answer.status not in _REDIRECTS or not answer.headers.get("location", "").startswith(
        f"{site}/"
    ):
        return fault("http", f"{open_line} does not lead to https", "let it lead there")
    return ok("http", "who comes unlocked is led to https")
