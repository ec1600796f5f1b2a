"""Puts the demonstration clinic into the database, once, whole or not at all."""

from datetime import datetime, timedelta
from enum import Enum
from io import BytesIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractUser, Group
from django.core.files import File
from django.core.files.images import ImageFile
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.test.utils import override_settings
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, Site, TaskState
from wagtail.utils.file import hash_filelike

from blog.models import ArticleAuthor, ArticleIndexPage, ArticlePage
from blog.outlines import add_templates
from clinic.content.checks import DEMO_PASSWORD
from clinic.content.models import ClinicSettings, Person, Reference, SharedText, Topic
from clinic.review import corrections
from clinic.review.clinicians import Clinician
from clinic.review.forms import end_of
from clinic.review.gate import standing_record
from clinic.review.models import ReviewSettings
from clinic.review.sign_offs import Decision, SignOff, record
from clinic.writing.models import GlossaryTerm
from demo import clinic, leaflets, pages, reviews
from demo.articles import ARTICLES
from demo.illustrations import ILLUSTRATIONS, png
from demo.keys import Ids
from demo.models import DemonstrationLoad
from demo.reader_loading import load_readers
from demo.references import SOURCES
from demo.reviews import HISTORIES, PROPOSALS, Proposal, Step
from demo.shapes import Article, PageKey, SourceKey
from home.models import HomePage, StandardPage

CREDIT = "Drawn by a script for this demonstration"


class Outcome(Enum):
    LOADED = "loaded"
    ALREADY_LOADED = "already loaded"
    SITE_IN_USE = "site in use"


class DemonstrationRefusedError(Exception):
    """The demonstration's passwords are public, so it is for development only."""


def load() -> Outcome:
    """Load the demonstration, unless it was ever loaded or the site has its own content."""
    if not getattr(settings, "DEMO_ALLOWED", False):
        raise DemonstrationRefusedError
    if DemonstrationLoad.objects.exists():
        return Outcome.ALREADY_LOADED
    loader = Loader()
    # Nobody is to hear by e-mail of what never happened.
    silence = override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend")
    try:
        with silence, transaction.atomic():
            # Of two that run at once, one waits here and then finds the other's mark.
            if not DemonstrationLoad.objects.get_or_create(pk=1)[1]:
                return Outcome.ALREADY_LOADED
            home = untouched_home_page()
            if home is None:
                transaction.set_rollback(True)
                return Outcome.SITE_IN_USE
            loader.load(home)
    except BaseException:
        loader.remove_files()
        raise
    return Outcome.LOADED


def untouched_home_page() -> HomePage | None:
    """The home page that the migrations made, if nobody has put anything into the site."""
    site = Site.objects.filter(is_default_site=True).first()
    home = site.root_page.specific if site else None
    if not isinstance(home, HomePage) or home.latest_revision_id or home.get_children().exists():
        return None
    libraries: list[type[models.Model]] = [
        Person,
        Topic,
        Reference,
        get_image_model(),
        get_document_model(),
    ]
    if any(library._default_manager.exists() for library in libraries):
        return None
    written = ClinicSettings.objects.exclude(address="", telephone="", email="", tagline="")
    return None if written.exists() else home


