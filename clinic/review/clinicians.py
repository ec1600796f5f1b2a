"""Who may sign off: a log-in that is a clinician of the clinic."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from clinic.content.models import Person

CLINICIANS = "Clinicians"
CLINICAL_LEADS = "Clinical leads"

# A user of the project, or a visitor: django.contrib.auth hands out either.
User = Any


class ClinicianQuerySet(models.QuerySet["Clinician"]):
    def entitled(self) -> Self:
        """Those who may sign today: in the group, with credentials and a valid registration."""
        today = timezone.localdate()
        return (
            self.filter(
                user__is_active=True,
                user__groups__name=CLINICIANS,
                person__is_clinician=True,
            )
            .exclude(person__credentials="")
            .exclude(person__registration_number="")
            .exclude(registered_until__lt=today)
        )


class Clinician(models.Model):
    """A log-in, the person whose name and credentials it signs with, and until when the
    registration holds."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("log-in"),
        on_delete=models.CASCADE,
        related_name="clinician",
        help_text=_("Must be in the group “Clinicians”."),
    )
    person = models.OneToOneField(
        Person,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"is_clinician": True},
        help_text=_("Whose name, credentials and registration a sign-off carries."),
    )
    registered_until = models.DateField(
        _("registration checked until"),
        null=True,
        blank=True,
        help_text=_("From the day after, this person cannot sign. Left empty: no end."),
    )

    objects = ClinicianQuerySet.as_manager()

    panels = [FieldPanel("user"), FieldPanel("person"), FieldPanel("registered_until")]

    class Meta:
        ordering = ["person__name"]
        verbose_name = _("clinician")
        verbose_name_plural = _("clinicians")

    def __str__(self) -> str:
        return self.person.name_with_credentials

    def clean(self) -> None:
        """Raise ValidationError for a person who has no credentials to sign with."""
        super().clean()
        if self.person_id and not self.person.is_clinician:
            raise ValidationError({"person": _("This person is not marked as a clinician.")})


def clinician_of(user: User) -> Clinician | None:
    """The clinician who this user is and who may sign today, or None; being a superuser is not
    enough."""
    if not user.is_authenticated:
        return None
    return Clinician.objects.entitled().filter(user_id=user.pk).select_related("person").first()


def in_group(user: User, *names: str) -> bool:
    """Whether an active user is in one of the groups."""
    return user.is_active and user.groups.filter(name__in=names).exists()


def is_clinical(user: User) -> bool:
    """Whether somebody may withdraw a page at once: a clinician or a clinical lead."""
    return clinician_of(user) is not None or in_group(user, CLINICAL_LEADS)
