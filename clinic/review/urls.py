"""Addresses of the clinical review outside of the admin."""

from django.urls import path

from clinic.review.preview_links import views

urlpatterns = [
    path("<str:token>/", views.preview, name="review_preview"),
    path("<str:token>/page/", views.preview_page, name="review_preview_page"),
    path("<str:token>/code/", views.preview_code, name="review_preview_code"),
]
