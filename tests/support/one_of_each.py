"""One of each thing that an address may name, as a clinic at work has them."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
)

from clinic.content.models import DistressWords
from clinic.feedback.models import AnswerTemplate, Comment, PrivateMessage, RejectReason
from clinic.feedback.writing import submit
from clinic.review.preview_links.making import make_link
from clinic.writing.models import GlossaryTerm, WordRule, WritingRule
from search.models import Synonym
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    PersonFactory,
    ReferenceFactory,
    SharedTextFactory,
    StandardPageFactory,
    TopicFactory,
    UserFactory,
    body,
    section,
)
from tests.support.review import a_clinician, sign, submitted

# A word of each thing that not everybody may read.
WORDS = {
    "draft": "Quagga",
    "private page": "Okapi",
    "document": "Zorilla",
    "picture": "Numbat",
    "comment": "Axolotl",
    "private message": "Tarsier",
    "search": "Kakapo",
    "redirect": "Potoroo",
    "address of a user": "binturong@example.org",
    "preview link": "Aardwolf",
}
PASSAGE = '<a linktype="passage" key="passage1key" question="Clear?">Words</a>'


def one_of_each() -> dict[str, Any]:
    """The arguments of every address, each the key of a thing that there is; none belongs to
    whoever asks."""
    administrator = UserFactory(email=WORDS["address of a user"], is_superuser=True)
    clinician = a_clinician()
    topic, reference = TopicFactory(), ReferenceFactory()
    article = ArticlePageFactory(
        title="Sleep",
        slug="sleep",
        authors=[PersonFactory()],
        topics=[topic],
        references=[reference],
        body=body(section(text=f"<p>{PASSAGE}</p>")),
    )
    sign(submitted(article), clinician)
    task_state = submitted(type(article).objects.get(pk=article.pk))
    page = StandardPageFactory(title="About", slug="about")
    page.save_revision(user=administrator)
    StandardPageFactory(title=WORDS["draft"], live=False)
    private_page = StandardPageFactory(title=WORDS["private page"], slug="private")
    restriction = PageViewRestriction.objects.create(
        page=private_page, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    collection = Collection.get_first_root_node().add_child(name="Drawer")
    hidden = collection.get_view_restrictions().model.objects.create(
        collection=collection, restriction_type="password", password="secret"
    )
    image = ImageFactory(title=WORDS["picture"])
    document = get_document_model().objects.create(
        title=WORDS["document"], file=ContentFile(b"Words.", "leaflet.txt")
    )
    uploads = {
        model: UploadedFile.objects.create(
            for_content_type=ContentType.objects.get_for_model(model),
            file=ContentFile(b"Words.", "waiting.txt"),
            uploaded_by_user=administrator,
        )
        for model in (get_image_model(), get_document_model())
    }
    link, token = make_link(article, administrator, purpose=WORDS["preview link"], days=7)
    comment = submit(
        Comment(page_id=article.pk, name="Ada", email="ada@example.org", text=WORDS["comment"])
    )
    message = PrivateMessage.objects.create(
        page=article, name="Ada", email="ada@example.org", text=WORDS["private message"]
    )
    session = EditingSession.objects.create(
        user=administrator, content_object=page, last_seen_at=timezone.now()
    )
    redirect = Redirect.objects.create(old_path=f"/{WORDS['redirect']}", redirect_page=page)
    shared_text = SharedTextFactory()
    shared_text.save_revision()
    task = task_state.task
    workflow = Workflow.objects.get(pk=task_state.workflow_state.workflow_id)
    return {
        "page_id": article.pk,
        "pk": article.pk,
        "parent_page_id": article.get_parent().pk,
        "page_to_move_id": page.pk,
        "destination_id": article.get_parent().pk,
        "guide": "editors",
        "content_type_app_name": "blog",
        "content_type_model_name": "articlepage",
        "app_label": "wagtailcore",
        "model_name": "page",
        "app_name": "content",
        "action": "publish",
        "action_name": "reject",
        "wagtailadmin_api:pages:action:action_name": "unpublish",
        "wagtailadmin_pages:choose_parent:app_label": "blog",
        "wagtailadmin_pages:choose_parent:model_name": "articlepage",
        "wagtailadmin_tag_model_autocomplete:app_name": "taggit",
        "wagtailadmin_tag_model_autocomplete:model_name": "tag",
        "wagtailadmin_workflows:add_task:app_label": "review",
        "wagtailadmin_workflows:add_task:model_name": "clinicalreviewtask",
        "wagtailsettings:model_name": "clinicsettings",
        "wagtailsettings:pk": Site.objects.get().pk,
        "simple_translation:app_label": "content",
        "simple_translation:model_name": "topic",
        "simple_translation:submit_snippet_translation:pk": topic.pk,
        "task_state_id": task_state.pk,
        "task_id": task.pk,
        "workflow_state_id": task_state.workflow_state_id,
        "wagtailadmin_pages:unpublish:page_id": page.pk,
        "wagtailadmin_pages:revision_id": task_state.revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "wagtailadmin_workflows:pk": workflow.pk,
        "wagtailadmin_workflows:edit_task:pk": task.pk,
        "wagtailadmin_workflows:disable_task:pk": task.pk,
        "wagtailadmin_workflows:enable_task:pk": task.pk,
        "page_pk": Site.objects.get().root_page_id,
        "workflow_pk": workflow.pk,
        "collection_id": collection.pk,
        "wagtailadmin_collections:pk": collection.pk,
        "object_id": str(page.pk),
        "session_id": session.pk,
        "link_id": link.pk,
        "redirect_id": redirect.pk,
        "query_id": Query.get(WORDS["search"]).pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "wagtailadmin_api:documents:pk": document.pk,
        "wagtaildocs_chooser:pk": document.pk,
        "wagtaildocs:uploaded_file_id": uploads[get_document_model()].pk,
        "image_id": image.pk,
        "wagtailadmin_api:images:pk": image.pk,
        "wagtailimages_chooser:pk": image.pk,
        "wagtailimages:uploaded_file_id": uploads[get_image_model()].pk,
        "filter_spec": "width-100",
        "uidb36": "1",
        "uidb64": "MQ",
        "mfa_edit_webauthn:pk": 1,
        "mfa_remove_webauthn:pk": 1,
        "feedback_admin:comment:pk": comment.pk,
        "feedback_admin:message:pk": message.pk,
        "comment_id": comment.pk,
        "answer_templates:pk": AnswerTemplate.objects.first().pk,
        "reject_reasons:pk": RejectReason.objects.first().pk,
        "wagtailsites:pk": Site.objects.get().pk,
        "wagtailusers_users:pk": administrator.pk,
        "wagtailusers_groups:pk": Group.objects.get(name="Editors").pk,
        "wagtailsnippets_content_sharedtext:revision_id": shared_text.latest_revision_id,
        **_snippets(
            search_synonym=Synonym.objects.first(),
            review_clinician=clinician,
            content_person=PersonFactory(),
            content_topic=topic,
            content_reference=reference,
            content_sharedtext=shared_text,
            content_distresswords=DistressWords.objects.first(),
            writing_glossaryterm=GlossaryTerm.objects.create(term="Mood", explanation="A feeling."),
            writing_wordrule=WordRule.objects.first(),
            writing_writingrule=WritingRule.objects.first(),
        ),
        "token": token,
        "secret": "a" * 43,
        "key": "passage1key",
        "restriction_id": hidden.pk,
        "page_view_restriction_id": restriction.pk,
        "wagtailcore_authenticate_with_password:page_id": private_page.pk,
        "clinician:pk": clinician.person_id,
        "slug": "dr-cora-clinician",
        "wagtaildocs_serve:0": document.pk,
        "wagtaildocs_serve:1": document.filename,
        "wagtail_serve:0": "articles/sleep/",
        "path": image.file.name,
    }


def _snippets(**things: Any) -> dict[str, Any]:
    rooms = ("wagtailsnippets_{}:pk", "wagtailsnippetchoosers_{}:pk")
    return {room.format(name): thing.pk for name, thing in things.items() for room in rooms}
