"""The chooser of shared texts: each with its first words; drafts can't be chosen."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from clinic.content.shared_texts import SharedText


class WithBeginning:
    @property
    def columns(self) -> list[Column]:
        columns: list[Column] = super().columns  # type: ignore[misc]
        return [columns[0], Column("beginning", label=_("How it begins")), *columns[1:]]

    def get_object_list(self) -> QuerySet[SharedText]:
        texts: QuerySet[SharedText] = super().get_object_list()  # type: ignore[misc]
        return texts.filter(live=True)


class ChooseSharedText(WithBeginning, ChooseView):
    pass


class ChooseSharedTextResults(WithBeginning, ChooseResultsView):
    pass


class SharedTextChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseSharedText
    choose_results_view_class = ChooseSharedTextResults
