"""All that can be seen of a site from anywhere, one check after the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from app.wire.errors import KeyringError
from serverless.doctor.doors import doors
from serverless.doctor.errors import DoctorError
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding, fault, unseen
from serverless.doctor.headers import headers
from serverless.doctor.released import released
from serverless.doctor.texts import keyring, notice, pages
from serverless.doctor.tls import tls

Check = Callable[[Examined], Iterable[Finding]]

CHECKS: Final[Mapping[str, Check]] = {
    "tls": tls,
    "released": released,
    "headers": headers,
    "keyring": keyring,
    "pages": pages,
    "notice": notice,
    "doors": doors,
}


def outside(examined: Examined, checks: Mapping[str, Check] = CHECKS) -> Iterator[Finding]:
    """Yield every finding; what cannot be seen is never taken for health."""
    for name, check in checks.items():
        try:
            yield from check(examined)
        except DoctorError as error:
            yield fault(name, str(error), "see whether the site is up, and what stands in front")
        except KeyringError:
            yield unseen(name, "it needs a keyring that can be believed, and there is none")
