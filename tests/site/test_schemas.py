"""The published schemas: given out as they lie in `content/schemas`, and named where they help."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.addresses import link
from app.frame.locale import LANGUAGES, Language
from app.site.schemas import Schemas
from tests.page import Page

SCHEMAS = Path(__file__).parents[2] / "content" / "schemas"
FILES = sorted(path.name for path in SCHEMAS.iterdir())


@pytest.mark.parametrize("file", FILES)
def test_a_schema_is_given_out_byte_by_byte(client: FlaskClient, file: str) -> None:
    answer = client.get(link("schema", file=file))

    assert (200, "application/json") == (answer.status_code, answer.mimetype)
    assert (SCHEMAS / file).read_bytes() == answer.data
    assert "no-store" == answer.headers["Cache-Control"]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda each: str(each.tag))
def test_the_page_for_organisations_leads_to_each(client: FlaskClient, language: Language) -> None:
    shown = Page(client.get(link("refer", lang=language.tag)).text)
    linked = {element.attributes.get("href") for element in shown.all("a")}

    assert {link("schema", file=file) for file in FILES} <= linked


@pytest.mark.parametrize(
    "path",
    ["none.json", "../forms/referral/1.yaml", "..%2Fforms%2Freferral%2F1.yaml", "referral-1.JSON"],
)
def test_nothing_else_is_given_out(client: FlaskClient, path: str) -> None:
    assert 404 == client.get(f"/schemas/{path}").status_code


def test_what_came_later_is_not_given_out(tmp_path: Path) -> None:
    (tmp_path / "small-1.json").write_text("{}")
    schemas = Schemas.read(tmp_path)
    (tmp_path / "small-2.json").write_text("{}")
    (tmp_path / "notes.txt").write_text("not for anybody")

    assert {"small-1.json": b"{}"} == schemas.texts


def test_a_site_without_schemas_has_none(tmp_path: Path) -> None:
    assert {} == Schemas.read(tmp_path / "nowhere").texts
