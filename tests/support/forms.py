"""What a browser would send of the forms on a page."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open = ""  # the name of the textarea or select that has begun

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag in ("textarea", "select"):
            self._open = name
            self.found += [(name, "")] if name else []
        elif tag == "option" and self._open and "selected" in given:
            self.found[-1] = (self._open, given.get("value", ""))
        elif tag in ("input", "button") and name:
            is_off = given.get("type") in ("checkbox", "radio") and "checked" not in given
            self.found += [] if is_off else [(name, given.get("value", ""))]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea":
            self.found[-1] = (self._open, self.found[-1][1] + data)


def fields_of(html: str) -> list[tuple[str, str]]:
    """The names and values of all form fields of a document."""
    parser = _Fields()
    parser.feed(html)
    return parser.found
