"""Reads what Word, Google Docs and browsers put on the clipboard, as the importer reads a page."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from django.utils.translation import gettext as _

from blog.importing.checking import check
from blog.importing.composing import Composition, compose
from blog.importing.document import Document, Heading, Paragraph, plain
from blog.importing.html_page import parsed
from blog.importing.html_text import read_soup
from blog.importing.plain_text import has_title_shape, read_plain_text
from blog.importing.source import CONTROL, MAX_BYTES, Refused

# Word's own conditions, which browsers pass over; some enclose the bullets that it draws.
CONDITIONS = re.compile(r"<!--\[if.*?<!\[endif\]-->|<!\[(?:if|endif)[^>]*\]>", re.DOTALL)
WORD_LIST = re.compile(r"mso-list:\s*l(\d+)\s+level(\d+)")
DRAWN_BY_WORD = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
NUMBERED = re.compile(r"\W*(\d+|[a-z]|[ivx]+)[.)]", re.IGNORECASE)
NO_TITLE = "Pasted"


def compose_clipboard(html: str, text: str) -> Composition:
    """The blocks of what was copied, and its title if it has one; raises Refused."""
    if max(len(html), len(text)) > MAX_BYTES:
        raise Refused(_("That is too much for one article."))
    if not (html.strip() or text.strip()):
        raise Refused(_("There is nothing to paste."))
    document = read_soup(prepared(html)) if html.strip() else read_plain_text(_lines(text))
    if document.title == NO_TITLE:
        take_title(document)
    composition = compose(document)
    check(composition, document.title, composition.blocks)
    if document.title == NO_TITLE:
        document.title = ""
    return composition


def take_title(document: Document) -> None:
    """Make the first line the title where it is short and a heading follows at once. A heading
    is no title where others may stand below it."""
    match document.elements:
        case [Paragraph() | Heading() as first, Heading(), *_]:
            words = plain(first.text)
            is_line = isinstance(first, Paragraph) or not document.has_levels
            if is_line and has_title_shape(words):
                document.title, document.title_line = words, first.line
                del document.elements[0]
                document.source_text = document.source_text.removeprefix(NO_TITLE)


def _lines(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"{NO_TITLE}\n\n{CONTROL.sub('', text)}"


def prepared(html: str) -> BeautifulSoup:
    """The tags of what was copied, with Word's lists as lists and a title at the top."""
    soup = parsed(CONDITIONS.sub("", CONTROL.sub("", html.replace("\0", ""))))
    for tag in soup.find_all(["meta", "link", "style", "script", "xml"]):
        tag.decompose()
    for line_break in soup.select("br.Apple-interchange-newline"):
        line_break.decompose()
    for items in list(word_lists(soup)):
        gather(soup, items)
    if soup.find("h1") is None:
        title = soup.new_tag("h1")
        title.string = NO_TITLE
        (soup.body or soup).insert(0, title)
    return soup


def word_lists(soup: BeautifulSoup) -> Iterator[list[Tag]]:
    """Runs of neighbouring paragraphs that Word shows as one list."""
    run: list[Tag] = []
    for paragraph in soup.find_all("p"):
        if not _place(paragraph):
            continue
        if run and _next_tag(run[-1]) is not paragraph:
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def _place(paragraph: Tag) -> tuple[int, int] | None:
    """Which of Word's lists a paragraph is an item of, and how deep."""
    found = WORD_LIST.search(str(paragraph.get("style", "")))
    return (int(found[1]), int(found[2])) if found else None


def _next_tag(tag: Tag) -> Tag | None:
    for sibling in tag.next_siblings:
        if isinstance(sibling, Tag):
            return sibling
        if isinstance(sibling, NavigableString) and sibling.strip():
            return None
    return None


def gather(soup: BeautifulSoup, items: list[Tag]) -> None:
    """Put the paragraphs of a list into `<ul>` and `<ol>`, deeper ones into the item above."""
    lists: list[tuple[int, int, Tag]] = []  # the open ones: depth, Word's number, tag
    for paragraph in items:
        number, depth = _place(paragraph) or (0, 1)
        mark = "".join(drawn.get_text() for drawn in _drawn(paragraph))
        for drawn in _drawn(paragraph):
            drawn.decompose()
        while lists and lists[-1][0] >= depth and lists[-1][:2] != (depth, number):
            lists.pop()
        if not lists or lists[-1][0] < depth:
            opened = soup.new_tag("ol" if NUMBERED.match(mark) else "ul")
            last = lists[-1][2].find_all("li", recursive=False)[-1] if lists else None
            if last is not None:
                last.append(opened)
            else:
                paragraph.insert_before(opened)
            lists.append((depth, number, opened))
        paragraph.name = "li"
        paragraph.attrs = {}
        lists[-1][2].append(paragraph.extract())


def _drawn(paragraph: Tag) -> list[Tag]:
    """The bullets and numbers that Word drew into an item."""
    return [
        span
        for span in paragraph.find_all("span")
        if DRAWN_BY_WORD.search(str(span.get("style", "")))
    ]
