"""The site in its bucket: what is uploaded, under which headers, and what stays."""

import gzip
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.config import from_environment
from app.programs import create_public_site
from app.release import MARKER, BuildChanged, write_manifest
from app.site.freeze import freeze
from serverless.cloud import Cloud
from serverless.deploy_site import RECORD, SiteDeployer
from serverless.site_files import site_objects
from serverless.stack.errors import CloudRefused, SiteRefused
from serverless.stack.names import Names

TODAY = date(2026, 11, 22)

ROOT = "turva-root+889302f5+Ac8zSFfst4dz3tcdHifhT1bfdBxvUxlrR31jAvXZeprK"


class Calendar:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.day = TODAY

    def today(self) -> date:
        return self.day


def names(account: int) -> Names:
    return Names("dev", f"{account:012}", "us-east-1")


def bucket(deployer: SiteDeployer) -> Any:
    """Return the client with which to look, the bucket having been made."""
    client = deployer.cloud.client("s3")
    client.create_bucket(Bucket=deployer.names.bucket("site"))
    return client


def build(folder: Path, **files: str) -> Path:
    """Write a build of these files."""
    (folder / MARKER).parent.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).write_text("")
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    write_manifest(folder)
    return folder


def keys(deployer: SiteDeployer) -> set[str]:
    return set(deployer._there())


@pytest.mark.usefixtures("in_cloud")
def test_an_unchanged_site_uploads_nothing_and_a_changed_page_alone(tmp_path: Path) -> None:
    deployer = SiteDeployer(Cloud(), names(1))
    client = bucket(deployer)
    site = build(tmp_path, fi__index_html="hyvä", assets__a_js="1", clear_css="")
    first = deployer.plan(site)
    assert 8 == len(first.put)
    deployer.apply(first)
    assert deployer.plan(site).empty
    build(site, fi__index_html="parempi")
    second = deployer.plan(site)
    changed = {"fi/index.html", "fi/index.html.gz", "manifest.txt", "manifest.txt.gz"}
    assert changed == {each.key for each in second.put}
    deployer.apply(second)
    found = client.get_object(Bucket=deployer.names.bucket("site"), Key="fi/index.html.gz")
    assert b"parempi" == gzip.decompress(found["Body"].read())
    told = (found["ContentType"], found["ContentEncoding"], found["CacheControl"])
    assert ("text/html; charset=utf-8", "gzip", "no-cache") == told


@pytest.mark.usefixtures("in_cloud")
def test_what_was_changed_in_the_bucket_is_put_right(tmp_path: Path) -> None:
    deployer = SiteDeployer(Cloud(), names(2))
    client = bucket(deployer)
    site = build(tmp_path, fi__index_html="hyvä", ar__index_html="x")
    deployer.apply(deployer.plan(site))
    client.put_object(Bucket=deployer.names.bucket("site"), Key="fi/index.html", Body=b"paha")
    client.delete_object(Bucket=deployer.names.bucket("site"), Key="ar/index.html")
    assert ["ar/index.html", "fi/index.html"] == [each.key for each in deployer.plan(site).put]


@pytest.mark.usefixtures("in_cloud")
def test_an_asset_stays_a_week_a_page_goes_at_once_and_the_keyring_never(tmp_path: Path) -> None:
    clock = Calendar()
    deployer = SiteDeployer(Cloud(), names(3), clock.today)
    client = bucket(deployer)
    client.put_object(Bucket=deployer.names.bucket("site"), Key="keyring.txt", Body=b"signed")
    site = build(tmp_path, assets__a_js="1", fi__index_html="1", fi__old__index_html="2")
    deployer.apply(deployer.plan(site))
    (site / "assets/a.js").unlink()
    (site / "fi/old/index.html").unlink()
    build(site)
    deployer.apply(deployer.plan(site))
    page = {"fi/index.html", "fi/index.html.gz"}
    others = {"keyring.txt", "manifest.txt", "manifest.txt.gz", RECORD}
    assert page | others | {"assets/a.js", "assets/a.js.gz"} == keys(deployer)
    clock.day = TODAY + timedelta(days=6)
    assert deployer.plan(site).empty
    clock.day = TODAY + timedelta(days=7)
    deployer.apply(deployer.plan(site))
    assert page | others == keys(deployer)
    assert deployer.plan(site).empty


@pytest.mark.usefixtures("in_cloud")
def test_files_come_before_the_pages_that_name_them(tmp_path: Path) -> None:
    deployer = SiteDeployer(Cloud(), names(4))
    bucket(deployer)
    site = build(tmp_path, ar__index_html="1", assets__z_js="1", zz__index_html="2")
    put = [".html" in each.key for each in deployer.plan(site).put]
    assert sorted(put) == put
    assert {True, False} == set(put)


@pytest.mark.usefixtures("in_cloud")
def test_a_bucket_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    deployer = SiteDeployer(Cloud(), names(5))
    with pytest.raises(CloudRefused, match="refused to read the record of the site"):
        deployer.plan(build(tmp_path, fi__index_html="1"))


def test_what_is_no_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SiteRefused, match="no build of the site"):
        site_objects(tmp_path)


def test_a_file_of_an_unknown_kind_or_a_link_is_refused(tmp_path: Path) -> None:
    site = build(tmp_path / "a", fi__index_html="1")
    (site / "notes.exe").write_text("")
    with pytest.raises(SiteRefused, match=r"notes\.exe is of no kind"):
        site_objects(site)
    other = build(tmp_path / "b", fi__index_html="1")
    (other / "x.html").symlink_to(other / "fi/index.html")
    with pytest.raises(SiteRefused, match=r"x\.html is a link"):
        site_objects(other)


def test_a_build_that_somebody_changed_is_refused(tmp_path: Path) -> None:
    site = build(tmp_path, fi__index_html="1")
    (site / "fi/index.html").write_text("2")
    with pytest.raises(BuildChanged, match=r"fi/index\.html"):
        site_objects(site)


def test_the_bucket_tells_of_every_file_what_flask_tells(tmp_path: Path) -> None:
    site = create_public_site(from_environment({"TURVA_ROOT": ROOT}))
    freeze(site, tmp_path / "site")
    write_manifest(tmp_path / "site")
    objects = site_objects(tmp_path / "site")
    manifest = objects.pop("manifest.txt")
    del objects["manifest.txt.gz"]
    assert "no-store" == manifest.kept
    client = site.test_client(use_cookies=False)
    assert objects
    for key, each in objects.items():
        with client.get(f"/{key.removesuffix('.gz').removesuffix('index.html')}") as answer:
            told = (answer.headers["Content-Type"], answer.headers["Cache-Control"])
            assert told == (each.content_type, each.kept), key
            body = gzip.decompress(each.body) if key.endswith(".gz") else each.body
            assert answer.get_data() == body, key
