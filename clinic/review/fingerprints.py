"""What a clinician signs, as data and as a hash: the page's own clinical content, and what the
page shows from elsewhere.

Two hashes, because they answer two questions: may this content go live (its own), and is what
a visitor sees what was signed (both).
"""

import hashlib
import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from clinic.content.citations import Citations
from clinic.content.models import ClinicSettings, Person, Reference, SharedText
from clinic.content.shown import Shown
from clinic.writing.models import GlossaryTerm

# Of Wagtail's own fields those that a visitor reads.
READ_OF_PAGE = ("title", "seo_title", "search_description")

# Keys of stored blocks that hold no words: an id, and the name of a place.
UNREAD_KEYS = {"id", "anchor"}

# The rich-text editor marks each paragraph anew.
_EDITORS_KEYS = re.compile(r' data-block-key="[^"]*"')

# What a page prints of each thing from elsewhere.
PRINTED: dict[str, tuple[str, ...]] = {
    "person": ("name", "role", "credentials", "registration_number"),
    "reference": (
        "kind",
        "authors",
        "title",
        "container_title",
        "year",
        "volume_pages",
        "doi",
        "pubmed_id",
        "url",
        "status",
        "status_since",
        "status_note",
    ),
    "image": ("file", "file_hash", "credit"),
    "document": ("file", "file_hash", "title"),
    "settings": ("crisis_lines", "medical_disclaimer"),
    "term": ("term", "explanation"),
    "shared_text": ("content", "live"),
}


