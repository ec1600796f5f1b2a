"""Where a person, a topic, a picture or a document is used."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet


def pages_that_show(thing: Model) -> PageQuerySet:
    """The pages that refer to a thing."""
    references = ReferenceIndex.get_references_to(thing)
    in_texts = references.filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    ).values_list("object_id", flat=True)
    ids = {int(pk) for pk in in_texts if pk.isdigit()}
    return Page.objects.filter(pk__in=ids | set(_related_pages(thing)))


def users_of(thing: Model) -> list[Model]:
    """What else refers to a thing: a person to a photo. Settings are not in Wagtail's index."""
    rows = ReferenceIndex.get_references_to(thing).exclude(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    found = map(_object, rows.values_list("base_content_type", "object_id").distinct())
    return [user for user in found if user is not None]


def _object(row: tuple[int, str]) -> Model | None:
    model = ContentType.objects.get_for_id(row[0]).model_class()
    return model._base_manager.filter(pk=row[1]).first() if model else None


def _related_pages(thing: Model) -> Iterator[int]:
    """The ids of pages with a relation to a thing, their own or that of a row of theirs: when
    a page is saved for the first time, Wagtail's index of references does not see them yet."""
    for relation in thing._meta.get_fields(include_hidden=True):
        model, field = relation.related_model, getattr(relation, "field", None)
        if not relation.auto_created or relation.concrete or field is None:
            continue
        rows = model._default_manager.filter(**{field.name: thing})
        if issubclass(model, Page):
            yield from rows.values_list("pk", flat=True)
            continue
        for parent in model._meta.fields:
            if isinstance(parent, ParentalKey) and issubclass(parent.related_model, Page):
                yield from rows.values_list(parent.attname, flat=True)
