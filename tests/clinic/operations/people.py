"""What people do all day on a site, each through its own view, and whether the site is whole
after the process that served them was killed."""

import json
import os
import random
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Page, Revision, TaskState, WorkflowState

from blog.models import ArticlePage
from clinic.feedback import guards, limits
from clinic.feedback.models import Comment, PageFeedback, Rating
from clinic.review.clinicians import Clinician
from clinic.review.fingerprints import content_hash
from clinic.review.forms import proposed_due
from clinic.review.sign_offs import SignOff
from home.models import StandardPage
from tests.clinic.operations.sites import Site, at, command
from tests.factories import ArticlePageFactory, body, section
from tests.feedback import posting
from tests.support.forms import fields_of
from tests.support.review import submitted

Acknowledged = list[tuple[str, str]]
# What a person was told is done, a line each. A line is one write, so that it is whole.
LEDGER = "acknowledged"
NUMBER_OF_CHECKS = 9


def work_on(site: Site, shift: int, begun: Any) -> None:
    """Publish, sign off, comment, rate and upload until killed; `begun` is set before. Ends by
    itself some time after whoever should have killed it was killed."""
    guards.FASTEST = -1
    limits.LIMITS = {name: {} for name in limits.LIMITS}
    chance = random.Random(shift)
    file = os.open(site.var / LEDGER, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with at(site):
        acts = [publish, sign_off, comment, rate, upload]
        begun.set()
        for number in range(1_000):
            chance.shuffle(acts)
            for act in acts:
                name = f"{act.__name__} {shift}-{number}"
                os.write(file, f"{json.dumps([act.__name__, act(name)])}\n".encode())


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def editor() -> Any:
    return get_user_model().objects.filter(groups__name="Editors").earliest("pk")


def expect_redirect(answer: Any, start: str) -> None:
    """The answer to a form that did what it was to do."""
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].startswith(start), answer["Location"]


