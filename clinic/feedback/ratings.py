"""One rating for each page and voter, changed or taken back, and the page's totals with it."""

from clinic.feedback.models import Rating
from clinic.feedback.totals import count_ratings, locked


def rate(page_id: int, voter: str, stars: int | None) -> None:
    """Give a page 1 to 5 stars, or take one's own back with None."""
    with locked(page_id) as totals:
        if stars is None:
            Rating.objects.filter(page=page_id, voter=voter).delete()
        else:
            Rating.objects.update_or_create(page_id=page_id, voter=voter, defaults={"stars": stars})
        count_ratings(totals)


def stars_of(page_id: int, voter: str) -> int | None:
    """The stars that this voter gave, or None."""
    return Rating.objects.filter(page=page_id, voter=voter).values_list("stars", flat=True).first()
