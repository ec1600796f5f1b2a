"""What happens when a review falls due: reminders, and in the end the page is withdrawn."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page

from clinic.review.clinicians import CLINICAL_LEADS, Clinician
from clinic.review.decisions import withdraw
from clinic.review.gate import standing_record
from clinic.review.overview import in_chunks, pages_under_review
from clinic.review.review_settings import ReviewSettings
from clinic.review.sign_offs import Decision, SignOff, SignOffChain

# Days before the due date, the nearest first.
THRESHOLDS = (7, 30, 60)


class Reminder(models.Model):
    """That somebody was reminded, once for each record, and of what."""

    class Kind(models.TextChoices):
        DUE_7 = "due_7", gettext_lazy("Due in 7 days")
        DUE_30 = "due_30", gettext_lazy("Due in 30 days")
        DUE_60 = "due_60", gettext_lazy("Due in 60 days")
        OVERDUE = "overdue", gettext_lazy("Overdue")
        PROVISIONAL = "provisional", gettext_lazy("Emergency correction not reviewed")
        WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")

    sign_off = models.ForeignKey(SignOff, on_delete=models.DO_NOTHING, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["sign_off", "kind"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.sign_off_id}"


def attend(dry_run: bool = False) -> Iterator[str]:
    """Remind of what falls due, withdraw what is overdue beyond the grace, and say each thing
    that was done. A second run does nothing again, even at the same moment."""
    now = timezone.now()
    grace = timedelta(days=ReviewSettings.load().grace_days)
    horizon = now + timedelta(days=max(THRESHOLDS))
    for page, review in in_chunks(pages_under_review().live().filter(review_due__lte=horizon)):
        standing = review.standing
        if page.alias_of_id or standing is None or standing.due is None:
            continue
        kind = kind_of(standing, now, grace)
        if kind and (dry_run or _do(page, standing, kind)):
            yield f"{Reminder.Kind(kind).label}: {page.title}"


def kind_of(standing: SignOff, now: datetime, grace: timedelta) -> Any:
    """The kind of Reminder that a live page with this record calls for, or nothing."""
    left = standing.due - now
    if standing.decision == Decision.EMERGENCY_CORRECTION:
        return Reminder.Kind.PROVISIONAL if left < timedelta(0) else ""
    if left < -grace:
        return Reminder.Kind.WITHDRAWN
    if left < timedelta(0):
        return Reminder.Kind.OVERDUE
    days = next((days for days in THRESHOLDS if left <= timedelta(days=days)), None)
    return f"due_{days}" if days else ""


@transaction.atomic
def _do(page: Page, standing: SignOff, kind: Any) -> bool:
    """Whether this run is the one that did it."""
    # Held until the end, so that two runs, or a run and a sign-off, come one after the other.
    SignOffChain.locked()
    Page.objects.select_for_update().get(pk=page.pk)
    current = standing_record(page)
    if current is None or current.pk != standing.pk:
        return False
    _reminder, is_new = Reminder.objects.get_or_create(sign_off=standing, kind=kind)
    if not is_new:
        return False
    if kind == Reminder.Kind.WITHDRAWN:
        withdraw(page, None, _("The review is overdue, and the days of grace are over."))
    for user in recipients(page, standing, kind):
        if user.email:
            send_reminder.enqueue(user.pk, standing.pk, kind)
    return True


def recipients(page: Page, standing: SignOff, kind: Any) -> set[Any]:
    """Who is told: the clinician who signed or else all who may sign; of what is serious the
    clinical leads and the page's owner too."""
    entitled = {c.user_id: c.user for c in Clinician.objects.entitled().select_related("user")}
    signature = standing.signature
    signer = entitled.get(signature.user_id) if signature else None
    told = {signer} if signer else set(entitled.values())
    if kind in (Reminder.Kind.OVERDUE, Reminder.Kind.PROVISIONAL, Reminder.Kind.WITHDRAWN):
        User = get_user_model()
        told |= set(User.objects.filter(is_active=True, groups__name=CLINICAL_LEADS))
        if page.owner and page.owner.is_active:
            told.add(page.owner)
    return told


@task()
def send_reminder(user_id: int, sign_off_id: int, kind: str) -> None:
    """Mail one reminder to one person, in the language of their admin."""
    user = get_user_model().objects.get(pk=user_id)
    sign_off = SignOff.objects.get(pk=sign_off_id)
    profile = getattr(user, "wagtail_userprofile", None)
    with override(profile.get_preferred_language() if profile else None):
        edit = reverse("wagtailadmin_pages:edit", args=[sign_off.page_id])
        context = {
            "sign_off": sign_off,
            "kind": kind,
            "told": Reminder.Kind(kind).label,
            "address": get_admin_base_url() + edit,
        }
        subject = " ".join(f"{context['told']}: {sign_off.page_title}".split())
        text = render_to_string("review/mail/reminder.txt", context)
        message = EmailMultiAlternatives(subject, text, to=[user.email])
        message.attach_alternative(
            render_to_string("review/mail/reminder.html", context), "text/html"
        )
        message.send()
