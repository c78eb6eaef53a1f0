"""Translators get every text of a questionnaire under its context."""

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract, extract_from_dir

from app.forms.load import load_all

CONTENT = Path(__file__).parents[2] / "content/forms"
METHOD = "app.forms.extract:extract"


def test_babel_gets_line_text_note_and_context() -> None:
    yaml = "form: f\nversion: 1\nquestions:\n  q:\n    kind: choice\n    label: Who?\n"
    yaml += "    hint: Say it.\n    options:\n      me: Ä 100 %\n"
    expected = [
        (6, "Who?", ["A question"], "f.q.label"),
        (7, "Say it.", ["Hint under: Who?"], "f.q.hint"),
        (9, "Ä 100 %", ["Answer to: Who?"], "f.q.me"),
    ]

    assert expected == list(extract(METHOD, BytesIO(yaml.encode())))


def test_every_text_of_every_form_comes_out_under_its_context() -> None:
    extracted = [
        (context, source)
        for _, _, source, _, context in extract_from_dir(CONTENT, [("**.yaml", METHOD)])
    ]
    questionnaires = load_all(CONTENT).values()
    texts = [(text.context, text.source) for each in questionnaires for text in each.texts()]

    assert sorted(texts) == sorted(extracted)
    assert {"write.message.label", "write.message.hint", "write.what_help.safe_place"} <= set(
        dict(texts)
    )


def test_no_two_texts_of_a_form_share_a_context() -> None:
    # Two versions do: they share a translation where the text is the same.
    for questionnaire in load_all(CONTENT).values():
        contexts = [text.context for text in questionnaire.texts()]
        assert len(contexts) == len(set(contexts))
