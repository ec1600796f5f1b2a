"""The feedback below an article, the same for every visitor."""

from functools import cached_property

from django.http import HttpRequest
from wagtail.models import Page, Site

from clinic.feedback.models import Comment, FeedbackSettings, PageFeedback
from clinic.feedback.passages import Asked, Passage, passages
from clinic.feedback.switches import Switches, settings_and_totals, switches
from clinic.feedback.threads import Selection, Threads


class Feedback:
    """What a page's templates ask about its feedback."""

    def __init__(self, page: Page, clinic: FeedbackSettings, totals: PageFeedback) -> None:
        self.page = page
        self.settings = clinic
        self.totals = totals

    @cached_property
    def on(self) -> Switches:
        return switches(self.page, self.settings, self.totals)

    @cached_property
    def threads(self) -> Threads:
        """The first page of threads; asks nothing where there are none."""
        return Threads(self.page.pk, self.selection())

    def selection(self, **chosen: object) -> Selection:
        return Selection(
            **{"order": self.settings.order, "size": self.settings.page_size, **chosen}
        )

    @property
    def has_comments(self) -> bool:
        return self.on.comments and self.totals.thread_count > 0

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """What the page asks readers about, by key; nothing where inline feedback is off."""
        texts = getattr(self.page, "cited_texts", list)
        return passages(*texts()) if self.on.inline else {}

    def asked(self) -> Asked:
        """The passages for one rendering of the page."""
        return Asked(self.page.pk, self.passages, self.totals.inline_counts)

    def is_closed(self, root: Comment) -> bool:
        """Whether a thread, given by its first comment, takes no more replies."""
        return (
            not self.on.commenting
            or root.closed
            or (root.has_clinician_answer and self.review_is_overdue)
        )

    @property
    def review_is_overdue(self) -> bool:
        """Whether the page says that its clinical review is due; then clinicians' answers are
        not to be built upon."""
        return bool(getattr(self.page, "review_is_overdue", False))


def feedback_of(page: Page, request: HttpRequest) -> Feedback | None:
    """The feedback of a page; None where there can be none: on a page that was never saved or
    that not everybody may read."""
    site = Site.find_for_request(request)
    if site is None or not page.pk or page.get_view_restrictions().exists():
        return None
    return Feedback(page, *settings_and_totals(site, page.pk, request))
