"""Questions that people ask."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.base import HeadedBlock, TextBlock, introduction


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(
        label=_("Question"), max_length=250, help_text=_("In the words of those who ask it.")
    )
    answer = TextBlock(label=_("Answer"), help_text=_("Begin with the answer itself."))

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuestionsBlock(HeadedBlock):
    """Questions with their answers."""

    introduction = introduction()
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions in a reader's words, each with its answer.")
        template = "content/blocks/questions.html"
        preview_value = {
            "heading": _("Questions"),
            "introduction": "",
            "questions": [
                {"question": "May I eat before?", "answer": "<p>Not in the last four hours.</p>"},
                {"question": "May I bring somebody?", "answer": "<p>Yes, please do.</p>"},
            ],
        }
