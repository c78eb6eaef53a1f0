"""The languages that staff work in, and the one of a page that is outside of all of them.

Finland's two official languages, and English, in which the texts are written. They stand apart from
the languages of the public pages: their texts are a catalogue of their own, `inbox`.
"""

from flask import request

from app.frame.locale import Language

ENGLISH = Language("en", "English", "ltr", "en_GB", reviewed=True)
LANGUAGES = (
    Language("fi", "Suomi", "ltr", "fi", reviewed=False),
    Language("sv", "Svenska", "ltr", "sv", reviewed=False),
    ENGLISH,
)
DOMAIN = "inbox"
"""The catalogues of staff's texts, so that who translates public pages never carries them."""


def preferred() -> Language:
    """Return what the browser asks for, of staff's languages: only where an address has none."""
    tag = request.accept_languages.best_match([language.tag for language in LANGUAGES])
    return next((language for language in LANGUAGES if language.tag == tag), ENGLISH)
