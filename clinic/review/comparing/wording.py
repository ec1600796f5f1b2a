"""What differs between two texts, word by word, for eyes and ears."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

# A number keeps its decimals, so that 0.5 becomes 0.7 and not 5 becomes 7.
_WORDS = re.compile(r"https?://[^\s\]]+|\d+(?:[.,]\d+)*|\w+(?:['’\-]\w+)*|\s+|.", re.DOTALL)

# How many pairs of equal words may be weighed for one pair of texts. Prose of a thousand words
# has some ten thousand; one word repeated a thousand times has a million, and minutes to lose.
_MOST_PAIRS = 40_000

Part = tuple[str, str]  # what was, what is
Step = tuple[str, int, int, int, int]  # as SequenceMatcher names them


def marked_lines(before: Sequence[str], after: Sequence[str]) -> SafeString:
    """Both texts as one, a paragraph for each line, what is gone in <del>, what is new in
    <ins>."""
    return format_html_join(
        "\n", "<p>{}</p>", ((marked_words(old, new),) for old, new in paired_lines(before, after))
    )


def marked_words(before: str, after: str) -> SafeString:
    """Two lines as one."""
    return format_html_join("", "{}", ((_marked(*part),) for part in word_parts(before, after)))


def _marked(old: str, new: str) -> SafeString:
    if old == new:
        return format_html("{}", old)
    gone = _spoken("del", gettext("removed:"), old) if old else ""
    added = _spoken("ins", gettext("added:"), new) if new else ""
    return format_html("{}{}", gone, added)


def _spoken(tag: str, told: str, words: str) -> SafeString:
    """Screen readers seldom say <ins> and <del>: words that are not seen say it."""
    return format_html(
        '<{tag}><span class="difference-spoken">[{told} </span>{words}'
        '<span class="difference-spoken">]</span></{tag}>',
        tag=tag,
        told=told,
        words=words,
    )


def paired_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Part]:
    """The lines that belong together, one of the two empty where the other has no partner."""
    for tag, a1, a2, b1, b2 in _steps(before, after):
        if tag == "equal":
            yield from zip(before[a1:a2], after[b1:b2], strict=True)
        else:
            shared = min(a2 - a1, b2 - b1)
            yield from zip(before[a1 : a1 + shared], after[b1 : b1 + shared], strict=True)
            yield from ((line, "") for line in before[a1 + shared : a2])
            yield from (("", line) for line in after[b1 + shared : b2])


def word_parts(before: str, after: str) -> list[Part]:
    """The stretches of two lines: alike where both halves of a part are equal. Changes with no
    more than a space between them are one, so that a sentence stays readable."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts: list[Part] = []
    for tag, a1, a2, b1, b2 in _steps(old, new):
        part = ("".join(old[a1:a2]), "".join(new[b1:b2]))
        if tag != "equal" and len(parts) > 1 and parts[-1][0].isspace() and _differs(parts[-2]):
            space = parts.pop()[0]
            was, became = parts.pop()
            part = (was + space + part[0], became + space + part[1])
        parts.append(part)
    return parts


def _differs(part: Part) -> bool:
    return part[0] != part[1]


def _steps(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    """As SequenceMatcher's opcodes, in bounded time: what both begin and end with is left out
    of the search, and where too much is alike all of it counts as replaced."""
    shortest = min(len(before), len(after))
    start = next((n for n in range(shortest) if before[n] != after[n]), shortest)
    left = shortest - start
    end = next((n for n in range(left) if before[-1 - n] != after[-1 - n]), left)
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    steps: list[Step] = []
    if start:
        steps.append(("equal", 0, start, 0, start))
    if old or new:
        for tag, a1, a2, b1, b2 in _searched(old, new):
            steps.append((tag, a1 + start, a2 + start, b1 + start, b2 + start))
    if end:
        sizes = (len(before) - end, len(before), len(after) - end, len(after))
        steps.append(("equal", *sizes))
    return steps


def _searched(old: Sequence[str], new: Sequence[str]) -> Sequence[Step]:
    in_old, in_new = Counter(old), Counter(new)
    pairs = sum(count * in_new[word] for word, count in in_old.items())
    if pairs > _MOST_PAIRS or not pairs:
        tag = "replace" if old and new else "delete" if old else "insert"
        return [(tag, 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
