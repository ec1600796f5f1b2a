"""What a rule says of a place."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinic.writing.text import Place


class Severity(StrEnum):
    BLOCK = "block"
    ADVISE = "advise"
    OFF = "off"


SEVERITIES = [
    (Severity.BLOCK.value, _("Stops a submission for review")),
    (Severity.ADVISE.value, _("Advises")),
    (Severity.OFF.value, _("Off")),
]


@dataclass(frozen=True)
class Finding:
    """A place that a rule stops at: `words` are those that set it off, `message` says what to
    do, and `better` is a word to write instead."""

    place: Place
    message: str | Promise
    sentence: str = ""
    words: str = ""
    better: str = ""
    rule: str = ""
    severity: str = ""

    def of(self, rule: str, severity: str) -> "Finding":
        return replace(self, rule=rule, severity=severity)

    @property
    def blocks(self) -> bool:
        return self.severity == Severity.BLOCK

    def as_json(self) -> dict[str, Any]:
        """What the editor's side panel shows."""
        return {
            "rule": self.rule,
            "blocks": self.blocks,
            "field": self.place.field,
            "block": self.place.block_id,
            "heading": self.place.heading,
            "anchor": self.place.anchor,
            "sentence": self.sentence,
            "words": self.words,
            "better": self.better,
            "message": str(self.message),
        }
