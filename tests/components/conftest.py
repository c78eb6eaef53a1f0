"""The gallery with marked texts: what comes from the catalogue stands between ‹ and ›."""

from collections.abc import Iterable

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from flask import Flask

from app.forms.questionnaire import Questionnaire
from app.frame.dress import FRAME
from app.frame.gallery import create_gallery
from app.frame.locale import LANGUAGES, SOURCE
from tests.forms.newest import NEWEST
from tests.frame.dressed import write_assets, write_catalogue


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the gallery; in the source's language texts stand as they are."""
    folder = tmp_path_factory.mktemp("gallery")
    texts = [*_of_components(), *_of(NEWEST.values())]
    for language in LANGUAGES:
        if language != SOURCE:
            write_catalogue(folder, _marked(language.babel, texts), language.babel)
    assets = write_assets(folder / "assets")
    gallery = create_gallery(assets=assets, forms=NEWEST, name="Turva", translations=folder)
    gallery.testing = True
    return gallery


def _of_components() -> Iterable[tuple[str | tuple[str, ...], str | None]]:
    """Yield every text of the components, with its context."""
    for _, _, message, _, context in extract_from_dir(FRAME, method_map=[("**.html", "jinja2")]):
        yield message, context


def _of(forms: Iterable[Questionnaire]) -> Iterable[tuple[str, str]]:
    """Yield every text of the questionnaires, with its context."""
    return ((text.source, text.context) for form in forms for text in form.texts())


def _marked(name: str, texts: Iterable[tuple[str | tuple[str, ...], str | None]]) -> Catalog:
    catalogue = Catalog(name)
    for message, context in texts:
        if isinstance(message, str):
            catalogue.add(message, f"‹{message}›", context=context)
        else:
            catalogue.add(message, [f"‹{message[1]}›"] * catalogue.num_plurals, context=context)
    return catalogue
