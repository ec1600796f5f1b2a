"""What is kept about one mail address: to be shown, taken along and erased."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from clinic.feedback import moderation
from clinic.feedback.models import Comment, PrivateMessage, SentMail, Subscription, Token


def recipient_hash(email: str) -> str:
    """By what it is known that an address had a mail."""
    return salted_hmac("clinic.feedback.mail", email.lower(), algorithm="sha256").hexdigest()


def comments_of(email: str) -> QuerySet[Comment]:
    """What was written under an address, the newest first. Staff answer under their account,
    for the clinic: that is not theirs to erase here."""
    written = Comment.objects.filter(email__iexact=email, user=None)
    return written.exclude(status=Comment.Status.ERASED).select_related("page").order_by("-pk")


def messages_of(email: str) -> QuerySet[PrivateMessage]:
    """What was sent to the clinic alone under an address, the newest first."""
    return PrivateMessage.objects.filter(email__iexact=email).select_related("page").order_by("-pk")


def is_known(email: str) -> bool:
    """Whether there is anything to show."""
    return (
        comments_of(email).exists()
        or messages_of(email).exists()
        or Subscription.objects.filter(email=email).exists()
    )


def everything(email: str) -> dict[str, Any]:
    """All that is kept about an address, in a form that programs read too."""
    return {
        "email": email,
        "comments": [
            {
                "page": comment.page.title,
                "written": comment.created_at,
                "status": comment.status,
                "name": comment.name,
                "website": comment.website,
                "text": comment.text,
                "edited_text": comment.new_text or comment.refused_text,
                "text_before_redaction": comment.original_text,
            }
            for comment in comments_of(email)
        ],
        "private_messages": [
            {
                "page": message.page.title if message.page else None,
                "written": message.created_at,
                "status": message.status,
                "name": message.name,
                "telephone": message.telephone,
                "text": message.text,
            }
            for message in messages_of(email)
        ],
        "subscriptions": [
            {
                "page": subscription.page.title,
                "about": subscription.get_kind_display(),
                "asked": subscription.created_at,
                "confirmed": subscription.confirmed_at,
                "ended": subscription.ended_at,
            }
            for subscription in Subscription.objects.filter(email=email).select_related("page")
        ],
    }


def erase_everything(email: str) -> None:
    """Erase all of it for good. Of a comment that others have answered a gap remains."""
    for pk in comments_of(email).values_list("pk", flat=True):
        moderation.erase(pk)
    messages_of(email).delete()
    Subscription.objects.filter(email=email).delete()
    Token.objects.filter(Q(email=email) | Q(comment__email=email)).delete()
    SentMail.objects.filter(recipient=recipient_hash(email)).delete()
