"""A dressed app, and what it is dressed in."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.frame.assets import Assets
from app.frame.dress import dress
from tests.frame.dressed import write_assets, write_catalogues

TEXTS = {
    "Problem": "مشكلة",
    "No page here": "لا صفحة هنا",
    "There is no page here": "لا توجد صفحة هنا",
    "Leave this site": "<b>غادر</b> & اذهب",
    "Hello %(name)s": "مرحبا %(name)s",
    "100 %": "١٠٠ %",
}


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    return write_assets(tmp_path / "assets")


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    return write_catalogues(tmp_path / "translations", TEXTS)


@pytest.fixture
def app(assets: Assets, catalogues: Path) -> Flask:
    """Return a dressed app without any view; `testing` is off, so that errors become pages."""
    app = Flask("dressed", static_folder=None)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(catalogues)
    dress(app, assets=assets, name="Turva")
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
