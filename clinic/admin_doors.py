"""Doors that Wagtail leaves open to whoever may enter the admin, shut to those whom they concern
nothing. What they show tells of drafts, uploads and what visitors searched for."""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.apps import apps
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Task
from wagtail.permissions import policy_registry

from clinic.content.models import Reference

GetResponse = Callable[[HttpRequest], HttpResponse]
User: TypeAlias = AbstractUser | AnonymousUser

ENTERS = "wagtailadmin.access_admin"
ANYTHING = ("add", "change", "delete", "view", "choose", "publish")
SNIPPET_CHOOSER = "wagtailsnippetchoosers_"
MADE_WHILE_CHOOSING = {Reference}


def _has_to_do_with(user: User, model: type[Model]) -> bool:
    return bool(policy_registry.get_by_type(model).user_has_any_permission(user, ANYTHING))


def _may_move(user: User, page_id: int) -> bool:
    return bool(get_object_or_404(Page, pk=page_id).permissions_for_user(user).can_move())


def may_pass(user: User, view_name: str, arguments: dict[str, Any]) -> bool:
    """Whether a view of the admin concerns this user, where Wagtail does not ask.

    Raises Http404 for a form that no snippet of the site has.
    """
    room, _, name = view_name.rpartition(":")
    if view_name.startswith("wagtailadmin_choose_page"):
        return _has_to_do_with(user, Page)
    if view_name == "wagtailadmin_pages:move_confirm":
        return _may_move(user, arguments["page_to_move_id"])
    if room in ("wagtailadmin_api:documents", "wagtaildocs_chooser"):
        return _has_to_do_with(user, get_document_model())
    if room in ("wagtailadmin_api:images", "wagtailimages_chooser"):
        return _has_to_do_with(user, get_image_model())
    if room == "wagtailsearchpromotions" and name.startswith("chooser"):
        return _has_to_do_with(user, SearchPromotion)
    if room == "wagtailadmin_workflows" and name.startswith("task_cho"):
        return _has_to_do_with(user, Task)
    if room.startswith(SNIPPET_CHOOSER):
        model = _snippet(room)
        if name == "create":
            if model not in MADE_WHILE_CHOOSING:
                raise Http404
            return bool(policy_registry.get_by_type(model).user_has_permission(user, "add"))
        return _has_to_do_with(user, model)
    return True


def _snippet(room: str) -> type[Model]:
    """The model whose chooser this room is."""
    app_label, _, model_name = room.removeprefix(SNIPPET_CHOOSER).partition("_")
    return apps.get_model(app_label, model_name)


class AdminDoors:
    """Turn away from each such door whom it does not concern, as Wagtail does at its others."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        # Elsewhere nobody's session is looked at: a public page is the same for everybody.
        if not request.path_info.startswith(reverse("wagtailadmin_home")):
            return None
        match = request.resolver_match
        if match is None or not match.view_name or not request.user.has_perm(ENTERS):
            return None  # Wagtail sends them to the log-in
        if may_pass(request.user, match.view_name, match.kwargs):
            return None
        return permission_denied(request)
