"""Is each page and each longer text in the language that it claims, as libraries know it?"""

from app.frame.locale import LANGUAGES, Language
from tests.identified import identified, tongue
from tests.translations.test_language import every_language, texts

LONG = 60
"""From so many characters on a text is long enough to be known by."""


@every_language
def test_every_longer_text_is_known_as_its_language(language: Language) -> None:
    longer = [text for text in texts(language) if len(text) >= LONG]
    assert len(longer) > 200
    assert [] == [text for text in longer if tongue(language) not in identified(text)]


@every_language
def test_a_text_of_another_language_is_found(language: Language) -> None:
    """The check above can fail: what the others say is not taken for this one."""
    own = tongue(language)
    for other in LANGUAGES:
        if tongue(other) != own:
            foreign = " ".join(text for text in texts(other) if len(text) >= LONG)
            assert own not in identified(foreign), other.tag
