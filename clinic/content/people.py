"""The people of the clinic: those who write and those who answer for what is written."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from clinic.content.features import INLINE_FEATURES
from clinic.content.fields import FormattedTextField


class Person(index.Indexed, models.Model):
    """An author, a clinician, or both."""

    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(
        _("role"), max_length=150, blank=True, help_text=_("For example: consultant psychiatrist")
    )
    credentials = models.CharField(
        _("credentials"),
        max_length=150,
        blank=True,
        help_text=_("Letters after the name, for example: MBBS, MRCPsych"),
    )
    registration_number = models.CharField(
        _("registration number"),
        max_length=50,
        blank=True,
        help_text=_("With the professional register. A clinician must have one."),
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    biography = FormattedTextField(_("biography"), blank=True, features=INLINE_FEATURES)
    is_author = models.BooleanField(
        _("writes articles"), default=True, help_text=_("May be chosen as an author.")
    )
    is_clinician = models.BooleanField(
        _("is a clinician"), default=False, help_text=_("Needs credentials and a registration.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        MultiFieldPanel(
            [
                FieldPanel("is_author"),
                FieldPanel("is_clinician"),
                FieldPanel("credentials"),
                FieldPanel("registration_number"),
            ],
            heading=_("What this person does here"),
        ),
        FieldPanel("photo"),
        FieldPanel("biography"),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.FilterField("is_author"),
        index.FilterField("is_clinician"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError for a clinician whose registration nobody could check."""
        super().clean()
        if self.is_clinician:
            missing = {
                field: _("A clinician needs this.")
                for field in ("credentials", "registration_number")
                if not getattr(self, field).strip()
            }
            if missing:
                raise ValidationError(missing)

    @property
    def name_with_credentials(self) -> str:
        """For example "Dr Ada Example, MRCPsych"."""
        return ", ".join(part for part in (self.name, self.credentials) if part)

    @property
    def initials(self) -> str:
        """At most two letters, for where there is no photo."""
        named = [word for word in self.name.split() if word[0].isalpha()]  # no "(locum)"
        words = [word for word in named if word.rstrip(".").lower() not in _TITLES]
        chosen = words[:1] + words[-1:] if len(words) > 1 else words
        return "".join(word[0].upper() for word in chosen)


_TITLES = {"dr", "mr", "mrs", "ms", "mx", "prof", "professor"}
