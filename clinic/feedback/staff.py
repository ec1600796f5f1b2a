"""Who of those that are logged in speaks for the clinic."""

from django.http import HttpRequest

from clinic.feedback.models import Comment


def is_staff(request: HttpRequest) -> bool:
    """Whether somebody of the clinic asks. Only where an answer is nobody else's: it looks at
    the session."""
    return request.user.has_perm("wagtailadmin.access_admin")


def role_of(request: HttpRequest) -> str:
    """In which role the one who asks writes."""
    if not is_staff(request):
        return str(Comment.Role.READER)
    if request.user.has_perm("feedback.answer_as_clinician") and not request.user.is_superuser:
        return str(Comment.Role.CLINICIAN)
    return str(Comment.Role.STAFF)


def name_of(request: HttpRequest) -> str:
    """The name under which a member of staff writes."""
    return (request.user.get_full_name() or request.user.get_username())[:60]
