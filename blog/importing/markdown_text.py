"""Reads Markdown: CommonMark with tables, through HTML, so that both are read alike."""

import re
from collections import Counter
from html import unescape

from markdown_it import MarkdownIt

from blog.importing.document import Document, LeftOut
from blog.importing.html_page import parsed
from blog.importing.html_text import read_soup
from blog.importing.source import Refused

MAX_NESTING = 100  # deeper, the parser would drop words without a sign
LINE = "data-source-line"
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)??---[ \t]*(\n|\Z)", re.DOTALL)
TITLE_FIELD = re.compile(r"title[ \t]*:[ \t]*(.*\S)", re.IGNORECASE)
LIST_NUMBER = re.compile(r"^[\s>]*\d{1,9}[.)](?=\s)")
WORD = re.compile(r"[^\W_]+")


def read_markdown(text: str) -> Document:
    """The document in a Markdown text; raises Refused if it has no title."""
    fields, body = split_front_matter(text)
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable("table")
    steps = parser.parse(body)
    if any(step.level >= MAX_NESTING - 1 for step in steps):
        raise Refused(f"Its lists or quotations are nested nearly {MAX_NESTING} deep.")
    for step in steps:
        if step.map and step.nesting >= 0:
            step.attrSet(LINE, str(step.map[0] + 1))
    html = parser.renderer.render(steps, parser.options, {})
    soup = parsed(html)
    number = 1
    for tag in soup.find_all(True):
        line = str(tag.attrs.pop(LINE, ""))
        number = int(line) if line.isascii() and line.isdigit() else number
        tag.sourceline = number
    title = next((n for n, field in enumerate(fields) if TITLE_FIELD.match(field.text)), None)
    if title is not None and soup.find("h1") is None:
        heading = soup.new_tag("h1", string=title_of(fields[title].text))
        heading.sourceline = fields.pop(title).line
        soup.insert(0, heading)
    document = read_soup(soup)
    document.left_out += fields
    document.left_out += unseen_words(body, html)
    return document


def split_front_matter(text: str) -> tuple[list[LeftOut], str]:
    """The fields between two lines of dashes at the very top, and what stands below."""
    found = FRONT_MATTER.match(text)
    if not found or ":" not in (found[1] or ""):
        return [], text
    lines = (found[1] or "").split("\n")
    fields = [
        LeftOut(number, "field at the top", line.strip(), False)
        for number, line in enumerate(lines, start=2)
        if line.strip()
    ]
    return fields, "\n" * found[0].count("\n") + text[found.end() :]


def title_of(field: str) -> str:
    words = TITLE_FIELD.sub(r"\1", field)
    is_quoted = len(words) > 1 and words[0] == words[-1] and words[0] in "\"'"
    return words[1:-1] if is_quoted else words


def unseen_words(body: str, html: str) -> list[LeftOut]:
    """Words that Markdown itself drops, for example the address of a link nobody uses."""
    lines = [(n, unescape(LIST_NUMBER.sub("", line))) for n, line in enumerate(body.split("\n"), 1)]
    written = Counter(word for _n, line in lines for word in WORD.findall(line))
    missing = written - Counter(WORD.findall(unescape(html)))
    by_line: dict[int, list[str]] = {}
    for number, line in reversed(lines) if missing else ():  # such things stand at the end
        for word in WORD.findall(line):
            if missing[word] > 0:
                missing[word] -= 1
                by_line.setdefault(number, []).append(word)
    return [
        LeftOut(line, "not shown by Markdown", " ".join(words), False)
        for line, words in by_line.items()
    ]
