"""A page as a browser without script understands it."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """The fields that a page's form would post, its text, its title and its elements by id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: list[tuple[str, str]] = []
        self.ids: dict[str, dict[str, str | None]] = {}
        self.links: list[str] = []
        self.text = ""
        self.title = ""
        self._textarea: str | None = None
        self._in_title = False
        self.feed(html)
        self.close()

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
        given = dict(attrs)
        self.ids[given.get("id") or ""] = given
        self.links.append(given.get("href") or "")
        self._in_title = tag == "title"
        name = given.get("name")
        if tag == "textarea" and name:
            self._textarea = ""
            self.fields.append((name, ""))
        elif tag == "input" and name and ("checked" in given or not _is_choice(given)):
            self.fields.append((name, given.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if tag == "textarea" and self._textarea is not None:
            # A browser drops one newline right after the tag.
            name, _ = self.fields.pop()
            self.fields.append((name, self._textarea.removeprefix("\n")))
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._textarea += data
        elif self._in_title:
            self.title += data
        else:
            self.text += data


def _is_choice(given: dict[str, str | None]) -> bool:
    return given.get("type") in {"radio", "checkbox"}
