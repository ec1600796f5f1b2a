"""What the settings of a site have in common."""

from typing import Any, Self

from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site


class SiteSetting(BaseSiteSetting):
    """Wagtail's, which does not look where rows are written for a row that is there to be read."""

    class Meta:
        abstract = True

    @classmethod
    def for_site(cls, site: Site | None) -> Any:
        found: list[Self] = list(cls.base_queryset().filter(site=site)[:1])
        return found[0] if found else super().for_site(site)