def publish(name: str) -> str:
    """Give a page another title and publish it, as the editor's form does."""
    page = StandardPage.objects.get()
    client = logged_in(editor())
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = dict(fields_of(client.get(address).content.decode()))
    form = {key: value for key, value in form.items() if not key.startswith("action-")}
    answer = client.post(address, {**form, "title": name, "body-count": "0", "action-publish": "1"})
    expect_redirect(answer, reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    return name


def sign_off(name: str) -> str:
    """Send an article for review and sign it off, as the clinician's form does."""
    page = ArticlePageFactory(title=name, live=False, body=body(section(name)))
    state = submitted(page, editor())
    form = {
        "decision": "approve",
        "approve-seen": content_hash(state.revision.as_object()),
        "approve-conflicts": "None",
        "approve-due_on": proposed_due().isoformat(),
        **{f"approve-check_{number}": "on" for number in range(NUMBER_OF_CHECKS)},
    }
    client = logged_in(Clinician.objects.get().user)
    answer = client.post(reverse("clinic_review:review", args=[state.pk]), form)
    expect_redirect(answer, "/admin/")
    return name


def comment(name: str) -> str:
    """Write below the signed article, as a reader without JavaScript does."""
    answer = posting.comment(Client(), an_article(), text=f"It helped: {name}.")
    expect_redirect(answer, "/feedback/")
    return name


def rate(name: str) -> str:
    """Give the signed article stars; what is kept of the reader is a hash, so no name is."""
    client = Client()
    answer = client.post(f"/feedback/{an_article().pk}/rate/", {"stars": "4"})
    expect_redirect(answer, "/")
    return name


def upload(name: str) -> str:
    """Add a document, as the library's form does."""
    file = SimpleUploadedFile(f"{name}.txt", content_of(name))
    form = {"title": name, "file": file, "collection": "1"}
    answer = logged_in(editor()).post(reverse("wagtaildocs:add"), form)
    expect_redirect(answer, reverse("wagtaildocs:index"))
    return name


def content_of(name: str) -> bytes:
    return f"{name}\n".encode() * 5_000


def an_article() -> ArticlePage:
    return ArticlePage.objects.live().earliest("pk")


def acknowledged(site: Site) -> Acknowledged:
    ledger = site.var / LEDGER
    lines = ledger.read_text(encoding="utf-8").splitlines() if ledger.exists() else []
    return [(act, name) for act, name in map(json.loads, lines)]


def lost(site: Site) -> Acknowledged:
    """What people were told is done and is not there."""
    with at(site):
        documents = get_document_model().objects
        there: dict[str, set[str]] = {
            # Each is published over the one before.
            "publish": {
                revision.content["title"]
                for revision in Revision.objects.for_instance(StandardPage.objects.get())
            },
            "sign_off": set(
                ArticlePage.objects.live()
                .filter(pk__in=SignOff.objects.values("page_id"))
                .values_list("title", flat=True)
            ),
            "comment": {
                text.removeprefix("It helped: ").removesuffix(".")
                for text in Comment.objects.values_list("text", flat=True)
            },
            "upload": {
                document.title
                for document in documents.filter(title__startswith="upload")
                if document.file.open().read() == content_of(document.title)
            },
        }
        given = [name for act, name in acknowledged(site) if act == "rate"]
        there["rate"] = set(given) if Rating.objects.count() >= len(given) else set()
    return [(act, name) for act, name in acknowledged(site) if name not in there[act]]


def half_done(site: Site) -> list[str]:
    """What is one thing here and another there."""
    with at(site):
        found = [name for name, is_wrong in HALVES.items() if is_wrong()]
        found += [f"{problem}" for problem in Page.find_problems() if problem]
    told = command(site, "verify_signoffs")
    found += [] if ": 0 wrong" in told else [told]
    told = command(site, "check_search")
    found += [] if "is true" in told else [told]
    return found


def _not_as_published() -> bool:
    """Whether a live page is another than the revision that it says it is."""
    return any(
        page.live_revision is None or page.live_revision.content["title"] != page.title
        for page in StandardPage.objects.filter(live_revision__isnull=False)
    )


def _signed_in_part() -> bool:
    signed = {
        (page, revision) for page, revision in SignOff.objects.values_list("page_id", "revision_id")
    }
    live = {
        (page, revision)
        for page, revision in ArticlePage.objects.live().values_list("pk", "live_revision_id")
    }
    approved = set(
        TaskState.objects.filter(status=TaskState.STATUS_APPROVED).values_list(
            "workflow_state__object_id", flat=True
        )
    )
    ended = set(
        WorkflowState.objects.filter(status=WorkflowState.STATUS_APPROVED).values_list(
            "object_id", flat=True
        )
    )
    pages = {str(page) for page, _revision in signed}
    return not (signed == live and approved == ended == pages)


def _submitted_in_part() -> bool:
    """Whether a page waits for nobody, or a task for no page."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    workflows = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return set(waiting.values_list("pk", flat=True)) != set(
        workflows.values_list("current_task_state", flat=True)
    )


def _uploaded_in_part() -> bool:
    return any(
        document.file.size != len(content_of(document.title))
        for document in get_document_model().objects.filter(title__startswith="upload")
    )


def _threads_without_a_root() -> bool:
    return Comment.objects.filter(parent=None).exclude(root=F("pk")).exists()


def _counted_wrongly() -> bool:
    return any(
        totals.rating_count != Rating.objects.filter(page=totals.pk).count()
        for totals in PageFeedback.objects.all()
    )


HALVES: dict[str, Callable[[], bool]] = {
    "a live page is not as it was published": _not_as_published,
    "a page is signed in part": _signed_in_part,
    "a page is submitted in part": _submitted_in_part,
    "a document has a part of its file": _uploaded_in_part,
    "a thread has no root": _threads_without_a_root,
    "a total is not what it counts": _counted_wrongly,
}


def damage(site: Site) -> Iterator[str]:
    """What the database itself finds wrong with its files."""
    with at(site), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            yield from (line for (line,) in cursor.fetchall() if line != "ok")
            cursor.execute("PRAGMA foreign_key_check")
            yield from map(str, cursor.fetchall())
            return
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        cursor.execute(
            "SELECT bt_index_check(index.indexrelid, true) FROM pg_index AS index"
            " JOIN pg_class AS class ON class.oid = index.indexrelid"
            " JOIN pg_am ON pg_am.oid = class.relam"
            " JOIN pg_namespace AS space ON space.oid = class.relnamespace"
            " WHERE pg_am.amname = 'btree' AND space.nspname = 'public'"
        )
        cursor.execute(
            "SELECT found.* FROM pg_class AS class"
            " JOIN pg_namespace AS space ON space.oid = class.relnamespace,"
            " LATERAL verify_heapam(class.oid) AS found"
            " WHERE class.relkind = 'r' AND space.nspname = 'public'"
        )
        yield from map(str, cursor.fetchall())
