"""Where editors come across preview links: the page's menu, its form, the dashboard."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, include, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from clinic.review.preview_links.admin import (
    EndPreviewLinkView,
    PreviewLinksView,
    PreviewLinkView,
    page_address,
)
from clinic.review.preview_links.making import FREED, MADE, REVOKED
from clinic.review.preview_links.models import PreviewComment, PreviewLink

_ON_DASHBOARD = 10


@hooks.register("register_admin_urls")
def preview_link_urls() -> list[Any]:
    urls: list[URLPattern] = [
        path("page/<int:page_id>/", PreviewLinksView.as_view(), name="review_preview_links"),
        path("<int:link_id>/", PreviewLinkView.as_view(), name="review_preview_link"),
    ]
    for action in ("revoke", "free", "deal"):
        urls.append(
            path(
                f"<int:link_id>/{action}/",
                EndPreviewLinkView.as_view(),
                {"action": action},
                name=f"review_preview_link_{action}",
            )
        )
    return [path("review/preview-links/", include(urls))]


class PreviewLinksItem(PageMenuItem):
    label = _("Preview links")
    icon_name = "link-external"
    url_name = "review_preview_links"

    def is_shown(self, user: AbstractBaseUser) -> bool:
        return not self.page.is_root() and self.page.permissions_for_user(user).can_edit()


@hooks.register("register_page_header_buttons")
def preview_links_button(
    page: Page, user: AbstractBaseUser, view_name: str, next_url: str | None = None
) -> Iterator[PageMenuItem]:
    yield PreviewLinksItem(page=page, priority=63)


def waiting_comments(**conditions: Any) -> QuerySet[PreviewComment]:
    """Comments that no editor has dealt with."""
    return PreviewComment.objects.filter(dealt_with_at=None, **conditions)


@hooks.register("before_edit_page")
def tell_of_comments(request: HttpRequest, page: Page) -> None:
    """Tell whoever opens a page what came by its preview links."""
    if request.method != "GET":
        return
    if count := waiting_comments(link__page=page).count():
        told = ngettext(
            "%(number)d comment on this page came by preview link.",
            "%(number)d comments on this page came by preview link.",
            count,
        ) % {"number": count}
        messages.info(request, told, buttons=[messages.button(page_address(page), _("Read"))])


class WaitingCommentsPanel(Component):
    """On the dashboard: pages that the user may edit on which somebody commented."""

    name = "preview_comments"
    template_name = "review/admin/waiting_panel.html"
    order = 215

    def get_context_data(self, parent_context: Mapping[str, Any] | None) -> dict[str, Any]:
        user = parent_context["request"].user if parent_context else None
        editable = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
        links = (
            PreviewLink.objects.filter(
                page__in=editable.order_by().values("pk"),
                comments__isnull=False,
                comments__dealt_with_at=None,
            )
            .defer("content")
            .annotate(waiting_count=Count("comments"))
            .order_by("-pk")
        )
        return {"links": links[:_ON_DASHBOARD]}


@hooks.register("construct_homepage_panels")
def waiting_comments_panel(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaitingCommentsPanel())


@hooks.register("register_log_actions")
def preview_link_actions(actions: LogActionRegistry) -> None:
    actions.register_action(MADE, _("Make a preview link"), _("Made a preview link"))
    actions.register_action(REVOKED, _("Revoke a preview link"), _("Revoked a preview link"))
    actions.register_action(
        FREED, _("Free a preview link"), _("Let a preview link be opened in another browser")
    )
