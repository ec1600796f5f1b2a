"""The yardstick: plain Okapi BM25 over whole documents, with the site's own stems.

Robertson, Walker, Jones, Hancock-Beaulieu and Gatford, "Okapi at TREC-3" (1994); the constants
are the usual ones, and the inverse document frequency is the one that is never negative.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping

from search.stemming import stem

K1 = 1.2
B = 0.75


class Okapi:
    """Ranks documents, given as texts by their ids."""

    def __init__(self, documents: Mapping[int, str]) -> None:
        self.counts = {pk: Counter(stems(text)) for pk, text in documents.items()}
        self.lengths = {pk: counts.total() for pk, counts in self.counts.items()}
        self.usual_length = sum(self.lengths.values()) / len(documents)
        self.holding = Counter(term for counts in self.counts.values() for term in counts)

    def ranking(self, query: str) -> list[int]:
        """The ids of the documents that hold any word of the query, the best first."""
        asked = Counter(stems(query))
        scores = {pk: self.score(asked, pk) for pk in self.counts}
        found = [pk for pk, score in scores.items() if score > 0]
        return sorted(found, key=lambda pk: (-scores[pk], pk))

    def score(self, asked: Counter[str], pk: int) -> float:
        long = 1 - B + B * self.lengths[pk] / self.usual_length
        total = 0.0
        for term, times in asked.items():
            if frequency := self.counts[pk][term]:
                holding = self.holding[term]
                rarity = math.log(1 + (len(self.counts) - holding + 0.5) / (holding + 0.5))
                total += times * rarity * frequency * (K1 + 1) / (frequency + K1 * long)
        return total


def stems(text: str) -> list[str]:
    return [stem(word, "en") for word in re.findall(r"[a-z0-9]+", text.lower())]


def average_precision(ranking: list[int], relevant: set[int]) -> float:
    """The mean, over the relevant documents, of the precision at the place where each stands;
    nothing for one that is not found."""
    right, total = 0, 0.0
    for place, pk in enumerate(ranking, 1):
        if pk in relevant:
            right += 1
            total += right / place
    return total / len(relevant)
