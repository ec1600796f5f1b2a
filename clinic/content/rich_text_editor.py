"""The widget in which an editor writes rich texts."""

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from wagtail.admin.rich_text import DraftailRichTextArea


class RichTextArea(DraftailRichTextArea):
    """Wagtail's, for texts that hold half an emoji, which no page and no database takes; and
    without what a web page has beside its words, when some of it is pasted."""

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=["js/admin/clean_paste.js"])

    def value_from_datadict(self, *args: Any) -> str | None:
        html = super().value_from_datadict(*args)
        return html and html.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
