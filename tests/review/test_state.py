"""What a page says of its review is worked out from the records and from what the page is."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Site, WorkflowState

from blog.models import ArticleAuthor, ArticlePage
from clinic.content.models import ClinicSettings, Person, Reference
from clinic.review import decisions
from clinic.review.clinicians import Clinician
from clinic.review.fingerprints import content_hash, shown_elsewhere
from clinic.review.sign_offs import Decision, SignOff
from clinic.review.state import Review, State
from clinic.review.tasks import AlreadyDecidedError
from tests.blog.test_query_counts import article as article_of_everything
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    TopicFactory,
    UserFactory,
    body,
    section,
)
from tests.support.review import a_clinician, sign, sign_off, submitted

pytestmark = pytest.mark.django_db


def reloaded(page: Page) -> Any:
    return page.specific_class.objects.get(pk=page.pk)


def told(page: Page) -> str:
    """The review line that a visitor reads."""
    html = Client().get(page.url).content.decode()
    return html.partition('class="review-line"')[2].partition("</div>")[0]


def state(page: Page) -> State:
    """The state, which the page's rendering and its model agree on."""
    page = reloaded(page)
    review: Review = page.review
    assert f'data-state="{review.state.value}"' in told(page)
    return review.state


@pytest.fixture
def page() -> ArticlePage:
    """A signed article that shows a person, a picture and a source from elsewhere."""
    cited = f'<p><a linktype="reference" id="{ReferenceFactory().pk}">Words</a></p>'
    article = ArticlePageFactory(
        live=False,
        authors=[PersonFactory(name="Dr Ann Author")],
        lead_image=ImageFactory(credit="A lake"),
        body=body(section("A heading", cited)),
    )
    return sign_off(article, a_clinician("Dr Ada Example"))


class TestASignedPage:
    def test_names_who_reviewed_it_and_when_the_next_review_is_due(self, page: ArticlePage) -> None:
        assert state(page) == State.REVIEWED
        words = told(page)
        assert "Dr Ada Example" in words
        assert "MRCPsych" in words
        due = reloaded(page).review.due
        assert f'datetime="{due:%Y-%m-%d}"' in words

    @pytest.mark.parametrize(
        "change",
        [
            {"title": "Another"},
            {"summary": "Take 50 mg."},
            {"in_short": "<p>Take 50 mg.</p>"},
            {"body": body(section("A heading", "<p>50 mg</p>"))},
            {"search_description": "It cures."},
            {"lead_image_alt": "Something else"},
            {"lead_image": None},
            {"references": []},
        ],
    )
    def test_loses_the_claim_when_its_words_change_behind_the_sites_back(
        self, page: ArticlePage, change: dict[str, Any]
    ) -> None:
        if "references" in change:
            change = {"references": body(("reference", ReferenceFactory().pk))}
        type(page).objects.filter(pk=page.pk).update(**change)
        assert state(page) == State.CHANGED
        assert "Clinically reviewed" not in told(page)

    def test_loses_the_claim_when_another_author_is_named(self, page: ArticlePage) -> None:
        ArticleAuthor.objects.create(article=page, person=PersonFactory())
        assert state(page) == State.CHANGED

    @pytest.mark.parametrize(
        "change",
        [
            lambda page: Person.objects.filter(name="Dr Ann Author").update(name="Dr Bob Author"),
            lambda page: Person.objects.filter(name="Dr Ann Author").update(credentials="MD"),
            lambda page: Reference.objects.update(title="Another study"),
            lambda page: Reference.objects.update(year=1999),
            lambda page: Reference.objects.update(status="retracted"),
            lambda page: Reference.objects.update(superseded_by=ReferenceFactory()),
            lambda page: type(page.lead_image).objects.update(credit="Somebody"),
            lambda page: type(page.lead_image).objects.update(file_hash="another file"),
        ],
    )
    def test_loses_the_claim_when_what_it_shows_from_elsewhere_changes(
        self, page: ArticlePage, change: Any
    ) -> None:
        change(page)
        assert state(page) == State.CHANGED
        assert len(reloaded(page).review.changed) == 1

    def test_signed_with_a_superseded_source_loses_the_claim_when_the_newer_one_changes(
        self, page: ArticlePage
    ) -> None:
        source, newer = Reference.objects.get(), ReferenceFactory()
        since = timezone.localdate()
        Reference.objects.filter(pk=source.pk).update(
            status="superseded", status_since=since, status_note="Old.", superseded_by=newer
        )
        page = sign_off(reloaded(page))
        assert state(page) == State.REVIEWED
        Reference.objects.filter(pk=newer.pk).update(title="Another title")
        assert state(page) == State.CHANGED
        assert reloaded(page).review.changed == [str(Reference.objects.get(pk=source.pk))]

    def test_signs_nothing_new_of_a_source_that_stands(self, page: ArticlePage) -> None:
        [printed] = [
            thing["printed"] for thing in shown_elsewhere(page) if thing["kind"] == "reference"
        ]
        assert printed.keys() == {
            *("kind", "authors", "title", "container_title", "year", "url"),
        }

    def test_loses_the_claim_when_the_crisis_lines_that_it_prints_change(
        self, page: ArticlePage
    ) -> None:
        settings = ClinicSettings.for_site(Site.objects.get())
        settings.crisis_lines = body(("line", {"name": "Another line", "number": "999"}))
        settings.save()
        assert state(page) == State.CHANGED

    def test_keeps_it_when_what_is_not_clinical_changes(self, page: ArticlePage) -> None:
        page.topics = [TopicFactory()]
        page.slug = "another-address"
        page.save()
        page.move(page.get_parent(), "last-child")
        Person.objects.filter(name="Dr Ann Author").update(biography="<p>Likes hills.</p>")
        ClinicSettings.objects.update(tagline="A clinic", telephone="1")
        assert state(page) == State.REVIEWED

    def test_drops_it_when_the_review_is_overdue(self, page: ArticlePage) -> None:
        page.title = "Signed for a short time"
        sign(submitted(page), a_clinician("Dr Bea"), due=timezone.now() - timedelta(seconds=1))
        assert state(page) == State.OVERDUE
        assert "Clinically reviewed" not in told(page)

    def test_cannot_be_claimed_by_typing(self, page: ArticlePage) -> None:
        editor_fields = {field.name for field in ArticlePage._meta.get_fields()}
        assert not {name for name in editor_fields if "review" in name or "signed" in name}

    def test_stays_reviewed_when_the_clinician_leaves(self, page: ArticlePage) -> None:
        """The sign-off was valid when it was made, and carries the name itself."""
        clinician = Clinician.objects.get()
        person, user = clinician.person, clinician.user
        user.delete()
        person.delete()
        assert state(page) == State.REVIEWED
        assert "Dr Ada Example" in told(page)


