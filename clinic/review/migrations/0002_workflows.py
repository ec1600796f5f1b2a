"""The two ways to publish: a clinical review, and a minor correction."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_workflows(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Group = apps.get_model("auth", "Group")
    clinicians, _ = Group.objects.get_or_create(name="Clinicians")
    Group.objects.get_or_create(name="Clinical leads")
    review = make_workflow(apps, "Clinical review", "ClinicalReviewTask", "Clinical sign-off")
    review.groups.add(clinicians)
    make_workflow(apps, "Minor correction", "MinorCorrectionTask", "Second editor")
    apps.get_model("review", "SignOffChain").objects.get_or_create(pk=1)


def make_workflow(apps: Apps, name: str, task_model: str, task_name: str) -> object:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    content_type, _ = ContentType.objects.get_or_create(
        app_label="review", model=task_model.lower()
    )
    task = apps.get_model("review", task_model).objects.create(
        name=task_name, active=True, content_type=content_type
    )
    workflow = Workflow.objects.create(name=name, active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return task


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(make_workflows, migrations.RunPython.noop)]
