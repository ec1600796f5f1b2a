"""How often something is asked, without keeping who asked, or what only one person asked."""

import re
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from clinic.content.distress import speaks_of_distress
from search.analysis import words
from search.models import QueryCount
from search.queries import Query

LONGEST = 80
NEW_A_DAY = 2_000
FORGOTTEN_AFTER = timedelta(days=90)
OLD_AFTER = timedelta(days=400)

# An address, or a number that may be somebody's.
_PERSONAL = re.compile(r"@|\d{5}|\d{2,}\D?\d{3,}|https?:|www\.", re.IGNORECASE)


def countable(text: str) -> str:
    """The words of a query as they are counted; nothing for what must not be kept."""
    query = str(Query(text))
    if len(query) > LONGEST or _PERSONAL.search(query) or speaks_of_distress(query):
        return ""
    folded = " ".join(words(query))
    return folded if len(folded) <= LONGEST else ""


def count_search(text: str, language: str, empty: bool, day: date | None = None) -> None:
    """Count one search; `empty` says that nothing was found."""
    asked = countable(text)
    if not asked:
        return
    day = day or timezone.localdate()
    with transaction.atomic():
        row = (
            QueryCount.objects.select_for_update()
            .filter(language=language, key=key(asked, language))
            .first()
        )
        if row is None:
            if QueryCount.objects.filter(first_day=day).count() >= NEW_A_DAY:
                return
            row, _created = QueryCount.objects.get_or_create(
                language=language,
                key=key(asked, language),
                defaults={"first_day": day, "last_day": day},
            )
        elif row.last_day < day:
            row.last_day = day
            row.days += 1
        if row.days >= QueryCount.KNOWN_AFTER:
            row.words = asked
        row.searches = F("searches") + 1
        row.empty = F("empty") + int(empty)
        row.save()


def count_click(text: str, language: str) -> None:
    """Count that a result was chosen."""
    if asked := countable(text):
        rows = QueryCount.objects.filter(language=language, key=key(asked, language))
        rows.update(clicks=F("clicks") + 1)


def key(asked: str, language: str) -> str:
    """What is kept of a query before its words may be: nobody reads it back without the
    site's secret."""
    return salted_hmac("search.query", f"{language}:{asked}", algorithm="sha256").hexdigest()


def forget(day: date | None = None) -> int:
    """Delete what was asked on few days and not lately, and what is long past; how many."""
    day = day or timezone.localdate()
    rare = QueryCount.objects.filter(words="", last_day__lt=day - FORGOTTEN_AFTER)
    old = QueryCount.objects.filter(last_day__lt=day - OLD_AFTER)
    return rare.delete()[0] + old.delete()[0]
