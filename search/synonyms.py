"""What the clinic says that words mean, as terms."""

from functools import lru_cache
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from search import wordlists
from search.analysis import COMPOUND, compound_words, parts
from search.models import Synonym
from search.stemming import stem

KEY = "search.synonyms.{}"
SECONDS = 300  # how long a process without a shared cache may know old ones

Terms = tuple[str, ...]


def synonyms(language: str) -> dict[Terms, list[Terms]]:
    """The clinic's synonyms in a language, by their terms. No query where they are cached."""
    table: dict[Terms, list[Terms]] | None = cache.get(KEY.format(language))
    if table is None:
        table = _read(language)
        cache.set(KEY.format(language), table, SECONDS)
    return table


@receiver([post_save, post_delete], sender=Synonym)
def forget(instance: Synonym, **kwargs: Any) -> None:
    """Ask again: now, and once everybody else can see the change."""
    key = KEY.format(instance.language)
    cache.delete(key)
    transaction.on_commit(lambda: cache.delete(key))


def _read(language: str) -> dict[Terms, list[Terms]]:
    table: dict[Terms, list[Terms]] = {}
    # What says nothing stands everywhere, and must not be led to.
    stop = {(stem(word, language),) for word in wordlists.stop_words(language)}
    rows = Synonym.objects.filter(language=language)
    for typed, means, both_ways in rows.values_list("words", "means", "both_ways"):
        key = terms_of(typed, language)
        others = [terms_of(line, language) for line in means.splitlines()]
        others = [terms for terms in others if terms and terms not in stop]
        table.setdefault(key, []).extend(others)
        if both_ways:
            for other in others:
                table.setdefault(other, []).extend([key, *others])
    return table


@lru_cache(maxsize=20_000)
def terms_of(text: str, language: str) -> Terms:
    """As a query has them: of a compound with a number what it makes together."""
    found: list[str] = []
    for compound in COMPOUND.findall(text):
        single = parts(compound)
        if any(part.isdigit() for part in single):
            single = compound_words(compound)[-1:]
        found += [stem(part, language) for part in single]
    return tuple(found)
