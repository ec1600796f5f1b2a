"""Words that no passage holds: their other half, or how they are spelt."""

from django.db import connection
from django.db.models import Q, QuerySet

from search import wordlists
from search.models import Word
from search.sounds import sound

COMPLETIONS_AT_MOST = 5
SHORTEST = 4


def known_words(language: str) -> QuerySet[Word]:
    return Word.objects.filter(language=language, passages__gt=0)


def starting_with(start: str, language: str) -> QuerySet[Word]:
    """The known words with this beginning, found by an index on every database."""
    words = known_words(language)
    if connection.vendor == "postgresql":
        return words.filter(word__startswith=start)
    return words.filter(word__gte=start, word__lt=start + chr(0x10FFFF))


def completions(
    start: str, language: str, limit: int = COMPLETIONS_AT_MOST, shortest: int = 3
) -> list[str]:
    """The most frequent words that begin so."""
    if len(start) < shortest:
        return []
    words = starting_with(start, language).order_by("-passages", "word")
    return list(words.values_list("word", flat=True)[:limit])


def parted(word: str, language: str) -> tuple[str, str] | None:
    """The two known words that were written as one: "sideeffects"."""
    places = range(3, len(word) - 2)
    halves = {half for place in places for half in (word[:place], word[place:])}
    if not halves:
        return None
    counts = dict(known_words(language).filter(word__in=halves).values_list("word", "passages"))
    pairs = [
        (word[:place], word[place:])
        for place in places
        if word[:place] in counts and word[place:] in counts
    ]
    return max(pairs, key=lambda pair: min(counts[half] for half in pair), default=None)


def correction(word: str, language: str) -> str | None:
    """The known word that was probably meant: the nearest, and of those the most frequent.

    The name of a medicine is never taken for another one's, and no number is corrected.
    """
    medicines = wordlists.medicines(language)
    if len(word) < SHORTEST or not word.isalpha() or word in medicines:
        return None
    furthest = 1 if len(word) < 6 else 2 if len(word) < 12 else 3
    alike = sound(word)
    near = Q(initial__in={word[0], word[1]}, length__range=(len(word) - 2, len(word) + 2))
    heard = Q(sound=alike) if len(alike) > 2 else Q(pk=None)
    best: tuple[float, int, str] | None = None
    letters = set(word)
    candidates = known_words(language).filter(near | heard)
    for other, other_sound, count in candidates.values_list("word", "sound", "passages"):
        if len(letters ^ set(other)) > 2 * furthest or not other.isalpha():
            continue
        if (away := distance(word, other, furthest)) > furthest:
            continue
        # What sounds the same was meant sooner than what looks as near.
        rank = (away - 0.5 * (other_sound == alike), -count, other)
        if best is None or rank < best:
            best = rank
    return best[2] if best else None


def distance(one: str, other: str, at_most: int) -> int:
    """How many letters must be added, left out, changed or swapped with their neighbour
    (Damerau and Levenshtein, restricted); `at_most + 1` for anything further."""
    if abs(len(one) - len(other)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        two_before, before, row = before, row, [i]
        for j, other_letter in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other_letter))
            if i > 1 < j and letter == other[j - 2] and one[i - 2] == other_letter:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return at_most + 1
    return row[-1]
