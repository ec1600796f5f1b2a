"""Words of acute distress: the one place that search, comments and forms ask.

A person writes in a hurry. So both a text and the clinic's phrases are folded to plain words
(case, accents, apostrophes, contractions, short forms, misspellings, doubled letters) before
whole words are compared. `static/js/distress.js` does the same while somebody types.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from clinic.content.distress_words import STARTING_WORDS

CACHE_KEY = "content.distress"
CACHE_SECONDS = 300  # how long a process without a shared cache may know an old list

APOSTROPHES = re.compile("['’‘ʼ`´′＇]")
WORD = re.compile(r"[^\W_]+")
INVISIBLE = {"Mn", "Me", "Cf"}  # accents, and what takes no room
DOUBLED = re.compile(r"([^\W\d_])\1+")


def plain(text: str) -> str:
    """The words of a text in lower case, without accents, apostrophes, signs and doubled
    letters ("killl" is "kil", as "kill" is), one space around each."""
    decomposed = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text)).lower()
    bare = "".join(sign for sign in decomposed if unicodedata.category(sign) not in INVISIBLE)
    words = DOUBLED.sub(r"\1", " ".join(WORD.findall(bare)))
    return f" {words} "


def base(language: str) -> str:
    """The language that a code names, whatever its region: "es" of "es-mx"."""
    return language.partition("-")[0].lower()


@lru_cache
def plain_forms(language: str) -> dict[str, str]:
    """What stands for what in a language, both as `plain` gives them."""
    words = STARTING_WORDS.get(base(language))
    forms = words.plain_forms if words else {}
    return {plain(form).strip(): plain(meant).strip() for form, meant in forms.items()}


@lru_cache
def _forms_pattern(language: str) -> re.Pattern[str] | None:
    forms = sorted(plain_forms(language), key=lambda form: (-len(form), form))
    return re.compile(f"(?<= )(?:{'|'.join(forms)})(?= )") if forms else None


def folded(text: str, language: str) -> str:
    """A text as its words are compared: `plain`, each short form and misspelling replaced."""
    text = plain(text)
    if pattern := _forms_pattern(language):
        forms = plain_forms(language)
        text = " ".join(pattern.sub(lambda found: forms[found[0]], text).split())
        return f" {text} "
    return text


class WordList(NamedTuple):
    """A language's phrases, folded."""

    phrases: tuple[str, ...]
    no_distress: tuple[str, ...]


def word_list(language: str, phrases: str, no_distress: str) -> WordList:
    """The lists that an editor wrote, one phrase a line."""

    def lines(text: str) -> tuple[str, ...]:
        phrases = (folded(line, language).strip() for line in text.splitlines())
        return tuple(dict.fromkeys(filter(None, phrases)))

    return WordList(lines(phrases), lines(no_distress))


@lru_cache
def starting_lists() -> dict[str, WordList]:
    return {
        language: word_list(language, words.phrases, words.no_distress)
        for language, words in STARTING_WORDS.items()
    }


def word_lists() -> dict[str, WordList]:
    """The clinic's lists by language; a list that is missing is the one it started with, and
    so is every list while the database can't be asked."""
    lists: dict[str, WordList] | None = cache.get(CACHE_KEY)
    if lists is None:
        try:
            kept = list(DistressWords.objects.all())
        except DatabaseError:
            return starting_lists()
        lists = starting_lists() | {words.language: words.folded() for words in kept}
        cache.set(CACHE_KEY, lists, CACHE_SECONDS)
    return lists


def speaks_of_distress(text: str, language: str | None = None) -> bool:
    """Whether a text holds a phrase of acute distress, outside of what is no distress.

    Every language is looked at: a person in distress writes in their own. A `language` (a
    code) narrows that to one, unless the clinic has no list for it. Costs no query where the
    lists are cached, one where they are not.
    """
    lists = word_lists()
    if language is not None:
        asked = {code: words for code, words in lists.items() if base(code) == base(language)}
        lists = asked or lists
    return any(holds(folded(text, code), words) for code, words in lists.items())


def holds(text: str, words: WordList) -> bool:
    """Whether a folded text holds a phrase that is not part of one that means no distress."""
    excused = [place for phrase in words.no_distress for place in places(text, phrase)]
    return any(
        not any(begin <= start and end <= stop for begin, stop in excused)
        for phrase in words.phrases
        for start, end in places(text, phrase)
    )


def places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands in a folded text as whole words."""
    start = text.find(f" {phrase} ")
    while start >= 0:
        yield start, start + len(phrase)
        start = text.find(f" {phrase} ", start + 1)


def languages() -> list[tuple[str, Any]]:
    """The languages that content may have."""
    return list(settings.WAGTAIL_CONTENT_LANGUAGES)


class DistressWords(models.Model):
    """The clinic's words of acute distress in one language."""

    language = models.CharField(_("language"), max_length=12, unique=True, choices=languages)
    phrases = models.TextField(
        _("phrases of distress"),
        max_length=50_000,
        help_text=_(
            "One a line. Whoever writes one of them, in a search or a comment, is shown the crisis "
            "lines at once. Capitals, accents, apostrophes and common misspellings make no "
            "difference."
        ),
    )
    no_distress = models.TextField(
        _("phrases that are no distress"),
        max_length=50_000,
        blank=True,
        help_text=_(
            "One a line. A phrase of distress that is part of one of these does not count: "
            "“career suicide”. If in doubt leave it out: lines shown once too often do no harm."
        ),
    )

    panels = [FieldPanel("language"), FieldPanel("phrases"), FieldPanel("no_distress")]

    class Meta:
        ordering = ["language"]
        verbose_name = _("words of distress")
        verbose_name_plural = _("words of distress")

    def __str__(self) -> str:
        return str(self.get_language_display())

    def folded(self) -> WordList:
        return word_list(self.language, self.phrases, self.no_distress)

    @property
    def phrase_count(self) -> int:
        return len(self.folded().phrases)

    def clean(self) -> None:
        """Refuse what would show the lines to everybody, or to nobody."""
        lists = self.folded()
        complaints: Mapping[str, list[Any]] = {"phrases": [], "no_distress": []}
        for line in filter(str.strip, self.phrases.splitlines()):
            if len(folded(line, self.language).strip()) < 3:
                complaints["phrases"].append(_("“%s” is found in too many texts.") % line.strip())
        if not lists.phrases and not complaints["phrases"]:
            complaints["phrases"].append(_("Give at least one phrase."))
        for phrase in lists.no_distress:
            if phrase in lists.phrases:
                complaints["no_distress"].append(_("“%s” stands in both lists.") % phrase)
        if any(complaints.values()):
            raise ValidationError({field: told for field, told in complaints.items() if told})


@receiver([post_save, post_delete], sender=DistressWords)
def forget(**kwargs: Any) -> None:
    """Ask again: now, and once everybody else can see the change."""
    cache.delete(CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))
