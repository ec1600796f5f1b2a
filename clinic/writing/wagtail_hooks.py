"""Where the checks stand in Wagtail's admin: the rules, words and terms that the clinic keeps, and
what the rules found beside the text."""

from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from clinic.writing.models import GlossaryTerm, WordRule, WritingRule
from clinic.writing.term_views import (
    TermDeleteView,
    TermEditView,
    TermUsageView,
    TermUsePanel,
    usage_url,
)


def _target(row: WritingRule) -> str:
    own = row.known.target if row.known else 0
    return str(row.target or own or "")


class WritingRuleViewSet(SnippetViewSet):
    model = WritingRule
    icon = "tasks"
    menu_label = _("Rules")
    list_display = [
        Column("rule", label=_("Rule"), accessor="get_rule_display"),
        Column("severity", label=_("What it does"), accessor="get_severity_display"),
        Column("target", label=_("Target"), accessor=_target),
    ]
    list_filter = ["severity"]
    list_per_page = 50


class WordRuleViewSet(SnippetViewSet):
    model = WordRule
    icon = "draft"
    menu_label = _("Words to watch")
    list_display = [
        "word",
        Column("better", label=_("Better")),
        Column("kind", label=_("Kind"), accessor="get_kind_display"),
        Column("language", label=_("Language"), accessor="get_language_display"),
    ]
    list_filter = ["language", "kind"]
    search_fields = ["word", "better"]
    list_per_page = 50


class GlossaryTermViewSet(SnippetViewSet):
    model = GlossaryTerm
    icon = "info-circle"
    menu_label = _("Glossary")
    list_display = [
        "term",
        Column("explanation", label=_("Explanation")),
        Column("language", label=_("Language"), accessor="get_language_display"),
        TitleColumn("page_count", label=_("Live pages"), get_url=usage_url),
    ]
    list_filter = ["language"]
    search_fields = ["term", "other_forms", "explanation"]
    list_per_page = 50
    usage_view_class = TermUsageView
    edit_view_class = TermEditView
    delete_view_class = TermDeleteView
    edit_handler = ObjectList(
        [
            *(FieldPanel(name) for name in ("language", "term", "other_forms", "explanation")),
            MultiFieldPanel([TermUsePanel()], heading=_("Where readers meet it")),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[GlossaryTerm]:
        # Counting drops the order that the model brings.
        terms = GlossaryTerm.objects.annotate(page_count=Count("uses"))
        return terms.order_by("language", "term")


class WritingViewSetGroup(SnippetViewSetGroup):
    """All that the checks go by, together in the menu."""

    items = (GlossaryTermViewSet, WordRuleViewSet, WritingRuleViewSet)
    menu_label = _("Writing")
    menu_icon = "edit"
    menu_order = 260
    add_to_admin_menu = True


register_snippet(WritingViewSetGroup)


# After the apps that make links of their own, in which no word is marked.
@hooks.register("show_rich_text", order=10)
def explain_words(html: SafeString, context: Context) -> SafeString:
    """The words of a text, marked where the page gives its `explained`."""
    explained = context.get("explained")
    return explained.html(html) if explained else html


@hooks.register("insert_editor_js")
def findings_script() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("js/admin/findings.js"))


@hooks.register("insert_global_admin_css")
def findings_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/findings.css"))
