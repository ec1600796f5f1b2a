"""`import_article` makes one draft of a file, or says in one line why it did not."""

import io
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StructBlock
from wagtail.models import Page, PageLogEntry, Revision

from blog.importing import composing, entries, headings
from blog.models import ArticleIndexPage, ArticlePage
from clinic.content.blocks.streams import ArticleBody
from clinic.content.features import TEXT_FEATURES
from tests.factories import ArticleIndexPageFactory, HomePageFactory, StandardPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("admitted")]
File = Callable[..., Path]

ARTICLE = """how tides work

The sea comes and goes.

How Do Tides Work?

• Moon: It pulls.
• Sun: It helps.

Side Effects

• Wet feet
• Lost sandals

The Bottom Line

Look at the tide table first.
"""


@pytest.fixture
def index(db: None) -> ArticleIndexPage:
    return ArticleIndexPageFactory(slug="articles")


def run(file: Path, parent: str = "articles", **options: object) -> str:
    """Run the command; what it printed."""
    output = io.StringIO()
    call_command("import_article", str(file), "--parent", parent, stdout=output, **options)
    return output.getvalue()


def refusal(file: Path, parent: str = "articles", **options: object) -> str:
    """Run the command, which must save nothing; the one line that it says."""
    before = (Page.objects.count(), Revision.objects.count())
    with pytest.raises(CommandError) as error:
        run(file, parent, **options)
    assert (Page.objects.count(), Revision.objects.count()) == before
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_file_becomes_a_draft_below_its_parent(index: ArticleIndexPage, file: File) -> None:
    output = run(file(ARTICLE))
    page = ArticlePage.objects.child_of(index).get()
    assert (page.title, page.slug, page.live) == ("how tides work", "how-tides-work", False)
    assert page.has_unpublished_changes
    assert page.locale == index.locale
    assert (page.summary, page.in_short) == ("", "")
    assert [block.block_type for block in page.body] == [
        "text",
        "process_steps",
        "side_effects",
        "bottom_line",
    ]
    assert page.body[1].value["anchor"] == "how-do-tides-work"
    assert page.get_latest_revision_as_object().body.get_prep_value() == page.body.get_prep_value()
    assert PageLogEntry.objects.filter(page=page.pk).exists()
    assert f"Saved as a draft (page {page.pk})" in output
    assert "Compared: every word and sign" in output


def test_html_and_markdown_become_the_same_blocks(index: ArticleIndexPage, file: File) -> None:
    html = file("<h1>Tides</h1><h2>Why</h2><p>The <b>moon</b>.</p>", "a.html")
    markdown = file("# Tides\n\n## Why\n\nThe **moon**.\n", "b.md")
    run(html, slug="first")
    run(markdown, slug="second")
    first, second = (ArticlePage.objects.get(slug=slug) for slug in ("first", "second"))
    assert [block.value["text"].source for block in first.body] == ["<p>The <b>moon</b>.</p>"]
    assert str(first.body) == str(second.body)


def test_a_dry_run_prints_the_same_and_writes_nothing(index: ArticleIndexPage, file: File) -> None:
    path = file(ARTICLE)
    with CaptureQueriesContext(connection) as queries:
        dry = run(path, dry_run=True)
    assert queries
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert not any("nextval" in query["sql"] for query in queries)
    assert not ArticlePage.objects.exists()
    assert "Dry run: nothing was saved" in dry
    wet = run(path)
    assert dry.partition("\nDry run")[0] == wet.partition("\nSaved")[0]


@given(lines=st.lists(st.sampled_from(ARTICLE.split("\n")) | st.text(max_size=20), max_size=20))
@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_dry_run_writes_nothing_whatever_the_file(
    index: ArticleIndexPage, tmp_path: Path, lines: list[str]
) -> None:
    path = tmp_path / "random.txt"
    path.write_text("\n".join(["Some title", "", *lines]), "utf-8", errors="replace")
    with CaptureQueriesContext(connection) as queries, suppress(CommandError):
        run(path, dry_run=True)
    assert all(query["sql"].startswith("SELECT") for query in queries)
    assert not ArticlePage.objects.exists()


def test_a_second_run_says_what_is_there_and_makes_no_copy(
    index: ArticleIndexPage, file: File
) -> None:
    path = file(ARTICLE)
    run(path)
    page = ArticlePage.objects.get()
    assert f"is there already (a draft, page {page.pk}, address how-tides-work)" in refusal(path)
    page.slug = "another-address"
    page.save()
    assert "address another-address" in refusal(path)
    assert "--slug" in refusal(path, slug="another-address")
    run(path, slug="second-copy")
    assert ArticlePage.objects.filter(title="how tides work").count() == 2


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"parent": "nowhere"}, "There is no page with the slug “nowhere”. There is: articles."),
        ({"parent": ""}, "takes the slug"),
        ({"parent": "%"}, "There is no page"),
        ({"parent": "about"}, "which can't hold articles"),
        ({"slug": "no slug"}, "is no slug"),
        ({"slug": "x" * 300}, "is no slug"),
    ],
)
def test_a_place_that_can_not_hold_it_is_refused(
    index: ArticleIndexPage, file: File, options: dict[str, str], says: str
) -> None:
    StandardPageFactory(slug="about")
    assert says in refusal(file(ARTICLE), **options)


