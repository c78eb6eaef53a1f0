"""Which language a text is in, as two libraries tell that know it by different means."""

import py3langid
import pycld2

from app.frame.locale import Language

SAME = {"fi-simple": "fi", "fa-AF": "fa"}
"""Languages that no library tells from another: they take Dari for Persian."""


def tongue(language: Language) -> str:
    """Return the code by which the libraries name a language."""
    return SAME.get(language.tag, language.tag)


def identified(text: str) -> set[str]:
    """Return what each library takes the text for: one code where they agree."""
    _, _, [(_, first, *_), *_] = pycld2.detect(text, isPlainText=True)
    second, _ = py3langid.classify(text)
    return {first, second}
