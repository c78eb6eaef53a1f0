"""The Babel extractor for questionnaires: `app.forms.extract:extract` in babel.cfg.

Each source text comes out under its context, such as `write.message.label`, with a note that tells
translators where it stands. It never translates or changes a text.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from app.forms.source import read_source

Message = tuple[int, str, tuple[str, str], list[str]]


def extract(
    fileobj: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001 - Babel's signature; every text is a message
    comment_tags: Collection[str],  # noqa: ARG001 - Babel's signature
    options: Mapping[str, Any],  # noqa: ARG001 - Babel's signature
) -> Iterator[Message]:
    """Yield (line, "pgettext", (context, text), [note]) for every text of one YAML source.

    Raises:
        QuestionnaireMalformed: the file is not a questionnaire.
    """
    source = read_source(fileobj.read().decode(), getattr(fileobj, "name", "questionnaire"))
    for text in source.questionnaire.texts():
        yield source.lines[text.context], "pgettext", (text.context, text.source), [text.note]
