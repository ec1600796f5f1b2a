"""Makes a draft article out of a text, HTML or Markdown file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from blog.importing.composing import compose
from blog.importing.drafting import choose_slug, find_parent, make_draft, save_draft
from blog.importing.reading import read
from blog.importing.report import report
from blog.importing.source import FORMATS, Refused, read_source


class Command(BaseCommand):
    help = (
        "Make a draft article out of a plain-text, HTML or Markdown file. Every word of the "
        "article is kept in its place; what is left out is listed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the article")
        parser.add_argument(
            "--parent", required=True, metavar="SLUG", help="the page that shall hold it"
        )
        parser.add_argument("--slug", default="", help="its address, if not made of its title")
        parser.add_argument("--format", choices=FORMATS, default="", help="if not by the name")
        parser.add_argument(
            "--dry-run", action="store_true", help="only print what would become what"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.import_article(**options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def import_article(
        self, file: Path, parent: str, slug: str, format: str, dry_run: bool, **options: Any
    ) -> None:
        source = read_source(Path(file), format)
        holder = find_parent(parent)
        composition = compose(read(source))
        title = composition.document.title
        address = choose_slug(holder, title, slug)
        page = make_draft(composition, holder, address)
        table = report(composition)
        if not dry_run:
            save_draft(composition, holder, page)
        self.stdout.write(f"Read {file} as {source.format}.")
        for note in source.notes:
            self.stdout.write(note)
        self.stdout.write(f"\n{table}\n")
        if dry_run:
            self.stdout.write(f"Dry run: nothing was saved. The address would be {address}.")
        else:
            edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
            self.stdout.write(f"Saved as a draft (page {page.pk}). Edit it at {edit}")
