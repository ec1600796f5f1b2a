"""What the clinic says about itself on every page."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.blocks import StreamValue
from wagtail.contrib.settings.models import register_setting
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from clinic.content.blocks.crisis import CrisisLineBlock
from clinic.content.blocks.link import LinkBlock
from clinic.content.features import INLINE_FEATURES
from clinic.content.fields import FormattedTextField
from clinic.content.shown import shown_pages
from clinic.content.site_setting import SiteSetting


class NavigationLink(NamedTuple):
    """One entry of the header or the footer."""

    href: str
    label: str


@register_setting(icon="home", order=1)
class ClinicSettings(SiteSetting):
    """The clinic's name, address, crisis lines, disclaimer and navigation."""

    name = models.CharField(_("name"), max_length=100, default=_("Clinic"))
    tagline = models.CharField(
        _("tagline"),
        max_length=150,
        blank=True,
        help_text=_("What the clinic is, in a few words: under its name, below every page."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("At the top of every page, and in this menu. Without one, a small drawing."),
    )
    logo_text = models.CharField(
        _("what the logo says"),
        max_length=100,
        blank=True,
        db_default="",
        help_text=_(
            "If the clinic’s name is in the logo, write here what the logo says: those who cannot "
            "see it hear this. Left empty, the name stands beside the logo."
        ),
    )
    address = models.TextField(_("address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    opening_hours = models.TextField(_("opening hours"), blank=True)

    crisis_lines = StreamField(
        [("line", CrisisLineBlock())],
        verbose_name=_("crisis lines"),
        blank=True,
        help_text=_(
            "Shown wherever a page offers help in a crisis. Check each on its own website "
            "before you save."
        ),
    )
    medical_disclaimer = FormattedTextField(
        _("medical disclaimer"),
        blank=True,
        features=INLINE_FEATURES,
        help_text=_("Shown under every article."),
    )
    header_links = StreamField(
        [("link", LinkBlock())],
        verbose_name=_("header navigation"),
        blank=True,
        max_num=7,
    )
    footer_links = StreamField(
        [("link", LinkBlock())],
        verbose_name=_("footer navigation"),
        blank=True,
        max_num=20,
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("tagline"),
                    MultiFieldPanel(
                        [FieldPanel("logo"), FieldPanel("logo_text")], heading=_("Logo")
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("address"),
                            FieldPanel("telephone"),
                            FieldPanel("email"),
                            FieldPanel("opening_hours"),
                        ],
                        heading=_("Contact"),
                    ),
                ],
                heading=_("The clinic"),
            ),
            ObjectList(
                [FieldPanel("crisis_lines"), FieldPanel("medical_disclaimer")], heading=_("Safety")
            ),
            ObjectList(
                [FieldPanel("header_links"), FieldPanel("footer_links")], heading=_("Navigation")
            ),
        ]
    )

    select_related = ("logo",)

    class Meta:
        verbose_name = _("clinic settings")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError for what is said of a logo that is not there."""
        super().clean()
        if self.logo_text and self.logo is None:
            raise ValidationError({"logo_text": _("Choose the logo, or leave this empty.")})

    @property
    def is_named_by_logo(self) -> bool:
        """Whether the logo stands in place of the name, not beside it."""
        return bool(self.logo and self.logo_text)

    @property
    def linked_page_ids(self) -> list[int]:
        """The pages of both navigations."""
        links = [*self.header_links.get_prep_value(), *self.footer_links.get_prep_value()]
        return [link["value"]["page"] for link in links if link["value"].get("page")]

    @cached_property
    def shown_pages(self) -> dict[int, Page]:
        """Those of them that may be shown, by their ids."""
        return shown_pages(self.linked_page_ids)

    def _navigation(self, links: StreamValue) -> list[NavigationLink]:
        entries = []
        for item in links.get_prep_value():
            value = item["value"]
            page = self.shown_pages.get(value.get("page"))
            href = page.url if page else value.get("url")
            if href:
                title = page.title if page else href
                entries.append(NavigationLink(href, value.get("text") or title))
        return entries

    @cached_property
    def header_navigation(self) -> list[NavigationLink]:
        return self._navigation(self.header_links)

    @cached_property
    def footer_navigation(self) -> list[NavigationLink]:
        return self._navigation(self.footer_links)
