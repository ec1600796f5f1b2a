"""Bulk actions for articles: their topics and their authors."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from blog.models import ArticleAuthor, ArticlePage
from clinic.content.models import Person, Topic
from clinic.upkeep.bulk import DraftsBulkAction
from clinic.upkeep.drafts import Change

ADD, REPLACE, REMOVE = "add", "replace", "remove"


def changed(before: list[int], chosen: Iterable[int], how: str) -> list[int]:
    """The keys that a list holds afterwards, those that it had in their order."""
    chosen = list(chosen)
    if how == REPLACE:
        return chosen
    if how == REMOVE:
        return [pk for pk in before if pk not in chosen]
    return [*before, *(pk for pk in chosen if pk not in before)]


class ArticlesBulkAction(DraftsBulkAction):
    """A change to each chosen page that is an article."""

    def check_perm(self, page: Page) -> bool:
        is_article = issubclass(page.specific_class or Page, ArticlePage)
        return is_article and super().check_perm(page)


class TopicsForm(forms.Form):
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), label=_("Topics"), widget=forms.CheckboxSelectMultiple
    )
    how = forms.ChoiceField(
        label=_("What to do"),
        widget=forms.RadioSelect,
        initial=ADD,
        choices=[
            (ADD, _("Add them to the topics of each article")),
            (REPLACE, _("Let each article have these alone")),
            (REMOVE, _("Take them away")),
        ],
    )


class TopicsBulkAction(ArticlesBulkAction):
    display_name = _("Topics")
    action_type = "topics"
    aria_label = _("Set the topics of the selected articles")
    action_priority = 70
    form_class = TopicsForm
    explanation = _("Each article gets a new draft. Nothing is published.")
    button = _("Set the topics")
    log_action = "blog.topics"

    def change(self, values: dict[str, Any]) -> Change:
        chosen = list(values["topics"])
        topics = {topic.pk: topic for topic in chosen}

        def set_topics(article: Page) -> bool:
            before = {topic.pk: topic for topic in article.topics.all()}
            after = changed(list(before), topics, values["how"])
            article.topics.set([{**before, **topics}[pk] for pk in after])
            return set(before) != set(after)

        return set_topics


class AuthorsForm(forms.Form):
    authors = forms.ModelMultipleChoiceField(
        Person.objects.filter(is_author=True),
        label=_("Authors"),
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(
        label=_("What to do"),
        widget=forms.RadioSelect,
        initial=ADD,
        choices=[
            (ADD, _("Add them after the authors of each article")),
            (REPLACE, _("Let each article have these alone")),
            (REMOVE, _("Take them away")),
        ],
    )


class AuthorsBulkAction(ArticlesBulkAction):
    display_name = _("Authors")
    action_type = "authors"
    aria_label = _("Set the authors of the selected articles")
    action_priority = 80
    form_class = AuthorsForm
    explanation = _(
        "Each article gets a new draft. Nothing is published: who wrote an article is part of "
        "what a clinician signs."
    )
    button = _("Set the authors")
    log_action = "blog.authors"

    def change(self, values: dict[str, Any]) -> Change:
        people = [person.pk for person in values["authors"]]

        def set_authors(article: Page) -> bool:
            rows = {row.person_id: row for row in article.article_authors.all()}
            after = changed(list(rows), people, values["how"])
            authors = [rows.get(pk) or ArticleAuthor(person_id=pk) for pk in after]
            for place, row in enumerate(authors):
                row.sort_order = place
            article.article_authors.set(authors)
            return list(rows) != after

        return set_authors
