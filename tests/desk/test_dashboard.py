"""The dashboard says what waits for whoever looks at it, and leads there by one click."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AbstractBaseUser
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from blog.models import ArticlePage
from clinic.desk.first_steps import DISMISSED, first_steps
from clinic.desk.waiting import changes_asked_of, drafts_of, in_review_of, what_waits
from clinic.feedback.models import Comment, PrivateMessage
from clinic.feedback.writing import submit
from tests.factories import ArticleIndexPageFactory, ArticlePageFactory, UserFactory
from tests.support.queries import assert_same_queries, queries
from tests.support.review import a_clinician, sign_off, submitted

pytestmark = pytest.mark.django_db
HOME = "/admin/"


@pytest.fixture
def editor() -> AbstractBaseUser:
    return UserFactory(group="Editors")


@pytest.fixture
def browser(client: Client) -> Callable[[AbstractBaseUser], Client]:
    def browser(user: AbstractBaseUser) -> Client:
        client.force_login(user)
        return client

    return browser


def draft(by: AbstractBaseUser, **fields: object) -> ArticlePage:
    article = ArticlePageFactory(live=False, has_unpublished_changes=True, owner=by, **fields)
    article.save_revision(user=by)
    return article


def refused(by: AbstractBaseUser, words: str = "Say for how long.") -> ArticlePage:
    """An article that this editor sent and a clinician wants changed."""
    article = ArticlePageFactory(live=False, owner=by)
    state = submitted(article, by)
    clinician = a_clinician(f"Dr {article.pk}")
    state.task.specific.on_action(state, clinician.user, "reject", comment=words)
    return article


def counts(user: AbstractBaseUser) -> dict[str, int]:
    return {each.name: each.count for each in what_waits(user)}


class TestTheDesk:
    @pytest.mark.parametrize(
        ("group", "kinds"),
        [
            ("Editors", {"changes", "decisions", "tasks", "drafts", "due"}),
            ("Clinicians", {"due"}),
            ("Clinical leads", {"changes", "drafts", "due"}),
            ("Moderators", {"comments", "messages", "tasks"}),
        ],
    )
    def test_shows_a_role_what_it_can_deal_with_and_nothing_else(
        self, group: str, kinds: set[str]
    ) -> None:
        assert counts(UserFactory(group=group)).keys() <= kinds
        assert counts(UserFactory(group=group)).keys() >= kinds - {"decisions"}

    def test_counts_what_waits_for_this_person_alone(self, editor: AbstractBaseUser) -> None:
        draft(editor)
        draft(UserFactory(group="Editors"))
        refused(editor)
        refused(UserFactory(group="Editors"))
        assert counts(editor)["drafts"] == counts(editor)["changes"] == 1

    def test_counts_pages_to_sign_for_a_clinician(self) -> None:
        clinician = a_clinician()
        submitted(ArticlePageFactory(live=False))
        assert counts(clinician.user)["decisions"] == 1
        own = ArticlePageFactory(live=False)
        clinician.user.groups.add(*UserFactory(group="Editors").groups.all())
        submitted(own, clinician.user)
        assert counts(clinician.user)["decisions"] == 1

    def test_leads_to_every_kind_by_one_click(
        self, editor: AbstractBaseUser, browser: Callable[..., Client]
    ) -> None:
        editor.groups.add(*UserFactory(group="Moderators").groups.all())
        client = browser(editor)
        html = client.get(HOME).content.decode()
        for each in what_waits(editor):
            assert f'href="{each.address}"' in html
            assert client.get(each.address.partition("#")[0]).status_code == 200

    def test_says_a_friendly_word_where_nothing_waits(
        self, editor: AbstractBaseUser, browser: Callable[..., Client]
    ) -> None:
        assert "Nothing waits for you" in browser(editor).get(HOME).content.decode()
        draft(editor)
        assert "Nothing waits for you" not in browser(editor).get(HOME).content.decode()

    def test_names_the_clinic(self, browser: Callable[..., Client]) -> None:
        html = browser(UserFactory(group="Moderators")).get(HOME).content.decode()
        assert re.search(r'class="clinic-name">\s*Clinic<', html)

    def test_takes_as_many_queries_for_fifty_rows_as_for_one(
        self, editor: AbstractBaseUser, browser: Callable[..., Client]
    ) -> None:
        editor.groups.add(*UserFactory(group="Moderators").groups.all())
        article = sign_off(ArticlePageFactory(live=False))

        def add() -> None:
            draft(editor)
            submit(Comment(page_id=article.pk, name="Ada", email="", text="Words"))
            PrivateMessage.objects.create(text="Words")

        add()
        refused(editor)
        client = browser(editor)
        mine = reverse("desk:mine")
        addresses = (HOME, mine, f"{mine}?list=changes")
        few = []
        for _again in range(2):  # the first time fills caches
            few = [queries(lambda a=address: client.get(a)) for address in addresses]  # type: ignore[misc]
        for _number in range(49):
            add()
        refused(editor)
        for one, address in zip(few, addresses, strict=True):
            many = queries(lambda a=address: client.get(a))  # type: ignore[misc]
            assert_same_queries(one, many)


class TestMyDrafts:
    def test_are_what_i_wrote_last_or_began(self, editor: AbstractBaseUser) -> None:
        other = UserFactory(group="Editors")
        mine, theirs = draft(editor), draft(other)
        continued = draft(other)
        continued.save_revision(user=editor)
        assert set(drafts_of(editor)) == {mine.page_ptr, continued.page_ptr}
        assert theirs.page_ptr not in drafts_of(editor)

    def test_are_not_what_somebody_else_decides_about(self, editor: AbstractBaseUser) -> None:
        submitted(ArticlePageFactory(live=False, owner=editor), editor)
        assert not drafts_of(editor)
        assert in_review_of(editor).count() == 1

    def test_are_not_templates(self, editor: AbstractBaseUser) -> None:
        draft(editor, is_template=True)
        assert not drafts_of(editor)


class TestChangesAskedOfMe:
    def test_say_what_has_to_change(
        self, editor: AbstractBaseUser, browser: Callable[..., Client]
    ) -> None:
        article = refused(editor, "Say for how long.")
        assert list(changes_asked_of(editor)) == [article.page_ptr]
        html = browser(editor).get(f"{reverse('desk:mine')}?list=changes").content.decode()
        assert "Say for how long." in html
        assert f"/admin/pages/{article.pk}/edit/" in html

    @pytest.mark.parametrize("query", ["?list=x", "?p=0", "?p=99999999999", "?p=%00"])
    def test_rubbish_is_no_error(
        self, query: str, editor: AbstractBaseUser, browser: Callable[..., Client]
    ) -> None:
        assert browser(editor).get(reverse("desk:mine") + query).status_code == 200


class TestFirstSteps:
    def test_are_those_of_the_role(self) -> None:
        def labels(user: AbstractBaseUser) -> str:
            return " ".join(str(step.label) for step in first_steps(user))

        ArticleIndexPageFactory()
        assert "template" in labels(UserFactory(group="Editors"))
        assert "Decide about a comment" in labels(UserFactory(group="Moderators"))
        assert "Sign off" in labels(a_clinician().user)
        assert "Name the clinic" in labels(UserFactory(is_superuser=True))

    def test_are_done_by_doing_them(
        self, editor: AbstractBaseUser, browser: Callable[..., Client]
    ) -> None:
        ArticleIndexPageFactory()

        def done() -> int:
            return sum(step.is_done for step in first_steps(editor))

        assert done() == 0
        browser(editor).get(reverse("desk:guide"))
        assert done() == 1
        article = ArticlePageFactory(live=False, owner=editor)
        article.copied(article.get_parent(), "A copy", editor)
        assert done() == 2
        submitted(article, editor)
        assert done() == 3

    def test_go_away_when_they_are_put_away_for_this_person(
        self, editor: AbstractBaseUser, browser: Callable[..., Client]
    ) -> None:
        client = browser(editor)
        assert "Your first steps" in client.get(HOME).content.decode()
        client.patch("/admin/dismissibles/", f'{{"{DISMISSED}": true}}', "application/json")
        assert "Your first steps" not in client.get(HOME).content.decode()
        assert first_steps(UserFactory(group="Editors"))

    def test_go_away_when_all_are_done(
        self, editor: AbstractBaseUser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("clinic.desk.first_steps.is_mfa_enabled", lambda user: True)
        profile = UserProfile.get_for_user(editor)
        profile.dismissibles = {"clinic-guide-read": True}
        profile.save()
        article = ArticlePageFactory(live=False, owner=editor)
        article.copied(article.get_parent(), "A copy", UserFactory(is_superuser=True))
        article.copied(article.get_parent(), "Another", editor)
        submitted(article, editor)
        assert first_steps(editor) == []
