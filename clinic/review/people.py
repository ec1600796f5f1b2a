"""The public page of a clinician: who signed, and what holds of it."""

from django.core.paginator import Page as Slice
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from wagtail.models import Page

from clinic.content.listing import paginated, visible
from clinic.content.models import Person
from clinic.review.overview import pages_under_review, reviews_of
from clinic.review.sign_offs import SignOff


def person_address(person: Person) -> str:
    """Where a clinician is shown to visitors."""
    return reverse("clinician", args=[person.pk, slugify(person.name) or "clinician"])


@require_safe
def clinician(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A person who signed, with the pages whose review by them holds; 404 for anybody else."""
    person = get_object_or_404(Person.objects.select_related("photo"), pk=pk)
    if not SignOff.objects.filter(person=person).exists():
        raise Http404
    address = person_address(person)
    if request.path != address:
        return redirect(address, permanent=True)
    context = {"person": person, "pages": reviewed_pages(person, request.GET.get("page"))}
    return render(request, "review/clinician.html", context)


def reviewed_pages(person: Person, number: str | None) -> Slice:
    """The visible pages that the person signed last, without those whose review does not hold
    now; as many queries for ten as for one."""
    signed = visible(pages_under_review().filter(review_due__gt=timezone.now()))
    pages = paginated(signed.filter(signed_by=person.pk).order_by("title", "pk"), number)
    specific = Page.objects.filter(pk__in=[page.pk for page in pages]).specific().in_bulk()
    reviews = reviews_of(specific.values())
    pages.object_list = [specific[page.pk] for page in pages if reviews[page.pk].is_valid]
    return pages
