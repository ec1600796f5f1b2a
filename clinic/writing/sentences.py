"""Where one sentence ends and the next begins."""

import re
from collections.abc import Iterator

# A mark, what may close after it, a space, and what may begin a sentence.
_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[¿¡]*[^\W_a-zà-ÿ])")
# No sentence ends with one of these, in any language that the site ships words for.
_ABBREVIATED = re.compile(
    r"(?:\b(?i:e\.g|i\.e|cf|vs|approx|dr|dra|mr|mrs|ms|prof|st|fig|sr|sra|p\.ej|aprox)"
    r"|(?:^|\s)[A-Z])\.$",  # an initial
)


LONGEST = 1500  # letters; what goes on for longer is no sentence, and would take long to look at


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The beginning and the end of each sentence of a paragraph."""
    for start, end in _sentences(text):
        while end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            part = space if space > start else start + LONGEST
            yield start, part
            start = part
        yield start, end


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _END.finditer(text):
        if not _ABBREVIATED.search(text[start : gap.start()]):
            yield start, gap.start() + len(gap[0].rstrip())
            start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]
