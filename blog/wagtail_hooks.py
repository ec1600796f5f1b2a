"""Where Wagtail's admin leads to what only articles have."""

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from blog.bulk_actions import AuthorsBulkAction, TopicsBulkAction
from blog.pasting import paste

hooks.register("register_bulk_action", TopicsBulkAction)
hooks.register("register_bulk_action", AuthorsBulkAction)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [path("articles/paste/", paste, name="paste_article")]


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    for action, label, message in (
        (TopicsBulkAction.log_action, _("Topics"), _("Set the topics in a new draft")),
        (AuthorsBulkAction.log_action, _("Authors"), _("Set the authors in a new draft")),
    ):
        actions.register_action(action, label, message)
