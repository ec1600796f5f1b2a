"""`verify_signoffs` finds every row that was tampered with, and every page that is not what its
record permits."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from blog.models import ArticlePage
from clinic.review import decisions
from clinic.review.clinicians import Clinician
from clinic.review.sign_offs import SignOff
from tests.factories import ArticlePageFactory, PersonFactory, body, section
from tests.support.review import a_clinician, sign_off

pytestmark = pytest.mark.django_db


def verified() -> tuple[int, dict[str, Any]]:
    """The exit code, and what was found."""
    out, code = StringIO(), 0
    try:
        call_command("verify_signoffs", "--json", stdout=out)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    return code, json.loads(out.getvalue())


def execute(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def articles() -> list[ArticlePage]:
    """Four records of three signed pages, the last of which is withdrawn."""
    clinician = a_clinician()
    author = PersonFactory()
    pages = [
        sign_off(
            ArticlePageFactory(
                live=False, authors=[author], body=body(section("Dose", f"<p>{number} mg</p>"))
            ),
            clinician,
        )
        for number in (5, 6, 7)
    ]
    decisions.withdraw(pages[2], clinician.user, "Doubtful")
    return pages


def test_nothing_is_wrong_with_an_untouched_site(articles: list[ArticlePage]) -> None:
    code, found = verified()
    assert (code, found["problems"], found["notes"]) == (0, [], [])
    assert (found["records"], found["pages"]) == (4, 2)


def test_nothing_is_wrong_with_an_empty_site() -> None:
    assert verified()[0] == 0


@pytest.mark.parametrize(
    "column",
    [
        field.column
        for field in SignOff._meta.concrete_fields
        if not field.primary_key and field.column not in ("sequence", "stands_on_id")
    ],
)
def test_an_altered_column_is_found(articles: list[ArticlePage], column: str) -> None:
    kind = SignOff._meta.get_field(column.removesuffix("_id")).get_internal_type()
    value = {
        "JSONField": '{"altered": 1}',
        "DateTimeField": "2020-01-01 00:00:00+00",
        "ForeignKey": 999_999,
    }.get(kind, "altered")
    name = connection.ops.quote_name(column)
    statement = f"UPDATE review_signoff SET {name} = %s WHERE sequence = 2"  # noqa: S608 - ours
    execute(statement, value)
    code, found = verified()
    assert code == 1
    assert any("2" in problem for problem in found["problems"])


def test_an_altered_correction_of_what_was_signed_is_found(articles: list[ArticlePage]) -> None:
    first = SignOff.objects.get(sequence=1)
    execute("UPDATE review_signoff SET stands_on_id = %s WHERE sequence = 2", first.pk)
    assert "Record 2 was altered." in verified()[1]["problems"]


@pytest.mark.parametrize("sequence", [1, 2, 4])
def test_a_removed_row_is_found(articles: list[ArticlePage], sequence: int) -> None:
    execute("DELETE FROM review_signoff WHERE sequence = %s", sequence)
    assert verified()[0] == 1


def test_an_inserted_row_is_found(articles: list[ArticlePage]) -> None:
    forged = SignOff.objects.get(sequence=4)
    forged.pk, forged.sequence, forged._state.adding = None, 5, True
    forged.previous_hash = forged.record_hash
    forged.record_hash = forged.computed_hash()
    forged.save()
    assert verified()[0] == 1


def test_rows_that_changed_places_are_found(articles: list[ArticlePage]) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        execute("UPDATE review_signoff SET sequence = %s WHERE sequence = %s", new, old)
    assert verified()[0] == 1


def test_a_record_that_was_forged_with_all_its_hashes_betrays_its_content(
    articles: list[ArticlePage],
) -> None:
    """Whoever rehashes the chain but keeps the hash of the content is found by the content."""
    last = SignOff.objects.get(sequence=4)
    last.content = {**last.content, "title": "Another"}
    forged = last.computed_hash()
    execute(
        "UPDATE review_signoff SET content = %s, record_hash = %s WHERE sequence = 4",
        json.dumps(last.content),
        forged,
    )
    execute("UPDATE review_signoffchain SET last_hash = %s", forged)
    assert verified()[1]["problems"] == ["Record 4 does not hold the content that its hash is of."]


def test_a_live_page_that_was_changed_behind_the_sites_back_is_found(
    articles: list[ArticlePage],
) -> None:
    execute("UPDATE wagtailcore_page SET title = 'Changed' WHERE id = %s", articles[0].pk)
    code, found = verified()
    assert code == 1
    assert found["problems"] == [f"Page {articles[0].pk}, “Changed”, is not what record 1 permits."]


def test_a_withdrawn_page_that_is_live_is_found(articles: list[ArticlePage]) -> None:
    execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", True, articles[2].pk)
    assert "withdrew it" in verified()[1]["problems"][0]


def test_an_unreviewed_live_page_is_a_note(articles: list[ArticlePage]) -> None:
    page = ArticlePageFactory(title="Unread")
    code, found = verified()
    assert (code, found["notes"]) == (0, [f"Page {page.pk}, “Unread”, is live and not reviewed."])


def test_records_of_a_deleted_page_with_deleted_people_are_still_checked(
    articles: list[ArticlePage],
) -> None:
    clinician, author = Clinician.objects.get(), articles[0].author_list[0]
    for page in articles:
        page.delete()
    author.delete()
    clinician.delete()
    code, found = verified()
    assert (code, found["problems"]) == (0, [])
    assert len(found["notes"]) == 4
    assert "is gone" in found["notes"][0]


def test_the_lines_name_what_is_wrong(articles: list[ArticlePage]) -> None:
    execute("UPDATE review_signoff SET name = 'Another' WHERE sequence = 2")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_signoffs", stdout=out, no_color=True)
    assert "WRONG: Record 2 was altered.\n" in out.getvalue()
    assert "4 records and 2 live pages: 1 wrong." in out.getvalue()