class Loader:
    """One loading: what it has made so far, and the files that it would have to take back."""

    def __init__(self) -> None:
        self.ids = Ids()
        self.pages: dict[str, Page] = {}
        self.files: list[FieldFile] = []
        self.users: dict[str, AbstractUser] = {}
        self.clinicians: dict[str, Clinician] = {}
        self.now = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)

    def load(self, home: HomePage) -> None:
        self.make_log_ins()
        self.make_images()
        self.make_documents()
        self.make_snippets()
        self.make_pages(home)
        self.make_settings(home)
        self.publish_pages(home)
        self.review_articles()
        load_readers(self.pages, self.day)

    def remove_files(self) -> None:
        """Delete the files of a loading whose rows were rolled back."""
        for file in self.files:
            if file.name:
                file.storage.delete(file.name)

    @property
    def editor(self) -> AbstractUser:
        return self.users["editor"]

    # --- People who log in, and the library ---------------------------------------------

    def make_log_ins(self) -> None:
        """Make the accounts that do not exist; leave those that do alone."""
        User = get_user_model()
        password = make_password(DEMO_PASSWORD)
        for log_in in clinic.LOG_INS:
            user, created = User.objects.get_or_create(
                username=log_in.username,
                defaults={
                    "password": password,
                    "email": f"{log_in.username}@example.org",
                    "first_name": log_in.first_name,
                    "last_name": "(demonstration)",
                    "is_staff": log_in.superuser,
                    "is_superuser": log_in.superuser,
                },
            )
            if created:
                user.groups.set(Group.objects.filter(name__in=log_in.groups))
            self.users[log_in.username] = user

    def make_images(self) -> None:
        for key, drawing in ILLUSTRATIONS.items():
            image = get_image_model()(
                title=drawing.title,
                description=drawing.alt,
                credit=CREDIT,
                uploaded_by_user=self.editor,
            )
            content = BytesIO(png(key))
            self.ids.images[key] = self.store(image, ImageFile(content, f"demo-{key}.png"))

    def make_documents(self) -> None:
        for key, leaflet in leaflets.LEAFLETS.items():
            document = get_document_model()(title=leaflet.title, uploaded_by_user=self.editor)
            content = BytesIO(leaflets.pdf(key))
            self.ids.documents[key] = self.store(document, File(content, f"demo-{key}.pdf"))

    def store(self, instance: Any, file: File) -> int:
        """Save an image or a document with its file."""
        field = instance._meta.get_field("file")
        path = field.generate_filename(instance, file.name)
        # A loading that was killed leaves its files behind, and no row that knows them.
        if not type(instance)._default_manager.filter(file=path).exists():
            field.storage.delete(path)
        instance.file = file
        instance.file_size = file.size
        instance.file_hash = hash_filelike(file)
        self.files.append(instance.file)
        instance.save()
        return instance.pk

    def make_snippets(self) -> None:
        for key, person in clinic.PEOPLE.items():
            self.ids.people[key] = saved(Person(**vars(person)))
        for key, topic in clinic.TOPICS.items():
            self.ids.topics[key] = saved(Topic(**vars(topic)))
        for key, source in SOURCES.items():
            self.ids.references[key] = saved(Reference(**vars(source)))
        for term in clinic.GLOSSARY:
            saved(GlossaryTerm(**term))
        for key, (name, content) in clinic.SHARED_TEXTS.items():
            body = self.ids.stream(SharedText.content.field.stream_block, content)
            self.ids.shared_texts[key] = saved(SharedText(name=name, content=body))
        for log_in in clinic.LOG_INS:
            if log_in.person:
                clinician = Clinician(
                    user=self.users[log_in.username], person_id=self.ids.people[log_in.person]
                )
                saved(clinician)
                self.clinicians[log_in.username] = clinician

    # --- Pages --------------------------------------------------------------------------

    def make_pages(self, home: HomePage) -> None:
        """First all pages, so that they can link to each other; then what stands on them."""
        self.know("home", home)
        for key, standing in pages.PAGES.items():
            page = StandardPage(title=standing.title, slug=standing.slug, summary=standing.summary)
            self.add(key, page, home)
        index = ArticleIndexPage(
            title=pages.INDEX_TITLE, slug="articles", summary=pages.INDEX_SUMMARY
        )
        self.add("articles", index, home)
        for key, article in ARTICLES.items():
            page = ArticlePage(title=article.title, slug=article.slug, summary=article.summary)
            self.add(key, page, index)

        for key, article in ARTICLES.items():
            self.fill_article(self.pages[key], article)

    def publish_pages(self, home: HomePage) -> None:
        """The pages about the clinic, which are not under review."""
        index = self.pages["articles"]
        self.fill_home(home, index)
        for key, standing in pages.PAGES.items():
            page = self.pages[key]
            page.search_description = standing.search_description
            page.body = self.ids.stream(StandardPage.body.field.stream_block, standing.body)
            self.publish(page, self.day(standing.days_ago))
        self.publish(index, self.day(245))
        add_templates(index, self.editor)

    def add(self, key: str, page: Page, parent: Page) -> None:
        page.live = False
        page.owner = self.editor
        parent.add_child(instance=page)
        self.know(key, page)

    def know(self, key: str, page: Page) -> None:
        self.pages[key] = page
        self.ids.pages[key] = page.pk

    def fill_home(self, home: HomePage, index: ArticleIndexPage) -> None:
        home.title = pages.HOME_TITLE
        home.search_description = pages.HOME_SEARCH_DESCRIPTION
        home.lead = pages.HOME_LEAD
        home.article_index = index
        self.illustrate(home, pages.HOME_LEAD_IMAGE)
        home.body = self.ids.stream(HomePage.body.field.stream_block, pages.HOME_BODY)
        self.publish(home, self.day(250))

    def fill_article(self, page: Any, article: Article) -> None:
        page.search_description = article.search_description
        page.in_short = self.ids.rich_text(article.in_short)
        page.topics = [self.ids.topics[key] for key in article.topics]
        page.article_authors = [
            ArticleAuthor(person_id=self.ids.people[key], sort_order=place)
            for place, key in enumerate(article.authors)
        ]
        page.references = self.ids.stream(
            ArticlePage.references.field.stream_block,
            [("reference", SourceKey(key)) for key in article.further_reading],
        )
        page.related_articles = self.ids.stream(
            ArticlePage.related_articles.field.stream_block,
            [("article", PageKey(key)) for key in article.related],
        )
        self.illustrate(page, article.lead_image)
        page.body = self.ids.stream(ArticlePage.body.field.stream_block, article.body)

    def illustrate(self, page: Any, key: str) -> None:
        page.lead_image_id = self.ids.images[key]
        page.lead_image_alt = ILLUSTRATIONS[key].alt

    def publish(self, page: Any, day: datetime, step: Step | None = None) -> None:
        """Publish, dated as if somebody had done it then; what is under review with the decision
        that permits it."""
        page.first_published_at = page.first_published_at or day
        revision = page.save_revision(user=self.editor, log_action=True)
        if step:
            self.decide(page, revision, step)
        revision.publish(user=self.editor)
        page.live = True
        self.date(page, revision, day)
        Page.objects.filter(pk=page.pk).update(last_published_at=day)

    def date(self, page: Page, revision: Revision, day: datetime) -> None:
        Revision.objects.filter(pk=revision.pk).update(created_at=day)
        Page.objects.filter(pk=page.pk).update(latest_revision_created_at=day)

    def day(self, days_ago: int) -> datetime:
        return self.now - timedelta(days=days_ago)

    # --- Reviews ------------------------------------------------------------------------

    def review_articles(self) -> None:
        """Let each article live through its history, all of them day by day; drafts stay drafts."""
        steps = [(step, key) for key, history in HISTORIES.items() for step in history]
        for step, key in sorted(steps, key=lambda each: -each[0].days_ago):
            page = self.pages[key]
            body = self.stored_body(page)
            then = reviews.with_words(body, step.then)
            self.set_body(page, then)
            self.publish(page, self.day(step.days_ago), step)
            self.set_body(page, body)
        for key, article in ARTICLES.items():
            if article.draft:
                self.pages[key].save()
                self.pages[key].save_revision(user=self.editor)
        for key, proposal in PROPOSALS.items():
            self.propose(self.pages[key], proposal)

    def stored_body(self, page: Any) -> list[dict[str, Any]]:
        return list(page.body.get_prep_value())

    def set_body(self, page: Any, stored: list[dict[str, Any]]) -> None:
        page.body = ArticlePage.body.field.stream_block.to_python(stored)

    def decide(self, page: Page, revision: Revision, step: Step) -> None:
        """Put a decision on record, with all that the forms of the review would ask for."""
        values: dict[str, Any] = {"comment": step.comment, "public_note": step.public_note}
        if step.due_in is not None:
            values["due"] = end_of(self.day(-step.due_in).date())
        if step.decision == Decision.SIGNED_OFF:
            questions = ReviewSettings.load().questions
            values["answers"] = [{"question": each, "confirmed": True} for each in questions]
            values["conflicts"] = reviews.CONFLICTS
        if step.decision == Decision.MINOR_CORRECTION:
            values |= self.correction(page)
        record(
            page,
            step.decision,
            user=self.users.get(step.by),
            clinician=self.clinicians.get(step.by),
            revision=revision,
            at=self.day(step.days_ago),
            **values,
        )

    def correction(self, page: Page) -> dict[str, SignOff | datetime | None]:
        """The sign-off that a minor correction leaves standing."""
        standing = standing_record(page)
        corrections.require_minor(standing, page)
        signature = standing.signature if standing else None
        return {"stands_on": signature, "due": signature.due if signature else None}

    def propose(self, page: Any, proposal: Proposal) -> None:
        """A later draft, sent to a clinician."""
        stored = reviews.proposed(self.stored_body(page), proposal)
        added = self.ids.stream(ArticlePage.body.field.stream_block, [proposal.added])
        self.set_body(page, stored)
        place = next(
            number for number, block in enumerate(page.body) if block.block_type == proposal.before
        )
        page.body.insert(place, added[0])
        revision = page.save_revision(user=self.editor, log_action=True)
        day = self.day(proposal.days_ago)
        self.date(page, revision, day)
        state = page.get_workflow().start(page, self.editor).current_task_state
        TaskState.objects.filter(pk=state.pk).update(started_at=day)

    # --- Settings -----------------------------------------------------------------------

    def make_settings(self, home: HomePage) -> None:
        site = home.get_site()
        site.site_name = clinic.NAME
        site.save()
        about = ClinicSettings.for_site(site)
        about.name = clinic.NAME
        about.tagline = clinic.TAGLINE
        about.address = clinic.ADDRESS
        about.telephone = clinic.TELEPHONE
        about.email = clinic.EMAIL
        about.opening_hours = clinic.OPENING_HOURS
        about.medical_disclaimer = clinic.DISCLAIMER
        about.crisis_lines = [("line", line) for line in clinic.CRISIS_LINES]
        about.header_links = self.links(clinic.HEADER_LINKS)
        about.footer_links = self.links(clinic.FOOTER_LINKS)
        about.save()

    def links(self, links: list[tuple[str, str]]) -> list[tuple[str, dict[str, Any]]]:
        return [
            ("link", {"page": self.pages[key], "url": "", "text": words}) for key, words in links
        ]


def saved(instance: models.Model) -> int:
    """Check as the admin would, save, and give back the primary key."""
    instance.full_clean()
    instance.save()
    return instance.pk
