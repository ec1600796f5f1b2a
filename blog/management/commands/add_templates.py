from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blog.models import ArticleIndexPage
from blog.outlines import add_templates


class Command(BaseCommand):
    help = (
        "Keep five templates for articles below the first index of articles, for editors to begin "
        "with. Where there are templates already, change nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        index = ArticleIndexPage.objects.order_by("path").first()
        if index is None:
            raise CommandError("There is no index of articles yet: make one in the admin first.")
        count = add_templates(index)
        self.stdout.write(
            f"{count} templates are kept below “{index.title}”."
            if count
            else "There are templates already. Nothing was changed."
        )
