"""What is sent: the code to the reader, word of comments to the maker of the link."""

from datetime import timedelta

from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django_tasks import task
from wagtail.admin.utils import get_admin_base_url

from clinic.review.preview_links.models import PreviewCode, PreviewLink
from clinic.review.preview_links.secrets import code_digest, new_code

_TOLD_AGAIN_AFTER = timedelta(hours=1)


@task()
def send_code(code_id: int) -> None:
    """Make the code and send it. Only the mail has it: a queue would keep it readable."""
    code = PreviewCode.objects.select_related("link").get(pk=code_id)
    digits = new_code()
    code.digest = code_digest(digits, code.link_id)
    code.save(update_fields=["digest"])
    half = len(digits) // 2
    context = {
        "link": code.link,
        "code": f"{digits[:half]} {digits[half:]}",
        "minutes": int(PreviewCode.LIFE.total_seconds() // 60),
    }
    try:
        send_mail(
            gettext("Your code to look at a page"),
            render_to_string("review/mail/preview_code.txt", context),
            None,
            [code.link.email],
        )
    except Exception:
        PreviewCode.objects.filter(pk=code_id).update(failed_at=timezone.now())
        raise
    PreviewCode.objects.filter(pk=code_id).update(sent_at=timezone.now())


@task()
def tell_maker(link_id: int, verdict: str) -> None:
    """Tell whoever made the link that somebody answered: at once of a verdict, of comments
    alone at most once an hour."""
    now = timezone.now()
    links = PreviewLink.objects.filter(pk=link_id)
    due = Q(told_at=None) | Q(told_at__lt=now - _TOLD_AGAIN_AFTER)
    if not (links if verdict else links.filter(due)).update(told_at=now):
        return
    link = links.select_related("created_by__wagtail_userprofile").get()
    maker = link.created_by
    if not maker or not maker.is_active or not maker.email or not link.page_id:
        return
    profile = getattr(maker, "wagtail_userprofile", None)
    with override(profile.get_preferred_language() if profile else None):
        address = reverse("review_preview_link", args=[link.pk])
        context = {"link": link, "verdict": verdict, "address": get_admin_base_url() + address}
        send_mail(
            gettext("An answer about “%(title)s”") % {"title": _one_line(link.page_title)},
            render_to_string("review/mail/preview_answer.txt", context),
            None,
            [maker.email],
        )


def _one_line(text: str) -> str:
    return " ".join(text.split())
