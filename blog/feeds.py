"""The Atom feed of an article index."""

import re
from datetime import UTC, datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from clinic.content.listing import newest_first
from clinic.content.models import ClinicSettings

FEED_SIZE = 20

# What XML 1.0 has no room for; it comes along with pasted text.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def xml_words(value: Any) -> Any:
    """A text, or each text of a list, as XML can hold it; anything else as it is."""
    if isinstance(value, str):
        return _NOT_XML.sub(" ", value)
    return [xml_words(each) for each in value] if isinstance(value, list | tuple) else value


class AtomFeed(Atom1Feed):
    """Atom that any text may go into, and that is as new as its newest entry."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(**{name: xml_words(value) for name, value in fields.items()})

    def add_item(self, **fields: Any) -> None:
        super().add_item(**{name: xml_words(value) for name, value in fields.items()})

    def latest_post_date(self) -> datetime:
        """Not the present moment for a feed without entries, which would never be the same."""
        return max((item["updateddate"] for item in self.items), default=_LONG_AGO)


class ArticleFeed(Feed):
    """The newest visible articles of one index (RFC 4287)."""

    feed_type = AtomFeed

    def __init__(self, index: Page) -> None:
        self.index = index

    def title(self) -> str:
        return self.index.title

    def subtitle(self) -> str:
        return self.index.summary

    def author_name(self) -> str:
        """Who stands behind the articles that name no author."""
        return ClinicSettings.for_site(self.index.get_site()).name

    def link(self) -> str:
        return self.index.full_url

    def feed_url(self) -> str:
        return self.index.full_url + "feed/"

    def items(self) -> list[Page]:
        return list(newest_first(self.index.articles()).with_cards()[:FEED_SIZE])

    def item_title(self, item: Page) -> str:
        return item.title

    def item_description(self, item: Page) -> str:
        return item.summary

    def item_link(self, item: Page) -> str:
        return item.full_url

    def item_guid(self, item: Page) -> str:
        """An alias has the translation key of the article that it mirrors."""
        return f"urn:uuid:{item.translation_key}"

    item_guid_is_permalink = False

    def item_author_name(self, item: Page) -> str | None:
        return ", ".join(author.name for author in item.author_list) or None

    def item_categories(self, item: Page) -> list[str]:
        return [topic.name for topic in item.topic_list]

    def item_pubdate(self, item: Page) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Page) -> datetime:
        return item.last_published_at or item.first_published_at or _LONG_AGO
