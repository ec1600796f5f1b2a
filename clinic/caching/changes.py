"""What a transaction changes of public pages."""

from collections import defaultdict

from django.db.models import Model

# What changed of a page, as the names of its fields, and of what is not one: `content` (anything
# of a live page), `restrictions`, `feedback`, `review`, and the name of the model of a thing that
# it shows, such as `person`. Other pages show these:
CARD = (
    "title",
    "url_path",
    "live",
    "restrictions",
    "first_published_at",
    "summary",
    "search_description",
)


class Changes:
    """Pages and things that a transaction changed."""

    def __init__(self) -> None:
        self.everything = False
        self.pages: defaultdict[int, set[str]] = defaultdict(set)  # what changed, by their ids
        self.places: defaultdict[int, set[str]] = defaultdict(set)  # their tree paths, old and new
        self.moved: set[tuple[int, str]] = set()  # a page's id and its `url_path` before
        self.things: set[Model] = set()
        self.addresses: set[str] = set()  # of what is gone

    def add_page(self, pk: int, *what: str, place: str = "") -> None:
        """Something of a page has changed, which stood at this place in the tree."""
        self.pages[pk].update(what)
        if place:
            self.places[pk].add(place)

    def changed(self, *what: str) -> set[int]:
        """The ids of the pages of which one of these has changed."""
        return {pk for pk, changed in self.pages.items() if not changed.isdisjoint(what)}
