"""The headers of every answer, as data: what a page may load, keep, tell others and do.

The policy of an answer is the one that the table of addresses names for it; what has no address is
under the strictest, ERROR. An answer that already carries a policy keeps it. Nothing here, and
nothing anywhere, ever sets a cookie: an answer that tries becomes an error (P1).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, Response, request

from app.addresses import BY_NAME, PolicyName
from app.frame.errors import TraceRefused

Directives = Mapping[str, str]

NOTHING: Directives = {
    "default-src": "'none'",
    "form-action": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SEEN: Directives = {**NOTHING, "style-src": "'self'", "img-src": "'self'"}
SCRIPTED: Directives = {
    **SEEN,
    "script-src": "'self'",
    "worker-src": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}

# Every feature that a browser offers to pages and that Chromium knows by name; none is ours.
_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "xr-spatial-tracking",
)

COMMON: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
    "X-Frame-Options": "DENY",
    "X-DNS-Prefetch-Control": "off",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What one kind of answer may do: what it loads, how long it is kept, whether it is found."""

    content: Directives
    kept: str
    found: bool = False
    clears: bool = False

    def headers(self) -> Mapping[str, str]:
        """Return every header of the policy, the common ones included."""
        content = "; ".join(f"{directive} {value}" for directive, value in self.content.items())
        robots = {} if self.found else {"X-Robots-Tag": "noindex"}
        clears = {"Clear-Site-Data": '"cache"'} if self.clears else {}
        return {
            **COMMON,
            "Content-Security-Policy": content,
            "Cache-Control": self.kept,
            **robots,
            **clears,
        }


PAGE = Policy(
    {**SCRIPTED, "connect-src": "'self'", "media-src": "'self'"}, kept="no-cache", found=True
)
"""A page to read: no form at all, and no script but those of quick exit and of reading aloud, which
connect to nothing and play our recordings alone. What Chromium asks of robots.txt counts as the
page's own connection, so it may have one: to us."""

SEALED = Policy(
    {
        **SCRIPTED,
        "connect-src": "'self'",
        "worker-src": "'self'",
        "trusted-types": "turva-worker",
    },
    kept="no-store",
    found=True,
)
"""A form that our script seals and sends; the browser itself can post nothing from it (P3). Our
own workers may run beside it, each under the policy of an asset: they compute, and reach nobody.
It may be found, as its steps have no address of their own: who searches for a way to write finds
one."""

PLAIN = Policy({**SCRIPTED, "form-action": "'self'"}, kept="no-store")
"""A form that the browser posts to us; its script only forgets, and can send nothing."""

ERROR = Policy(SCRIPTED, kept="no-store")
"""A page that says what went wrong."""

LEAVING = Policy(SEEN, kept="no-store")
"""The page on the way out of the site, for browsers without script."""

CLEAR = Policy(NOTHING, kept="no-store", clears=True)
"""An empty file: the browser that loads it drops all of our pages that it keeps (W3C
Clear-Site-Data), those that Back would show as they were left included."""

API = Policy(NOTHING, kept="no-store")
"""An answer for a program, never for eyes."""

TEXT = Policy(NOTHING, kept="no-store")
"""A text that must always be the newest, such as the keyring."""

ASSET = Policy(NOTHING, kept="public, max-age=31536000, immutable")
"""A file whose name changes with its content."""

POLICIES: Mapping[PolicyName, Policy] = {
    "page": PAGE,
    "sealed": SEALED,
    "plain": PLAIN,
    "exit": LEAVING,
    "clear": CLEAR,
    "api": API,
    "text": TEXT,
    "asset": ASSET,
}


def install(app: Flask) -> None:
    """Put on every answer of the app the policy of its address, and refuse cookies."""
    app.after_request(_finish)


def put_on(response: Response, policy: Policy) -> Response:
    """Return the response with the policy's headers, in place of any it had."""
    response.headers.update(policy.headers())
    return response


def _finish(response: Response) -> Response:
    if "Set-Cookie" in response.headers:
        raise TraceRefused("This service sets no cookie: find another way than remembering.")
    if "Content-Security-Policy" in response.headers:
        return response
    address = BY_NAME.get(request.endpoint or "")
    return put_on(response, POLICIES[address.policy] if address else ERROR)
