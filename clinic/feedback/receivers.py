"""Who is told when something happens to a comment, or to the totals of a page."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from clinic.caching.purging import page_changed
from clinic.feedback import mail, signals
from clinic.feedback.models import Comment, PageFeedback, PrivateMessage, SentMail


@receiver(signals.published)
def on_published(comment: Comment, **kwargs: Any) -> None:
    mail.announce(comment)


@receiver(signals.rejected)
def on_rejected(comment: Comment, **kwargs: Any) -> None:
    mail.tell_author(comment, mail.REJECTED)


@receiver(signals.diverted)
def on_diverted(comment: Comment, **kwargs: Any) -> None:
    mail.tell_author(comment, mail.DIVERTED)


@receiver(signals.submitted)
def on_submitted(comment: Comment, **kwargs: Any) -> None:
    """A changed text may be rejected again, and its author is told so again."""
    SentMail.objects.filter(comment=comment, kind=SentMail.Kind.REJECTED).delete()
    mail.tell_moderators(comment.page_id)


@receiver(signals.received)
def on_received(message: PrivateMessage, **kwargs: Any) -> None:
    mail.tell_moderators(message.page_id)


@receiver(post_save, sender=PageFeedback)
def on_totals_changed(instance: PageFeedback, **kwargs: Any) -> None:
    """Whatever readers see of a page's feedback changes together with its totals."""
    page_changed(instance.pk, "feedback")