def test_a_page_that_nobody_signed_says_so() -> None:
    assert state(ArticlePageFactory()) == State.NOT_REVIEWED


def test_a_preview_tells_of_the_review_as_it_would_be(page: ArticlePage) -> None:
    page.title = "Changed"
    revision = page.save_revision()
    response = revision.as_object().make_preview_request(RequestFactory().get("/"))
    assert "Changed since its review" in response.render().content.decode()


def test_the_reference_index_knows_no_thing_that_a_sign_off_forgets() -> None:
    """What a page shows is gathered from its stored content, live or not; Wagtail's index, which
    knows live content alone, must not know more of it."""
    page = article_of_everything(2)
    kinds = {
        "person": Person,
        "reference": Reference,
        "image": type(ImageFactory()),
    }
    shown = {(thing["kind"], thing["id"]) for thing in shown_elsewhere(reloaded(page))}
    indexed = {
        (kind, int(row.to_object_id))
        for row in ReferenceIndex.get_references_for_object(page)
        for kind, model in kinds.items()
        if row.to_content_type.model_class() is model
    }
    assert indexed
    assert indexed <= shown


class TestTheHash:
    def test_is_the_same_for_a_page_read_again(self) -> None:
        page = article_of_everything(2)
        page = reloaded(page)
        revision = page.save_revision()
        assert content_hash(reloaded(page)) == content_hash(revision.as_object())
        assert content_hash(reloaded(page)) == content_hash(page)

    def test_minds_no_ids_of_blocks_and_no_marks_of_the_editor(self) -> None:
        page = ArticlePageFactory(body=body(section("A", "<p>Words</p>")))
        before = content_hash(page)
        page.body = body(section("A", '<p data-block-key="ab1">Words</p>'))
        assert content_hash(page) == before
        page.body = body(section("A", "<p>Other</p>"))
        assert content_hash(page) != before

    def test_minds_the_order_of_blocks(self) -> None:
        one, two = section("A", "<p>1</p>"), section("B", "<p>2</p>")
        page = ArticlePageFactory(body=body(one, two))
        before = content_hash(page)
        page.body = body(two, one)
        assert content_hash(page) != before


