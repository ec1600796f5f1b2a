"""Where Wagtail's admin leads to the desk: addresses, dashboard, menu, each page's buttons."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.query import PageQuerySet

from clinic.content.starting import without_templates
from clinic.desk.panels import DeskPanel, FirstStepsPanel
from clinic.desk.starting import KeepAsTemplateView, NewArticleView, may_keep, places_for
from clinic.desk.views import GuidePageView, GuideView, MineView


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    views = [
        path("mine/", MineView.as_view(), name="mine"),
        path("new-article/", NewArticleView.as_view(), name="new_article"),
        path("templates/keep/<int:pk>/", KeepAsTemplateView.as_view(), name="keep_as_template"),
        path("guide/", GuideView.as_view(), name="guide"),
        path("guide/<slug:guide>/", GuidePageView.as_view(), name="guide_page"),
    ]
    return [path("desk/", include((views, "desk")))]


@hooks.register("construct_homepage_panels")
def desk_panels(request: HttpRequest, panels: list[Any]) -> None:
    """The desk leads to what somebody sent, so Wagtail's list of it would be a second one."""
    panels[:] = [each for each in panels if each.name != "user_objects_in_workflow_moderation"]
    panels += [FirstStepsPanel(), DeskPanel()]


class NewArticleItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(places_for(request.user))


@hooks.register("register_admin_menu_item")
def new_article() -> MenuItem:
    address = reverse("desk:new_article")
    return NewArticleItem(_("New article"), address, icon_name="plus", name="new-article", order=90)


@hooks.register("register_admin_menu_item")
def guide() -> MenuItem:
    return MenuItem(_("Guide"), reverse("desk:guide"), icon_name="help", name="guide", order=10900)


@hooks.register("construct_help_menu")
def our_own_guide_instead(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The guide of this site knows its rules; links to another one would mislead."""
    menu_items[:] = [item for item in menu_items if item.url.startswith("#")]


@hooks.register("construct_explorer_page_queryset")
def templates_have_a_shelf_of_their_own(
    parent_page: Page, pages: PageQuerySet, request: HttpRequest
) -> PageQuerySet:
    """They stand under "New article"; among the articles they would be taken for drafts."""
    return without_templates(pages)


@hooks.register("register_page_header_buttons")
def template_button(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    page = page.specific_deferred
    if may_keep(user, page):
        address = reverse("desk:keep_as_template", args=[page.pk])
        yield Button(_("Keep as a template"), address, icon_name="copy", priority=70)


@hooks.register("insert_global_admin_css")
def desk_style() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/desk.css"))
