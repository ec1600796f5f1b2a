"""What happens when a workflow is finished."""

from typing import Any

from django.db import transaction


@transaction.atomic
def publish_what_was_decided(workflow_state: Any, user: Any = None) -> None:
    """Publish, or schedule, exactly the revision that the page's last record permits; for pages
    that are not under review, what Wagtail publishes.

    It runs with the system's authority: a clinician need not be allowed to publish. Named by
    the setting WAGTAIL_FINISH_WORKFLOW_ACTION.
    """
    # Wagtail imports this module while it defines its models.
    from wagtail.workflows import publish_workflow_state

    from clinic.review.gate import NotSignedOffError, standing_record
    from clinic.review.mixins import ClinicalReviewMixin

    page = workflow_state.content_object.specific_deferred
    if not isinstance(page, ClinicalReviewMixin):
        publish_workflow_state(workflow_state, user=user)
        return
    standing = standing_record(page)
    decided_here = workflow_state.task_states.values_list("revision_id", flat=True)
    if (
        standing is None
        or not standing.permits
        or standing.revision is None
        or standing.revision_id not in decided_here
    ):
        raise NotSignedOffError(page)
    # Who signs changes nothing, and may sign again.
    standing.revision.publish(user=user, changed=False, skip_permission_checks=True)
