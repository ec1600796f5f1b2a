"""Finding words in the latest content of pages, and putting others in their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from clinic.upkeep.texts import AROUND, Place, Text, rewritten, stored_texts

SHOWN_PAGES = 20
SHOWN_HITS = 30  # of a page
LOOKED_THROUGH = 400  # pages at once
CHUNK = 50

User = Any


@dataclass(frozen=True)
class Hit:
    """Words that were found, with what stands round them and what would take their place."""

    place: Place
    before: str
    words: str
    after: str
    new: str


@dataclass(frozen=True)
class Search:
    """What is looked for, as words, and what is to take its place."""

    words: str
    new: str = ""
    whole: bool = True
    case: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        # A space stands for any, as editors cannot see one that does not break.
        text = r"\s+".join(map(re.escape, self.words.split()))
        text = rf"(?<!\w){text}(?!\w)" if self.whole else text
        return re.compile(text, re.NOFLAG if self.case else re.IGNORECASE)

    def matches(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Each place in a text where the words are to be replaced, and by what."""
        for match in self.pattern.finditer(text):
            new = self._like(match[0])
            if new != match[0] and not self._is_new_already(text, match):
                yield match, new

    def _like(self, found: str) -> str:
        """The new words, with a capital where the found ones have one."""
        return self._forms[-1] if found[:1].isupper() else self.new

    @cached_property
    def _forms(self) -> tuple[str, ...]:
        """The new words, and unless capitals are told apart, with a capital too."""
        if self.case or self.words[:1].isupper():
            return (self.new,)
        return self.new, self.new[:1].upper() + self.new[1:]

    def _is_new_already(self, text: str, match: re.Match[str]) -> bool:
        """Whether what was found is part of the new words, as "ketamine" in "ketamine
        lozenge": a second run must change nothing."""
        return any(
            text.startswith(self._forms, start)
            for inner in self.pattern.finditer(self.new)
            if (start := match.start() - inner.start()) >= 0
        )

    def replaced(self, text: str) -> str:
        after, end = [], 0
        for match, new in self.matches(text):
            after += [text[end : match.start()], new]
            end = match.end()
        return "".join([*after, text[end:]])

    def hits(self, place: Place, text: Text) -> Iterator[Hit]:
        for match, new in self.matches(text.words):
            before = text.before + text.words[: match.start()]
            after = text.words[match.end() :] + text.after
            if len(before) > AROUND:
                before = f"… {before[-AROUND:].partition(' ')[2]}"
            if len(after) > AROUND:
                after = f"{after[:AROUND].rpartition(' ')[0]} …"
            yield Hit(place, before, match[0], after, new)

    @property
    def surest(self) -> str:
        """The longest run of plain letters and digits: what JSON and HTML write as it is."""
        return max(re.findall(r"[A-Za-z0-9]+", self.words), key=len, default="")


@dataclass
class Found:
    """A page with the words in it; `total` counts those that are not shown too."""

    page: Page
    hits: list[Hit] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        return self.total - len(self.hits)

    @property
    def seen(self) -> int:
        return self.page.latest_revision_id or 0


@dataclass
class Looked:
    """Pages that were found, and the key behind which to look further; None at the end."""

    found: list[Found]
    further: int | None = None


def look(search: Search, user: User, after: int = 0) -> Looked:
    """The next pages with the words in them, of those that somebody may edit and whose key is
    above `after`. Their number, and that of the pages looked through, is bounded."""
    found: list[Found] = []
    candidates, last = _candidates(search, user), after
    for _chunk in range(LOOKED_THROUGH // CHUNK):
        pages = list(candidates.filter(pk__gt=last)[:CHUNK])
        contents = contents_of(pages)
        for page in pages:
            if len(found) == SHOWN_PAGES:
                return Looked(found, last)
            if hits := hits_in(page, contents[page.pk], search):
                found.append(Found(page, hits[:SHOWN_HITS], len(hits)))
            last = page.pk
        if len(pages) < CHUNK:
            return Looked(found)
    return Looked(found, last)


def _candidates(search: Search, user: User) -> Any:
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    pages = pages.filter(depth__gt=1, alias_of=None)
    if search.surest:
        pages = pages.annotate(stored=Cast("latest_revision__content", TextField())).filter(
            Q(latest_revision=None) | Q(stored__icontains=search.surest)
        )
    return pages.select_related("latest_revision", "locked_by").order_by("pk")


def contents_of(pages: list[Page]) -> dict[int, dict[str, Any]]:
    """The latest content of each page as it is stored, by the page's id: of its revision, or of
    the page itself where it never had one."""
    contents = {page.pk: page.latest_revision.content for page in pages if page.latest_revision}
    without = [page.pk for page in pages if page.pk not in contents]
    if without:
        for page in Page.objects.filter(pk__in=without).specific():
            contents[page.pk] = stored_texts(page)
    return contents


def hits_in(page: Page, content: dict[str, Any], search: Search) -> list[Hit]:
    hits: list[Hit] = []

    def note(place: Place, text: Text) -> str:
        hits.extend(search.hits(place, text))
        return text.words

    if page.specific_class:
        rewritten(page.specific_class, content, note)
    return hits


def replace_in(page: Page, search: Search) -> bool:
    """Put the new words into a page in memory; whether anything changed."""
    changed = rewritten(
        type(page), stored_texts(page), lambda _place, text: search.replaced(text.words)
    )
    for name, value in changed.items():
        setattr(page, name, value)
    return bool(changed)
