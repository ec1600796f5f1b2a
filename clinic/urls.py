"""Every address of the site; pages themselves come last, from Wagtail's tree."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from clinic import routing, views
from clinic.access.views import VisitorLoginView
from clinic.caching.keeping import kept
from clinic.content.views import distress_words
from clinic.review.people import clinician
from clinic.sitemap import OpenPages
from search.views import counted, search, suggest

handler500 = views.server_error

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include("clinic.access.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("distress.json", distress_words, name="distress_words"),
    path("documents/", include(wagtaildocs_urls)),
    path("preview/", include("clinic.review.urls")),
    path("feedback/", include("clinic.feedback.urls")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", kept(views.robots), name="robots"),
    path("sitemap.xml", kept(sitemap), {"sitemaps": {"pages": OpenPages}}, name="sitemap"),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(r"^media/(?P<path>.*)$", views.media)]

urlpatterns += i18n_patterns(
    path("people/<int:pk>/<slug:slug>/", clinician, name="clinician"),
    path("search/", search, name="search"),
    path("search/suggestions/", suggest, name="suggest"),
    path("search/counted/", counted, name="search_counted"),
    path("_util/login/", VisitorLoginView.as_view(), name="wagtailcore_login"),
    # Wagtail's own password form, without the pattern that takes any path.
    path("", include(wagtail_urls.urlpatterns[:-1])),
    re_path(wagtail_urls.serve_pattern, routing.serve, name="wagtail_serve"),
    prefix_default_language=False,
)
