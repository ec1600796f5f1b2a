"""Answers that any page may ask for while it is read."""

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from clinic.content.distress import CACHE_SECONDS, plain_forms, word_lists


@require_safe
def distress_words(request: HttpRequest) -> JsonResponse:
    """The words of distress as `static/js/distress.js` compares them, for every visitor alike."""
    lists = {
        language: {**words._asdict(), "plain_forms": plain_forms(language)}
        for language, words in word_lists().items()
    }
    response = JsonResponse(lists)
    patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    return response
