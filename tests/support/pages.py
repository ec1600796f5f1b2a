"""Many pages at once, for what has to be as quick on a large site."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from tests.factories import StandardPageFactory


def many_pages(count: int, title: str = "Page") -> list[Page]:
    """Live pages below one of their own, without all that saving a page does."""
    parent = StandardPageFactory(title=f"{count} of {title}")
    return Page.objects.bulk_create(
        Page(
            title=f"{title} {number}",
            draft_title="",
            slug=f"page-{number}",
            path=f"{parent.path}{Page._int2str(number + 1).rjust(4, '0')}",
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}page-{number}/",
            content_type=ContentType.objects.get_for_model(Page),
            locale=parent.locale,
        )
        for number in range(count)
    )
