"""Which languages there are, which one a request is in, and its texts.

The language is the first segment of the address and nothing else: no cookie, no header, no state,
so nothing leaks from one request to the next. Only this module uses Flask-Babel, and a tag that we
do not offer never reaches it (it would answer 500). Translations are text, never HTML: templates
always escape them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import flask_babel
from babel.support import NullTranslations
from flask import Flask, request
from markupsafe import escape
from werkzeug.routing import BaseConverter

from app.frame.errors import CatalogueMissing

TRANSLATIONS = Path(__file__).parents[2] / "translations"


@dataclass(frozen=True, slots=True)
class Language:
    """One language that we offer: tag in addresses, own name, direction, name of its catalogue.

    `reviewed` once a person has checked all of its texts: until then every page says so (P10).
    """

    tag: str
    endonym: str
    direction: Literal["ltr", "rtl"]
    babel: str
    reviewed: bool


LANGUAGES = (
    Language("en", "English", "ltr", "en", reviewed=True),
    Language("ar", "العربية", "rtl", "ar", reviewed=False),
)
SOURCE = LANGUAGES[0]
"""The language of the texts in the code; pages outside every language are in it too."""

_BY_TAG = {language.tag: language for language in LANGUAGES}


class LanguageConverter(BaseConverter):
    """Matches the tags that we offer in a Flask rule, `<lang:lang>`; any other address is a 404."""

    regex = "|".join(_BY_TAG)


def install(app: Flask) -> None:
    """Give the app its languages.

    The catalogues are `<babel name>/LC_MESSAGES/messages.mo` in `TRANSLATIONS`, or in the folder
    that the app's BABEL_TRANSLATION_DIRECTORIES names. Raises: CatalogueMissing.
    """
    folder = Path(app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(TRANSLATIONS)))
    _require_catalogues(folder)
    app.url_map.converters["lang"] = LanguageConverter
    flask_babel.Babel(
        app,
        configure_jinja=False,
        locale_selector=lambda: current_language().babel,
    )
    app.url_value_preprocessor(_take_language_from_views)
    # Flask-Babel keeps the locale in `g`, which requests share inside one application context.
    app.before_request(flask_babel.refresh)
    app.jinja_env.globals.update(
        _=_gettext,
        gettext=_gettext,
        ngettext=_ngettext,
        pgettext=_pgettext,
        number=number,
        languages=LANGUAGES,
        current_language=current_language,
    )


def current_language() -> Language:
    """Return the language of the request that is being answered."""
    return _BY_TAG.get(request.path.split("/", 2)[1], SOURCE)


def gettext(message: str, **values: object) -> str:
    """Return the message in the request's language; `values` fill its `%(name)s`."""
    return _filled(_texts().ugettext(message), values)


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Return the message in the form that `num` asks for; `%(num)s` is `num` as it stands."""
    return _filled(_texts().ungettext(singular, plural, num), {"num": num, **values})


def pgettext(context: str, message: str, **values: object) -> str:
    """Return the message as translated in one context, such as `write.message.label`."""
    return _filled(_texts().upgettext(context, message), values)


def number(value: int) -> str:
    """Return a whole number as the request's language writes it: 16000 -> "16,000"."""
    return flask_babel.format_decimal(value)


def _require_catalogues(folder: Path) -> None:
    """Refuse to start with a language whose pages would silently be in English (P10)."""
    for language in LANGUAGES:
        catalogue = folder / language.babel / "LC_MESSAGES" / "messages.mo"
        if language != SOURCE and not catalogue.is_file():
            raise CatalogueMissing(
                f"There is no compiled catalogue for '{language.tag}' at {catalogue}: "
                "compile the texts (make setup)."
            )


def _take_language_from_views(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Spare every view a `lang` argument: `current_language` is the one way to ask."""
    if values:
        values.pop("lang", None)


def _texts() -> NullTranslations:
    return flask_babel.get_translations()


def _filled(text: str, values: Mapping[str, object]) -> str:
    return text % values if values else text


def _gettext(message: str, **values: object) -> str:
    return _filled(escape(_texts().ugettext(message)), values)


def _ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    return _filled(escape(_texts().ungettext(singular, plural, num)), {"num": num, **values})


def _pgettext(context: str, message: str, **values: object) -> str:
    return _filled(escape(_texts().upgettext(context, message)), values)
