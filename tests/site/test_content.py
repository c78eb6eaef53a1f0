"""The rules for the pages' Markdown files, one broken at a time."""

import hashlib
from pathlib import Path

import pytest

from app.frame.locale import LANGUAGES
from app.site.content import read_text, read_texts
from app.site.errors import ContentMalformed

ENGLISH = "---\ntitle: Start\n---\n# One\n\nLead.\n\n## Two\n\n- [Write](write/)\n"
DIGEST = hashlib.sha256(b"# One\n\nLead.\n\n## Two\n\n- [Write](write/)\n").hexdigest()
ARABIC = f"---\ntitle: بداية\nreview: machine draft\nsource_digest: {DIGEST}\n---\n# واحد\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "page.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_lead_ends_where_the_second_heading_begins(tmp_path: Path) -> None:
    text = read_text(write(tmp_path, ENGLISH), "en")

    assert text.lead == '<h1>One</h1>\n<p class="lead">Lead.</p>\n'
    assert text.body.startswith("<h2>Two</h2>\n<ul>\n")
    assert ("Start", "source", DIGEST, None) == (
        text.title,
        text.review,
        text.digest,
        text.source_digest,
    )


def test_a_translation_names_the_english_body_it_was_made_from(tmp_path: Path) -> None:
    text = read_text(write(tmp_path, ARABIC), "ar")

    assert ("machine draft", DIGEST) == (text.review, text.source_digest)


def test_raw_html_and_templates_stay_words(tmp_path: Path) -> None:
    body = "# One\n\n{{ config }} <b onclick=x>bold</b> & more\n"

    text = read_text(write(tmp_path, "---\ntitle: T\n---\n" + body), "en")

    assert "{{ config }} &lt;b onclick=x&gt;bold&lt;/b&gt; &amp; more" in text.lead


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# No front matter\n", "front matter"),
        ("---\ntitle: T\n# Never closed\n", "front matter"),
        ("---\n- a\n---\n# One\n", "no list of fields"),
        ("---\ntitle: T\nauthor: me\n---\n# One\n", "unknown fields: author"),
        ("---\nsources: []\n---\n# One\n", "no title"),
        ("---\ntitle: ''\n---\n# One\n", "no title"),
        ("---\ntitle: T\nsources: one\n---\n# One\n", "sources"),
        ("---\ntitle: T\nreview: reviewed\n---\n# One\n", "reviewed against nothing"),
        ("---\ntitle: [\n---\n# One\n", "cannot be used"),
        ("---\ntitle: T\n---\nNo heading\n", "first level"),
        ("---\ntitle: T\n---\n", "first level"),
        ("---\ntitle: T\n---\n## Two first\n", "first level"),
        ("---\ntitle: T\n---\nText\n\n# One\n", "first level"),
        ("---\ntitle: T\n---\n# One\n\n# One again\n", "first level"),
        ("---\ntitle: T\n---\n# One\n\n### Three\n", "h3 follows a heading h1"),
        ("---\ntitle: T\n---\n# One\n\n## Two\n\n### Three\n\n#### Four\n", "h4 follows"),
        ("---\ntitle: T\n---\n# One\n\n```\ncode\n```\n", "fence"),
        ("---\ntitle: T\n---\n# One\n\n> said\n", "blockquote"),
        ("---\ntitle: T\n---\n# One\n\n[x](https://example.org/)\n", "links to https"),
        ("---\ntitle: T\n---\n# One\n\n[x](//example.org/)\n", "links to //example"),
        ("---\ntitle: T\n---\n# One\n\n[x](mailto:a@example.org)\n", "links to mailto"),
        ("---\ntitle: T\n---\n# One\n\n## [x](https://example.org/)\n", "links to https"),
    ],
)
def test_a_broken_rule_names_the_file_and_the_reason(
    tmp_path: Path, text: str, complaint: str
) -> None:
    with pytest.raises(ContentMalformed, match=complaint) as refused:
        read_text(write(tmp_path, text), "en")

    assert "page.md" in str(refused.value)


def test_an_image_is_never_rendered(tmp_path: Path) -> None:
    text = read_text(write(tmp_path, "---\ntitle: T\n---\n# One\n\n![x](y.png)\n"), "en")

    assert "<img" not in text.lead


@pytest.mark.parametrize(
    ("front", "complaint"),
    [
        ("", "review must be"),
        ("review: source\nsource_digest: x\n", "review must be"),
        ("review: perfect\nsource_digest: x\n", "review must be"),
        ("review: machine draft\n", "source_digest"),
    ],
)
def test_a_translation_without_its_state_is_refused(
    tmp_path: Path, front: str, complaint: str
) -> None:
    with pytest.raises(ContentMalformed, match=complaint):
        read_text(write(tmp_path, f"---\ntitle: T\n{front}---\n# One\n"), "ar")


def test_a_language_without_one_of_the_pages_is_refused(tmp_path: Path) -> None:
    for language, text in (("en", ENGLISH), ("ar", ARABIC)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "home.md").write_text(text, encoding="utf-8")
    (tmp_path / "en" / "help.md").write_text(ENGLISH, encoding="utf-8")

    assert {("en", "home"), ("ar", "home")} == set(read_texts(tmp_path, ["en", "ar"], ["home"]))
    with pytest.raises(ContentMalformed, match=r"ar/help\.md is missing"):
        read_texts(tmp_path, ["en", "ar"], ["home", "help"])


def test_a_language_counts_as_reviewed_only_when_each_of_its_pages_is() -> None:
    tags = [language.tag for language in LANGUAGES]
    texts = read_texts(Path(__file__).parents[2] / "content", tags, ["home"])
    drafts = {tag for (tag, _), text in texts.items() if text.review == "machine draft"}
    assert {language.tag for language in LANGUAGES if not language.reviewed} == drafts
