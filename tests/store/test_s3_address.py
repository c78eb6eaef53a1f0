"""The address of a store in S3 says where each kind lies, and is refused if it is none."""

import pytest

from app.store.s3_address import S3Address, S3Folder


@pytest.mark.parametrize(
    ("address", "kind", "bucket", "prefix"),
    [
        ("s3://bucket", "envelopes", "bucket", "envelopes/"),
        ("s3://bucket/", "keys", "bucket", "keys/"),
        ("s3://bucket/a/b", "replies", "bucket", "a/b/replies/"),
        ("s3://turva-{kind}", "envelopes", "turva-envelopes", "envelopes/"),
        ("s3://turva-{kind}/p", "replies", "turva-replies", "p/replies/"),
        ("s3://turva-{kind}", "keys", "turva-keys", "keys/"),
        ("s3://turva-{kind}", "events", "turva-keys", "events/"),
        ("s3://turva-{kind}", "statistics", "turva-keys", "statistics/"),
    ],
)
def test_each_kind_has_a_place_of_its_own(
    address: str, kind: str, bucket: str, prefix: str
) -> None:
    assert S3Folder(bucket, prefix) == S3Address.parse(address).of(kind)


@pytest.mark.parametrize("address", ["s3://bucket", "s3://bucket/a/b", "s3://turva-{kind}/p"])
def test_an_address_is_shown_as_it_was_written(address: str) -> None:
    assert address == str(S3Address.parse(address))
    assert address == str(S3Address.parse(f"{address}/"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "s3:",
        "s3://",
        "s3:///prefix",
        "S3://bucket",
        "https://bucket",
        "s3://b",
        "s3://Bucket",
        "s3://bucket:80",
        "s3://user:word@bucket",
        "s3://{kind}{kind}",
        "s3://{place}-bucket",
        f"s3://{'b' * 64}",
        f"s3://{'b' * 56}{{kind}}",
        "s3://bucket/../other",
        "s3://bucket/a//b",
        "s3://bucket/.hidden",
        "s3://bucket/a b",
        "s3://bucket/a?b",
        "s3://bucket/{kind}",
        "s3://bucket/a\n",
        f"s3://bucket/{'p' * 201}",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must be an address such as s3://bucket/prefix"):
        S3Address.parse(text)
