"""The chooser of references: search the library, or add a source from what was pasted."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenView,
    SnippetCreateView,
)

from clinic.content import source_lookup
from clinic.content.pasted_sources import Pasted, read
from clinic.content.reference_forms import NewReferenceForm, PasteForm, ReferenceFilterForm
from clinic.content.references import Reference


class NewSource:
    """The tab in which a source is made, in two steps."""

    creation_form_template_name = "content/reference_chooser/new.html"

    def get_creation_form_context_data(self, form: forms.BaseForm) -> dict[str, Any]:
        context = super().get_creation_form_context_data(form)  # type: ignore[misc]
        similar = form.similar if isinstance(form, NewReferenceForm) else []
        return {
            **context,
            "create_action_label": form.action_label,
            "similar": [(source, self.address_to_choose(source)) for source in similar],
        }

    def address_to_choose(self, source: Reference) -> str:
        address = reverse(self.chosen_url_name, args=[source.pk])  # type: ignore[attr-defined]
        return str(self.append_preserved_url_parameters(address))  # type: ignore[attr-defined]


class ChooseReference(NewSource, ChooseView):
    filter_form_class = ReferenceFilterForm
    results_template_name = "content/reference_chooser/results.html"


class ChooseReferenceResults(NewSource, ChooseResultsView):
    filter_form_class = ReferenceFilterForm
    results_template_name = "content/reference_chooser/results.html"


class WithStatus:
    """Tells the editor's mark what became of the source."""

    def get_chosen_response_data(self, item: Reference) -> dict[str, Any]:
        data: dict[str, Any] = super().get_chosen_response_data(item)  # type: ignore[misc]
        return {**data, "status": item.status}


class ChosenReference(WithStatus, SnippetChosenView):
    pass


class MakeReference(WithStatus, NewSource, SnippetCreateView):
    """Reads what was pasted, finds it in the library or shows it to be corrected, and adds it."""

    chosen_url_name: str | None = None

    @cached_property
    def step(self) -> str:
        return str(self.request.POST.get("step", ""))

    def get_creation_form(self) -> forms.BaseForm:
        if self.step == NewReferenceForm.step:
            return NewReferenceForm(self.request.POST)
        if self.step == "by hand":
            return NewReferenceForm()
        return PasteForm(self.request.POST if self.step == PasteForm.step else None)

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.step == NewReferenceForm.step:
            return super().post(request)
        self.form = self.get_creation_form()
        if self.step == PasteForm.step and self.form.is_valid():
            text = self.form.cleaned_data["pasted"]
            pasted, problem = read(text), ""
            known = self.in_library(pasted).first()
            if known is None and source_lookup.is_on():
                try:
                    source_lookup.complete(pasted)
                except source_lookup.LookUpError as error:
                    problem = str(error)
                known = self.in_library(pasted).first()
            if known:
                return self.get_chosen_response(known)
            self.form = NewReferenceForm(read=pasted, text=text, problem=problem)
        return self.get_reshow_creation_form_response()

    def in_library(self, pasted: Pasted) -> QuerySet[Reference]:
        ids = {name: pasted.fields.get(name, "") for name in ("doi", "pubmed_id")}
        return Reference.objects.same_as(**ids)


class ReferenceChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseReference
    choose_results_view_class = ChooseReferenceResults
    chosen_view_class = ChosenReference
    create_view_class = MakeReference
    creation_form_class = PasteForm
    search_tab_label = _("In the library")
    creation_tab_label = _("New source")
