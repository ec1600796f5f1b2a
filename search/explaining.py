"""Why a result is where it is: for an editor, with the weights that made it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from search.models import Passage
from search.queries import Query
from search.searching import Found, search, shown_passages

SHOWN = 20

FIELD_NAMES = {
    "title": _("title"),
    "heading": _("heading"),
    "short": _("summary, in short, bottom line"),
    "body": _("text"),
}
REASONS = {
    "typed": _("as typed"),
    "synonym": _("synonym"),
    "completed": _("half a word, completed"),
    "corrected": _("spelling, corrected"),
    "parted": _("two words written as one"),
    "joined": _("one word written as two"),
    "part": _("part of a compound"),
    "crisis": _("looked for in distress"),
}
FACTOR_NAMES = {
    "coverage": _("Share of what was asked"),
    "reviewed": _("Clinically reviewed"),
    "title": _("Whole title in the question"),
    "top": _("Top of a page, in distress"),
}


class QueryForm(forms.Form):
    query = forms.CharField(label=_("What is searched for"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=settings.WAGTAIL_CONTENT_LANGUAGES)


class ExplanationView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """The results of a query with all that was weighed."""

    permission_required = "search.view_querycount"
    template_name = "search/admin/explanation.html"
    page_title = _("Why is this result here?")
    header_icon = "search"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = QueryForm(self.request.GET or None)
        context["form"] = form
        if self.request.GET and form.is_valid():
            query, language = Query(form.cleaned_data["query"]), form.cleaned_data["language"]
            try:
                context["found"] = found = search(query, language, explain=True)
                context["explained"] = explained(found)
            except DatabaseError:
                context["resting"] = True
        return context


def explained(found: Found) -> list[dict[str, Any]]:
    """For each of the first pages its best passages, each with the parts of its score."""
    first = found.pages[:SHOWN]
    pages = Page.objects.in_bulk([page.page_id for page in first])
    shown = {page.page_id: shown_passages(page) for page in first}
    passages = Passage.objects.in_bulk([one.passage_id for each in shown.values() for one in each])
    return [
        {
            "page": pages[page.page_id],
            "score": page.score,
            "passages": [
                {
                    "passage": passages[one.passage_id],
                    "ranked": one,
                    "parts": [
                        {
                            "part": part,
                            "reason": REASONS[part.reason],
                            "places": [
                                (FIELD_NAMES[name], count) for name, count in part.places.items()
                            ],
                        }
                        for part in one.parts
                    ],
                    "factors": [
                        (FACTOR_NAMES[name], factor) for name, factor in one.factors.items()
                    ],
                }
                for one in shown[page.page_id]
                if one.passage_id in passages
            ],
        }
        for page in first
        if page.page_id in pages
    ]
