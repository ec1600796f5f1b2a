"""The links of a rich text as the database holds them: `<a linktype="page" id="3">`."""

import re
from collections.abc import Iterator
from typing import Any

from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

REFERENCE = "reference"  # the link type of a citation

# Eighteen digits fit every database's big integer.
_ROW_ID = re.compile(r"[1-9][0-9]{0,17}")


def row_id(text: Any) -> int | None:
    """The primary key that `text` gives, or None for anything else."""
    text = str(text)
    return int(text) if _ROW_ID.fullmatch(text) else None


def linked_ids(html: str) -> Iterator[tuple[str, int]]:
    """(link type, primary key) for each link of a text, in order, such as ("page", 3)."""
    for tag in FIND_A_TAG.findall(html):
        attrs = extract_attrs(tag)
        pk = row_id(attrs.get("id"))
        if pk and attrs.get("linktype"):
            yield attrs["linktype"], pk