class TestWithdrawing:
    def test_takes_the_page_down_at_once(self, page: ArticlePage) -> None:
        decisions.withdraw(page, a_clinician("Dr Bea").user, "A new warning.")
        response = Client().get(page.url)
        assert response.status_code == 404
        html = response.content.decode()
        assert "being re-checked" in html
        assert "A new warning." not in html
        assert 'name="query"' in html
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in response.headers

    def test_needs_a_sign_off_to_come_back(self, page: ArticlePage) -> None:
        decisions.withdraw(page, a_clinician("Dr Bea").user, "A new warning.")
        with pytest.raises(PermissionDenied):
            reloaded(page).get_latest_revision().publish()
        sign(submitted(reloaded(page)), a_clinician("Dr Cat"))
        assert state(page) == State.REVIEWED

    def test_is_for_clinicians_and_leads(self, page: ArticlePage) -> None:
        for user in (
            UserFactory(group="Editors"),
            UserFactory(is_superuser=True),
            AnonymousUser(),
        ):
            with pytest.raises(PermissionDenied):
                decisions.withdraw(page, user, "No.")
        decisions.withdraw(page, UserFactory(group="Clinical leads"), "Yes.")
        assert not reloaded(page).live

    def test_happens_once(self, page: ArticlePage) -> None:
        lead = UserFactory(group="Clinical leads")
        decisions.withdraw(page, lead, "Yes.")
        with pytest.raises(AlreadyDecidedError):
            decisions.withdraw(page, lead, "Yes.")

    def test_takes_its_schedule_and_its_alias_down_too(self, page: ArticlePage) -> None:
        page.create_alias(update_slug="mirror")
        decisions.withdraw(page, UserFactory(group="Clinical leads"), "Yes.")
        alias = ArticlePage.objects.get(slug="mirror")
        assert not alias.live
        assert "being re-checked" in Client().get("/articles/mirror/").content.decode()

    def test_a_page_that_an_editor_took_back_is_simply_gone(self, page: ArticlePage) -> None:
        page.unpublish()
        response = Client().get(page.url)
        assert response.status_code == 404
        assert "being re-checked" not in response.content.decode()


class TestAnEmergencyCorrection:
    @pytest.fixture
    def lead(self) -> Any:
        return UserFactory(group="Clinical leads")

    @pytest.fixture
    def corrected(self, page: ArticlePage, lead: Any) -> ArticlePage:
        page.body = body(section("A heading", "<p>Take 5 mg, not 50 mg.</p>"))
        page.save_revision(user=lead, log_action=True)
        decisions.correct_in_emergency(
            page, lead, comment="A misprint.", public_note="We corrected the dose."
        )
        return reloaded(page)

    def test_is_live_with_a_public_note_and_without_the_claim(self, corrected: ArticlePage) -> None:
        assert state(corrected) == State.PROVISIONAL
        words = told(corrected)
        assert "We corrected the dose." in words
        assert "A misprint." not in words
        assert "Take 5 mg, not 50 mg." in Client().get(corrected.url).content.decode()

    def test_opens_a_review_that_is_due_in_three_days(self, corrected: ArticlePage) -> None:
        running = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        assert running.count() == 1
        record = corrected.review.standing
        assert record
        assert record.due - record.at == pytest.approx(
            timedelta(hours=72), abs=timedelta(minutes=1)
        )

    def test_is_reviewed_by_somebody_else(self, corrected: ArticlePage, lead: Any) -> None:
        task_state = corrected.current_workflow_task_state
        with pytest.raises(PermissionDenied):
            sign(task_state, a_clinician("Dr Lea Lead", user=lead))
        sign(task_state, a_clinician("Dr Bea"))
        assert state(corrected) == State.REVIEWED

    def test_is_for_clinical_leads_alone(self, page: ArticlePage) -> None:
        page.title = "Changed"
        page.save_revision()
        for user in (
            UserFactory(group="Editors"),
            UserFactory(is_superuser=True),
            a_clinician("Dr Bea").user,
        ):
            with pytest.raises(PermissionDenied):
                decisions.correct_in_emergency(page, user, comment="x", public_note="y")

    def test_cancels_a_review_that_was_running(self, page: ArticlePage, lead: Any) -> None:
        page.title = "In review"
        running = submitted(page).workflow_state
        decisions.correct_in_emergency(reloaded(page), lead, comment="x", public_note="y")
        running.refresh_from_db()
        assert running.status == WorkflowState.STATUS_CANCELLED


