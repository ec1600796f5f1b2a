"""What the templates of feedback need to draw a comment, and a page's feedback."""

import json
from typing import Any

from django import template
from django.utils.formats import number_format

from clinic.feedback import personal_details
from clinic.feedback.area import Feedback
from clinic.feedback.cleaning import as_html
from clinic.feedback.models import Comment
from clinic.feedback.passages import Passage

register = template.Library()

register.filter("as_html", as_html)
register.filter("marked_details", personal_details.marked)
register.filter("detail_labels", personal_details.labels_in)


@register.filter
def initials(name: str) -> str:
    """At most two letters, drawn in the place of a picture from elsewhere."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0].upper()[0] for word in chosen)


@register.simple_tag
def is_closed(feedback: Feedback, root: Comment) -> bool:
    """Whether the thread below `root` takes no more replies."""
    return feedback.is_closed(root)


@register.simple_tag
def passage_of(feedback: Feedback, comment: Comment) -> Passage | None:
    """The passage that an answer is about; None where the page no longer asks about it."""
    return feedback.passages.get(comment.question)


@register.filter
def hidden_replies(root: Comment) -> bool:
    """Whether a thread has more replies than were fetched with it."""
    return root.reply_count > root.loaded


@register.filter
def one_decimal(number: float | None) -> str:
    """4.25 as a number with one decimal, in the way of the active language."""
    return number_format(round(number, 1), decimal_pos=1) if number is not None else ""


@register.simple_tag
def detail_patterns() -> str:
    """The patterns of likely personal details, as an attribute for the script."""
    return json.dumps(personal_details.patterns())


@register.filter
def json_attribute(value: Any) -> str:
    return json.dumps(value)
