"""What a user may do with a page that is under clinical review."""

from wagtail.models import PagePermissionTester

from clinic.review import gate


class ReviewedPagePermissionTester(PagePermissionTester):
    """Wagtail's, but nobody publishes what is not signed off, superusers included."""

    def can_publish(self) -> bool:
        return super().can_publish() and gate.may_go_live(self.page.specific)

    # Both are asked of whoever may publish; neither makes anything public.
    def can_set_view_restrictions(self) -> bool:
        return super().can_publish()

    def can_unschedule(self) -> bool:
        return super().can_publish()
