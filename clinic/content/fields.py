"""Model fields for what editors write."""

from typing import Any

from wagtail.fields import RichTextField

from clinic.content.blocks.base import rich_text_words


class FormattedTextField(RichTextField):
    """A rich text that is empty when it has no words: the editor sends a paragraph even where
    nothing was written."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text if text and rich_text_words(text) else ""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """As Wagtail's own field: a migration need not know this class."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", args, kwargs
