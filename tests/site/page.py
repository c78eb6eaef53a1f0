"""A page as its reader and its browser understand it."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path"})


@dataclass(frozen=True)
class Element:
    """One start tag; attributes without a value are ""."""

    tag: str
    attributes: dict[str, str]
    language: str
    inside: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.attributes


class Page(HTMLParser):
    """The elements of a page in order, its title, its text by language and piece by piece."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.title = ""
        self.text: dict[str, str] = {}
        self.pieces: list[tuple[str, Element]] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert [] == self._open, "an element is never closed"

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements with one of the tags, or all of them."""
        yield from (each for each in self.elements if not tags or each.tag in tags)

    def one(self, tag: str) -> Element:
        """Return the only element with this tag."""
        [element] = self.all(tag)
        return element

    def by_id(self, wanted: str) -> Element:
        """Return the only element with this id."""
        [element] = [each for each in self.elements if each.attributes.get("id") == wanted]
        return element

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute of <{tag}> stands twice"
        language = given.get("lang", self._open[-1].language if self._open else "")
        element = Element(tag, given, language, tuple(each.tag for each in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open.pop().tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        if not self._open:
            assert not data.strip(), "text stands outside the page"
        elif self._open[-1].tag == "title":
            self.title += data
        else:
            language = self._open[-1].language
            self.text[language] = self.text.get(language, "") + data
            self.pieces.append((data, self._open[-1]))
