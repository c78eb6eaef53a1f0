"""Does every letter have a shape, or would a reader see an empty box?

Of the fonts that the style sheet names for a language, Noto's are the ones whose files are here.
"""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from app.frame.locale import Language
from tests.translations.catalogues import ROOT
from tests.translations.test_language import every_language, texts

STYLE = ROOT / "app" / "frame" / "css" / "tokens.css"
NOTO = Path("/usr/share/fonts/truetype/noto")
RULE = re.compile(r"\[lang\](?::lang\((\w+)\))? \{\s*font-family:([^;]*);")


def families(language: Language) -> list[str]:
    """Return Noto's families in the stack of a language, as the style sheet has them."""
    stacks: dict[str, str] = dict(RULE.findall(STYLE.read_text(encoding="utf-8")))
    stack = stacks.get(language.tag.partition("-")[0], stacks[""])
    return [name for name in re.findall(r'"([^"]+)"', stack) if name.startswith("Noto ")]


def shapes(family: str, weight: str) -> set[int]:
    """Return the characters that a font of the family can show."""
    file = NOTO / f"{family.replace(' ', '')}-{weight}.ttf"
    return set(TTFont(file).getBestCmap()) if file.exists() else set()


@every_language
@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_every_letter_has_a_shape_in_the_fonts_of_its_language(
    language: Language, weight: str
) -> None:
    shown = set[int]().union(*(shapes(family, weight) for family in families(language)))
    used = {letter for text in texts(language) for letter in text if not letter.isspace()}
    assert len(used) > 50
    assert set() == {letter for letter in used if ord(letter) not in shown}
