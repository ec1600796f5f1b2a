"""How an editor finds a reference while citing, and makes one out of what she pastes."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.widgets import AdminAutoHeightTextInput

from clinic.content.pasted_sources import MAX_LENGTH, Pasted
from clinic.content.references import Reference, ReferenceQuerySet

SIMILAR = 3

# Apart from the fields of the page that is being written, which have such names too.
PREFIX = "new-source"


class ReferenceFilterForm(BaseFilterForm):
    """Finds references by any words of theirs."""

    q = forms.CharField(
        label=_("Search the references"),
        help_text=_("Words of the title, an author, the journal, the year, a DOI or a PubMed id."),
        required=False,
    )

    def filter(self, objects: ReferenceQuerySet) -> ReferenceQuerySet:
        if words := self.cleaned_data.get("q"):
            objects = objects.matching(words)
            self.is_searching = True
            self.search_query = words
        return objects


class PasteForm(forms.Form):
    """The first step: a DOI, a PubMed id, or a citation as it stands somewhere else."""

    prefix = PREFIX
    use_required_attribute = False
    step = "read"
    action_label = _("Read it")

    pasted = forms.CharField(
        label=_("Paste the source"),
        help_text=_(
            "A DOI, a PubMed id, or the whole citation as a bibliography or PubMed gives it. "
            "You see what was read, and can correct it."
        ),
        widget=AdminAutoHeightTextInput,
        max_length=MAX_LENGTH,
        error_messages={"required": _("Paste something first, or fill in the form by hand.")},
    )

    @property
    def told(self) -> str:
        return gettext("Nothing was read yet.") if self.errors else ""

    class Media:
        js = ("js/admin/told.js",)
        css = {"all": ("css/admin/new_source.css",)}


class NewReferenceForm(forms.ModelForm):
    """The second step: what was read, to be corrected and completed."""

    prefix = PREFIX
    use_required_attribute = False
    step = "make"
    action_label = _("Add this source")

    pasted = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Reference
        fields = (
            *("title", "authors", "container_title", "year", "volume_pages"),
            *("doi", "pubmed_id", "url", "kind"),
        )
        formfield_callback = formfield_for_dbfield
        widgets = {
            "authors": AdminAutoHeightTextInput,
            "title": AdminAutoHeightTextInput,
        }

    def __init__(
        self,
        *args: Any,
        read: Pasted | None = None,
        text: str = "",
        problem: str = "",
        **kwargs: Any,
    ) -> None:
        self.problem = problem  # of the look-up
        self.read = read or Pasted()
        super().__init__(*args, initial={**self.read.fields, "pasted": text}, **kwargs)
        self.to_check = [name for name in self.Meta.fields if name in self.read.unsure]
        for name in self.to_check:
            self.fields[name].help_text = _("Please check: this is a guess.")
            self.fields[name].widget.attrs["class"] = "to-check"

    @property
    def told(self) -> str:
        """What there is to do, in a sentence or two; nothing for an empty form."""
        if self.errors:
            return gettext("Not added yet: something has to be put right first.")
        if not self.read.fields:
            return ""
        words = [self.problem] if self.problem else []
        words.append(gettext("This is what was read."))
        if names := [str(self.fields[name].label) for name in self.to_check]:
            words.append(gettext("Please check: %(fields)s.") % {"fields": ", ".join(names)})
        if "title" not in self.read.fields:
            words.append(gettext("The title is still missing."))
        return " ".join(words)

    @property
    def similar(self) -> list[Reference]:
        """References in the library that this one may be: with its DOI, its PubMed id, or its
        title."""
        source = self.instance if self.is_bound else Reference(**self._read_ids)
        found = Reference.objects.same_as(doi=source.doi, pubmed_id=source.pubmed_id)
        if source.title:
            found |= Reference.objects.filter(title__iexact=source.title)
        return list(found[:SIMILAR])

    @property
    def _read_ids(self) -> dict[str, str]:
        return {
            name: value
            for name, value in self.read.fields.items()
            if name in ("doi", "pubmed_id", "title")
        }
