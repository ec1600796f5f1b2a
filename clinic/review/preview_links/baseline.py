"""What a preview tells its differences against."""

from wagtail.models import Page

from clinic.review.gate import standing_record


def baseline(page: Page) -> Page | None:
    """The page as it was last signed or otherwise let through, or else as visitors see it now;
    None for one that never was live."""
    standing = standing_record(page)
    if standing and standing.permits:
        return standing.page_as_signed()
    return page.specific if page.live else None
