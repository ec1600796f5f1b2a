"""Reads HTML: finds the article in the page, its title, and builds the document."""

from dataclasses import replace

from bs4 import BeautifulSoup
from bs4.element import Tag

from blog.importing.document import MAX_TITLE, Document, Element, Heading, LeftOut, Note, plain
from blog.importing.html_builder import LOWEST_LEVEL, Builder
from blog.importing.html_page import find_article, parsed
from blog.importing.leftovers import leave_out_leftovers
from blog.importing.source import Refused


def read_html(html: str) -> Document:
    """The article in a page of HTML; raises Refused if it can't be found."""
    return read_soup(parsed(html))


def read_soup(soup: BeautifulSoup) -> Document:
    """The article in a parsed page."""
    names = [tag.extract() for tag in soup.find_all("title")]
    page = find_article(soup)
    document = Document(source_text=page.source_text, left_out=page.left_out, notes=page.notes)
    builder = Builder(document)
    if page.title is not None:
        builder.title_from(page.title)
    document.elements = builder.build(page.article)
    if not document.title:
        choose_title(document, names)
    for name in names:
        if words := " ".join(name.get_text().split()):
            left_out = LeftOut(name.sourceline or 1, "name of the page", words, False)
            document.left_out.append(left_out)
    if len(document.title) > MAX_TITLE:
        raise Refused(f"The title is longer than {MAX_TITLE} characters.")
    leave_out_leftovers(document)
    document.elements = leveled(document)
    return document


def choose_title(document: Document, names: list[Tag]) -> None:
    """Without an <h1>: a heading at the very top, or the name of the page."""
    first = document.elements[0] if document.elements else None
    if isinstance(first, Heading):
        document.title, document.title_line = plain(first.text), first.line
        document.elements.pop(0)
    elif names and (words := " ".join(names[0].get_text().split())):
        document.title, document.title_line = words, names.pop(0).sourceline or 1
        document.source_text = f"{words}\n{document.source_text}"
        document.notes.append(
            Note(document.title_line, "the title is the page's name, as a browser's tab shows it")
        )
    else:
        raise Refused("No title: there is no heading of the first level, and no <title>.")


def leveled(document: Document) -> list[Element]:
    """Headings on two levels, none on the second before one on the first."""
    elements: list[Element] = []
    has_main = False
    for element in document.elements:
        if isinstance(element, Heading):
            level = min(max(element.level, 2), LOWEST_LEVEL) if has_main else 2
            has_main = True
            if level != element.level:
                document.notes.append(
                    Note(element.line, f"heading of level {element.level} became level {level}")
                )
            element = replace(element, level=level)
        elements.append(element)
    return elements
