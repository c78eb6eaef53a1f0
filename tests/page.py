"""A page as its reader and a browser without script understand it.

The only reader of HTML in the tests. It is strict: what a browser would silently repair (an element
left open, an attribute twice) is an AssertionError.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "wbr"})


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
    """The elements of a page in order, its title and text, and what its forms would post."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.fields: list[tuple[str, str]] = []
        self.title = ""
        self.text = ""
        self.texts: dict[str, str] = {}
        self.pieces: list[tuple[str, Element]] = []
        self.comments: list[str] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert [] == self._open, "an element is never closed"

    @property
    def ids(self) -> dict[str, Element]:
        """Return the elements that have an id, by it."""
        return {each["id"]: each for each in self.elements if "id" in each}

    @property
    def links(self) -> list[str]:
        """Return where the page's links lead."""
        return [each["href"] for each in self.elements if "href" in each]

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

    def value(self, name: str) -> str:
        """Return the only value that would be posted under a name."""
        [value] = [value for key, value in self.fields if key == name]
        return value

    def posted(self) -> dict[str, list[str]]:
        """Return what a browser posts: every newline as CRLF (WHATWG HTML, "constructing")."""
        fields: dict[str, list[str]] = {}
        for name, value in self.fields:
            fields.setdefault(name, []).append(value.replace("\n", "\r\n"))
        return fields

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute of <{tag}> stands twice"
        language = given.get("lang", self._open[-1].language if self._open else "")
        element = Element(tag, given, language, tuple(each.tag for each in self._open))
        self.elements.append(element)
        if tag in {"input", "textarea"} and "name" in element and _is_posted(element):
            self.fields.append((element["name"], element.attributes.get("value", "")))
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert any(each.tag == "svg" for each in self._open), f"<{tag}/> means nothing in HTML"
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        closed = self._open.pop()
        assert tag == closed.tag, f"</{tag}> closes another element"
        if tag == "textarea" and "name" in closed:
            # A browser drops one newline right after the tag.
            name, value = self.fields.pop()
            self.fields.append((name, value.removeprefix("\n")))

    def handle_data(self, data: str) -> None:
        if not self._open:
            assert not data.strip(), "text stands outside the page"
            return
        here = self._open[-1]
        if here.tag == "title":
            self.title += data
        elif here.tag == "textarea":
            if "name" in here:
                name, value = self.fields.pop()
                self.fields.append((name, value + data))
        else:
            self.text += data
            self.texts[here.language] = self.texts.get(here.language, "") + data
            self.pieces.append((data, here))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def _is_posted(element: Element) -> bool:
    choice = element.attributes.get("type") in {"radio", "checkbox"}
    return "checked" in element or not choice
