"""Where a term of the glossary is used, in Wagtail's own views. Its index of references knows
links, not words, so these ask what is kept of live pages."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.usage import TitleColumn
from wagtail.models import Page
from wagtail.snippets.views.snippets import DeleteView, EditView, UsageView

from clinic.writing.models import GlossaryTerm


def pages_with(term: GlossaryTerm) -> QuerySet[Page]:
    return Page.objects.filter(pk__in=term.uses.values("page")).order_by("title", "pk")


def usage_url(term: GlossaryTerm) -> str:
    return reverse(GlossaryTerm.snippet_viewset.get_url_name("usage"), args=[term.pk])


class TermUsageView(UsageView):
    """The live pages with the term."""

    def get_queryset(self) -> QuerySet[Page]:
        return pages_with(self.object).select_related("content_type")

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        return super().get_table([(page, []) for page in object_list], **kwargs)

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "name",
                label=_("Live page"),
                accessor="label",
                get_url=lambda row: row["edit_url"],
            ),
            Column(
                "kind",
                label=_("Type"),
                accessor=lambda row: capfirst(row["object"].page_type_display_name),
            ),
        ]


class TermEditView(EditView):
    """Says in the form where the term is used, not beside it."""

    def get_usage_url(self) -> None:
        return None


class TermDeleteView(DeleteView):
    """Says on how many pages an explanation goes."""

    def get_usage_url(self) -> None:
        return None

    @property
    def confirmation_message(self) -> str:
        pages = pages_with(self.object).count()
        told = ngettext(
            "%(count)d live page has this term. If a clinician signed its explanation there, the "
            "page will need a clinician again.",
            "%(count)d live pages have this term. Those where a clinician signed its explanation "
            "will need a clinician again.",
            pages,
        )
        question = str(super().confirmation_message)
        return f"{told % {'count': pages}} {question}" if pages else question


class TermUsePanel(Panel):
    """The first pages with the term, and the way to all."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "writing/panels/term_use.html"
        size = 10

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            pages = pages_with(self.instance)
            context["count"] = pages.count()
            context["titles"] = list(pages.values_list("title", flat=True)[: self.size])
            context["usage_url"] = usage_url(self.instance)
            return context