class TestConfirming:
    def test_restores_the_claim_after_a_change_elsewhere(self, page: ArticlePage) -> None:
        due = page.review.due
        Reference.objects.update(year=1999)
        clinician = a_clinician("Dr Bea")
        record = decisions.confirm_what_is_shown(reloaded(page), clinician.user, conflicts="None")
        assert state(page) == State.REVIEWED
        assert record.decision == Decision.SIGNED_OFF
        assert record.due == due

    def test_does_not_sign_changed_words(self, page: ArticlePage) -> None:
        ArticlePage.objects.filter(pk=page.pk).update(summary="Behind the back.")
        with pytest.raises(AlreadyDecidedError):
            decisions.confirm_what_is_shown(reloaded(page), a_clinician("Dr Bea").user)
        assert state(page) == State.CHANGED

    def test_does_not_extend_an_overdue_review(self, page: ArticlePage) -> None:
        page.title = "Signed for a short time"
        sign(submitted(page), a_clinician("Dr Bea"), due=timezone.now() - timedelta(seconds=1))
        Reference.objects.update(year=1999)
        decisions.confirm_what_is_shown(reloaded(page), a_clinician("Dr Cat").user)
        assert state(page) == State.OVERDUE

    def test_is_for_who_had_no_hand_in_the_page(self, page: ArticlePage) -> None:
        Reference.objects.update(year=1999)
        for user in (UserFactory(is_superuser=True), UserFactory(group="Editors")):
            with pytest.raises(PermissionDenied):
                decisions.confirm_what_is_shown(reloaded(page), user)


