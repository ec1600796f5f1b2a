"""What looks like personal or health details in a text: a nudge for whoever writes it, marks
for whoever moderates it. It finds likely ones, not all, and decides nothing.

The patterns are read by Python and by the browser alike (`static/js/nudge.js`), so they keep
to what both languages of patterns mean the same: no look-behind, no possessive quantifiers, no
named groups, and `[0-9]` rather than `\\d`. Each runs in time that grows with the text alone.
"""

import re
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

# The long names first: the first that fits is taken.
_MONTH = (
    "(?:january|february|march|april|june|july|august|september|october|november|december|enero"
    "|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|jan|feb|mar|apr|may|jun|jul|aug|sept|sep|oct|nov|dec)"
)
_RELATIVE = (
    "(?:mother|father|mum|mom|dad|son|daughter|wife|husband|partner|brother|sister|child|friend"
    "|boyfriend|girlfriend|grandmother|grandfather|aunt|uncle|neighbour|neighbor|colleague)"
)
_PARIENTE = (
    "(?:madre|padre|mamá|papá|hijo|hija|esposa|esposo|mujer|marido|pareja|hermano|hermana|abuela"
    "|abuelo|tía|tío|amigo|amiga|vecino|vecina)"
)
_CONDITION = (
    "(?:diagnos|depress|bipolar|schizo|psycho|suicid|overdos|self-harm|cancer|dementia|hiv|adhd"
    "|autis|addict|alcohol|medicat|hospital|admitted|sectioned|treatment|illness|disorder)[a-z]*"
)
_ENFERMEDAD = (
    "(?:diagn|depresi|bipolar|esquizo|psic|suicid|sobredosis|cáncer|demencia|adicc|alcohol"
    "|medicaci|hospital|ingres|tratamiento|enfermedad|trastorno)[a-záéíóúñ]*"
)


class Kind(NamedTuple):
    """One kind of detail: what it is called, and the pattern that tells it."""

    label: str | Promise
    pattern: str


KINDS: dict[str, Kind] = {
    "email": Kind(
        _("an e-mail address"),
        r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}",
    ),
    "birth": Kind(
        _("a date of birth"),
        r"\b(?:born|birthday|birth|dob|d\.o\.b\.?|nacid[oa]|nací|nacimiento)\b[^0-9\n]{0,25}[0-9]{1,4}"
        r"(?:[ ./-]{1,2}(?:[0-9]{1,4}|" + _MONTH + r")){0,2}"
        r"|\b(?:0?[1-9]|[12][0-9]|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)[0-9]{2}\b"
        r"|\b(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)? (?:of |de )?"
        + _MONTH
        + r"\.?,? (?:de )?(?:19|20)[0-9]{2}\b",
    ),
    "record": Kind(
        _("a record number"),
        r"\b(?:nhs|mrn|patient|record|hospital|case|reference|insurance|policy|historia|expediente"
        r"|paciente)(?: (?:no|number|id|clínica|número))?\.?[ :#]{1,3}[a-z]{0,3}[0-9][0-9 -]{4,14}"
        r"|\b[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}\b",
    ),
    "telephone": Kind(
        _("a telephone number"),
        r"(?:\+|\b00|\b0|\()[0-9][0-9 ().\/-]{6,18}[0-9]\b|\b[0-9]{9,13}\b"
        r"|\b[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{3,4}\b",
    ),
    "address": Kind(
        _("an address"),
        r"\b[0-9]{1,4}[a-z]?,? (?:[a-z'’-]{2,20} ){1,3}(?:street|st|road|rd|avenue|ave|lane|close"
        r"|drive|court|crescent|terrace|way|gardens|place|square)\b"
        r"|\b(?:calle|avenida|avda|plaza|paseo|camino) [a-záéíóúñ ]{2,40},? "
        r"(?:n[.º°]? ?)?[0-9]{1,4}\b"
        r"|\b[a-z]{1,2}[0-9][a-z0-9]? [0-9][a-z]{2}\b",
    ),
    "name": Kind(
        _("somebody’s name"),
        r"\b(?:my name is|i am called|me llamo|mi nombre es)"
        r" [^\s,.;:!?]{2,30}(?: [^\s,.;:!?]{2,30})?"
        r"|\b(?:dr|dra|prof)\.? [^\s,.;:!?0-9]{3,30}",
    ),
    "relative": Kind(
        _("somebody else’s health"),
        r"\bmy "
        + _RELATIVE
        + r"\b(?:[’']s)?[^.!?\n]{0,60}?"
        + _CONDITION
        + r"|\bmi "
        + _PARIENTE
        + r"\b[^.!?\n]{0,60}?"
        + _ENFERMEDAD,
    ),
    "patient": Kind(
        _("that somebody is a patient"),
        r"\b(?:i am|i was|i’m|i'm|you are|you were|as) (?:a |our |your )?patient\b"
        r"|\byour (?:appointment|treatment with us|visit|file|notes|records?|session"
        r"|prescription)\b"
        r"|\bwhen you (?:came|visited|were here|saw)\b|\bwe (?:treated|saw|see|treat) you\b"
        r"|\bmy (?:appointment|psychiatrist|therapist) (?:at|in|with) (?:your|this) clinic\b"
        r"|\b(?:soy|fui|es|fue) (?:un |una )?paciente\b|\bsu (?:cita|visita|historia clínica)\b",
    ),
}

_COMPILED = {name: re.compile(kind.pattern, re.IGNORECASE) for name, kind in KINDS.items()}


class Detail(NamedTuple):
    """A place in a text, from `start` up to `end`, and what it looks like."""

    start: int
    end: int
    kind: str

    @property
    def label(self) -> str:
        return str(KINDS[self.kind].label)


def details_in(text: str) -> list[Detail]:
    """What looks like personal details, in the order of the text; of two that overlap the
    first kind of `KINDS` counts."""
    found: list[Detail] = []
    for name, pattern in _COMPILED.items():
        for match in pattern.finditer(text):
            start, end = match.span()
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Detail(start, end, name))
    return sorted(found)


def labels_in(text: str) -> list[str]:
    """What kinds of details a text seems to hold, each named once."""
    return list(dict.fromkeys(detail.label for detail in details_in(text)))


def marked(text: str) -> SafeString:
    """`text` escaped, its likely details marked and named, line breaks kept."""
    parts: list[str] = []
    end = 0
    for detail in details_in(text):
        parts.append(escape(text[end : detail.start]))
        words = text[detail.start : detail.end]
        parts.append(format_html('<mark title="{}">{}</mark>', detail.label, words))
        end = detail.end
    parts.append(escape(text[end:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308 - escaped part by part


def patterns() -> list[dict[str, str]]:
    """The same for the browser, each with its name in the active language."""
    return [{"label": str(kind.label), "pattern": kind.pattern} for kind in KINDS.values()]
