"""Which parts of feedback a page offers: the clinic's settings, the editor's choice for the
page, and what a moderator decided for it, all three agreeing."""

from dataclasses import dataclass

from django.db.models import Subquery
from django.http import HttpRequest
from wagtail.models import Page, Site

from clinic.content.clinic_settings import ClinicSettings
from clinic.feedback.models import FeedbackSettings, PageFeedback
from clinic.feedback.models.settings import Commenting


@dataclass(frozen=True)
class Switches:
    """What a visitor finds on a page."""

    ratings: bool
    comments: bool  # those that are published
    commenting: bool  # new ones
    votes: bool
    inline: bool
    subscriptions: bool
    private: bool
    bubble: bool

    @property
    def anything(self) -> bool:
        return self.ratings or self.comments or self.private


def switches(page: Page, clinic: FeedbackSettings, totals: PageFeedback) -> Switches:
    """The switches of a page whose type is one with `FeedbackMixin`."""
    comments = (
        clinic.comments and page.feedback_comments != Commenting.OFF and not totals.comments_off
    )
    commenting = (
        comments and page.feedback_comments == Commenting.OPEN and not totals.comments_closed
    )
    return Switches(
        ratings=clinic.ratings and page.feedback_ratings and not totals.ratings_off,
        comments=comments,
        commenting=commenting,
        votes=comments and clinic.votes and page.feedback_votes,
        inline=comments and clinic.inline and page.feedback_inline,
        subscriptions=comments and clinic.subscriptions and page.feedback_subscriptions,
        private=clinic.private,
        bubble=comments and clinic.bubble,
    )


def settings_and_totals(
    site: Site, page_id: int, request: HttpRequest | None = None
) -> tuple[FeedbackSettings, PageFeedback]:
    """The settings of a site and the totals of a page, both in one query; what has no row yet
    has its defaults. The clinic settings come along for the templates of the `request`."""
    totals = PageFeedback.objects.filter(pk=page_id)
    fields = [field.attname for field in PageFeedback._meta.concrete_fields]
    row = (
        Site.objects.filter(pk=site.pk)
        .select_related("feedbacksettings", "clinicsettings")
        .annotate(**{f"totals_{name}": Subquery(totals.values(name)) for name in fields})
        .get()
    )
    about = getattr(row, "clinicsettings", None)
    if about and request and site == Site.find_for_request(request):
        # Where `ClinicSettings.for_request` looks first.
        about._request = request
        setattr(request, ClinicSettings.get_cache_attr_name(), about)
    clinic = getattr(row, "feedbacksettings", None) or FeedbackSettings(site=site)
    if row.totals_page_id is None:
        return clinic, PageFeedback(pk=page_id)
    return clinic, PageFeedback(**{name: getattr(row, f"totals_{name}") for name in fields})
