"""What a person takes along: the square code on the card, and words to show to somebody."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import segno

from app.frame.locale import LANGUAGES, Language, current_language, language_name, text_in

_SPOKEN = ("fi", "sv", "en")
"""The languages in which somebody in Finland is likely to understand what is shown."""


@dataclass(frozen=True, slots=True)
class Code:
    """A square code (ISO/IEC 18004) as one SVG path, `size` units wide with its quiet zone."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of the phrase card in one language."""

    language: Language
    help: str
    call: str


def pgettext(context: str, message: str) -> tuple[str, str]:
    """Mark a text for the catalogue; it is looked up in more than one language."""
    return context, message


# NOTE: %(language)s is a language's name, such as Somali.
_HELP = pgettext("card.help", "I need help. I speak this language: %(language)s.")
_CALL = pgettext("card.call", "Please call this number with me:")


def code(address: str) -> Code:
    """Return the square code of an address; it can still be read with a seventh of it lost."""
    made = segno.make(address, error="m", micro=False)
    drawn = io.BytesIO()
    made.save(drawn, kind="svg", xmldecl=False, svgns=False, svgclass=None, lineclass=None)
    path = drawn.getvalue().decode().split(' d="')[1].split('"')[0]
    return Code(path, int(made.symbol_size()[0]))


def phrases() -> list[Phrase]:
    """Return the words to show: in the page's own language first, then in those of Finland."""
    own = current_language()
    return [_phrase(language, own) for language in _shown_to(own)]


def _shown_to(own: Language) -> Iterator[Language]:
    yield own
    for language in LANGUAGES:
        if language.tag in _SPOKEN and language.tag != own.tag.partition("-")[0]:
            yield language


def _phrase(language: Language, own: Language) -> Phrase:
    name = language_name(own, language)
    return Phrase(
        language=language,
        help=_text(language, _HELP) % {"language": name},
        call=_text(language, _CALL),
    )


def _text(language: Language, marked: tuple[str, str]) -> str:
    text = text_in(language, *marked)
    if text is None:
        raise LookupError(f"{marked[0]} has no text in {language.tag}")
    return text
