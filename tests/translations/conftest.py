"""The catalogues, as fixtures."""

import pytest
from babel.messages.catalog import Catalog

from app.frame.locale import TRANSLATIONS, Language
from tests.translations.catalogues import TRANSLATED, read, read_language


@pytest.fixture(params=TRANSLATED, ids=lambda language: str(language.tag))
def language(request: pytest.FixtureRequest) -> Language:
    """Return each language that texts are translated into."""
    chosen: Language = request.param
    return chosen


@pytest.fixture
def template() -> Catalog:
    """Return the template of all catalogues: every text of the sources, untranslated."""
    return read(TRANSLATIONS / "messages.pot")


@pytest.fixture
def catalogue(language: Language) -> Catalog:
    """Return the language's texts."""
    return read_language(language)
