"""Keeps the index true to the pages: what every visitor may read is in it, nothing else is."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import F
from wagtail.models import Page

from clinic.content.listing import open_by_id
from search.analysis import words
from search.engines import EngineError, get_engine
from search.models import IndexSize, Passage, Word
from search.passages import passages
from search.sounds import sound
from search.stemming import stem

# Passages as they are compared: all that is written of them.
COMPARED = [
    field.attname for field in Passage._meta.concrete_fields if field.attname not in ("id", "page")
]
BATCH = 200

logger = logging.getLogger(__name__)


def index_page(page: Page) -> bool:
    """Bring the passages of a page in step with it; whether anything was to be done.

    `page` is specific and as saved. It may be called at any time, for a page that visitors may
    not read too: then its passages go. Costs the same on a site of any size.
    """
    wanted = passages(page) if may_be_found(page) else []
    with transaction.atomic():
        return replace(page.pk, wanted)


def index_pages(pages: Iterable[Page]) -> int:
    """`index_page` for pages that need not be specific; how many were changed."""
    return sum(index_page(page.specific) for page in pages)


def remove_page(pk: int) -> bool:
    """Take the passages of a page away; whether there were any."""
    with transaction.atomic():
        return replace(pk, [])


def may_be_found(page: Page) -> bool:
    """Whether every visitor may read the page, at an address of the site."""
    if page.pk is None or page.depth < 2:
        return False
    return page.pk in open_by_id([page.pk]) and bool(page.get_url_parts())


def replace(page_pk: int, wanted: list[Passage]) -> bool:
    """Write what differs between a page's passages and the wanted ones."""
    kept = stored(page_pk)
    changed = [new for new in wanted if not _same(kept.get(new.position), new)]
    gone = [old for position, old in kept.items() if position >= len(wanted)]
    if not changed and not gone:
        return False
    replaced = [kept[new.position] for new in changed if new.position in kept]
    Passage.objects.filter(pk__in=[old.pk for old in [*gone, *replaced]]).delete()
    Passage.objects.bulk_create(changed, batch_size=BATCH)
    count(added=changed, removed=[*gone, *replaced])
    get_engine().follow(changed, [old.pk for old in [*gone, *replaced]])
    return True


def stored(page_pk: int) -> dict[int, Passage]:
    """The passages of a page by their positions."""
    return {old.position: old for old in Passage.objects.filter(page=page_pk)}


def same(kept: dict[int, Passage], wanted: list[Passage]) -> bool:
    """Whether nothing is to be written."""
    return len(kept) == len(wanted) and all(_same(kept.get(new.position), new) for new in wanted)


def _same(old: Passage | None, new: Passage) -> bool:
    return old is not None and all(getattr(old, name) == getattr(new, name) for name in COMPARED)


def add(new: Iterable[Passage]) -> None:
    """Write passages that are known to be new."""
    new = list(new)
    with transaction.atomic():
        Passage.objects.bulk_create(new, batch_size=BATCH)
        count(added=new, removed=[])
        get_engine().follow(new, [])


def count(added: Iterable[Passage], removed: Iterable[Passage]) -> None:
    """Bring the vocabulary and the size of the index in step with passages that came and went."""
    known: dict[str, Counter[str]] = {}
    sizes: dict[str, list[int]] = {}
    for change, group in ((1, added), (-1, removed)):
        for passage in group:
            counter = known.setdefault(passage.language, Counter())
            for word in passage_words(passage):
                counter[word] += change
            size = sizes.setdefault(passage.language, [0, 0])
            size[0] += change
            size[1] += change * passage.length
    for language in sorted(known):
        add_words(language, known[language])
        passages_more, terms_more = sizes[language]
        IndexSize.objects.get_or_create(language=language)
        IndexSize.objects.filter(language=language).update(
            passages=F("passages") + passages_more, terms=F("terms") + terms_more
        )


def passage_words(passage: Passage) -> set[str]:
    """The words of a passage, each once."""
    return {*words(passage.heading), *words(passage.text), *words(passage.keywords)}


def add_words(language: str, changes: Counter[str]) -> None:
    """Add to the counts of words, in their order: two pages that are saved at once must not
    wait for each other in a circle."""
    rows = [word_row(language, word, change) for word, change in sorted(changes.items()) if change]
    table = connection.ops.quote_name(Word._meta.db_table)
    names = ["language", "word", "stem", "sound", "initial", "length", "passages"]
    for start in range(0, len(rows), 100):
        batch = rows[start : start + 100]
        marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(batch))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES {marks} "  # noqa: S608
                f"ON CONFLICT (language, word) DO UPDATE SET "
                f"passages = {table}.passages + excluded.passages",
                [getattr(row, name) for row in batch for name in names],
            )


def word_row(language: str, word: str, passages: int) -> Word:
    return Word(
        language=language,
        word=word,
        stem=stem(word, language),
        sound=sound(word),
        initial=word[0],
        length=len(word),
        passages=passages,
    )


def public_pages() -> Iterator[Page]:
    """Every page that is open to all, specific, in batches."""
    ids = list(Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        open_ids = list(open_by_id(ids[start : start + BATCH]))
        yield from Page.objects.filter(pk__in=open_ids).specific()


def fill_if_empty() -> None:
    """Index every public page, where the index was just made and holds nothing."""
    if Passage._meta.db_table not in connection.introspection.table_names():
        return
    if not Passage.objects.exists():
        try:
            get_engine().mend()
        except EngineError:
            logger.exception("The search engine has no index: rebuild_search makes it.")
        for page in public_pages():
            index_page(page)