def digest(value: Any) -> str:
    """The SHA-256 of JSON-like data, as 64 hexadecimal digits, the same for equal data."""
    text = json.dumps(
        value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(value: Any) -> Any:
    """Stored data without what nobody reads and without what is empty, so that a field that was
    added later, and left empty, changes nothing."""
    if isinstance(value, dict):
        pairs = ((key, plain(item)) for key, item in value.items() if key not in UNREAD_KEYS)
        return {key: item for key, item in pairs if item not in (None, "", [], {}, False)}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if type(value) is date:
        return value.isoformat()  # as it comes back from a stored record
    return _EDITORS_KEYS.sub("", value) if isinstance(value, str) else value


def clinical_fields(page: Page) -> list[str]:
    """The names of the page's columns whose content is under review."""
    exempt = getattr(page, "review_exempt_fields", ())
    return [
        field.name
        for field in page._meta.concrete_fields
        if _is_read(field) and field.name not in exempt
    ]


def clinical_content(page: Page) -> dict[str, Any]:
    """The page's own content as JSON-like data, without what its type exempts from review.

    Takes streams as they are stored and asks the database for nothing but child rows.
    """
    exempt = getattr(page, "review_exempt_fields", ())
    content = {name: _stored(page, page._meta.get_field(name)) for name in clinical_fields(page)}
    for field in page._meta.many_to_many:
        if _is_own(field) and field.name not in exempt:
            content[field.name] = sorted(item.pk for item in getattr(page, field.name).all())
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if _is_own(relation) and name not in exempt:
            # Kept with the page, which is about to show them.
            rows = getattr(page, name).get_object_list()
            content[name] = [_row(row, relation.field.name) for row in rows]
    return plain(content)


def _is_own(field: Any) -> bool:
    """Whether a page type of ours brings the field, and not Wagtail."""
    model = field.related_model if field.auto_created else field.model
    return not model.__module__.startswith("wagtail.")


def _is_read(field: Any) -> bool:
    if field.model is Page:
        return field.name in READ_OF_PAGE
    return not (field.primary_key or (field.remote_field and field.remote_field.parent_link))


def _stored(instance: models.Model, field: Any) -> Any:
    value = getattr(instance, field.attname)
    stored = field.get_prep_value(value)
    if hasattr(field, "stream_block") and isinstance(stored, str):
        return json.loads(stored)
    return stored


def _row(row: models.Model, parent: str) -> dict[str, Any]:
    return {
        field.name: _stored(row, field)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in (parent, "sort_order")
    }


def content_hash(page: Page) -> str:
    """The hash of the page's own clinical content."""
    return digest(clinical_content(page))


Ids = dict[str, set[int]]
Things = list[dict[str, Any]]  # as `shown_elsewhere` makes them and a record keeps them


def ids_elsewhere(
    page: Page,
    signed: Things | None = None,
    shown: Shown | None = None,
    citations: Citations | None = None,
) -> Ids:
    """The ids of the things from elsewhere that the texts and pictures of the page print, by their
    kinds. `signed` is what the record that the page stands on shows: the page explains the words
    that were explained then, whatever the glossary has taken up since. `shown` and `citations` are
    those of its rendering, if there is one."""
    texts = page.cited_texts()
    shown = shown or Shown(*texts, page=page, image_ids=page.shown_image_ids())
    citations = citations or Citations(*texts, listed=page.listed_references())
    return {
        "person": shown.person_ids,
        "reference": {*citations.reference_ids},
        "image": shown.image_ids,
        "document": shown.document_ids,
        "shared_text": shown.shared_text_ids,
        "term": page.explained_ids() if signed is None else ids_of("term", signed),
    }


def ids_of(kind: str, things: Things) -> set[int]:
    return {thing["id"] for thing in of_kind(kind, things)}


def of_kind(kind: str, things: Things) -> Things:
    """Those of `things` that are of this kind; none of a damaged record."""
    readable = (thing for thing in things if isinstance(thing, dict) and "id" in thing)
    return [thing for thing in readable if thing.get("kind") == kind]


def shown_elsewhere(
    page: Page, at_hand: Iterable[models.Model] = (), ids: Ids | None = None
) -> Things:
    """What the page prints that is kept elsewhere: people, references, images, documents,
    shared texts, explained words and the clinic's settings, in a lasting order; each a dict of
    `kind`, `id`, `label` and `printed` values.

    Fetches what is not among `at_hand` with one query for each kind. `ids` are those of
    `ids_elsewhere`, where they are known.
    """
    people = page.shown_people()
    ready = {(type(thing), thing.pk): thing for thing in [*people, *at_hand]}
    ids = ids or ids_elsewhere(page)
    wanted = {**ids, "person": ids["person"] | {person.pk for person in people}}
    things = [
        _printed(kind, thing)
        for kind, of_kind in wanted.items()
        for thing in _found(model_of(kind), of_kind, ready)
    ]
    settings = next((thing for thing in at_hand if isinstance(thing, ClinicSettings)), None)
    return [*things, _printed("settings", settings or _settings_of(page))]


def model_of(kind: str) -> type[models.Model]:
    """The model whose ids `ids_elsewhere` tells under this name."""
    models_of_their_own: dict[str, type[models.Model]] = {
        "person": Person,
        "reference": Reference,
        "term": GlossaryTerm,
        "shared_text": SharedText,
    }
    return models_of_their_own.get(kind) or (
        get_image_model() if kind == "image" else get_document_model()
    )


def _found(
    model: type[models.Model], ids: set[int], ready: dict[Any, models.Model]
) -> list[models.Model]:
    found = {pk: ready[model, pk] for pk in ids if (model, pk) in ready}
    if missing := ids - found.keys():
        found |= model._default_manager.in_bulk(missing)
    return [found[pk] for pk in sorted(found)]


def _settings_of(page: Page) -> ClinicSettings:
    site = page.get_site() or Site.objects.get(is_default_site=True)
    return ClinicSettings.for_site(site)


def _printed(kind: str, thing: models.Model) -> dict[str, Any]:
    values = _values(kind, thing)
    if isinstance(thing, Reference) and thing.superseded_by:
        values["superseded_by"] = _values(kind, thing.superseded_by)
    label = "" if kind == "settings" else str(thing)
    return {
        "kind": kind,
        "id": 0 if kind == "settings" else thing.pk,
        "label": label,
        "printed": plain(values),
    }


def _values(kind: str, thing: models.Model) -> dict[str, Any]:
    return {name: _stored(thing, thing._meta.get_field(name)) for name in PRINTED[kind]}


def shown_hash(shown: Things) -> str:
    """The hash of `shown_elsewhere`; a label is for reading and does not count."""
    return digest([[thing["kind"], thing["id"], thing["printed"]] for thing in shown])
