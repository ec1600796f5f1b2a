"""The models of this app, gathered where Django looks for them."""

from clinic.content.clinic_settings import ClinicSettings
from clinic.content.distress import DistressWords
from clinic.content.images import ClinicImage, ClinicRendition
from clinic.content.people import Person
from clinic.content.references import Reference
from clinic.content.shared_texts import SharedText
from clinic.content.topics import Topic

__all__ = [
    "ClinicImage",
    "ClinicRendition",
    "ClinicSettings",
    "DistressWords",
    "Person",
    "Reference",
    "SharedText",
    "Topic",
]
