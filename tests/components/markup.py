"""A strict reader of HTML: what a browser would silently repair is a fault here."""

from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
REFERENCES = ("for", "aria-describedby", "aria-labelledby")
FIELDS = frozenset({"input", "textarea", "select"})


class Markup(HTMLParser):
    """The faults of a piece of HTML, its visible text, and its fields without a label."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self._ids: list[str] = []
        self._referred: list[str] = []
        self._labelled: set[str] = set()
        self._fields: list[dict[str, str | None]] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]
        self.faults += [f"id {each} twice" for each in set(self._ids) if self._ids.count(each) > 1]
        self.faults += [f"no id {each}" for each in self._referred if each not in self._ids]

    @property
    def unlabelled(self) -> list[str]:
        """Return the ids of fields that neither a label nor an attribute names."""
        return [
            field.get("id") or "?"
            for field in self._fields
            if field.get("id") not in self._labelled and "aria-label" not in field
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag in {"script", "style"} or "style" in given or any(a.startswith("on") for a in given):
            self.faults.append(f"<{tag}> brings a script or a style of its own")
        if "id" in given:
            self._ids.append(given["id"] or "")
        for name in REFERENCES:
            self._referred += (given.get(name) or "").split()
        if (given.get("href") or "").startswith("#"):
            self._referred.append((given["href"] or "")[1:])
        if tag == "label":
            self._labelled.add(given.get("for") or "")
        if tag in FIELDS and given.get("type") != "hidden":
            self._fields.append(given)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "svg" not in self._open:
            self.faults.append(f"<{tag}/> closes itself, which HTML does not know")
        del attrs

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text += f"{data} "

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment reaches the reader: {data}")
