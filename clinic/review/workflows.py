"""Which of Wagtail's workflows leads a page to its publication."""

from django.db.models import QuerySet
from wagtail.models import Page, Task, TaskState, Workflow

CLINICAL_REVIEW = "clinicalreviewtask"
MINOR_CORRECTION = "minorcorrectiontask"


def _tasks(*models: str) -> QuerySet[Task]:
    """By the names of the tasks' models: page types ask, and tasks know page types."""
    return Task.objects.filter(content_type__app_label="review", content_type__model__in=models)


def _first_with(model: str) -> Workflow | None:
    tasks = _tasks(model).filter(active=True)
    workflows = Workflow.objects.filter(active=True, workflow_tasks__task__in=tasks)
    return workflows.order_by("pk").first()


def reviews(workflow: Workflow) -> bool:
    """Whether a clinical review is a step of this workflow."""
    tasks = _tasks(CLINICAL_REVIEW).filter(active=True)
    return tasks.filter(workflow_tasks__workflow=workflow).exists()


def clinical_workflow() -> Workflow | None:
    """The workflow that the site came with, or the oldest active one that holds a review."""
    return _first_with(CLINICAL_REVIEW)


def minor_correction_workflow() -> Workflow | None:
    return _first_with(MINOR_CORRECTION)


def awaits_decision(page: Page) -> bool:
    """Whether somebody is asked to sign the page, or to confirm its correction, right now."""
    waiting = TaskState.objects.for_instance(page).filter(status=TaskState.STATUS_IN_PROGRESS)
    return waiting.filter(task__in=_tasks(CLINICAL_REVIEW, MINOR_CORRECTION)).exists()
