"""Preview links as the editors of a page make, watch and end them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision

from clinic.content.listing import paginated
from clinic.review.preview_links.forms import LinkForm
from clinic.review.preview_links.making import deal_with, free_seat, make_link, revoke
from clinic.review.preview_links.models import PreviewLink, content_digest

# In the session of whoever made a link, until the next page shows it: only then is it known.
_NEW = "review_new_preview_link"


def check_may_edit(request: HttpRequest, page: Page | None) -> None:
    """Raise PermissionDenied unless the user may edit the page; of a page that is gone, unless
    a superuser."""
    user = request.user
    if not (page.permissions_for_user(user).can_edit() if page else user.is_superuser):
        raise PermissionDenied


def page_address(page: Page) -> str:
    return reverse("review_preview_links", args=[page.pk])


class PreviewLinksView(WagtailAdminTemplateMixin, TemplateView):
    """The preview links of a page, and a form for a new one."""

    template_name = "review/admin/preview_links.html"
    page_title = _("Preview links")
    header_icon = "link-external"

    @cached_property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        check_may_edit(self.request, page)
        return page

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [
            *super().get_breadcrumbs_items(),
            {"url": edit, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_revision(self) -> Revision | None:
        """The version that the address names, or the newest."""
        if wanted := self.request.GET.get("revision"):
            # A number that is too long is no id either.
            if not wanted.isascii() or not wanted.isdecimal() or len(wanted) > 18:
                raise Http404
            return get_object_or_404(self.page.revisions, pk=wanted)
        return self.page.get_latest_revision()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        links = PreviewLink.objects.filter(page=self.page).defer("content").with_counts()
        new = self.request.session.pop(_NEW, None)
        return {
            **context,
            "page": self.page,
            "revision": self.get_revision(),
            "form": kwargs.get("form") or LinkForm(),
            "links": paginated(links, self.request.GET.get("p")),
            "new_address": new["address"] if new and new["page"] == self.page.pk else "",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = LinkForm(request.POST)
        revision = self.page and self.get_revision()
        if not form.is_valid():
            messages.validation_error(request, _("The link was not made."), form)
            return self.render_to_response(self.get_context_data(form=form))
        _link, token = make_link(self.page, request.user, revision=revision, **form.cleaned_data)
        address = request.build_absolute_uri(reverse("review_preview", args=[token]))
        request.session[_NEW] = {"page": self.page.pk, "address": address}
        return redirect(page_address(self.page))


class PreviewLinkView(WagtailAdminTemplateMixin, TemplateView):
    """One link: what was said, who opened it."""

    template_name = "review/admin/preview_link.html"
    page_title = _("Preview link")
    header_icon = "link-external"

    @cached_property
    def link(self) -> PreviewLink:
        return link_for(self.request, self.kwargs["link_id"])

    def get_page_subtitle(self) -> str:
        return self.link.purpose

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = super().get_breadcrumbs_items()
        if page := self.link.page:
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            items = [
                *items,
                {"url": edit, "label": page.specific.get_admin_display_title()},
                {"url": page_address(page), "label": PreviewLinksView.page_title},
            ]
        return [*items, {"url": "", "label": self.link.purpose}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        link = self.link
        comments = paginated(link.comments.all(), self.request.GET.get("c"), size=50)
        return {
            **super().get_context_data(**kwargs),
            "link": link,
            "is_outdated": is_outdated(link),
            "comments": comments,
            "newest_comment_id": max((comment.pk for comment in comments), default=0),
            "waiting_count": link.comments.filter(dealt_with_at=None).count(),
            "openings": paginated(link.openings.all(), self.request.GET.get("p"), size=20),
        }


def is_outdated(link: PreviewLink) -> bool:
    """Whether the newest version of the page says something else than the link shows."""
    newest = link.page.get_latest_revision() if link.page else None
    return newest is not None and content_digest(newest.content) != link.content_digest


def link_for(request: HttpRequest, link_id: int) -> PreviewLink:
    """The link, if the user may edit its page."""
    link = get_object_or_404(PreviewLink.objects.select_related("page"), pk=link_id)
    check_may_edit(request, link.page)
    return link


class EndPreviewLinkView(View):
    """Revoke a link, free its seat or mark its comments: by POST alone."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, link_id: int, action: str) -> HttpResponse:
        link = link_for(request, link_id)
        if action == "revoke":
            revoke(link, request.user)
            messages.success(request, gettext("The link opens nothing any more."))
        elif action == "free":
            free_seat(link, request.user)
            messages.success(request, gettext("The link can be opened in another browser."))
        else:
            upto = request.POST.get("upto", "")
            is_id = upto.isascii() and upto.isdecimal() and len(upto) <= 18
            deal_with(link, request.user, upto=int(upto) if is_id else 0)
        return redirect("review_preview_link", link.pk)
