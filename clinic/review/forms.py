"""The forms of a decision."""

from calendar import monthrange
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from clinic.review.review_settings import ReviewSettings

LONGEST_INTERVAL = 36  # months


def months_after(day: date, months: int) -> date:
    """The same day that many months later, or the last one of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def proposed_due() -> date:
    """The next review, as far away as the clinic's settings say."""
    return months_after(timezone.localdate(), ReviewSettings.load().interval_months)


def end_of(day: date) -> datetime:
    """The last second of a day of the clinic."""
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class DecisionForm(forms.Form):
    """A decision is about the content that the decider saw: `seen` is its hash."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class SignOffForm(DecisionForm):
    """The checklist, conflicts of interest and the next review: `answers`, `conflicts`, `due`
    and `comment`."""

    conflicts = forms.CharField(
        label=_("Conflicts of interest"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Yours on this subject, in the last three years. If there are none: “None”."),
    )
    due_on = forms.DateField(
        label=_("Next review by"), initial=proposed_due, widget=AdminDateInput()
    )
    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the editors; visitors do not see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = ReviewSettings.load().questions
        checks = {
            f"check_{number}": forms.BooleanField(
                label=question,
                error_messages={"required": _("Confirm this, or ask for changes.")},
            )
            for number, question in enumerate(self.questions)
        }
        self.fields.update(checks)
        self.order_fields(["seen", *checks])

    def clean_due_on(self) -> date:
        due = self.cleaned_data["due_on"]
        if due <= timezone.localdate():
            raise ValidationError(_("Choose a day to come."))
        if due > months_after(timezone.localdate(), LONGEST_INTERVAL):
            raise ValidationError(_("Three years at most."))
        return due

    @property
    def checks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("check_")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kept = {name: cleaned[name] for name in ("seen", "conflicts", "comment") if name in cleaned}
        kept["answers"] = [
            {"question": question, "confirmed": cleaned.get(f"check_{number}", False)}
            for number, question in enumerate(self.questions)
        ]
        if "due_on" in cleaned:
            kept["due"] = end_of(cleaned["due_on"])
        return kept


class ChangesForm(DecisionForm):
    """What has to change: `comment`."""

    comment = forms.CharField(
        label=_("What has to change"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The editor who sent the page gets this by e-mail."),
    )


class MinorCorrectionForm(DecisionForm):
    """A second editor's word that nothing clinical changed."""

    confirmed = forms.BooleanField(
        label=_("I compared both versions: no number, unit, medicine, negation or risk changed.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {name: cleaned[name] for name in ("seen",) if name in cleaned}


class ProposeMinorCorrectionForm(forms.Form):
    public_note = forms.CharField(
        label=_("What was corrected"),
        max_length=250,
        help_text=_(
            "In a few words; visitors can read it in the page's history. "
            "For example: a spelling mistake, a link that led nowhere."
        ),
    )


class EmergencyCorrectionForm(DecisionForm):
    comment = forms.CharField(
        label=_("Why this cannot wait for a review"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the record; visitors do not see it."),
    )
    public_note = forms.CharField(
        label=_("What visitors are told"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands under the title until the page is reviewed again."),
    )


class WithdrawForm(forms.Form):
    comment = forms.CharField(
        label=_("Why the page is withdrawn"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the record and the editors; visitors read that it is being re-checked."),
    )


class ConfirmForm(DecisionForm):
    conflicts = forms.CharField(
        label=_("Conflicts of interest"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Yours on this subject, in the last three years. If there are none: “None”."),
    )
