"""What keeps programs from filling in the forms, without a puzzle for people. A clinic may add
one for their browsers (`altcha.py`).

Whoever is refused is told why and keeps the text: a slip of the browser looks like a
program's work now and then.
"""

import re
import secrets
import time
import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from clinic.feedback.altcha import PuzzleInput, is_solved
from clinic.feedback.cleaning import links_in

SALT = "clinic.feedback.guards"
# Nobody reads a form and writes a sentence faster; a form open since yesterday gets a new time.
FASTEST = 2.0  # seconds
SLOWEST = 24 * 60 * 60  # seconds


def start_time(form: str) -> str:
    """A signed note of now and of which form ("comment") it is for. It comes with the form, or
    for a page that everybody shares when the reader first touches the form."""
    return signing.dumps([form, round(time.time(), 2), secrets.token_urlsafe(6)], salt=SALT)


def seconds_since(note: str, form: str) -> float | None:
    """How long ago `start_time` gave this note for this form; None where it did not."""
    try:
        name, started, _unique = signing.loads(note, salt=SALT)
        taken = time.time() - started
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return taken if name == form else None


class TrapInput(forms.TextInput):
    """A field that no person sees, by eye, by keyboard or by ear."""

    template_name = "feedback/widgets/trap.html"

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off", "tabindex": "-1"})


class GuardedForm(forms.Form):
    """A form that anybody may send: with a trap and a signed time to fill it in.

    A subclass names its `purpose`; a form for one purpose doesn't take another's time.
    """

    purpose = "form"
    data: QueryDict

    trap = forms.CharField(label=_("Leave this empty"), required=False, widget=TrapInput)
    started = forms.CharField(required=False, widget=forms.HiddenInput, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if settings.FEEDBACK_ALTCHA:
            self.fields["altcha"] = forms.CharField(
                required=False, widget=PuzzleInput, max_length=1000
            )
        self.initial.setdefault("started", start_time(self.purpose))

    def clean_trap(self) -> str:
        if self.cleaned_data["trap"]:
            raise ValidationError(
                _("A hidden field was filled in, as programs do. Send it again: it is empty now."),
                "trap",
            )
        return ""

    def clean_altcha(self) -> str:
        answer: str = self.cleaned_data["altcha"]
        if not is_solved(answer):
            raise ValidationError(
                _(
                    "Your browser had not yet solved its puzzle against programs, for which it "
                    "needs JavaScript. Wait a moment, then send it again."
                ),
                "altcha",
            )
        return answer

    def clean_started(self) -> str:
        note = self.cleaned_data["started"]
        taken = seconds_since(note, self.purpose)
        if taken is None or taken > SLOWEST:
            raise ValidationError(_("This form had been open for too long. Send it again."), "old")
        if taken < FASTEST:
            raise ValidationError(_("That was faster than anybody types. Send it again."), "fast")
        return note

    def renewed(self) -> "GuardedForm":
        """This form, refused, as it is shown again: what was typed stays, the trap is empty
        and the time starts anew where it was the reason."""
        errors = self.errors
        data = self.data.copy()
        data[self.add_prefix("trap")] = ""
        if self.has_error("started", "old"):
            data[self.add_prefix("started")] = start_time(self.purpose)
        self.data: Any = data
        self._errors = errors
        return self


def check_links(text: str) -> None:
    """Refuse a text with more addresses than FEEDBACK_LINKS."""
    most = settings.FEEDBACK_LINKS
    if len(links_in(text)) > most:
        raise ValidationError(
            ngettext_lazy(
                "At most %(most)d link fits in a comment.",
                "At most %(most)d links fit in a comment.",
                "most",
            ),
            "links",
            {"most": most},
        )


def likeness(text: str, *of: object) -> str:
    """A keyed hash that two texts share which say the same in the same place `of`: letters and
    digits count, capitals, spaces, signs and accents do not."""
    words = unicodedata.normalize("NFKD", text).casefold()
    words = re.sub(r"[\W_]+", "", words) or text
    place = "\0".join(map(str, of))
    return salted_hmac(SALT, f"{place}\0{words}", algorithm="sha256").hexdigest()
