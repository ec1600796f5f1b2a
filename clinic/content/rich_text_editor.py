"""The widget in which an editor writes rich texts."""

from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea


class RichTextArea(DraftailRichTextArea):
    """Wagtail's, for texts that hold half an emoji: no page and no database takes one."""

    def value_from_datadict(self, *args: Any) -> str | None:
        html = super().value_from_datadict(*args)
        return html and html.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
