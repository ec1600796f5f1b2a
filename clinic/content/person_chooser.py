"""The chooser of people, and the one in which only authors stand."""

from django.db.models import QuerySet
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)
from wagtail.snippets.widgets import AdminSnippetChooser

from clinic.content.people import Person

AUTHORS = "authors"  # in the address of the chooser: only these


class OnlyThoseAskedFor:
    def filter_object_list(self, people: QuerySet[Person]) -> QuerySet[Person]:
        found: QuerySet[Person] = super().filter_object_list(people)  # type: ignore[misc]
        return found.filter(is_author=True) if AUTHORS in self.request.GET else found  # type: ignore[attr-defined]


class ChoosePerson(OnlyThoseAskedFor, ChooseView):
    pass


class ChoosePersonResults(OnlyThoseAskedFor, ChooseResultsView):
    pass


class PersonChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChoosePerson
    choose_results_view_class = ChoosePersonResults
    preserve_url_parameters = ["multiple", AUTHORS]


class AuthorChooser(AdminSnippetChooser):
    """For a field that takes only people who write articles: others would be refused later."""

    model = Person

    def get_chooser_modal_url(self) -> str:
        return f"{super().get_chooser_modal_url()}?{AUTHORS}=1"
