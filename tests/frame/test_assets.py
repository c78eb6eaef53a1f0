"""Assets are found by name, served by a name that changes with them, and nothing else is served."""

import base64
import hashlib
import json
from pathlib import Path

import pytest
from flask import Flask

from app.frame.assets import Assets
from app.frame.errors import AssetsMissing, AssetUnknown


def test_an_assets_address_carries_the_name_of_its_build(assets: Assets) -> None:
    assert assets.url("style.css") == "/assets/style-1.css"


def test_an_asset_that_was_not_built_is_named_in_the_error(assets: Assets) -> None:
    with pytest.raises(AssetUnknown, match=r"No asset 'other\.css'"):
        assets.url("other.css")


def test_a_script_carries_the_digest_of_its_own_bytes(assets: Assets) -> None:
    digest = hashlib.sha384(b"/* leave-1.js */").digest()
    assert assets.integrity("leave.js") == "sha384-" + base64.b64encode(digest).decode()
    with pytest.raises(AssetUnknown):
        assets.integrity("other.js")


@pytest.mark.parametrize("content", [None, "{", "[]", '"x"', '{"style.css": 7}', "null"])
def test_a_folder_without_a_readable_list_stops_the_start(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "assets.json").write_text(content)
    with pytest.raises(AssetsMissing, match="build the front end"):
        Assets.read(tmp_path)


def test_a_listed_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "assets.json").write_text(json.dumps({"style.css": "style-1.css"}))
    with pytest.raises(AssetsMissing, match="build again"):
        Assets.read(tmp_path)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("style-1.css", "text/css; charset=utf-8"),
        ("write-1.js", "text/javascript; charset=utf-8"),
        ("icon-1.svg", "image/svg+xml; charset=utf-8"),
    ],
)
def test_an_asset_is_served_with_its_type_and_kept_for_good(
    app: Flask, assets: Assets, file: str, kind: str
) -> None:
    app.add_url_rule("/assets/<file>", "asset", assets.view)
    response = app.test_client().get(f"/assets/{file}")
    assert response.status_code == 200
    assert kind == response.content_type
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert f"/* {file} */" == response.text
    response.close()


@pytest.mark.parametrize("file", ["assets.json", "style.css", "..%2Fsecret", "%2e%2e"])
def test_a_file_that_is_not_listed_is_not_served(app: Flask, assets: Assets, file: str) -> None:
    (assets.folder.parent / "secret").write_text("secret")
    app.add_url_rule("/assets/<path:file>", "asset", assets.view)
    assert app.test_client().get(f"/assets/{file}").status_code == 404
