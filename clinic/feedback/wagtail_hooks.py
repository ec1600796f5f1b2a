"""What Wagtail's admin gets of feedback."""

from clinic.feedback import (
    admin_menu,  # noqa: F401 - registers the moderators' side
    passage_editor,  # noqa: F401 - registers passages with the editor
)
