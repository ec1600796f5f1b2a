"""A sign-off is permanent, and outlives all that it speaks of."""

from typing import Any

import pytest
from django.db import connection, transaction
from wagtail.models import Page, Revision

from blog.models import ArticlePage
from clinic.review.clinicians import Clinician
from clinic.review.sign_offs import (
    Decision,
    RecordIsPermanentError,
    SignOff,
    SignOffChain,
    broken_links,
    record,
)
from tests.factories import ArticlePageFactory, UserFactory, body, section
from tests.support.review import sign_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> ArticlePage:
    return sign_off(ArticlePageFactory(live=False, body=body(section("Dose", "<p>5 mg</p>"))))


def execute(sql: str, *values: Any) -> None:
    """Behind the site's back."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def alter(column: str, value: Any) -> None:
    """Set a column of the second record."""
    name = connection.ops.quote_name(column)
    statement = f"UPDATE review_signoff SET {name} = %s WHERE sequence = 2"  # noqa: S608 - ours
    execute(statement, value)


class TestARecord:
    def test_is_neither_changed_nor_deleted(self, page: ArticlePage) -> None:
        sign_off = SignOff.objects.get()
        sign_off.comment = "Changed"
        for act in (
            sign_off.save,
            sign_off.delete,
            SignOff.objects.all().delete,
            lambda: SignOff.objects.update(comment="Changed"),
            lambda: SignOff.objects.filter(pk=sign_off.pk).delete(),
        ):
            with pytest.raises(RecordIsPermanentError):
                act()
        assert SignOff.objects.get().comment == ""

    def test_outlives_the_revision(self, page: ArticlePage) -> None:
        sign_off = SignOff.objects.get()
        Revision.objects.filter(pk=sign_off.revision_id).delete()
        kept = SignOff.objects.get()
        assert "5 mg" in str(kept.page_as_signed().body)
        assert not broken_links()

    def test_outlives_the_page_the_log_in_and_the_person(self, page: ArticlePage) -> None:
        clinician = Clinician.objects.get()
        person, user = clinician.person, clinician.user
        page.delete()
        user.delete()
        person.delete()
        kept = SignOff.objects.get()
        assert kept.page_title == page.title
        assert kept.name_with_credentials == "Dr Cora Clinician, MRCPsych"
        assert "5 mg" in kept.content["body"]
        assert not broken_links()
        with pytest.raises(Page.DoesNotExist):
            kept.page_as_signed()


class TestTheChain:
    @pytest.fixture
    def chain(self, page: ArticlePage) -> list[SignOff]:
        for number in range(3):
            record(page, Decision.WITHDRAWN, user=UserFactory(), comment=f"Reason {number}")
        return list(SignOff.objects.order_by("sequence"))

    def test_is_whole(self, chain: list[SignOff]) -> None:
        assert [sign_off.sequence for sign_off in chain] == [1, 2, 3, 4]
        assert not broken_links()

    def test_is_whole_when_it_is_empty(self) -> None:
        assert not broken_links()

    @pytest.mark.parametrize(
        "column",
        [
            field.column
            for field in SignOff._meta.concrete_fields
            if field.get_internal_type() in ("CharField", "TextField")
        ],
    )
    def test_shows_an_altered_text(self, chain: list[SignOff], column: str) -> None:
        alter(column, "altered")
        assert broken_links()

    @pytest.mark.parametrize("column", ["content", "shown", "answers"])
    def test_shows_an_altered_content(self, chain: list[SignOff], column: str) -> None:
        alter(column, '{"a": 1}')
        assert broken_links()

    @pytest.mark.parametrize("column", ["page_id", "revision_id", "user_id", "person_id"])
    def test_shows_an_altered_key(self, chain: list[SignOff], column: str) -> None:
        alter(column, 999_999)
        assert broken_links()

    @pytest.mark.parametrize("column", ["at", "due"])
    def test_shows_an_altered_moment(self, chain: list[SignOff], column: str) -> None:
        alter(column, "2020-01-01 00:00:00+00")
        assert broken_links()

    @pytest.mark.parametrize("sequence", [1, 2, 4])
    def test_shows_a_removed_row(self, chain: list[SignOff], sequence: int) -> None:
        execute("UPDATE review_signoff SET stands_on_id = NULL")
        execute("DELETE FROM review_signoff WHERE sequence = %s", sequence)
        assert broken_links()

    def test_shows_that_all_rows_were_removed(self, chain: list[SignOff]) -> None:
        execute("DELETE FROM review_signoff")
        assert broken_links()

    def test_shows_an_inserted_row(self, chain: list[SignOff]) -> None:
        forged = SignOff.objects.get(sequence=4)
        forged.pk, forged.sequence, forged._state.adding = None, 5, True
        forged.previous_hash = forged.record_hash
        forged.record_hash = forged.computed_hash()
        forged.save()
        assert broken_links()

    def test_shows_rows_that_changed_places(self, chain: list[SignOff]) -> None:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            execute("UPDATE review_signoff SET sequence = %s WHERE sequence = %s", new, old)
        assert broken_links()

    def test_keeps_nothing_of_a_decision_that_failed(self, chain: list[SignOff]) -> None:
        with transaction.atomic():
            record(ArticlePage.objects.get(), Decision.WITHDRAWN, comment="Never")
            transaction.set_rollback(True)
        assert SignOff.objects.count() == 4
        assert SignOffChain.objects.get().length == 4
        assert not broken_links()
