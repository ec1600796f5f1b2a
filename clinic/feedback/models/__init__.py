"""The models of this app, gathered where Django looks for them."""

from clinic.feedback.models.comments import Comment, Vote
from clinic.feedback.models.limits import LimitCount, LimitKey
from clinic.feedback.models.mail import SentMail, Subscription, Token
from clinic.feedback.models.moderation import AnswerTemplate, EditorTask, RejectReason
from clinic.feedback.models.private import PrivateMessage
from clinic.feedback.models.ratings import PageFeedback, Rating
from clinic.feedback.models.settings import FeedbackSettings

__all__ = [
    "AnswerTemplate",
    "Comment",
    "EditorTask",
    "FeedbackSettings",
    "LimitCount",
    "LimitKey",
    "PageFeedback",
    "PrivateMessage",
    "Rating",
    "RejectReason",
    "SentMail",
    "Subscription",
    "Token",
    "Vote",
]
