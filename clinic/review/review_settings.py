"""What a clinic decides about its reviews."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

# After the checklists of publishers of health information; in the clinic's words from then on.
DEFAULT_CHECKLIST = [
    _("Every statement is accurate and agrees with its source."),
    _("Doses, routes, intervals and durations are right and complete."),
    _("Benefits and risks are balanced; serious risks are said plainly."),
    _("What is off-label or not approved is said to be."),
    _("The sources exist, are current, and the important claims have one."),
    _("A person without medical training understands it."),
    _("A reader in a crisis is told where help is."),
]


def default_checklist() -> list[tuple[str, str]]:
    return [("question", str(question)) for question in DEFAULT_CHECKLIST]


@register_setting(icon="clipboard-list", order=3)
class ReviewSettings(BaseGenericSetting):
    """The checklist of a sign-off, and how long a review holds."""

    checklist = StreamField(
        [
            (
                "question",
                blocks.CharBlock(label=_("Question"), max_length=250),
            )
        ],
        verbose_name=_("checklist"),
        default=default_checklist,
        help_text=_("A clinician confirms each of these before signing off."),
    )
    interval_months = models.PositiveSmallIntegerField(
        _("months until the next review"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
        help_text=_("What a sign-off proposes; the clinician may choose an earlier date."),
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days of grace"),
        default=30,
        validators=[MaxValueValidator(365)],
        help_text=_(
            "An overdue page drops its claim to be reviewed at once, and is withdrawn this many "
            "days later."
        ),
    )

    panels = [
        FieldPanel("checklist"),
        MultiFieldPanel(
            [FieldPanel("interval_months"), FieldPanel("grace_days")], heading=_("Time")
        ),
    ]

    class Meta:
        verbose_name = _("clinical review")

    @property
    def questions(self) -> list[str]:
        """The checklist as texts."""
        return [item["value"] for item in self.checklist.get_prep_value() if item["value"]]
