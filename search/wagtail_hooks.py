"""What the editors' side shows of search: synonyms, the report of queries, explanations."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.explaining import ExplanationView
from search.models import Synonym
from search.reports import NotFoundReportView, QueryReportView


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "resubmit"
    menu_label = _("Search synonyms")
    menu_name = "search-synonyms"
    add_to_settings_menu = True
    menu_order = 890
    list_display = [
        "words",
        Column(
            "means", label=_("Also look for"), accessor=lambda synonym: ", ".join(synonym.terms)
        ),
        BooleanColumn("both_ways", label=_("Both ways")),
        Column("language", label=_("Language"), accessor="get_language_display"),
    ]
    list_filter = ["language", "both_ways"]
    search_fields = ["words", "means"]
    list_per_page = 50


register_snippet(SynonymViewSet)


class QueryMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("search.view_querycount")


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    return [
        path("search/queries/", QueryReportView.as_view(), name="search_queries"),
        path(
            "search/queries/results/",
            QueryReportView.as_view(results_only=True),
            name="search_queries_results",
        ),
        path("search/not-found/", NotFoundReportView.as_view(), name="search_not_found"),
        path(
            "search/not-found/results/",
            NotFoundReportView.as_view(results_only=True),
            name="search_not_found_results",
        ),
        path("search/explanation/", ExplanationView.as_view(), name="search_explanation"),
    ]


@hooks.register("register_reports_menu_item")
def query_report() -> MenuItem:
    return QueryMenuItem(
        _("What visitors search for"), reverse("search_queries"), icon_name="search", order=1310
    )


@hooks.register("register_reports_menu_item")
def not_found_report() -> MenuItem:
    return QueryMenuItem(
        _("Looked for and not found"), reverse("search_not_found"), icon_name="search", order=1315
    )


@hooks.register("register_reports_menu_item")
def explanation() -> MenuItem:
    return QueryMenuItem(
        _("Why is this result here?"), reverse("search_explanation"), icon_name="help", order=1320
    )


@hooks.register("construct_reports_menu")
def hide_the_stock_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's own report of search terms stays empty: reading writes nothing here."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]
