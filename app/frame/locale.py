"""Which languages there are, which one a request is in, and its texts.

The language is the first segment of the address and nothing else: no cookie, no header, no state,
so nothing leaks from one request to the next. Only this module uses Flask-Babel, and a tag that we
do not offer never reaches it (it would answer 500). Translations are text, never HTML: templates
always escape them. Staff's pages have languages and a catalogue of their own; all else offers
`LANGUAGES` from the catalogue `messages`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import flask_babel
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_percent
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, request
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
    Language("fi", "Suomi", "ltr", "fi", reviewed=False),
    Language("fi-simple", "Selkosuomi", "ltr", "fi@simple", reviewed=False),
    Language("sv", "Svenska", "ltr", "sv", reviewed=False),
    Language("en", "English", "ltr", "en", reviewed=True),
    Language("ar", "العربية", "rtl", "ar", reviewed=False),
    Language("so", "Soomaali", "ltr", "so", reviewed=False),
    Language("fa-AF", "دری", "rtl", "fa_AF", reviewed=False),
    Language("th", "ไทย", "ltr", "th", reviewed=False),
    Language("ru", "Русский", "ltr", "ru", reviewed=False),
)

_YEAR_SIGN = re.compile(r"\sг\.$")

_BY_TAG = {language.tag: language for language in LANGUAGES}

SOURCE = _BY_TAG["en"]
"""The language of the texts in the code; pages outside every language are in it too."""


class LanguageConverter(BaseConverter):
    """Matches the tags that we offer in a Flask rule, `<lang:lang>`; any other address is a 404."""

    regex = "|".join(_BY_TAG)


@dataclass(frozen=True, slots=True)
class _Offer:
    """The languages of one app by their tags, and what names the one of any other address."""

    languages: Mapping[str, Language]
    elsewhere: Callable[[], Language]


def install(
    app: Flask,
    *,
    languages: Sequence[Language] = LANGUAGES,
    domain: str = "messages",
    elsewhere: Callable[[], Language] = lambda: SOURCE,
) -> None:
    """Give the app its languages; pages outside all of them are in the one of `elsewhere`.

    The catalogues are `<babel name>/LC_MESSAGES/<domain>.mo` in `TRANSLATIONS`, or in the folder
    that the app's BABEL_TRANSLATION_DIRECTORIES names. Raises: CatalogueMissing.
    """
    folder = Path(app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(TRANSLATIONS)))
    _require_catalogues(folder, languages, domain)
    by_tag = {language.tag: language for language in languages}
    app.extensions["languages"] = _Offer(by_tag, elsewhere)
    app.url_map.converters["lang"] = type(
        "LanguageConverter", (LanguageConverter,), {"regex": "|".join(by_tag)}
    )
    flask_babel.Babel(
        app,
        configure_jinja=False,
        default_domain=domain,
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
        languages=languages,
        current_language=current_language,
    )


def current_language() -> Language:
    """Return the language of the request that is being answered."""
    offer: _Offer = current_app.extensions["languages"]
    return offer.languages.get(request.path.split("/", 2)[1]) or offer.elsewhere()


def number(value: int) -> str:
    """Return a whole number as the request's language writes it: 16000 -> "16,000"."""
    return flask_babel.format_decimal(value)


def percent(value: int) -> str:
    """Return per cent as the request's language writes them: 60 -> "60%"."""
    return format_percent(value / 100, locale=current_language().babel)


def year(value: int) -> str:
    """Return a year as the request's language writes it: "2021"."""
    return format_skeleton("y", date(value, 1, 1), locale=current_language().babel)


def territory(code: str) -> str:
    """Return a country's name in the request's language: "SO" -> "Somalia" (CLDR).

    Raises: KeyError (the language has no name for it).
    """
    return str(Locale.parse(current_language().babel).territories[code])


def list_of(items: Sequence[str]) -> str:
    """Return the items as one list in the request's language: "one, two and three"."""
    return format_list(items, locale=current_language().babel)


def day(moment: datetime) -> str:
    """Return weekday and day as the request's language writes them: "Sun, 22 Nov 2026"."""
    return format_skeleton("yMMMEd", moment, locale=current_language().babel)


def long_day(day: date) -> str:
    """Return the day as the request's language writes it, month by name: "November 22, 2026".

    Without the Russian "г." (year): at the end of a sentence its full stop would stand twice.
    """
    return _YEAR_SIGN.sub("", format_date(day, "long", locale=current_language().babel))


def clock(moment: datetime) -> str:
    """Return the minute as the request's language writes it, of 24 hours: "05:40"."""
    return format_skeleton("Hm", moment, locale=current_language().babel)


def language_names(tag: str) -> tuple[str, str] | None:
    """Return any language's name in the request's language, and its own; None if CLDR has none.

    A tag may come from a letter: it is looked up and never becomes part of a path.
    """
    try:
        locale = Locale.parse(tag, sep="-")
        own = locale.get_display_name()
        name = locale.get_display_name(current_language().babel)
    except (UnknownLocaleError, ValueError):
        return None
    return (name, _BY_TAG[tag].endonym if tag in _BY_TAG else own or name) if name else None


def language_name(named: Language, language: Language) -> str:
    """Return the name of one of our languages in another: Dari in English -> "Dari" (CLDR).

    Raises: LookupError (there is none).
    """
    known = Locale.parse(language.babel).languages
    # Dari has a name of its own, and is no "Persian (Afghanistan)".
    name = known.get(named.babel) or known.get(named.tag.partition("-")[0])
    if not name:
        raise LookupError(f"{named.tag} has no name in {language.tag}")
    return str(name)


def template_text(context: str, message: str) -> str:
    """Return a text with a context in the request's language, as text: a template escapes it."""
    return _texts().upgettext(context, message)


def text_in(language: Language, context: str, message: str) -> str | None:
    """Return a text of the public pages in one language, whatever the request's is in.

    None if the language's catalogue does not have it, or is not there.
    """
    if language.tag == SOURCE.tag:
        return message
    try:
        return _public(language.babel).upgettext(context, message)
    except LookupError:
        return None


class _Absent(NullTranslations):
    """Stands behind a catalogue: what that does not have is an error, not the English text."""

    def upgettext(self, context: str, message: str) -> str:  # noqa: ARG002 (Babel's signature)
        raise LookupError(context)


@cache
def _public(babel: str) -> NullTranslations:
    catalogue = Translations.load(TRANSLATIONS, [babel])
    catalogue.add_fallback(_Absent())
    return catalogue


def _require_catalogues(folder: Path, languages: Sequence[Language], domain: str) -> None:
    """Refuse to start with a language whose pages would silently be in English (P10)."""
    for language in languages:
        catalogue = folder / language.babel / "LC_MESSAGES" / f"{domain}.mo"
        if language.tag != SOURCE.tag and not catalogue.is_file():
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
