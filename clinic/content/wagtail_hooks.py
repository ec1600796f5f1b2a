"""What the editors' side shows of people, topics, references and shared texts."""

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from clinic.content import rich_text  # noqa: F401 - registers citations with the editor
from clinic.content.distress import DistressWords
from clinic.content.people import Person
from clinic.content.person_chooser import PersonChooserViewSet
from clinic.content.reference_chooser import ReferenceChooserViewSet
from clinic.content.references import Reference
from clinic.content.reports import SEES_REPORT, FallenSources
from clinic.content.shared_text_chooser import SharedTextChooserViewSet
from clinic.content.shared_texts import SharedText, refusal
from clinic.content.topics import Topic


class PersonViewSet(SnippetViewSet):
    model = Person
    icon = "group"
    list_display = ["name", "role", "is_author", "is_clinician"]
    list_filter = ["is_author", "is_clinician"]
    inspect_view_enabled = True
    chooser_viewset_class = PersonChooserViewSet


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug"]
    inspect_view_enabled = True


class ReferenceViewSet(SnippetViewSet):
    model = Reference
    icon = "citation"
    list_display = [
        *("title", "authors", Column("year", label=_("Year"), sort_key="year"), "kind"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
    ]
    list_filter = ["kind", "year", "status"]
    inspect_view_enabled = True
    chooser_viewset_class = ReferenceChooserViewSet


class SharedTextViewSet(SnippetViewSet):
    model = SharedText
    icon = "copy"
    list_display = ["name", Column("beginning", label=_("How it begins")), LiveStatusTagColumn()]
    inspect_view_enabled = True
    chooser_viewset_class = SharedTextChooserViewSet


class ContentViewSetGroup(SnippetViewSetGroup):
    """People, topics, references and shared texts, together in the menu."""

    items = (PersonViewSet, TopicViewSet, ReferenceViewSet, SharedTextViewSet)
    menu_label = _("Library")
    menu_icon = "folder-open-1"
    menu_order = 250
    add_to_admin_menu = True


register_snippet(ContentViewSetGroup)


class DistressWordsViewSet(SnippetViewSet):
    model = DistressWords
    icon = "warning"
    list_display = ["__str__", Column("phrase_count", label=_("Phrases of distress"))]
    menu_order = 2
    add_to_settings_menu = True


register_snippet(DistressWordsViewSet)


@hooks.register("before_delete_snippet")
def keep_texts_that_pages_show(
    request: HttpRequest, instances: Iterable[Model]
) -> HttpResponseRedirect | None:
    """Say where a shared text stands, instead of leaving a hole there."""
    texts = [each for each in instances if isinstance(each, SharedText)]
    reasons = [(text, reason) for text in texts if (reason := refusal(text))]
    if not reasons:
        return None
    for _text, reason in reasons:
        messages.error(request, reason)
    usage = SharedText.snippet_viewset.get_url_name("usage")
    return redirect(usage, reasons[0][0].pk)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    report = [
        path("", FallenSources.as_view(), name="fallen"),
        path("results/", FallenSources.as_view(results_only=True), name="fallen_results"),
    ]
    return [path("sources/", include((report, "clinic_sources")))]


class SourcesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(SEES_REPORT))


@hooks.register("register_reports_menu_item")
def fallen_sources() -> MenuItem:
    return SourcesMenuItem(
        _("Retracted sources"),
        reverse("clinic_sources:fallen"),
        icon_name="citation",
        order=120,
        name="retracted-sources",
    )


@hooks.register("construct_main_menu")
def hide_empty_snippet_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """All snippets stand under "Library"; a second way to them would puzzle."""
    menu_items[:] = [item for item in menu_items if item.name != "snippets"]


@hooks.register("insert_global_admin_css")
def clinic_brand() -> SafeString:
    """The clinic's colour and mark in Wagtail's own look."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/brand.css"))


@hooks.register("insert_editor_js")
def watch_on_script() -> SafeString:
    return format_html('<script src="{}"></script>', static("js/admin/watch_on.js"))
