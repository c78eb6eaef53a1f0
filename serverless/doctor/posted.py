"""The first form of a plain page as a browser without script would post it."""

from html.parser import HTMLParser
from urllib.parse import urlencode


class PostedForm(HTMLParser):
    """The fields of the page's first form that posts; choices are left as the page has them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._fields: list[tuple[str, str]] = []
        self._inside = self._over = False
        self._text: str | None = None
        self.feed(html)
        self.close()

    def value(self, name: str) -> str | None:
        """Return what stands in a field; None if there is no such field."""
        return next((value for key, value in self._fields if key == name), None)

    def filled(self, **answers: str) -> bytes:
        """Return the form's body with these answers in it, urlencoded."""
        left = [(key, value) for key, value in self._fields if key not in answers]
        return urlencode([*left, *answers.items()]).encode()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field of the form."""
        given = {key: value or "" for key, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post" and not self._over:
            self._inside = True
        if not self._inside or "name" not in given:
            return
        if tag == "textarea":
            self._text = given["name"]
            self._fields.append((self._text, ""))
        elif tag == "input" and ("checked" in given or given.get("type") not in _CHOICES):
            self._fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        """Take what stands in a field of several lines."""
        if self._text is not None:
            name, value = self._fields.pop()
            self._fields.append((name, value + data))

    def handle_endtag(self, tag: str) -> None:
        """End the field or the form."""
        if tag == "textarea" and self._text is not None:
            name, value = self._fields.pop()
            self._fields.append((name, value.removeprefix("\n")))
            self._text = None
        if tag == "form" and self._inside:
            self._inside, self._over = False, True


_CHOICES = frozenset({"radio", "checkbox"})
