"""The addresses that search engines are told of."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from clinic.content.listing import open_to_all


class OpenPages(Sitemap):
    """Every page that a visitor may read, in each language under its own address."""

    def items(self) -> QuerySet[Page]:
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True).live()
        below_one = reduce(or_, (Q(path__startswith=home.path) for home in homes), Q(pk=None))
        return open_to_all(Page.objects.filter(below_one)).order_by("path")
