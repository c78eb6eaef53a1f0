"""Settings are parsed once, strictly, and described where they are declared."""

from pathlib import Path

import pytest

from app import config, setting_texts
from app.config import SettingError, from_environment
from app.store.s3_address import S3Address

ROOT = Path(__file__).parents[1]


def test_without_any_variable_everything_lives_in_one_folder() -> None:
    settings = from_environment({})

    assert Path("instance/store") == settings.store
    assert Path("instance/staff/member.key") == settings.identity
    assert (8000, 8001, "127.0.0.1") == (settings.port, settings.inbox_port, settings.host)


def test_the_home_moves_every_default_below_it() -> None:
    settings = from_environment({"TURVA_HOME": "/srv/turva"})

    assert Path("/srv/turva/store") == settings.store
    assert Path("/srv/turva/public/root.vkey") == settings.root


def test_an_empty_variable_counts_as_not_set() -> None:
    assert from_environment({"PORT": "", "TURVA_NAME": ""}) == from_environment({})


def test_the_root_may_be_the_key_itself() -> None:
    vkey = "turva-root+0a1b2c3d+AUtKVU5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5O"

    assert vkey == from_environment({"TURVA_ROOT": vkey}).root


def test_origins_are_separated_by_spaces_or_commas() -> None:
    settings = from_environment({"TURVA_ORIGINS": "https://a.example, http://127.0.0.1:8000"})

    assert ("https://a.example", "http://127.0.0.1:8000") == settings.origins


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "65536"),
        ("PORT", "٨٠٠٠"),
        ("INBOX_PORT", "-1"),
        ("TURVA_MINIMUM_SERIAL", "0"),
        ("TURVA_RETENTION_DAYS", "29"),
        ("TURVA_RETENTION_DAYS", "366"),
        ("TURVA_RETENTION_DAYS", "-90"),
        ("TURVA_MINIMUM_SERIAL", "1.5"),
        ("TURVA_NAME", "a\x1b[31m"),
        ("TURVA_HOST", "http://x"),
        ("TURVA_ORIGINS", "https://a.example/path"),
        ("TURVA_EXIT", "javascript:alert(1)"),
        ("TURVA_DPO", "two\nlines"),
        ("TURVA_SECURITY", "javascript:alert(1)"),
        ("TURVA_SECURITY", "security@example.org"),
        ("TURVA_SECURITY_EXPIRES", "in a year"),
    ],
)
def test_a_value_that_cannot_be_understood_is_refused_by_its_name(
    variable: str, value: str
) -> None:
    with pytest.raises(SettingError, match=rf"^{variable} must be"):
        from_environment({variable: value})


def test_a_store_may_be_an_address_in_s3_and_is_shown_as_it_was_written() -> None:
    settings = from_environment({"TURVA_STORE": "s3://bucket/prefix"})

    assert S3Address("bucket", "prefix/") == settings.store
    assert "TURVA_STORE = s3://bucket/prefix\n" in setting_texts.as_text(settings)


@pytest.mark.parametrize("store", ["S3://bucket", "https://host/x", "gs://bucket"])
def test_a_store_of_another_sort_is_refused(store: str) -> None:
    with pytest.raises(SettingError, match=r"^TURVA_STORE must be a folder, or .* s3://bucket/"):
        from_environment({"TURVA_STORE": store})


@pytest.mark.parametrize("store", ["s3:///x", "s3://key:secret@bucket", "s3://b/../x"])
def test_an_address_in_s3_that_is_none_is_refused_and_not_repeated(store: str) -> None:
    with pytest.raises(SettingError, match=r"^TURVA_STORE must be an address") as caught:
        from_environment({"TURVA_STORE": store})
    assert store not in str(caught.value)


def test_what_the_inbox_keeps_lies_on_this_computer() -> None:
    with pytest.raises(SettingError, match=r"^TURVA_INBOX must be a folder"):
        from_environment({"TURVA_INBOX": "s3://bucket/prefix"})


def test_a_misspelt_setting_stops_instead_of_leaving_a_default_in_force() -> None:
    with pytest.raises(SettingError, match=r"^TURVA_KEYRNG is not .* mean TURVA_KEYRING\? Unset"):
        from_environment({"TURVA_KEYRNG": "x"})


def test_a_setting_like_none_of_ours_is_named_without_a_guess() -> None:
    with pytest.raises(SettingError, match=r"^TURVA_XQXQXQ is not a setting\. Unset it"):
        from_environment({"TURVA_XQXQXQ": "x"})


@pytest.mark.parametrize("variable", ["TURVA_IDENTITY", "TURVA_ROOT", "TURVA_NAME"])
@pytest.mark.parametrize("secret", ["AGE-SECRET-KEY-PQ-1QQQ", "PRIVATE+KEY+turva-root+00+AAAA"])
def test_a_secret_in_a_variable_is_refused_without_repeating_it(variable: str, secret: str) -> None:
    with pytest.raises(SettingError, match=rf"^{variable} holds a secret key") as refused:
        from_environment({variable: secret})

    assert secret not in str(refused.value)


def test_every_field_is_described_once() -> None:
    described = dict(config.descriptions())

    assert list(described) == list(vars(from_environment({})))
    assert len({description.variable for description in described.values()}) == len(described)


def test_the_documentation_has_the_table_of_settings_as_it_is() -> None:
    documents = "\n".join(page.read_text("utf-8") for page in ROOT.glob("*.md"))

    assert setting_texts.as_markdown() in documents
