"""What the clinic wants of readers' feedback on its whole site."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import register_setting

from clinic.content.site_setting import SiteSetting


class Order(models.TextChoices):
    """How threads are ordered; a query parameter too."""

    NEWEST = "newest", _("newest")
    OLDEST = "oldest", _("oldest")
    MOST_VOTED = "votes", _("most voted")


class Commenting(models.TextChoices):
    """Whether a page shows comments and takes new ones."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed: no new ones")
    OFF = "off", _("off: none are shown")


def _days(name: str, default: int, help_text: str) -> models.PositiveSmallIntegerField:
    """How many days something is kept."""
    return models.PositiveSmallIntegerField(
        name,
        default=default,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=help_text,
    )


@register_setting(icon="comment", order=5)
class FeedbackSettings(SiteSetting):
    """Which parts of feedback the site offers, its words, and how long things are kept. An
    editor can switch parts off for one page, never on against these."""

    ratings = models.BooleanField(_("ratings"), default=True)
    comments = models.BooleanField(_("comments"), default=True)
    votes = models.BooleanField(_("votes on comments"), default=True)
    inline = models.BooleanField(_("inline feedback"), default=True)
    subscriptions = models.BooleanField(_("subscriptions by e-mail"), default=True)
    private = models.BooleanField(_("private messages to the clinic"), default=True)
    bubble = models.BooleanField(
        _("a bubble that counts the comments"),
        default=True,
        help_text=_("At the edge of the window; a reader can dismiss it for good."),
    )
    order = models.CharField(
        _("order of threads"), max_length=10, choices=Order.choices, default=Order.NEWEST
    )
    page_size = models.PositiveSmallIntegerField(
        _("threads at once"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    notice = models.TextField(
        _("notice above the box"),
        blank=True,
        help_text=_(
            "Added to what stands there anyway: that comments are public, that health details "
            "and names do not belong here, and that nobody answers emergencies."
        ),
    )
    moderators_email = models.EmailField(
        _("address for notices to moderators"),
        blank=True,
        help_text=_("Told, without any text, that something waits. Left empty, nobody is."),
    )
    rejected_days = _days(
        _("rejected comments are kept"), 30, _("Days in which the author may still change them.")
    )
    spam_days = _days(_("spam is kept"), 7, _("Days."))
    original_days = _days(
        _("texts before redaction are kept"), 14, _("Days in which a redaction can be undone.")
    )
    private_days = _days(
        _("private messages are kept"), 90, _("Days after they were answered or closed.")
    )
    identity_days = _days(
        _("addresses of authors are kept"),
        365,
        _("Days after a comment; then its e-mail address is erased, and the comment stays."),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("ratings"),
                            FieldPanel("comments"),
                            FieldPanel("votes"),
                            FieldPanel("inline"),
                            FieldPanel("subscriptions"),
                            FieldPanel("private"),
                            FieldPanel("bubble"),
                        ],
                        heading=_("What readers can do"),
                    ),
                    FieldPanel("order"),
                    FieldPanel("page_size"),
                    FieldPanel("notice"),
                ],
                heading=_("On the page"),
            ),
            ObjectList(
                [
                    FieldPanel("moderators_email"),
                    MultiFieldPanel(
                        [
                            FieldPanel("rejected_days"),
                            FieldPanel("spam_days"),
                            FieldPanel("original_days"),
                            FieldPanel("private_days"),
                            FieldPanel("identity_days"),
                        ],
                        heading=_("How long things are kept"),
                    ),
                ],
                heading=_("Behind the page"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("feedback settings")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
