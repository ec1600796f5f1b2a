"""Where an article begins: from a template that the clinic keeps, or empty."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page
from wagtail.permissions import policy_registry

from clinic.content.sections import sections
from clinic.content.starting import TemplateMixin, template_types, templates_of

User = Any
PASTED = "pasted"
EMPTY = "empty"
# Ways to begin without a template, each with what it means.
FREE_WAYS = {
    PASTED: (
        gettext_lazy("A text that I have"),
        gettext_lazy(
            "Paste it from Word, Google Docs, a web page or a text file. Headings, lists and "
            "steps become blocks."
        ),
    ),
    EMPTY: (gettext_lazy("An empty article"), gettext_lazy("You choose each block yourself.")),
}
TITLE_LENGTH = Page._meta.get_field("title").max_length


def places_for(user: User) -> list[Page]:
    """The pages below which this user may begin an article."""
    kinds = {kind for model in template_types() for kind in model.allowed_parent_page_models()}
    if not kinds:
        return []
    policy = policy_registry.get_by_type(Page)
    if not policy.user_has_any_permission(user, ["add"]):
        return []
    pages = Page.objects.type(*kinds).order_by("path")
    return [page for page in pages if page.permissions_for_user(user).can_add_subpage()]


def offered_templates() -> Iterator[TemplateMixin]:
    """What an article may begin as, each with the `outline` of its headings."""
    for model in template_types():
        for template in templates_of(model).select_related("latest_revision").order_by("path"):
            latest = template.get_latest_revision_as_object()
            latest.outline = [part.heading for part in sections(latest.body) if part.heading]
            yield latest


class NewArticleForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("The question that it answers"),
        max_length=TITLE_LENGTH,
        help_text=gettext_lazy("In a reader’s words. It is the title; you can change it later."),
    )
    begins_as = forms.ChoiceField(
        label=gettext_lazy("What kind of article?"), widget=forms.RadioSelect
    )
    below = forms.TypedChoiceField(label=gettext_lazy("Where does it stand?"), coerce=int)

    def __init__(self, *args: Any, templates: list[Any], places: list[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), each.title) for each in templates]
        free = [(way, label) for way, (label, _meaning) in FREE_WAYS.items()]
        self.fields["begins_as"].choices = [*choices, *free]
        self.fields["begins_as"].initial = choices[0][0] if choices else EMPTY
        self.fields["below"].choices = [(page.pk, page.title) for page in places]
        self.fields["below"].initial = places[0].pk
        if len(places) == 1:
            self.fields["below"].widget = forms.HiddenInput()


class NewArticleView(WagtailAdminTemplateMixin, FormView):
    """Choose a template, give a title, and write."""

    template_name = "desk/new_article.html"
    form_class = NewArticleForm
    page_title = gettext_lazy("New article")
    header_icon = "plus"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.places:
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def places(self) -> list[Page]:
        return places_for(self.request.user)

    @cached_property
    def templates(self) -> list[Any]:
        return list(offered_templates())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
        return [home, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "templates": self.templates, "places": self.places}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        known = {str(each.pk): each for each in self.templates}
        context["choices"] = [
            (radio, known.get(radio.data["value"]), FREE_WAYS.get(radio.data["value"]))
            for radio in context["form"]["begins_as"]
        ]
        return context

    def form_valid(self, form: NewArticleForm) -> HttpResponse:
        place = next(page for page in self.places if page.pk == form.cleaned_data["below"])
        title, chosen = form.cleaned_data["title"], form.cleaned_data["begins_as"]
        if chosen in FREE_WAYS:
            page = self.empty_draft(place, title)
        else:
            template = next(each for each in self.templates if str(each.pk) == chosen)
            page = template.copied(place, title, self.request.user)
        told = _(
            "Your draft is here, and saves itself. When it is done, open the arrow beside “Save "
            "draft” and submit it to the clinical review."
        )
        messages.success(self.request, told)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return redirect(f"{address}?paste=1" if chosen == PASTED else address)

    def empty_draft(self, place: Page, title: str) -> Page:
        model = next(
            model
            for model in template_types()
            if place.specific_class in model.allowed_parent_page_models()
        )
        page = model(title=title, live=False, owner=self.request.user, locale=place.locale)
        place.add_child(instance=page)
        page.save_revision(user=self.request.user, log_action="wagtail.create", clean=False)
        return page


class KeepForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Name of the template"),
        max_length=TITLE_LENGTH,
        help_text=gettext_lazy("What kind of article it begins, for example: Side effect"),
    )


class KeepAsTemplateView(WagtailAdminTemplateMixin, FormView):
    """Keep a copy of an article for others to begin with."""

    template_name = "desk/keep_as_template.html"
    form_class = KeepForm
    page_title = gettext_lazy("Keep as a template")
    header_icon = "copy"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page = get_object_or_404(Page, pk=kwargs["pk"]).specific
        if not may_keep(request.user, self.page):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        home = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
        title = {"url": edit, "label": self.get_page_subtitle()}
        return [home, title, {"url": "", "label": self.page_title}]

    def form_valid(self, form: KeepForm) -> HttpResponse:
        parent = self.page.get_parent()
        title = form.cleaned_data["title"]
        template = self.page.copied(parent, title, self.request.user, is_template=True)
        messages.success(
            self.request,
            _("The template is kept. Put hints into it, and take out what is special."),
        )
        return redirect("wagtailadmin_pages:edit", template.pk)


def may_keep(user: User, page: Page) -> bool:
    """Whether somebody may make a template of this page."""
    if not isinstance(page, TemplateMixin) or page.is_template:
        return False
    parent = page.get_parent()
    return bool(parent and page.permissions_for_user(user).can_copy_to(parent))
