"""What each group may do about feedback, and the first reasons and answers, for the clinic to
change."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PERMISSIONS = {
    "Moderators": [
        ("comment", "view_comment", "Can view comment"),
        ("comment", "moderate_comment", "Can decide about comments, and answer as staff"),
        ("comment", "export_comment", "Can export comments"),
        ("privatemessage", "view_privatemessage", "Can view private message"),
        ("privatemessage", "change_privatemessage", "Can change private message"),
        ("privatemessage", "delete_privatemessage", "Can delete private message"),
        ("editortask", "change_editortask", "Can change task for the editor"),
        ("answertemplate", "add_answertemplate", "Can add answer template"),
        ("answertemplate", "change_answertemplate", "Can change answer template"),
        ("answertemplate", "delete_answertemplate", "Can delete answer template"),
        ("answertemplate", "view_answertemplate", "Can view answer template"),
        ("rejectreason", "add_rejectreason", "Can add reason for rejection"),
        ("rejectreason", "change_rejectreason", "Can change reason for rejection"),
        ("rejectreason", "view_rejectreason", "Can view reason for rejection"),
        ("feedbacksettings", "change_feedbacksettings", "Can change feedback settings"),
    ],
    "Editors": [("editortask", "change_editortask", "Can change task for the editor")],
    "Clinicians": [
        ("comment", "view_comment", "Can view comment"),
        ("comment", "answer_as_clinician", "Can answer as a clinician"),
    ],
}

REASONS = [
    (
        "Personal or health details",
        "Comments are public, so we do not publish health details or anything by which a person "
        "can be recognised, the author’s own included.",
    ),
    (
        "About a particular person",
        "We do not publish what is said about a particular person, whether praise or complaint.",
    ),
    (
        "Advice on somebody’s treatment",
        "We do not publish advice on what a particular person should take or do.",
    ),
    (
        "Not about this article",
        "We publish what helps other readers of this article, and this is about something else.",
    ),
    (
        "Advertising",
        "We do not publish what advertises a product, a service or another site.",
    ),
    (
        "Language",
        "We do not publish words that may hurt other readers.",
    ),
]

ANSWERS = [
    (
        "Thank you, we will look at it",
        "Thank you for telling us. We will check the article and change it where it is wrong.",
    ),
    (
        "We cannot advise here",
        "We cannot give advice about one person’s situation in public. Please speak to your own "
        "doctor or, if you like, write to us privately by the link above.",
    ),
    (
        "In a crisis",
        "Nobody watches these comments around the clock. If you or somebody else may be in "
        "danger, please use one of the lines under “If you need help now” on this page.",
    ),
]


def give_permissions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for group_name, permissions in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=group_name)
        for model, codename, name in permissions:
            # Django makes them only after the migrations of an app.
            content_type, _ = ContentType.objects.get_or_create(app_label="feedback", model=model)
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": name}
            )
            group.permissions.add(permission)


def write_first_words(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    RejectReason = apps.get_model("feedback", "RejectReason")
    AnswerTemplate = apps.get_model("feedback", "AnswerTemplate")
    for order, (title, text) in enumerate(REASONS):
        RejectReason.objects.get_or_create(title=title, defaults={"text": text, "sort_order": order})
    for title, text in ANSWERS:
        AnswerTemplate.objects.get_or_create(title=title, defaults={"text": text})


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_initial"),
        # Which makes the groups, and gives each exactly what it had then.
        ("home", "0002_first_home_and_groups"),
    ]

    operations = [
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
        migrations.RunPython(write_first_words, migrations.RunPython.noop),
    ]
