"""What the reports say of each live page's text. For a timer, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from clinic.upkeep.models import Flaw, PageStock
from clinic.upkeep.stock import take_stock
from clinic.writing.outside import live_pages


class Command(BaseCommand):
    help = "Count the words of each live page, and look for broken links and bare pictures in it."

    def handle(self, *args: Any, **options: Any) -> None:
        seen = set()
        for page in live_pages():
            take_stock(page)
            seen.add(page.pk)
        for model in (PageStock, Flaw):
            stale = set(model.objects.values_list("page_id", flat=True)) - seen
            model.objects.filter(page__in=stale).delete()
        if options["verbosity"] > 1:
            self.stdout.write(f"{len(seen)} pages, {Flaw.objects.count()} flaws")
