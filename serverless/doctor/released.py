"""Is what the site serves what was released? Every file, against the signed manifest (WIRE §18).

It cannot see what somebody serves to others only: whoever doubts runs it from where they are.
"""

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Final

from app.wire.errors import NoteError
from app.wire.manifest import open_manifest, parse, unsigned
from serverless.doctor.examined import Examined
from serverless.doctor.finding import Finding, fault, ok, unseen
from serverless.doctor.visit import Visit

CHECK: Final = "released"
_AT_ONCE: Final = 8
_NOT_FOUND: Final = "404.html"
_INDEX: Final = "index.html"


def released(examined: Examined) -> Iterator[Finding]:
    """Yield whether manifest and files are those of a release. Raises: Unreachable."""
    answer = examined.visit.ask("/manifest.txt")
    if answer.status != HTTPStatus.OK:
        if examined.release is None:
            yield unseen(CHECK, "the site has no manifest: its pages were not compared")
            return
        yield fault(
            CHECK,
            f"/manifest.txt answers {answer.status}",
            "sign the build with 'turva release sign', and deploy it",
        )
        return
    try:
        if examined.release is None:
            listed = parse(unsigned(answer.text))
        else:
            listed = open_manifest(answer.text, examined.release)
    except NoteError as error:
        yield fault(
            CHECK,
            f"the manifest is not that of a release: {error}",
            "find out who changed the site; then deploy a signed build again",
        )
        return
    yield _signed(examined, answer.body)
    yield _compared(examined.visit, listed)


def _signed(examined: Examined, manifest: bytes) -> Finding:
    digest = hashlib.sha256(manifest).hexdigest()
    if examined.release is None:
        return unseen(
            CHECK,
            "who released the site was not checked: give its public key with --release-key"
            f" (manifest {digest})",
        )
    return ok(CHECK, f"the manifest is signed by {examined.release.name} (manifest {digest})")


def _compared(visit: Visit, listed: Mapping[str, str]) -> Finding:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = pool.map(lambda path: _differs(visit, path, listed[path]), listed)
        other = [path for path, differs in zip(listed, found, strict=True) if differs]
    if other:
        more = f" and {len(other) - 1} others" if len(other) > 1 else ""
        return fault(
            CHECK,
            f"{other[0]}{more} of {len(listed)} files are not what the manifest says",
            "deploy the release again; if they change again somebody else can write to the site",
        )
    return ok(CHECK, f"all {len(listed)} files are as they were released")


def _differs(visit: Visit, path: str, digest: str) -> bool:
    expected, asked = HTTPStatus.OK, f"/{path}"
    if path.endswith(_NOT_FOUND):
        expected = HTTPStatus.NOT_FOUND
        asked = f"/{path.removesuffix(_NOT_FOUND)}no-page-{secrets.token_hex(4)}/"
    elif path.endswith(_INDEX):
        asked = f"/{path.removesuffix(_INDEX)}"
    answer = visit.ask(asked)
    return (expected, digest) != (answer.status, hashlib.sha256(answer.body).hexdigest())
