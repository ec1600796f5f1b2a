"""Tables whose columns have a type."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from clinic.content.blocks.base import InlineTextBlock, TextBlock


class TableBlock(blocks.StructBlock):
    """A table with its caption and a note."""

    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Words"), required=False)),
            ("number", blocks.DecimalBlock(label=_("Number"), required=False)),
            ("rich_text", InlineTextBlock(label=_("Formatted text"), required=False)),
        ],
        label=_("Table"),
        help_text=_("The first column names the rows. Give the table a caption."),
    )
    note = TextBlock(label=_("Note below the table"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        table = cleaned["table"]
        problem = None
        if not table.columns or not table.row_data:
            problem = _("Add at least one column and one row.")
        elif not table.caption.strip():
            problem = _("Give the table a caption: it says what the table shows.")
        elif not all(column["heading"].strip() for column in table.columns):
            problem = _("Give each column a heading.")
        if problem and not self.is_deferred_validation:
            raise StructBlockValidationError(non_block_errors=[ValidationError(problem)])
        return cleaned

    class Meta:
        icon = "table"
        label = _("Table")
        label_format = "{table}"
        description = _("Rows and columns with a caption; the first column names the rows.")
        template = "content/blocks/table.html"
        preview_value = {
            "table": {
                "caption": "Opening hours",
                "columns": [
                    {"type": "text", "heading": "Day"},
                    {"type": "text", "heading": "Hours"},
                ],
                "rows": [{"values": ["Monday", "9 to 17"]}, {"values": ["Friday", "9 to 12"]}],
            },
            "note": "",
        }