class TestAMinorCorrection:
    BEFORE = "<p>Take 5 mg a day for two weeks; do not drive. Recieve help <b>soon</b>.</p>"
    EFFECT = {"effect": "Headache", "frequency": "common", "seriousness": "passes"}

    def text(self, words: str, effect: str = "Headache", **more: str) -> str:
        effects = [{**self.EFFECT, "effect": effect, "what_to_do": "", **more}]
        value = {"heading": "Side effects", "anchor": "", "introduction": "", "effects": effects}
        return body(section("Dose", words), ("side_effects", value))

    @pytest.fixture
    def dosed(self) -> ArticlePage:
        return sign_off(ArticlePageFactory(live=False, body=self.text(self.BEFORE)))

    def propose(self, page: ArticlePage, editor: Any = None, **change: Any) -> Any:
        editor = editor or UserFactory(group="Editors")
        for name, value in change.items():
            setattr(page, name, value)
        page.save_revision(user=editor, log_action=True)
        return decisions.propose_minor_correction(page, editor, "A spelling mistake.").specific

    def confirm(self, task_state: Any, user: Any) -> None:
        task_state.task.specific.on_action(task_state, user, "approve")

    def mended(self) -> str:
        return self.text(self.BEFORE.replace("Recieve", "Receive"))

    def test_is_published_by_a_second_editor_and_keeps_the_review(self, dosed: ArticlePage) -> None:
        due = dosed.review.due
        task_state = self.propose(dosed, body=self.mended())
        self.confirm(task_state, UserFactory(group="Editors"))
        assert state(dosed) == State.REVIEWED
        assert reloaded(dosed).review.due == due
        assert "Receive help" in Client().get(dosed.url).content.decode()
        assert "Dr Cora Clinician" in told(dosed)
        history = Client().get(dosed.url + "reviews/").content.decode()
        assert "A spelling mistake." in history

    def test_needs_a_second_editor(self, dosed: ArticlePage) -> None:
        editor = UserFactory(group="Editors")
        task_state = self.propose(dosed, editor, body=self.mended())
        for user in (editor, UserFactory(group="Clinicians"), UserFactory(group="Moderators")):
            with pytest.raises(PermissionDenied):
                self.confirm(task_state, user)
        assert "Recieve" in Client().get(dosed.url).content.decode()

    def test_may_be_followed_by_another(self, dosed: ArticlePage) -> None:
        one, two = UserFactory(group="Editors"), UserFactory(group="Editors")
        self.confirm(self.propose(dosed, one, body=self.mended()), two)
        again = self.text(self.BEFORE.replace("Recieve", "Get"))
        self.confirm(self.propose(reloaded(dosed), one, body=again), two)
        assert state(dosed) == State.REVIEWED

    @pytest.mark.parametrize(
        ("old", "new", "reason"),
        [
            ("5 mg", "50 mg", "number"),
            ("5 mg", "5 µg", "number"),
            ("two weeks", "three weeks", "number"),
            ("two weeks", "two days", "number"),
            ("do not drive", "do drive", "negation"),
            ("do not drive", "don’t drive", "negation"),
            ("a day", "a day, or 0.5", "number"),
        ],
    )
    def test_is_refused_where_a_number_a_unit_or_a_negation_changed(
        self, dosed: ArticlePage, old: str, new: str, reason: str
    ) -> None:
        with pytest.raises(ValidationError, match=reason):
            self.propose(dosed, body=self.text(self.BEFORE.replace(old, new)))

    def test_is_refused_where_a_word_about_risks_changed(self, dosed: ArticlePage) -> None:
        with pytest.raises(ValidationError, match="risks"):
            self.propose(dosed, body=self.text(self.BEFORE, effect="Heart attack"))
        with pytest.raises(ValidationError):
            self.propose(dosed, body=self.text(self.BEFORE, frequency="rare"))

    @pytest.mark.parametrize(
        "change",
        [
            lambda: {"title": "10 facts"},
            lambda: {"lead_image": ImageFactory()},
            lambda: {"article_authors": [ArticleAuthor(person=PersonFactory())]},
            lambda: {"references": body(("reference", ReferenceFactory().pk))},
            lambda: {"body": body(section("Dose", TestAMinorCorrection.BEFORE))},
            lambda: {},
        ],
    )
    def test_is_refused_where_more_than_words_changed(
        self, dosed: ArticlePage, change: Any
    ) -> None:
        with pytest.raises(ValidationError):
            self.propose(dosed, **change())

    def test_is_refused_for_a_page_that_was_never_signed(self) -> None:
        with pytest.raises(ValidationError, match="never signed"):
            self.propose(ArticlePageFactory(), title="Another")

    def test_does_not_launder_a_change_of_what_is_shown(self, page: ArticlePage) -> None:
        Reference.objects.update(year=1999)
        with pytest.raises(ValidationError, match="source"):
            self.propose(page, summary="What this article answers, in one sentence.")

    def test_is_checked_again_when_it_is_confirmed(self, page: ArticlePage) -> None:
        task_state = self.propose(page, summary="What this article answers, in other words.")
        Reference.objects.update(year=1999)
        with pytest.raises(ValidationError):
            self.confirm(task_state, UserFactory(group="Editors"))
        assert not SignOff.objects.filter(decision=Decision.MINOR_CORRECTION).exists()

    def test_of_an_overdue_page_leaves_it_overdue(self, dosed: ArticlePage) -> None:
        dosed.title = "Signed for a short time"
        sign(submitted(dosed), a_clinician("Dr Bea"), due=timezone.now() - timedelta(seconds=1))
        task_state = self.propose(reloaded(dosed), body=self.mended())
        self.confirm(task_state, UserFactory(group="Editors"))
        assert state(dosed) == State.OVERDUE


class TestTheHistory:
    def test_is_told_in_plain_language_the_newest_first(self, page: ArticlePage) -> None:
        decisions.withdraw(page, UserFactory(group="Clinical leads"), "Secret reason.")
        sign(submitted(reloaded(page)), a_clinician("Dr Bea"), comment="Secret comment.")
        html = Client().get(page.url + "reviews/").content.decode()
        first, second, third = (
            html.index(words)
            for words in ("off by Dr Bea", "Taken down to be re-checked", "off by Dr Ada Example")
        )
        assert first < second < third
        assert "Secret" not in html

    def test_is_the_same_number_of_queries_for_one_and_for_twenty(self, page: ArticlePage) -> None:
        from tests.support.queries import assert_same_queries, queries

        def visit() -> list[str]:
            return queries(lambda: Client().get(page.url + "reviews/"))

        visit()
        few = visit()
        for number in range(19):
            page.title = f"Title {number}"
            sign(submitted(page), a_clinician(f"Dr {number}"))
        assert_same_queries(few, visit())

    def test_of_a_page_that_is_not_live_is_not_to_be_seen(self) -> None:
        draft = ArticlePageFactory(live=False)
        assert Client().get(draft.url + "reviews/").status_code == 404

    @pytest.mark.parametrize("query", ["?page=abc", "?page=-1", "?page=%00", "?page=" + "9" * 5000])
    def test_does_not_mind_rubbish(self, page: ArticlePage, query: str) -> None:
        assert Client().get(page.url + "reviews/" + query).status_code in (200, 404)
