"""What a visitor typed, cleaned and taken apart."""

import re
import unicodedata

from django.utils.functional import cached_property

from search.analysis import COMPOUND

MAX_LENGTH = 200

# A phrase in quotes, also in the typographic ones and those of other languages.
_PHRASE = re.compile(r'(-?)["“”„«»]([^"“”„«»]*)["“”„«»]')
_MINUS = re.compile(r"(?:^|(?<=\s))[-\u2212](?=\w)")


class Query:
    """What a visitor typed: printable, normalised, of bounded length.

    Nothing that it hands on is a sign that a search engine could take for its syntax.
    """

    def __init__(self, typed: str) -> None:
        printable = "".join(sign if sign.isprintable() else " " for sign in typed[: 4 * MAX_LENGTH])
        normalised = unicodedata.normalize("NFKC", printable)
        self._text = " ".join(normalised.split())[:MAX_LENGTH].strip()

    def __str__(self) -> str:
        return self._text

    @property
    def unquoted(self) -> "Query":
        """The same words, whether they stand beside each other or not."""
        return Query(_PHRASE.sub(lambda match: f" {match[1]}{match[2]} ", self._text))

    @cached_property
    def _parts(self) -> tuple[list[str], list[str], list[str]]:
        phrases: list[str] = []
        excluded: list[str] = []

        def take(match: re.Match[str]) -> str:
            (excluded if match[1] else phrases).append(match[2])
            return " "

        rest = _PHRASE.sub(take, self._text)
        plain: list[str] = []
        place = 0
        for minus in _MINUS.finditer(rest):
            plain += COMPOUND.findall(rest[place : minus.start()])
            word = COMPOUND.match(rest, minus.end())
            if word:
                excluded.append(word[0])
            place = word.end() if word else minus.end()
        plain += COMPOUND.findall(rest[place:])
        # One word in quotes is that word.
        plain += [phrase for phrase in phrases if len(COMPOUND.findall(phrase)) == 1]
        phrases = [phrase for phrase in phrases if len(COMPOUND.findall(phrase)) > 1]
        return plain, phrases, excluded

    @property
    def plain(self) -> list[str]:
        """The words outside of quotes."""
        return self._parts[0]

    @property
    def phrases(self) -> list[str]:
        """What stands in quotes."""
        return self._parts[1]

    @property
    def excluded(self) -> list[str]:
        """The words with a minus sign before them."""
        return self._parts[2]

    @property
    def has_words(self) -> bool:
        return any(self._parts)
