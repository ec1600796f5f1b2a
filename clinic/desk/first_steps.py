"""What somebody new does first. Each step is done when the site knows that it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageLogEntry, WorkflowState
from wagtail.users.models import UserProfile

from clinic.content.models import ClinicSettings
from clinic.desk.starting import places_for
from clinic.feedback.admin_views.base import MODERATE
from clinic.feedback.models import Comment
from clinic.review.clinicians import Clinician, clinician_of
from clinic.review.sign_offs import SignOff

# Keys of what Wagtail keeps for each user about what was put away.
DISMISSED = "clinic-first-steps"
GUIDE_READ = "clinic-guide-read"

User = Any


@dataclass(frozen=True)
class FirstStep:
    label: str | Promise
    address: str
    is_done: bool


def first_steps(user: User) -> list[FirstStep]:
    """The steps of this user's role; none once all are done or the list was put away."""
    profile = UserProfile.objects.filter(user=user).first()
    kept = profile.dismissibles if profile else {}
    if kept.get(DISMISSED):
        return []
    steps = list(_steps(user, bool(kept.get(GUIDE_READ))))
    return [] if all(step.is_done for step in steps) else steps


def remember_guide(user: User) -> None:
    profile = UserProfile.get_for_user(user)
    if not profile.dismissibles.get(GUIDE_READ):
        profile.dismissibles[GUIDE_READ] = True
        profile.save(update_fields=["dismissibles"])


def _steps(user: User, has_read_guide: bool) -> Iterator[FirstStep]:
    guide = reverse("desk:guide")
    yield FirstStep(
        _("Have a look at the guide: it is always one click away"), guide, has_read_guide
    )
    yield FirstStep(
        _("Make your account safer with a second factor"),
        reverse("mfa_index"),
        is_mfa_enabled(user),
    )
    if user.is_superuser:
        yield from _of_an_administrator()
    elif places_for(user):
        yield from _of_an_editor(user)
    if clinician_of(user):
        yield FirstStep(
            _("Sign off a page, or ask for changes"),
            f"{reverse('wagtailadmin_home')}#waiting-for-review-section",
            SignOff.objects.filter(user_id=user.pk).exists(),
        )
    elif user.has_perm(MODERATE) and not user.is_superuser:
        yield FirstStep(
            _("Decide about a comment"),
            reverse("feedback_admin:queue"),
            Comment.objects.filter(decided_by=user).exists(),
        )


def _of_an_editor(user: User) -> Iterator[FirstStep]:
    began = PageLogEntry.objects.filter(user=user, action__in=("wagtail.create", "wagtail.copy"))
    yield FirstStep(
        _("Begin an article from a template"), reverse("desk:new_article"), began.exists()
    )
    yield FirstStep(
        _("Send it for clinical review"),
        reverse("desk:mine"),
        WorkflowState.objects.filter(requested_by=user).exists(),
    )


def _of_an_administrator() -> Iterator[FirstStep]:
    default = ClinicSettings._meta.get_field("name").get_default()
    settings = ClinicSettings.objects.all()
    yield FirstStep(
        _("Name the clinic, and check its crisis lines"),
        reverse("wagtailsettings:edit", args=["content", "clinicsettings"]),
        any(each.name != default and each.crisis_lines for each in settings),
    )
    yield FirstStep(
        _("Give everybody who works here an account of their own"),
        reverse("wagtailusers_users:index"),
        get_user_model().objects.filter(is_active=True)[:2].count() > 1,
    )
    yield FirstStep(
        _("Say which log-in is which clinician"),
        reverse(Clinician.snippet_viewset.get_url_name("list")),
        Clinician.objects.exists(),
    )