def test_several_parents_with_one_slug_are_told_apart_by_their_path(
    index: ArticleIndexPage, file: File
) -> None:
    other = ArticleIndexPageFactory(parent=HomePageFactory(slug="other"), slug="articles")
    assert "other/articles" in refusal(file(ARTICLE))
    run(file(ARTICLE), parent="other/articles")
    assert ArticlePage.objects.child_of(other).exists()


def test_a_page_that_can_not_hold_articles_does_not_hide_one_that_can(
    index: ArticleIndexPage, file: File
) -> None:
    StandardPageFactory(parent=HomePageFactory(slug="other"), slug="articles")
    run(file(ARTICLE))
    assert ArticlePage.objects.child_of(index).exists()


def test_a_title_without_letters_needs_a_slug(index: ArticleIndexPage, file: File) -> None:
    assert "--slug" in refusal(file("???\n\nText."))
    run(file("???\n\nText."), slug="questions")
    assert ArticlePage.objects.get().title == "???"


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.txt"), (b"a\0b", "a.txt"), (b"PK\x03\x04", "a.docx"), (b"<p>No title", "a.html")],
)
def test_what_can_not_be_read_is_refused(
    index: ArticleIndexPage, file: File, content: bytes, name: str
) -> None:
    assert refusal(file(content, name))


def test_a_missing_file_is_refused(index: ArticleIndexPage, tmp_path: Path) -> None:
    assert "There is no file" in refusal(tmp_path / "missing.txt")


def test_a_crash_half_way_leaves_no_page(
    index: ArticleIndexPage, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(ArticlePage, "save_revision", crash)
    with pytest.raises(RuntimeError):
        run(file(ARTICLE))
    assert not ArticlePage.objects.exists()
    monkeypatch.undo()
    run(file(ARTICLE))
    assert ArticlePage.objects.count() == 1


def test_a_page_that_loses_a_word_when_it_is_saved_is_not_kept(
    index: ArticleIndexPage, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = ArticlePage.save

    def careless(page: ArticlePage, *args: object, **kwargs: object) -> None:
        del page.body[-1]
        save(page, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "save", careless)
    assert "it would lose" in refusal(file(ARTICLE))


RICH = """<h1>T</h1><p>a <b>b <i>c</i></b> d<br>e
<a href="https://example.org/?a=1&amp;b=2">f <b>g</b> </a> CO<sub>2</sub> 10<sup>3</sup> 5 &lt; 6
<b>&amp; </b>"7"</p><ul><li>h<ul><li>i</li></ul></li><li>j</li></ul><ol><li>k</li></ol>"""


def test_the_rich_text_is_what_the_editor_would_store(index: ArticleIndexPage, file: File) -> None:
    run(file(RICH, "a.html"))
    stored = ArticlePage.objects.get().body[0].value.source
    editor = ContentstateConverter(TEXT_FEATURES)
    again = editor.to_database_format(editor.from_database_format(stored))
    assert re.sub(r' data-block-key="\w+"', "", again).replace("&quot;", '"') == stored


def test_no_field_gets_more_than_it_holds() -> None:
    body = ArticleBody()

    def holds(block: str, name: str, inner: str = "") -> int:
        field = body.child_blocks[block].child_blocks[name]
        if inner:
            assert isinstance(field.child_block, StructBlock)
            field = field.child_block.child_blocks[inner]
        return field.field.max_length

    for block in ("section", "process_steps", "factors", "benefits", "side_effects", "questions"):
        assert holds(block, "heading") == headings.MAX_HEADING
    assert holds("process_steps", "steps", "title") == entries.MAX_TERM
    assert holds("factors", "factors", "term") == entries.MAX_TERM
    assert holds("benefits", "benefits", "text") == entries.MAX_ITEM
    assert holds("side_effects", "effects", "effect") == entries.MAX_ITEM
    assert holds("questions", "questions", "question") == entries.MAX_ITEM
    assert holds("quote", "attribution") == composing.MAX_ATTRIBUTION


def test_a_visitor_sees_the_draft_once_it_is_published(
    index: ArticleIndexPage, file: File, client: Client
) -> None:
    run(file(ARTICLE))
    page = ArticlePage.objects.get()
    page.summary = "When the sea comes, and when it goes."
    page.save_revision().publish()
    html = client.get(page.get_url()).content.decode()
    for words in ("how tides work", "It pulls.", "Wet feet", "Look at the tide table first."):
        assert words in html
