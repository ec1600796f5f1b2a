"""Recognises "Term: explanation", in plain words or with the term in bold."""

import re
from typing import NamedTuple

from blog.importing.document import Inline, cut, plain

MAX_WORDS = 8
MAX_BOLD_WORDS = 14
# A term has no full stop in it, but 0.5 mg is no full stop.
SHAPE = re.compile(r"(?P<term>(?:[^:：.?!;]|\.(?=\d)){1,80}?)\s?(?P<sign>:(?=\s)|：)\s*(?=\S)")
AFTER_BOLD = re.compile(r"\s*(?P<sign>[:：]|[–—-](?=\s))\s*(?=\S)")


class TermParts(NamedTuple):
    """A term, its explanation, and the sign between them, which becomes structure."""

    term: Inline
    explanation: Inline
    sign: str


def split_term(text: Inline) -> TermParts | None:
    """The parts of "Term: explanation", or None."""
    return split_bold_term(text) or split_plain_term(text)


def split_plain_term(text: Inline) -> TermParts | None:
    words = plain(text)
    match = SHAPE.match(words)
    if not match or not is_term(match["term"], MAX_WORDS) or match["term"][0].islower():
        return None
    return TermParts(cut(text, 0, match.end("term")), cut(text, match.end()), match["sign"])


def split_bold_term(text: Inline) -> TermParts | None:
    size = 0
    for span in text:
        if not span.bold:
            break
        size += len(span.text)
    words = plain(text)
    lead = words[:size].rstrip()
    if not lead:
        return None
    if lead[-1] in ":：":
        term, sign, rest = lead[:-1].rstrip(), lead[-1], size
    elif match := AFTER_BOLD.match(words, size):
        term, sign, rest = lead, match["sign"], match.end()
    else:
        return None
    if not is_term(term, MAX_BOLD_WORDS) or not words[rest:].strip():
        return None
    return TermParts(cut(text, 0, len(term)), cut(text, rest), sign)


def is_term(words: str, limit: int) -> bool:
    return 0 < len(words.split()) <= limit and any(letter.isalnum() for letter in words)


def has_term_shape(line: str) -> bool:
    """Whether a line of plain text reads "Term: explanation"."""
    match = SHAPE.match(line)
    return bool(match and is_term(match["term"], MAX_WORDS) and not match["term"][0].islower())
