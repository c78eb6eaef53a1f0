"""The gallery with marked texts: what comes from the catalogue stands between ‹ and ›."""

from collections.abc import Iterable

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from flask import Flask

from app.forms.load import load
from app.forms.questionnaire import Questionnaire
from app.frame.dress import FRAME
from app.frame.gallery import create_gallery
from app.frame.locale import LANGUAGES, SOURCE
from tests.frame.dressed import write_assets, write_catalogue

FORM = FRAME.parents[1] / "content" / "forms" / "write" / "1.yaml"


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the gallery; in the source's language texts stand as they are."""
    folder = tmp_path_factory.mktemp("gallery")
    form = load(FORM)
    texts = list(_texts(form))
    for language in LANGUAGES:
        if language != SOURCE:
            write_catalogue(folder, _marked(language.babel, texts), language.babel)
    assets = write_assets(folder / "assets")
    gallery = create_gallery(assets=assets, form=form, name="Turva", translations=folder)
    gallery.testing = True
    return gallery


def _texts(form: Questionnaire) -> Iterable[tuple[str | tuple[str, ...], str | None]]:
    """Yield every text of the components and of the form, with its context."""
    for _, _, message, _, context in extract_from_dir(FRAME, method_map=[("**.html", "jinja2")]):
        yield message, context
    for text in form.texts():
        yield text.source, text.context


def _marked(name: str, texts: Iterable[tuple[str | tuple[str, ...], str | None]]) -> Catalog:
    catalogue = Catalog(name)
    for message, context in texts:
        if isinstance(message, str):
            catalogue.add(message, f"‹{message}›", context=context)
        else:
            catalogue.add(message, [f"‹{message[1]}›"] * catalogue.num_plurals, context=context)
    return catalogue
