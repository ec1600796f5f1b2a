"""What a page type inherits to be checked while it is written."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.html import json_script

from clinic.writing import glossary
from clinic.writing.checking import check_text
from clinic.writing.gathering import gather
from clinic.writing.metrics import measure
from clinic.writing.page_form import CheckedPageForm
from clinic.writing.previews import PreviewsMixin
from clinic.writing.wording import current

FINDINGS_ID = "writing-findings"
METRICS_ID = "writing-metrics"


class CheckedWritingMixin(PreviewsMixin):
    """Stands before `BodyMixin` and `Page` in a page type's bases."""

    base_form_class: ClassVar[Any] = CheckedPageForm
    is_measured: ClassVar[bool] = True  # for the template of the side panel

    class Meta:
        abstract = True

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Wagtail's; in the editor's own preview what the rules found and what the text measures
        come along, so that checking costs no keystroke and no request of its own."""
        if not getattr(request, "in_preview_panel", False):
            return super().serve_preview(request, mode_name)
        brought = self._findings_and_metrics().encode()
        response = super().serve_preview(request, mode_name)
        if hasattr(response, "render"):
            response.render()
        before, body, after = response.content.rpartition(b"</body>")
        if body:
            response.content = before + brought + body + after
        return response

    def _findings_and_metrics(self) -> str:
        text, settings = gather(self), current()
        found = [finding.as_json() for finding in check_text(text, settings)]
        measured = measure(self, text, settings.wording(text.language))
        metrics = measured.as_json(settings.target("grade"))
        return json_script(found, FINDINGS_ID) + json_script(metrics, METRICS_ID)


class ExplainedWordsMixin(models.Model):
    """Readers of the page see what the glossary's terms mean.

    Stands before `BodyMixin` and `Page` in a page type's bases, whose template lists
    `explained.entries` at the foot.
    """

    class Meta:
        abstract = True

    def explained_ids(self) -> set[int]:
        """The ids of all terms of the glossary that the page has."""
        return glossary.explained_ids(self.cited_texts(), self.locale.language_code)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["explained"] = glossary.Explained(self.locale.language_code)
        return context
