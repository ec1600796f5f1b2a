"""What makes a page type one that readers may rate and comment on."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from clinic.feedback.area import feedback_of
from clinic.feedback.models.settings import Commenting

FEEDBACK_FIELDS = (
    "feedback_ratings",
    "feedback_comments",
    "feedback_votes",
    "feedback_inline",
    "feedback_subscriptions",
)


class FeedbackMixin(models.Model):
    """A page with ratings, comments and inline feedback, as far as the clinic offers them."""

    feedback_ratings = models.BooleanField(_("ratings"), default=True)
    feedback_comments = models.CharField(
        _("comments"), max_length=6, choices=Commenting.choices, default=Commenting.OPEN
    )
    feedback_votes = models.BooleanField(_("votes on comments"), default=True)
    feedback_inline = models.BooleanField(
        _("inline feedback"),
        default=True,
        help_text=_("The questions that stand at passages of the text."),
    )
    feedback_subscriptions = models.BooleanField(_("subscriptions by e-mail"), default=True)

    feedback_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel(name) for name in FEEDBACK_FIELDS],
            heading=_("Feedback from readers"),
            help_text=_("What the feedback settings switch off stays off here too."),
        )
    ]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        feedback = feedback_of(self, request)
        context = super().get_context(request, *args, **kwargs)
        context["feedback"] = feedback
        if feedback:
            context["asked"] = feedback.asked()
        return context
