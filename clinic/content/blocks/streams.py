"""What each kind of page may be composed of: a small, deliberate list, grouped as the block
chooser shows it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from clinic.content.blocks.benefits import BenefitsBlock
from clinic.content.blocks.bottom_line import BottomLineBlock
from clinic.content.blocks.call_to_action import CallToActionBlock
from clinic.content.blocks.callout import CalloutBlock
from clinic.content.blocks.crisis import CrisisHelpBlock
from clinic.content.blocks.document import DocumentBlock
from clinic.content.blocks.factors import FactorsBlock
from clinic.content.blocks.image import FigureBlock
from clinic.content.blocks.people import PeopleBlock
from clinic.content.blocks.process_steps import ProcessStepsBlock
from clinic.content.blocks.questions import QuestionsBlock
from clinic.content.blocks.quote import QuoteBlock
from clinic.content.blocks.related_pages import NewestPagesBlock, RelatedPagesBlock
from clinic.content.blocks.section import PlainTextBlock, SectionBlock
from clinic.content.blocks.shared_text import SharedTextBlock
from clinic.content.blocks.side_effects import SideEffectsBlock
from clinic.content.blocks.table import TableBlock
from clinic.content.blocks.video import VideoBlock

TEXT = _("Text")
CLINICAL = _("Clinical content")
SAFETY = _("Safety")
MEDIA = _("Pictures and files")
NEXT = _("What to do next")


class ArticleBody(blocks.StreamBlock):
    """Everything that an article needs."""

    section = SectionBlock(group=TEXT)
    text = PlainTextBlock(group=TEXT)
    questions = QuestionsBlock(group=TEXT)
    table = TableBlock(group=TEXT)
    quote = QuoteBlock(group=TEXT)
    shared_text = SharedTextBlock(group=TEXT)
    process_steps = ProcessStepsBlock(group=CLINICAL)
    factors = FactorsBlock(group=CLINICAL)
    benefits = BenefitsBlock(group=CLINICAL)
    side_effects = SideEffectsBlock(group=CLINICAL)
    bottom_line = BottomLineBlock(group=CLINICAL)
    callout = CalloutBlock(group=SAFETY)
    crisis_help = CrisisHelpBlock(group=SAFETY)
    image = FigureBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    document = DocumentBlock(group=MEDIA)
    call_to_action = CallToActionBlock(group=NEXT)
    related_pages = RelatedPagesBlock(group=NEXT)

    class Meta:
        block_counts = {
            "bottom_line": {"max_num": 1},
            "crisis_help": {"max_num": 2},
            "related_pages": {"max_num": 2},
        }


class StandardBody(blocks.StreamBlock):
    """Pages about the clinic itself."""

    section = SectionBlock(group=TEXT)
    text = PlainTextBlock(group=TEXT)
    questions = QuestionsBlock(group=TEXT)
    table = TableBlock(group=TEXT)
    quote = QuoteBlock(group=TEXT)
    shared_text = SharedTextBlock(group=TEXT)
    people = PeopleBlock(group=TEXT)
    process_steps = ProcessStepsBlock(group=TEXT)
    callout = CalloutBlock(group=SAFETY)
    crisis_help = CrisisHelpBlock(group=SAFETY)
    image = FigureBlock(group=MEDIA)
    video = VideoBlock(group=MEDIA)
    document = DocumentBlock(group=MEDIA)
    call_to_action = CallToActionBlock(group=NEXT)
    related_pages = RelatedPagesBlock(group=NEXT)
    newest_pages = NewestPagesBlock(group=NEXT)

    class Meta:
        block_counts = {
            "crisis_help": {"max_num": 2},
            "related_pages": {"max_num": 2},
            "newest_pages": {"max_num": 2},
        }


class HomeBody(blocks.StreamBlock):
    """The front door: little, and all of it leads on."""

    section = SectionBlock(group=TEXT)
    quote = QuoteBlock(group=TEXT)
    callout = CalloutBlock(group=SAFETY)
    crisis_help = CrisisHelpBlock(group=SAFETY)
    image = FigureBlock(group=MEDIA)
    call_to_action = CallToActionBlock(group=NEXT)
    related_pages = RelatedPagesBlock(group=NEXT)
    newest_pages = NewestPagesBlock(group=NEXT)

    class Meta:
        block_counts = {
            "crisis_help": {"max_num": 1},
            "related_pages": {"max_num": 3},
            "newest_pages": {"max_num": 3},
        }
