"""What the templates of a preview need for each part of a page."""

from collections.abc import Mapping, Sequence

from django import forms, template

from clinic.review.preview_links.forms import FeedbackForm
from clinic.review.preview_links.models import PreviewComment

register = template.Library()


@register.filter
def on_part(form: FeedbackForm, key: str) -> forms.BoundField:
    """The field for a comment on the part with this key."""
    return form.on_part(key)


@register.filter
def of_part(said: Mapping[str, Sequence[PreviewComment]], key: str) -> Sequence[PreviewComment]:
    """The comments on the part with this key; on the page as a whole for an empty one."""
    return said.get(key, ())
