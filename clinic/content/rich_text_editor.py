"""The widget in which an editor writes rich texts."""

from typing import Any

from django.forms import Media
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.rich_text import DraftailRichTextArea


class RichTextArea(DraftailRichTextArea):
    """Wagtail's, for texts that hold half an emoji, which no page and no database takes; without
    what a web page has beside its words, when some of it is pasted; and with slashes in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options["placeholder"] = _("Write or paste here")

    @cached_property
    def media(self) -> Media:
        return super().media + Media(js=["js/admin/clean_paste.js", "js/admin/slash.js"])

    def value_from_datadict(self, *args: Any) -> str | None:
        html = super().value_from_datadict(*args)
        return html and html.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
