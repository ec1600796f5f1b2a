"""Every address of feedback, outside of the languages' prefixes: the page decides which
language is spoken."""

from django.urls import path

from clinic.feedback.views import following, owning, passage, rating, reading, writing

app_name = "feedback"

urlpatterns = [
    path("token/", reading.token, name="token"),
    path("<int:page_id>/", reading.overview, name="overview"),
    path("<int:page_id>/threads/", reading.more, name="threads"),
    path("<int:page_id>/new/", reading.news, name="news"),
    path("<int:page_id>/mine/", reading.mine, name="mine"),
    path("<int:page_id>/rate/", rating.stars, name="rate"),
    path("<int:page_id>/comment/", writing.comment, name="write"),
    path("<int:page_id>/private/", writing.private, name="private"),
    path("<int:page_id>/passage/<slug:key>/", passage.answers, name="passage"),
    path("<int:page_id>/subscribe/", following.subscribe, name="subscribe"),
    path("<int:page_id>/asked/", following.asked, name="asked"),
    path("comment/<int:comment_id>/", reading.permalink, name="comment"),
    path("comment/<int:comment_id>/vote/", rating.votes, name="vote"),
    path("comment/<int:comment_id>/change/", writing.change, name="change"),
    path("mail/confirm/<str:secret>/", following.confirm, name="confirm"),
    path("mail/end/<str:secret>/", following.unsubscribe, name="unsubscribe"),
    path("mail/change/<str:secret>/", owning.change, name="change_by_mail"),
    path("own/", owning.ask, name="own"),
    path("own/<str:secret>/", owning.data, name="own_data"),
    path("own/<str:secret>/export/", owning.export, name="own_export"),
    path("own/<str:secret>/end/", owning.end, name="own_end"),
    path("own/<str:secret>/erase/", owning.erase, name="own_erase"),
]
