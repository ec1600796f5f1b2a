"""All models of the app, where Django looks for them."""

from clinic.review.clinicians import Clinician
from clinic.review.falling_due import Reminder
from clinic.review.preview_links.models import (
    PreviewCode,
    PreviewComment,
    PreviewLink,
    PreviewOpening,
)
from clinic.review.review_settings import ReviewSettings
from clinic.review.sign_offs import SignOff, SignOffChain
from clinic.review.tasks import ClinicalReviewTask, MinorCorrectionTask

__all__ = [
    "ClinicalReviewTask",
    "Clinician",
    "MinorCorrectionTask",
    "PreviewCode",
    "PreviewComment",
    "PreviewLink",
    "PreviewOpening",
    "Reminder",
    "ReviewSettings",
    "SignOff",
    "SignOffChain",
]
