"""Pages that others begin as copies of."""

from typing import Any, Self, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Workflow, get_page_models
from wagtail.query import PageQuerySet

Pages = TypeVar("Pages", bound=PageQuerySet)


class TemplateIsNeverLiveError(PermissionDenied):
    """A template was to go live."""


class TemplateMixin(models.Model):
    """A page type of which some pages are templates: never live, copied to begin with.

    Stands before all that has a say in going live.
    """

    is_template = models.BooleanField(_("template"), default=False, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Raise TemplateIsNeverLiveError where a template would go live."""
        if self.is_template and self.live:
            raise TemplateIsNeverLiveError(gettext("A template does not go live: copy it."))
        return super().save(*args, **kwargs)

    def get_admin_display_title(self) -> str:
        title = super().get_admin_display_title()
        # Lists fetch no more of a page than its title.
        is_known = "is_template" not in self.get_deferred_fields()
        if is_known and self.is_template:
            return gettext("Template: %(title)s") % {"title": title}
        return title

    def get_workflow(self) -> Workflow | None:
        """None for a template: there is nothing to decide."""
        return None if self.is_template else super().get_workflow()

    def copied(self, to: Page, title: str, user: Any, is_template: bool = False) -> Self:
        """A draft of its own below `to`, as the page was last saved.

        Raises CopyPagePermissionError where `user` may not add it there.
        """
        slug = slugify(title, allow_unicode=True)[:80].strip("-_") or "article"
        return CopyPageAction(
            self.get_latest_revision_as_object(),
            to=to,
            update_attrs={
                "title": title,
                "draft_title": title,
                "slug": find_available_slug(to, slug),
                "is_template": is_template,
            },
            copy_revisions=False,  # who wrote the template had no hand in the article
            keep_live=False,
            user=user,
        ).execute()


def template_types() -> list[type[TemplateMixin]]:
    return [model for model in get_page_models() if issubclass(model, TemplateMixin)]


def templates_of(model: type[TemplateMixin]) -> PageQuerySet:
    return model._default_manager.filter(is_template=True)


def without_templates(pages: Pages) -> Pages:
    """`pages` that are no templates. Adds no query of its own."""
    for model in template_types():
        pages = pages.exclude(pk__in=templates_of(model).order_by().values("pk"))
    return pages
