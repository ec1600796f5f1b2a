"""The clinic's team."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from clinic.content.blocks.base import HeadedBlock, introduction, rich_text_words


class PersonChooserBlock(SnippetChooserBlock):
    """A person; the photos of all come with one query."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("content.Person", **kwargs)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "wagtail.snippets.blocks.SnippetChooserBlock", ["content.Person"], {}

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        people = super().bulk_to_python(values)
        prefetch_related_objects([person for person in people if person], "photo__renditions")
        return people

    def get_searchable_content(self, value: Any) -> list[str]:
        """A person is found by name, role and biography."""
        if not value:
            return []
        return [value.name_with_credentials, value.role, rich_text_words(value.biography)]

    class Meta:
        label = _("Person")


class PeopleBlock(HeadedBlock):
    """People of the clinic, each with role, credentials and biography."""

    introduction = introduction()
    people = blocks.ListBlock(PersonChooserBlock(), label=_("People"), min_num=1)

    class Meta:
        icon = "group"
        label = _("People")
        description = _("People of the clinic with their photo, role and biography.")
        template = "content/blocks/people.html"

    def get_preview_value(self) -> Any:
        from clinic.content.people import Person

        return self.normalize(
            {
                "heading": _("The team"),
                "introduction": "",
                "people": list(Person.objects.all()[:2]),
            }
        )
