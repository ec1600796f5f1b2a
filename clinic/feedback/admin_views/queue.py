"""The list of comments: what waits, and what was decided."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import ListView
from wagtail.admin import messages

from clinic.feedback import moderation
from clinic.feedback.admin_views.base import ANSWER, MODERATE, FeedbackAdminMixin
from clinic.feedback.models import Comment, RejectReason

Status = Comment.Status
WAITING = Q(status=Status.PENDING) | ~Q(new_text="")
LISTS: dict[str, tuple[Any, Q]] = {
    "waiting": (gettext_lazy("Waiting"), WAITING),
    "published": (gettext_lazy("Published"), Q(status=Status.PUBLISHED)),
    "rejected": (gettext_lazy("Not published"), Q(status=Status.REJECTED)),
    "spam": (gettext_lazy("Spam"), Q(status=Status.SPAM)),
}


class QueueView(FeedbackAdminMixin, ListView):
    """Comments with all that a moderator needs to decide at a glance; the oldest that wait come
    first, of the others the newest."""

    permissions = (MODERATE, ANSWER)
    template_name = "feedback/admin/queue.html"
    page_title = gettext_lazy("Comments")
    paginate_by = 20
    page_kwarg = "p"

    @cached_property
    def chosen(self) -> str:
        """Which list is shown."""
        name = self.request.GET.get("list", "")
        return name if name in LISTS else "waiting"

    @cached_property
    def words(self) -> str:
        return self.request.GET.get("q", "").strip()[:100]

    def get_queryset(self) -> QuerySet[Comment]:
        comments = Comment.objects.filter(LISTS[self.chosen][1])
        if self.words:
            found = Q(text__icontains=self.words) | Q(name__icontains=self.words)
            comments = comments.filter(found | Q(page__title__icontains=self.words))
        page = self.request.GET.get("page_id", "")
        if page.isascii() and page.isdigit() and len(page) < 16:
            comments = comments.filter(page=int(page))
        order = "created_at" if self.chosen == "waiting" else "-created_at"
        related = ("page", "parent", "reject_reason", "decided_by", "root")
        return comments.select_related(*related).order_by(order, "pk")

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        """Rubbish in the address, or a page that is empty by now, shows the nearest."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get(self.page_kwarg, "")[:6])
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = Comment.objects.aggregate(
            **{name: Count("pk", filter=condition) for name, (_label, condition) in LISTS.items()}
        )
        lists = [
            {"name": name, "label": label, "count": counts[name], "current": name == self.chosen}
            for name, (label, _condition) in LISTS.items()
        ]
        return super().get_context_data(
            lists=lists,
            chosen=self.chosen,
            words=self.words,
            reasons=RejectReason.objects.all(),
            may_moderate=self.request.user.has_perm(MODERATE),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide about one comment ("approve:12") or about all that are ticked."""
        if not request.user.has_perm(MODERATE):
            return redirect("feedback_admin:queue")
        name, _colon, pk = request.POST.get("one", "").partition(":")
        pks = [pk] if pk else request.POST.getlist("comment")
        name = name or request.POST.get("action", "")
        numbers = [int(pk) for pk in pks if pk.isascii() and pk.isdigit() and len(pk) < 16]
        done = decide(name, numbers[:200], request.user, request.POST.get("reason", ""))
        if done is None:
            messages.error(request, _("Nothing was chosen, so nothing was done."))
        else:
            messages.success(request, done)
        here = reverse("feedback_admin:queue")
        query = {name: value for name, value in request.GET.items() if name in ("list", "q", "p")}
        return redirect(f"{here}?{urlencode(query)}")


def decide(name: str, pks: list[int], by: Any, reason_pk: str = "") -> str | None:
    """Do one thing to several comments, and say how many it was done to; None where there is
    nothing to do."""
    reason = None
    if reason_pk.isascii() and reason_pk.isdigit() and len(reason_pk) < 16:
        reason = RejectReason.objects.filter(pk=int(reason_pk)).first()
    actions: dict[str, Callable[[int], Any]] = {
        "approve": lambda pk: moderation.approve(pk, by),
        "reject": lambda pk: moderation.reject(pk, reason, by),
        "spam": lambda pk: moderation.mark_spam(pk, by),
        "divert": lambda pk: moderation.divert(pk, by),
    }
    known = Comment.objects.filter(pk__in=pks).values_list("pk", flat=True)
    if name not in actions or not known:
        return None
    count = sum(1 for pk in known if actions[name](pk))
    words = {
        "approve": ngettext("%d comment was published.", "%d comments were published.", count),
        "reject": ngettext(
            "%d comment was not published.", "%d comments were not published.", count
        ),
        "spam": ngettext("%d comment is spam.", "%d comments are spam.", count),
        "divert": ngettext(
            "%d comment was moved to the private inbox.",
            "%d comments were moved to the private inbox.",
            count,
        ),
    }
    return words[name] % count
