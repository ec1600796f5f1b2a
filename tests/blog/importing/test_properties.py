"""Whatever the document: no word is lost, none is invented."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.importing.checking import check
from blog.importing.composing import Composition, compose
from blog.importing.reading import read
from blog.importing.report import report
from blog.importing.source import Refused, Source

# Letters only, so that this does not repeat how the importer itself counts.
WORD = re.compile(r"[^\W\d_]+")
NO_WORDS = {"type", "level", "frequency", "seriousness", "source_url", "show_as_summary"}
HEADINGS = ["How It Works", "Benefits", "Side Effects", "FAQ", "The Bottom Line", "What Matters"]

words = st.text(
    alphabet=st.sampled_from("abcXYZ é ا漢 .:?!•-*–1<>&\"'()\u00a0\u2028\u200b"), max_size=60
)
text_lines = st.one_of(
    words,
    st.sampled_from(["", "", *HEADINGS, "Table of Contents", "Notify of", "0 Comments", "---"]),
    st.tuples(st.sampled_from(["• ", "- ", "1. ", "2. ", "  - ", "Q: "]), words).map("".join),
    st.tuples(st.sampled_from(["Dose: ", "Time of Day: "]), words).map("".join),
)
texts = st.lists(text_lines, max_size=30).map(lambda lines: "\n".join(["Some title", "", *lines]))

NAMES = [
    *["p", "div", "section", "article", "h2", "h3", "h4", "b", "em", "a", "sup", "br", "pre"],
    *["ul", "ol", "li", "dl", "dt", "dd", "blockquote", "cite", "figure", "summary"],
    *["table", "tr", "td", "th", "caption", "form", "nav", "textarea", "script", "img"],
]
tags = st.tuples(
    st.sampled_from(["<", "</"]),
    st.sampled_from(NAMES),
    st.sampled_from(["", " href=https://example.org", " colspan=2", " id=comments", " class=toc"]),
).map(lambda parts: f"{parts[0]}{parts[1]}{parts[2] if parts[0] == '<' else ''}>")
pages = st.lists(st.one_of(tags, words, st.sampled_from(HEADINGS)), max_size=40).map(
    lambda parts: "<h1>Some title</h1>" + "".join(parts)
)


def strings(value: Any) -> Iterator[str]:
    """All words in blocks, wherever they stand."""
    if isinstance(value, str):
        yield unescape(strip_tags(value.replace("<", " <"))) if "</" in value else value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in NO_WORDS:
                yield from strings(item)


def composed(text: str, format: str) -> Composition | None:
    """What came of a text, unless it was refused before anything was composed."""
    try:
        document = read(Source(text, format))
    except Refused:
        return None
    composition = compose(document)
    check(composition, document.title, composition.blocks)
    assert report(composition)
    return composition


def letters(texts: Iterator[str] | list[str]) -> Counter[str]:
    return Counter(letter for text in texts for word in WORD.findall(text) for letter in word)


@given(texts)
@settings(deadline=None, max_examples=150)
def test_a_text_keeps_every_word(text: str) -> None:
    composition = composed(text, "text")
    if composition is None:
        return
    document = composition.document
    kept = [document.title, *strings(composition.blocks)]
    gone = [item.text for item in document.left_out]
    signs = [sign for sign, count in composition.signs.items() for _ in range(count)]
    assert letters(kept + gone + signs) == letters([text])


@given(pages)
@settings(deadline=None, max_examples=150)
def test_a_page_keeps_every_word(html: str) -> None:
    composed(html, "html")


@given(texts)
@settings(deadline=None, max_examples=100)
def test_a_markdown_text_keeps_every_word(text: str) -> None:
    composed(text.replace("Some title", "# Some title"), "markdown")
