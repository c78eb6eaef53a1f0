"""What proves to S3 who asks, and that nothing of the request was changed: Signature Version 4.

The digest of the whole body is signed too. Nothing here knows a secret for longer than a call.
Source: Amazon S3 API, "Authenticating Requests: Using the Authorization Header (Signature Version
4)", of which the tests hold the published examples; botocore's signer agrees in every header, and
would be a third of what a function loads before its first answer.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from app.store.s3_credentials import Credentials

_ALGORITHM: Final = "AWS4-HMAC-SHA256"


def signed(  # noqa: PLR0913 (what a request is made of)
    method: str,
    url: str,
    headers: Mapping[str, str],
    data: bytes,
    *,
    credentials: Credentials,
    region: str,
    moment: datetime | None = None,
) -> dict[str, str]:
    """Return the headers with which the request is sent, each of them signed.

    Path and query of the URL must be escaped already, and the query's fields in order. `moment`
    is now if it is not given.
    """
    parts = urlsplit(url)
    stamp = (moment or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    digest = hashlib.sha256(data).hexdigest()
    sent = {name.lower(): " ".join(value.split()) for name, value in headers.items()}
    sent |= {"host": parts.netloc, "x-amz-content-sha256": digest, "x-amz-date": stamp}
    if credentials.token:
        sent["x-amz-security-token"] = credentials.token
    names = ";".join(sorted(sent))
    lines = [f"{name}:{sent[name]}" for name in sorted(sent)]
    request = "\n".join([method, parts.path or "/", parts.query, *lines, "", names, digest])
    scope = f"{stamp[:8]}/{region}/s3/aws4_request"
    text = "\n".join([_ALGORITHM, stamp, scope, hashlib.sha256(request.encode()).hexdigest()])
    signature = _keyed(_key(credentials, stamp[:8], region), text).hex()
    sent["authorization"] = (
        f"{_ALGORITHM} Credential={credentials.access_key}/{scope},"
        f"SignedHeaders={names},Signature={signature}"
    )
    return sent


def _key(credentials: Credentials, day: str, region: str) -> bytes:
    key = f"AWS4{credentials.secret_key}".encode()
    for part in (day, region, "s3", "aws4_request"):
        key = _keyed(key, part)
    return key


def _keyed(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
