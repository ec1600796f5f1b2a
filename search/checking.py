"""Whether the index is true to the pages, and what mends it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count, Sum
from wagtail.models import Page

from search.engines import get_engine
from search.indexing import (
    add_words,
    may_be_found,
    passage_words,
    public_pages,
    remove_page,
    replace,
    same,
    stored,
)
from search.models import IndexSize, Passage, Word
from search.passages import passages

Progress = Callable[[int, int], None]


@dataclass
class Report:
    """What was wrong: pages by their ids, and the rest by name."""

    outdated: list[int] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    words: int = 0
    engine: bool = True

    @property
    def is_true(self) -> bool:
        return not (self.outdated or self.stray or self.words) and self.engine


def check(mend: bool = False, progress: Progress = lambda done, total: None) -> Report:
    """Compare the index with the pages, page by page; with `mend`, put right what is wrong.

    Takes time in proportion to the pages. Searches go on meanwhile: each page's passages are
    replaced at once, and the rest serve as they are. Raises EngineError where the engine cannot
    be mended; the rest then is.
    """
    report = Report()
    total = Page.objects.live().filter(depth__gt=1).count()
    seen = set()
    for done, page in enumerate(public_pages(), 1):
        wanted = passages(page) if may_be_found(page) else []
        if wanted:
            seen.add(page.pk)
        if not same(stored(page.pk), wanted):
            report.outdated.append(page.pk)
            if mend:
                with transaction.atomic():
                    replace(page.pk, wanted)
        progress(done, max(done, total))
    with_passages = Passage.objects.order_by().values_list("page_id", flat=True).distinct()
    for pk in set(with_passages) - seen:
        page = Page.objects.filter(pk=pk).first()
        if page is None or not may_be_found(page):  # not one that was published meanwhile
            report.stray.append(pk)
            if mend:
                remove_page(pk)
    report.words = recount(mend)
    engine = get_engine()
    report.engine = engine.is_sound()
    if mend and not report.engine:
        engine.mend()
    return report


def recount(mend: bool) -> int:
    """How many words are counted wrongly; with `mend`, count them right."""
    counted: dict[str, Counter[str]] = {}
    for passage in _all_passages():
        counted.setdefault(passage.language, Counter()).update(passage_words(passage))
    languages = set(Word.objects.values_list("language", flat=True).distinct()) | set(counted)
    wrong = 0
    for language in sorted(languages):
        difference = Counter(counted.get(language, Counter()))
        rows = Word.objects.filter(language=language).values_list("word", "passages")
        for word, known in rows.iterator():
            difference[word] -= known
        changes = Counter({word: more for word, more in difference.items() if more})
        wrong += len(changes)
        if mend and changes:
            with transaction.atomic():
                add_words(language, changes)
    if mend:
        Word.objects.filter(passages__lte=0).delete()
        _measure()
    return wrong


def _all_passages() -> Iterator[Passage]:
    return Passage.objects.only("language", "heading", "text", "keywords").iterator(500)


def _measure() -> None:
    with transaction.atomic():
        IndexSize.objects.all().delete()
        rows = Passage.objects.order_by().values("language")
        IndexSize.objects.bulk_create(
            IndexSize(**row) for row in rows.annotate(passages=Count("pk"), terms=Sum("length"))
        )
