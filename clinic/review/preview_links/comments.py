"""What was said about a page by preview link, for its editor and its clinician."""

from django.db.models import QuerySet
from wagtail.models import Page, Revision

from clinic.review.preview_links.models import PreviewComment, content_digest

_MOST = 200


def comments_on(subject: Page | Revision) -> list[PreviewComment]:
    """The comments on a page in any state, the newest 200, each with its `link` and with
    `is_about_this`: whether its author saw exactly the words of the revision, a page's newest."""
    if isinstance(subject, Revision):
        page_id, revision = int(subject.object_id), subject
    else:
        page_id, revision = subject.pk, subject.get_latest_revision()
    current = content_digest(revision.content) if revision else ""
    comments = list(_with_link(page_id)[:_MOST])
    for comment in comments:
        comment.is_about_this = comment.link.content_digest == current
    return comments


def _with_link(page_id: int) -> QuerySet[PreviewComment]:
    found = PreviewComment.objects.filter(link__page_id=page_id)
    return found.select_related("link").defer("link__content")
