"""One way in for every format."""

from collections.abc import Callable

from blog.importing.document import Document
from blog.importing.html_text import read_html
from blog.importing.markdown_text import read_markdown
from blog.importing.plain_text import read_plain_text
from blog.importing.source import Source

READERS: dict[str, Callable[[str], Document]] = {
    "text": read_plain_text,
    "html": read_html,
    "markdown": read_markdown,
}


def read(source: Source) -> Document:
    """The document in a source; raises Refused if it can't be made out."""
    document = READERS[source.format](source.text)
    document.left_out.sort(key=lambda left_out: left_out.line)
    return document
