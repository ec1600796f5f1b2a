"""The admin's addresses of the review."""

from django.urls import path

from clinic.review import reports
from clinic.review.views import corrections, deciding

app_name = "clinic_review"
urlpatterns = [
    path("pages/", reports.PagesUnderReview.as_view(), name="pages"),
    path(
        "pages/results/",
        reports.PagesUnderReview.as_view(results_only=True),
        name="pages_results",
    ),
    path("sign-offs/", reports.SignOffs.as_view(), name="sign_offs"),
    path(
        "sign-offs/results/",
        reports.SignOffs.as_view(results_only=True),
        name="sign_offs_results",
    ),
    path("<int:task_state_id>/", deciding.review, name="review"),
    path("pages/<int:page_id>/withdraw/", corrections.withdraw, name="withdraw"),
    path("pages/<int:page_id>/emergency/", corrections.emergency, name="emergency"),
    path("pages/<int:page_id>/minor/", corrections.minor, name="minor"),
    path("pages/<int:page_id>/confirm/", corrections.confirm, name="confirm"),
]
