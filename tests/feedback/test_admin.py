"""The moderators' side."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from blog.models import ArticlePage
from clinic.feedback import moderation
from clinic.feedback.admin_views.comment import redacted
from clinic.feedback.models import (
    AnswerTemplate,
    Comment,
    EditorTask,
    PageFeedback,
    PrivateMessage,
    RejectReason,
)
from tests.factories import ArticlePageFactory, UserFactory
from tests.feedback.mailing import published, write
from tests.support.queries import assert_same_queries, queries

pytestmark = pytest.mark.django_db

QUEUE = "/admin/feedback/comments/"
ADDRESSES = [QUEUE, "/admin/feedback/private/", "/admin/feedback/pages/", "/admin/feedback/tasks/"]


@pytest.fixture
def log_in() -> Callable[..., Client]:
    def log_in(group: str = "Moderators", **fields: Any) -> Client:
        client = Client()
        client.force_login(UserFactory(group=group or None, **fields))
        return client

    return log_in


@pytest.fixture
def moderator(log_in: Callable[..., Client]) -> Client:
    return log_in("Moderators")


def html_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def status_of(comment: Comment) -> str:
    comment.refresh_from_db()
    return comment.status


def comment_address(comment: Comment) -> str:
    return f"{QUEUE}{comment.pk}/"


class TestWhoMay:
    @pytest.mark.parametrize("address", ADDRESSES)
    def test_a_moderator_may(self, moderator: Client, address: str) -> None:
        assert moderator.get(address).status_code == 200

    @pytest.mark.parametrize("address", [QUEUE, "/admin/feedback/private/"])
    def test_an_editor_may_not(self, log_in: Callable[..., Client], address: str) -> None:
        assert log_in("Editors").get(address).status_code == 302

    def test_an_editor_sees_and_closes_tasks(
        self, log_in: Callable[..., Client], article: ArticlePage
    ) -> None:
        task = EditorTask.objects.create(page=article, kind="unclear", note="Say it plainly")
        editor = log_in("Editors")
        assert "Say it plainly" in html_of(editor, "/admin/feedback/tasks/")
        editor.post("/admin/feedback/tasks/", {"one": f"thank:{task.pk}"})
        task.refresh_from_db()
        assert task.closed_at
        assert PageFeedback.objects.get(pk=article.pk).thanked_at

    def test_an_editor_does_not_read_what_is_not_public(
        self, log_in: Callable[..., Client], article: ArticlePage
    ) -> None:
        for comment in (write(article, text="Waiting words"), published(article, text="Public")):
            EditorTask.objects.create(page=article, kind="wrong", comment=comment)
        html = html_of(log_in("Editors"), "/admin/feedback/tasks/")
        assert "Public" in html
        assert "Waiting words" not in html

    def test_a_clinician_answers_what_is_published_and_decides_nothing(
        self, log_in: Callable[..., Client], article: ArticlePage
    ) -> None:
        clinician = log_in("Clinicians", first_name="Ada", last_name="Example")
        waiting, public = write(article, text="waits"), published(article, text="public")
        for comment in (waiting, public):
            clinician.post(comment_address(comment), {"action": "answer", "text": "Four weeks."})
            clinician.post(comment_address(comment), {"action": "spam"})
        clinician.post(QUEUE, {"one": f"approve:{waiting.pk}"})
        assert (status_of(waiting), status_of(public)) == ("pending", "published")
        answer = Comment.objects.get(role="clinician")
        assert (answer.parent_id, answer.name) == (public.pk, "Ada Example")

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_a_stranger_is_asked_to_log_in(self, client: Client, address: str) -> None:
        assert client.get(address).headers["Location"].startswith("/admin/login/")
        assert client.post(address, {"one": "approve:1"}).status_code == 302

    def test_each_group_has_what_it_needs_and_no_more(self, db: None) -> None:
        def names(group: str) -> set[str]:
            permissions = Permission.objects.filter(
                group__name=group, content_type__app_label="feedback"
            )
            return set(permissions.values_list("codename", flat=True))

        assert names("Editors") == {"change_editortask"}
        assert names("Clinicians") == {"view_comment", "answer_as_clinician"}
        moderators = names("Moderators")
        assert {"moderate_comment", "view_privatemessage", "export_comment"} <= moderators
        assert "answer_as_clinician" not in moderators
        assert Group.objects.get(name="Moderators").permissions.filter(codename="access_admin")


class TestTheQueue:
    def test_shows_what_waits_with_its_likely_details_marked(
        self, moderator: Client, article: ArticlePage
    ) -> None:
        write(article, text="<b>Ring</b> 07700 900123")
        published(article, text="Decided already")
        html = html_of(moderator, QUEUE)
        assert "&lt;b&gt;Ring&lt;/b&gt; <mark" in html
        assert "Seems to hold: a telephone number" in html
        assert "Decided already" not in html
        assert "Decided already" in html_of(moderator, f"{QUEUE}?list=published")

    def test_shows_what_a_reply_answers(self, moderator: Client, article: ArticlePage) -> None:
        write(article, published(article, name="Root", text="The question"), text="The reply")
        assert "The question" in html_of(moderator, QUEUE)

    def test_shows_an_edit_beside_what_is_published(
        self, moderator: Client, article: ArticlePage
    ) -> None:
        comment = published(article, text="First words")
        Comment.objects.filter(pk=comment.pk).update(new_text="Second words")
        html = html_of(moderator, QUEUE)
        assert "First words" in html
        assert "Second words" in html

    @pytest.mark.parametrize(
        ("action", "status"),
        [("approve", "published"), ("reject", "rejected"), ("spam", "spam"), ("divert", "erased")],
    )
    def test_decides_about_one_and_about_many(
        self, moderator: Client, article: ArticlePage, action: str, status: str
    ) -> None:
        one, two, three = (write(article, text=str(number)) for number in range(3))
        reason = RejectReason.objects.all()[1]
        moderator.post(QUEUE, {"one": f"{action}:{one.pk}", "reason": reason.pk})
        assert [status_of(each) for each in (one, two, three)] == [status, "pending", "pending"]
        data = {"action": action, "comment": [two.pk, three.pk], "reason": reason.pk}
        response = moderator.post(QUEUE, data, follow=True)
        assert [status_of(each) for each in (two, three)] == [status, status]
        assert "2 comments" in response.content.decode()
        if action == "reject":
            assert two.reject_reason == reason

    @pytest.mark.parametrize(
        "data",
        [
            {},
            {"action": "approve"},
            {"one": "approve:abc"},
            {"one": "approve:" + "9" * 400},
            {"one": "drop:1"},
            {"action": "reject", "comment": ["x", "-1", "٣"], "reason": "abc"},
        ],
    )
    def test_says_that_nothing_was_done_with_rubbish(
        self, moderator: Client, article: ArticlePage, data: dict[str, Any]
    ) -> None:
        comment = write(article)
        response = moderator.post(QUEUE, data, follow=True)
        assert "nothing was done" in response.content.decode()
        assert status_of(comment) == "pending"

    def test_is_found_by_words_and_by_page(self, moderator: Client, article: ArticlePage) -> None:
        other = ArticlePageFactory(title="Another")
        write(article, text="About sleep")
        write(other, text="About food")
        for address in (f"{QUEUE}?q=sleep", f"{QUEUE}?page_id={article.pk}"):
            html = html_of(moderator, address)
            assert "About sleep" in html
            assert "About food" not in html

    @pytest.mark.parametrize("query", ["p=abc", "p=0", "p=" + "9" * 500, "list=%00", "page_id=-1"])
    def test_takes_rubbish_in_its_address(self, moderator: Client, query: str) -> None:
        assert moderator.get(QUEUE, QUERY_STRING=query).status_code == 200

    def test_says_when_nothing_waits(self, moderator: Client) -> None:
        assert "Nothing waits" in html_of(moderator, QUEUE)

    def test_costs_the_same_for_1_and_for_20(self, moderator: Client, article: ArticlePage) -> None:
        def cost() -> list[str]:
            moderator.get(QUEUE)
            return queries(lambda: moderator.get(QUEUE))

        write(article, published(article, text="p"), text="first")
        few = cost()
        for number in range(19):
            parent = published(article, text=f"p{number}")
            write(ArticlePageFactory(), text=f"a{number}")
            write(article, parent, text=f"b{number}")
        assert_same_queries(few, cost())


class TestOneComment:
    def test_shows_its_place_its_history_and_the_words_of_distress(
        self, moderator: Client, article: ArticlePage
    ) -> None:
        root = published(article, name="Root", text="The question")
        comment = write(article, root, text="I want to kill myself")
        moderation.approve(comment.pk, UserFactory(first_name="Mo", last_name="Example"))
        html = html_of(moderator, comment_address(comment))
        assert "The question" in html
        assert "acute distress" in html
        assert "Published a comment, Mo Example" in html

    def test_proposes_a_text_without_the_likely_details(self, article: ArticlePage) -> None:
        assert redacted("Ring 07700 900123 now") == "Ring [personal details removed] now"

    def test_publishes_a_redacted_text(self, moderator: Client, article: ArticlePage) -> None:
        comment = write(article, text="Ring 07700 900123")
        address = comment_address(comment)
        assert moderator.post(address, {"action": "redact", "text": "  "}).status_code == 422
        assert status_of(comment) == "pending"
        moderator.post(address, {"action": "redact", "text": "Ring me"})
        assert status_of(comment) == "published"
        assert comment.text == "Ring me"

    @pytest.mark.parametrize(
        "text",
        ["When you visited us in May", "Your appointment is on Monday", "Ring 07700 900123"],
    )
    def test_an_answer_that_tells_too_much_is_asked_about_first(
        self, moderator: Client, article: ArticlePage, text: str
    ) -> None:
        comment = published(article)
        data = {"action": "answer", "text": text}
        response = moderator.post(comment_address(comment), data)
        assert response.status_code == 422
        assert text in response.content.decode()
        assert Comment.objects.count() == 1
        moderator.post(comment_address(comment), {**data, "checked": "on"})
        assert Comment.objects.count() == 2

    def test_no_template_confirms_that_somebody_is_a_patient(
        self, moderator: Client, article: ArticlePage
    ) -> None:
        comment = published(article)
        assert AnswerTemplate.objects.count() >= 3
        for template in AnswerTemplate.objects.all():
            data = {"action": "answer", "text": template.text}
            assert moderator.post(comment_address(comment), data).status_code == 302, template

    @pytest.mark.parametrize("action", ["pin", "close"])
    def test_pins_and_closes_a_thread(
        self, moderator: Client, article: ArticlePage, action: str
    ) -> None:
        root = published(article)
        reply = published(article, root, text="reply")
        field, undo = {"pin": ("pinned", "unpin"), "close": ("closed", "reopen")}[action]
        for name, expected in ((action, True), (undo, False)):
            moderator.post(comment_address(reply), {"action": name})
            root.refresh_from_db()
            assert getattr(root, field) is expected

    def test_makes_a_task_for_the_editor(self, moderator: Client, article: ArticlePage) -> None:
        comment = published(article)
        data = {"action": "task", "kind": "outdated", "note": "See the new guideline"}
        moderator.post(comment_address(comment), data)
        task = EditorTask.objects.get()
        assert (task.page_id, task.comment, task.kind) == (article.pk, comment, "outdated")
        assert moderator.post(comment_address(comment), {"action": "task"}).status_code == 422

    @pytest.mark.parametrize("action", ["approve", "spam", "divert", "reject", "erase"])
    def test_decides(self, moderator: Client, article: ArticlePage, action: str) -> None:
        comment = write(article)
        moderator.post(comment_address(comment), {"action": action})
        assert status_of(comment) != "pending"

    def test_says_when_somebody_was_quicker(self, moderator: Client, article: ArticlePage) -> None:
        comment = published(article)
        response = moderator.post(comment_address(comment), {"action": "approve"}, follow=True)
        assert "decided otherwise meanwhile" in response.content.decode()

    def test_that_is_not_there_is_not_found(self, moderator: Client) -> None:
        assert moderator.get(f"{QUEUE}{10**18}/").status_code == 404

    def test_that_was_erased_shows_only_its_history(
        self, moderator: Client, article: ArticlePage
    ) -> None:
        comment = write(article, text="Secret words")
        moderation.erase(comment.pk)
        html = html_of(moderator, comment_address(comment))
        assert "Secret words" not in html
        assert "This comment was erased." in html


class TestTheInbox:
    def test_shows_answers_and_deletes(self, moderator: Client, article: ArticlePage) -> None:
        message = PrivateMessage.objects.create(
            page=article, name="Ada", email="ada@example.org", text="<i>May</i> I bring somebody?"
        )
        inbox, address = "/admin/feedback/private/", f"/admin/feedback/private/{message.pk}/"
        assert "&lt;i&gt;May&lt;/i&gt; I bring" in html_of(moderator, inbox)
        html = html_of(moderator, address)
        assert "&lt;i&gt;May&lt;/i&gt; I bring" in html
        assert "mailto:" in html
        moderator.post(address, {"action": "answered"})
        message.refresh_from_db()
        assert message.status == "answered"
        assert message.decided_by
        assert "I bring" not in html_of(moderator, inbox)
        assert "I bring" in html_of(moderator, f"{inbox}?list=answered")
        moderator.post(address, {"action": "delete"})
        assert not PrivateMessage.objects.exists()

    def test_is_for_those_alone_who_may_see_it(
        self, log_in: Callable[..., Client], article: ArticlePage
    ) -> None:
        message = PrivateMessage.objects.create(page=article, text="Secret")
        for group in ("Editors", "Clinicians"):
            client = log_in(group)
            response = client.get(f"/admin/feedback/private/{message.pk}/")
            assert response.status_code == 302


class TestPages:
    def test_are_listed_with_their_totals(self, moderator: Client, article: ArticlePage) -> None:
        published(article)
        for order in ("comments", "ratings", "stars", "rubbish"):
            html = html_of(moderator, f"/admin/feedback/pages/?order={order}")
            assert "Sleep and mood" in html

    def test_are_switched_by_a_moderator(self, moderator: Client, article: ArticlePage) -> None:
        address = f"/admin/feedback/pages/{article.pk}/"
        moderator.post(address, {"comments_closed": "on"})
        assert PageFeedback.objects.get().comments_closed
        assert "Comments are closed." in html_of(Client(), article.url)
        moderator.post(address, {})
        assert not PageFeedback.objects.get().comments_closed

    def test_have_a_way_there_from_the_explorer(self, article: ArticlePage) -> None:
        client = Client()
        client.force_login(UserFactory(is_superuser=True))
        html = html_of(client, f"/admin/pages/{article.get_parent().pk}/")
        assert f"/admin/feedback/pages/{article.pk}/" in html


class TestTheDashboard:
    def test_tells_a_moderator_what_waits(self, moderator: Client, article: ArticlePage) -> None:
        write(article)
        PrivateMessage.objects.create(text="Hello")
        html = html_of(moderator, "/admin/")
        assert "1 comment waits" in html
        assert "1 private message waits" in html

    def test_tells_an_editor_of_tasks_alone(self, log_in: Callable[..., Client]) -> None:
        html = html_of(log_in("Editors"), "/admin/")
        assert "0 tasks are open" in html
        assert "comments wait" not in html


class TestTheExport:
    def test_holds_every_comment_without_addresses_or_formulas(
        self, moderator: Client, article: ArticlePage
    ) -> None:
        published(article, name="=cmd()", text="@SUM(A1)\nand more", email="secret@example.org")
        write(article, text="Waiting words")
        moderation.erase(write(article, text="Erased words").pk)
        response = moderator.get(f"{QUEUE}export/")
        text = b"".join(response.streaming_content).decode()
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["text"] for row in rows] == ["'@SUM(A1)\nand more", "Waiting words"]
        assert rows[0]["name"] == "'=cmd()"
        assert "secret@example.org" not in text
        assert "attachment" in response.headers["Content-Disposition"]

    def test_needs_its_own_permission(self, log_in: Callable[..., Client]) -> None:
        assert log_in("Clinicians").get(f"{QUEUE}export/").status_code == 302
