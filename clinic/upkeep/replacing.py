"""The screen "Find and replace"."""

import re
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from clinic.content.stored_links import row_id
from clinic.upkeep.drafts import Outcome, SkippedError, new_draft, objections
from clinic.upkeep.finding import SHOWN_PAGES, Search, look, replace_in
from clinic.upkeep.reports import may_edit_pages

ACTION = "upkeep.replace"
LONGEST = 250

# The key of a page and of the revision that was shown, 0 for none.
_CHOSEN = re.compile(r"([0-9]{1,18}):([0-9]{1,18})")


class ReplaceForm(forms.Form):
    find = forms.CharField(label=_("Find"), max_length=LONGEST)
    new = forms.CharField(
        label=_("Replace with"),
        max_length=LONGEST,
        required=False,
        help_text=_("Left empty, the words are only found."),
    )
    whole = forms.BooleanField(label=_("Whole words only"), required=False, initial=True)
    case = forms.BooleanField(label=_("Tell capitals from small letters"), required=False)

    def search(self) -> Search:
        given = self.cleaned_data
        return Search(given["find"], given["new"], given["whole"], given["case"])


class ReplaceView(WagtailAdminTemplateMixin, TemplateView):
    """Find words in all pages that somebody may edit, look at each place, and make new drafts."""

    template_name = "upkeep/replace.html"
    header_icon = "resubmit"
    page_title = _("Find and replace")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_edit_pages(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asks = "find" in self.request.GET
        form = kwargs.pop("form", None) or ReplaceForm(self.request.GET if asks else None)
        context = super().get_context_data(form=form, **kwargs)
        if form.is_bound and form.is_valid():
            search = form.search()
            after = row_id(self.request.GET.get("after", "")) or 0
            looked = look(search, self.request.user, after)
            context |= {
                "search": search,
                "looked": looked,
                "after": after,
                "objections": objections((each.page for each in looked.found), self.request.user),
                "further": self.address(form, looked.further) if looked.further else "",
            }
        return context

    def address(self, form: ReplaceForm, after: int) -> str:
        query = {"find": form.cleaned_data["find"], "new": form.cleaned_data["new"]}
        query |= {name: "on" for name in ("whole", "case") if form.cleaned_data[name]}
        query |= {"after": str(after)} if after else {}
        return f"{reverse('upkeep:replace')}?{urlencode(query)}"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReplaceForm(request.POST)
        if not form.is_valid() or not form.cleaned_data["new"]:
            return self.render_to_response(self.get_context_data(form=form))
        chosen = [
            (int(match[1]), int(match[2]))
            for value in request.POST.getlist("pages")[:SHOWN_PAGES]
            if (match := _CHOSEN.fullmatch(value))
        ]
        outcome = self.replace(form.search(), chosen)
        self.tell(outcome)
        after = row_id(request.POST.get("after", "")) or 0
        return redirect(self.address(form, after))

    def replace(self, search: Search, chosen: list[tuple[int, int]]) -> Outcome:
        """A new draft of each chosen page, each for itself."""
        outcome = Outcome()
        user, change = self.request.user, partial(replace_in, search=search)
        pages = Page.objects.in_bulk([pk for pk, _seen in chosen])
        for pk, seen in chosen:
            if (page := pages.get(pk)) is None:
                continue
            try:
                if new_draft(pk, user, change, ACTION, seen):
                    outcome.changed.append(page)
            except SkippedError as why:
                outcome.skipped.append((page, str(why)))
        return outcome

    def tell(self, outcome: Outcome) -> None:
        count = len(outcome.changed)
        if count:
            told = ngettext(
                "%(count)d page has a new draft. Nothing was published.",
                "%(count)d pages have new drafts. Nothing was published.",
                count,
            )
            names = ", ".join(page.get_admin_display_title() for page in outcome.changed)
            messages.success(self.request, f"{told % {'count': count}} {names}")
        elif not outcome.skipped:
            messages.info(self.request, _now("Nothing was changed."))
        if outcome.skipped:
            messages.warning(self.request, outcome.skipped_listed)
