"""A signature is the one that Amazon publishes for its examples, and that botocore makes."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from botocore.auth import S3SigV4Auth  # type: ignore[import-untyped]
from botocore.awsrequest import AWSRequest  # type: ignore[import-untyped]

from app.store.s3_credentials import Credentials
from app.store.s3_signature import signed

# The keys, the moment and the signatures of Amazon's own examples (see the module).
EXAMPLE = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", None)
MOMENT = datetime(2013, 5, 24, tzinfo=UTC)
HOST = "https://examplebucket.s3.amazonaws.com"
NOW = datetime(2026, 11, 22, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("method", "path", "headers", "data", "signature"),
    [
        (
            "GET",
            "/test.txt",
            {"Range": "bytes=0-9"},
            b"",
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (
            "PUT",
            "/test%24file.text",
            {
                "Date": "Fri, 24 May 2013 00:00:00 GMT",
                "x-amz-storage-class": "REDUCED_REDUNDANCY",
            },
            b"Welcome to Amazon S3.",
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        ),
        (
            "GET",
            "/?lifecycle=",
            {},
            b"",
            "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        ),
        (
            "GET",
            "/?max-keys=2&prefix=J",
            {},
            b"",
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ],
)
def test_the_published_examples_hold(
    method: str, path: str, headers: dict[str, str], data: bytes, signature: str
) -> None:
    sent = signed(
        method, HOST + path, headers, data, credentials=EXAMPLE, region="us-east-1", moment=MOMENT
    )

    assert signature == sent["authorization"].rpartition("=")[2]


@pytest.mark.parametrize("token", [None, "a/token+of=ours"])
@pytest.mark.parametrize(
    ("method", "url", "headers", "data"),
    [
        ("GET", "http://127.0.0.1:8333/bucket/prefix/envelopes/abc", {}, b""),
        ("PUT", "http://127.0.0.1:8333/b/e/abc", {"If-None-Match": "*", "X-Two": "a  b "}, b"\0x"),
        ("GET", "https://s3.eu-north-1.amazonaws.com/b?list-type=2&prefix=a%2Fb%20c", {}, b""),
        ("DELETE", "https://s3.example.org/b/%C3%A4%2B%3D%26", {"x-amz-meta-a": "ä"}, b""),
    ],
)
def test_botocore_signs_alike(
    method: str, url: str, headers: dict[str, str], data: bytes, token: str | None
) -> None:
    keys = Credentials("AKIAEXAMPLE", "s3cr3t/+=", token)
    request = AWSRequest(method=method, url=url, headers=dict(headers), data=data)
    request.context["payload_signing_enabled"] = True
    with patch("botocore.auth.get_current_datetime", lambda: NOW.replace(tzinfo=None)):
        S3SigV4Auth(keys, "s3", "eu-north-1").add_auth(request)
    theirs = {name.lower(): str(value) for name, value in request.headers.items()}
    ours = signed(method, url, headers, data, credentials=keys, region="eu-north-1", moment=NOW)

    assert theirs["authorization"].replace(", ", ",") == ours["authorization"]
    assert {name: ours[name] for name in theirs if name.startswith("x-amz-")} == {
        name: " ".join(value.split()) for name, value in theirs.items() if name.startswith("x-amz-")
    }
