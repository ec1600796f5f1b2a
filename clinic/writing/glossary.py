"""The glossary as readers meet it: the first use of a term in the text of a page is marked, and
its explanation is listed at the foot.

Nothing of it is stored with the page. Terms are looked for in the HTML of rich texts, as the
database has it or as a page shows it: both give the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from clinic.content.citations import rich_texts
from clinic.writing.models import GlossaryTerm
from clinic.writing.patterns import base

CACHE_KEY = "writing.glossary"
CACHE_SECONDS = 300  # how long a process without a shared cache may know old terms

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>[^>]*)>", re.IGNORECASE)
# In these a word is somebody else's, is no word, or leads elsewhere already.
_CLOSED = {"a", "abbr", "blockquote", "button", "cite", "code", "dfn", "h1", "h2", "h3", "h4"}
_CLOSED |= {"h5", "h6", "kbd", "pre", "q", "samp", "script", "style", "sub", "sup", "svg"}
_WORD = re.compile(r"\w+")
# A link of the database that shows its words as they are: a citation, a question to readers.
_OPEN_LINK = re.compile(r'linktype="(?:reference|passage)"')


def terms_of(language: str) -> list[GlossaryTerm]:
    """The glossary of a language: no query where it is cached, one where it is not."""
    found: dict[str, list[GlossaryTerm]] | None = cache.get(CACHE_KEY)
    if found is None:
        found = {}
        for term in GlossaryTerm.objects.all():
            found.setdefault(base(term.language), []).append(term)
        cache.set(CACHE_KEY, found, CACHE_SECONDS)
    return found.get(base(language), [])


@receiver([post_save, post_delete], sender=GlossaryTerm)
def forget(**kwargs: Any) -> None:
    """Ask again: now, and once everybody else can see the change."""
    cache.delete(CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))


def explained_ids(
    texts: Iterable[Any], language: str, terms: list[GlossaryTerm] | None = None
) -> set[int]:
    """The ids of the terms (all of a language, unless given) that rich texts and streams have
    where a page would mark them."""
    terms = terms_of(language) if terms is None else terms
    if not terms:
        return set()
    find = finder(terms)
    return {
        pk
        for text in texts
        for html in rich_texts(text)
        for stretch, is_open in _stretches(html)
        if is_open
        for _found, pk in find(stretch)
    }


@dataclass(frozen=True)
class Entry:
    """A line of the words explained; `number` makes the ids of both its places."""

    number: int
    term: GlossaryTerm


class Explained:
    """The terms that one rendering of a page explains.

    Numbers them while the texts are rendered, so each rendering takes a new one, and the list
    comes after the texts.
    """

    def __init__(self, language: str) -> None:
        self._language = base(language)
        self._only: list[GlossaryTerm] | None = None
        self._entries: dict[int, Entry] = {}
        self._numbers = count(1)

    def show_only(self, terms: Iterable[GlossaryTerm]) -> None:
        """Explain these and no others."""
        self._only = [term for term in terms if base(term.language) == self._language]

    @cached_property
    def _terms(self) -> dict[int, GlossaryTerm]:
        terms = terms_of(self._language) if self._only is None else self._only
        return {term.pk: term for term in terms}

    @cached_property
    def _find(self) -> "Find":
        return finder(self._terms.values())

    @property
    def entries(self) -> list[Entry]:
        """What was marked so far, in alphabetical order."""
        return sorted(self._entries.values(), key=lambda entry: entry.term.term.casefold())

    def html(self, html: str) -> SafeString:
        """A rich text as a page shows it, each term marked where the page has it first."""
        if not self._terms:
            return mark_safe(html)  # noqa: S308 - as it came
        parts = (
            self._marked(stretch) if is_open else stretch for stretch, is_open in _stretches(html)
        )
        return mark_safe("".join(parts))  # noqa: S308 - only marks were added

    def _marked(self, text: str) -> str:
        shown, end = [], 0
        for found, pk in self._find(text):
            if pk in self._entries:
                continue
            entry = self._entries[pk] = Entry(next(self._numbers), self._terms[pk])
            shown += [text[end : found.start()], _mark(entry, found[0])]
            end = found.end()
        return "".join([*shown, text[end:]])


def _mark(entry: Entry, words: str) -> str:
    return format_html(
        '<a class="term" id="term_use_{number}" href="#term_{number}">{words}</a>',
        number=entry.number,
        words=mark_safe(words),  # noqa: S308 - text of HTML
    )


def _stretches(html: str) -> Iterator[tuple[str, bool]]:
    """`html` in pieces: text between two tags, and whether a term in it may be marked; or a tag."""
    closed: list[bool] = []
    end = 0
    for tag in _TAG.finditer(html):
        if tag.start() > end:
            yield html[end : tag.start()], not any(closed)
        yield tag[0], False
        end = tag.end()
        if tag["name"].lower() in _CLOSED:
            if not tag["end"]:
                closed.append(not _OPEN_LINK.search(tag["attributes"]))
            elif closed:
                closed.pop()
    if end < len(html):
        yield html[end:], not any(closed)


# --- Finding -----------------------------------------------------------------------------

Find = Callable[[str], Iterator[tuple[re.Match[str], int]]]


def finder(terms: Iterable[GlossaryTerm]) -> Find:
    """What finds these terms in text of HTML, each use with its term's id."""
    return _finder(tuple((form, term.pk) for term in terms for form in term.forms))


@lru_cache(maxsize=500)  # one for a language, and one for each set of terms that was signed
def _finder(forms: tuple[tuple[str, int], ...]) -> Find:
    # By the first word of a form, so that a text takes as long for a thousand terms as for ten.
    # Longer forms come first.
    starts: dict[str, list[tuple[re.Pattern[str], int, int]]] = {}
    for form, pk in sorted(forms, key=lambda each: (-len(each[0]), each[0])):
        if (first := _WORD.search(form)) is None:
            continue
        # A word may follow the end of an entity, and is never its name: &amp;
        pattern = re.compile(rf"(?<![\w&]){_spelt(form)}(?!\w)", re.IGNORECASE)
        word = first[0].lower()
        for key in (word, f"{word}s", f"{word}es") if first.end() == len(form) else (word,):
            starts.setdefault(key, []).append((pattern, pk, first.start()))

    def find(text: str) -> Iterator[tuple[re.Match[str], int]]:
        end = 0
        for word in _WORD.finditer(text):
            for pattern, pk, before in starts.get(word[0].lower(), ()):
                start = word.start() - before
                if start >= end and (found := pattern.match(text, start)):
                    yield found, pk
                    end = found.end()
                    break

    return find


def _spelt(form: str) -> str:
    """The pattern of a form and its plural, whatever its spaces and apostrophes."""
    words = (re.escape(escape(word.replace("’", "'"))) for word in form.split())
    spelt = r"(?:\s|&nbsp;)+".join(words).replace(re.escape("&#x27;"), "(?:['’]|&#x27;|&#39;)")
    if len(form) > 1 and form.isupper():
        return f"(?-i:{spelt}s?)"
    return f"{spelt}(?:e?s)?"
