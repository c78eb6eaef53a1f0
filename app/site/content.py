"""The pages' own words: one Markdown file per page and language, with front matter.

    ---
    title: Start                neutral: a bystander who reads it learns nothing
    sources: [https://…]        where the facts come from (the English text; never shown)
    review: machine draft       who checked a translation: machine draft, or reviewed
    source_digest: 5f3a…        SHA-256 of the English body that the translation was made from
    recorded_digest: 5f3a…      SHA-256 of this body, as it was read for audio/<page>.mp3 (if any)
    ---
    # One heading of the first level, then a lead

    ## Sections

A text is CommonMark without raw HTML and without images. It must never become a template, load
anything, or link to another host: our own addresses and telephone numbers are all it may name.
"""

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from app.frame.locale import SOURCE
from app.site.errors import ContentMalformed

Review = Literal["source", "machine draft", "reviewed"]

SOURCE_LANGUAGE = SOURCE.tag

_FENCE = "---\n"
_KEYS = frozenset({"title", "sources", "review", "source_digest", "recorded_digest"})
_BLOCKS = frozenset({"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "inline"})
_PHONE = re.compile(r"\+\d[\d ]+\d")
_LEVELS = ("h1", "h2", "h3")


@dataclass(frozen=True)
class Text:
    """One page's words in one language, rendered.

    `lead` holds the first heading and what follows it up to the second; `body` the rest.
    `digest` is the SHA-256 hex of the Markdown body, `source_digest` that of the English one from
    which a translation was made (None in English), `recorded_digest` that of the body that was read
    for a recording (None if there is none).
    """

    title: str
    lead: Markup
    body: Markup
    review: Review
    digest: str
    source_digest: str | None
    sources: tuple[str, ...]
    recorded_digest: str | None


def read_texts(
    folder: Path, languages: Iterable[str], names: Iterable[str]
) -> Mapping[tuple[str, str], Text]:
    """Read `<folder>/<language>/<name>.md` for every language and name.

    Raises: ContentMalformed if one is missing or breaks a rule.
    """
    wanted = list(names)
    return {
        (language, name): read_text(folder / language / f"{name}.md", language)
        for language in languages
        for name in wanted
    }


def read_text(path: Path, language: str) -> Text:
    """Read and render one page's words.

    Raises: ContentMalformed, naming the file and what to change in it.
    """
    try:
        return _parse(path.read_text(encoding="utf-8"), language)
    except FileNotFoundError:
        raise ContentMalformed(f"{path} is missing: every language has every page.") from None
    except (ContentMalformed, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ContentMalformed(f"{path} cannot be used: {error}.") from error


def digest(body: str) -> str:
    """Return the SHA-256 hex of a Markdown body: what a translation's `source_digest` names."""
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


@functools.cache
def _parse(text: str, language: str) -> Text:
    head, body = _split(text)
    title, sources = head.get("title"), head.get("sources", [])
    if not isinstance(title, str) or not title.strip():
        raise ContentMalformed("it has no title")
    if not isinstance(sources, list):
        raise ContentMalformed("its sources are no list")
    review, source_digest = _review(head, language)
    lead, rest = _render(body)
    return Text(
        title=title,
        lead=lead,
        body=rest,
        review=review,
        digest=digest(body),
        source_digest=source_digest,
        sources=tuple(str(source) for source in sources),
        recorded_digest=str(recorded) if (recorded := head.get("recorded_digest")) else None,
    )


def _split(text: str) -> tuple[dict[str, object], str]:
    before, found, rest = text.partition(_FENCE)
    head, closed, body = rest.partition("\n" + _FENCE)
    if before or not found or not closed:
        raise ContentMalformed("it does not begin with front matter between two lines of ---")
    fields = yaml.safe_load(head)
    if not isinstance(fields, dict):
        raise ContentMalformed("its front matter is no list of fields")
    if unknown := sorted(str(key) for key in fields.keys() - _KEYS):
        raise ContentMalformed(f"its front matter has unknown fields: {', '.join(unknown)}")
    return fields, body


def _review(head: Mapping[str, object], language: str) -> tuple[Review, str | None]:
    if language == SOURCE_LANGUAGE:
        if head.keys() & {"review", "source_digest"}:
            raise ContentMalformed("the English text is the source and is reviewed against nothing")
        return "source", None
    for review in get_args(Review):
        if review != "source" and head.get("review") == review:
            source_digest = head.get("source_digest")
            if not isinstance(source_digest, str):
                raise ContentMalformed("it does not name the source_digest it was made from")
            return review, source_digest
    raise ContentMalformed("its review must be 'machine draft' or 'reviewed'")


def _render(body: str) -> tuple[Markup, Markup]:
    markdown = MarkdownIt("commonmark", {"html": False}).disable("image")
    tokens = markdown.parse(body)
    _check_blocks(tokens)
    _check_headings([token.tag for token in tokens if token.type == "heading_open"], tokens)
    _check_links(tokens)
    _isolate_numbers(tokens)
    second = next((at for at, token in enumerate(tokens) if token.tag == "h2"), len(tokens))
    for token in tokens[:second]:
        if token.type == "paragraph_open":
            token.attrSet("class", "lead")

    def html(part: list[Token]) -> Markup:
        # Made by the renderer from CommonMark without raw HTML: every text in it is escaped.
        return Markup(markdown.renderer.render(part, markdown.options, {}))  # noqa: S704

    return html(tokens[:second]), html(tokens[second:])


def _isolate_numbers(tokens: list[Token]) -> None:
    """Keep the groups of a telephone number in order: from right to left they would turn around."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "text" and _PHONE.fullmatch(child.content):
                child.type = "html_inline"
                child.content = f'<bdi dir="ltr">{child.content}</bdi>'


def _check_blocks(tokens: list[Token]) -> None:
    for token in tokens:
        block = token.type.removesuffix("_open").removesuffix("_close")
        if block not in _BLOCKS:
            raise ContentMalformed(f"it holds a {block}, and only headings, text and lists may be")


def _check_headings(levels: list[str], tokens: list[Token]) -> None:
    if levels.count("h1") != 1 or tokens[0].tag != "h1":
        raise ContentMalformed(
            "it must begin with one heading of the first level and have no other"
        )
    for before, after in pairwise(levels):
        if after not in _LEVELS or _LEVELS.index(after) > _LEVELS.index(before) + 1:
            raise ContentMalformed(f"a heading {after} follows a heading {before}")


def _check_links(tokens: list[Token]) -> None:
    for token in tokens:
        for child in token.children or ():
            address = str(child.attrGet("href") or "")
            scheme, colon, _ = address.partition(":")
            if address.startswith("/") or (colon and scheme != "tel"):
                raise ContentMalformed(
                    f"it links to {address}: only relative addresses and tel: are for our pages"
                )
