"""The record of log-ins."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LogInEvent(models.Model):
    """Something that happened to an account, or at its door.

    `name` is that of the account, which may be gone; what a stranger typed is not kept, as it may
    be a password. Deleted after LOG_IN_DAYS.
    """

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        LOGGED_IN = "logged_in", _("Logged in")
        LOGGED_OUT = "logged_out", _("Logged out")
        WRONG_PASSWORD = "wrong_password", _("Wrong name or password")
        WRONG_CODE = "wrong_code", _("Wrong code")
        LOCKED = "locked", _("Locked out")
        FACTOR_ADDED = "factor_added", _("Second factor added")
        FACTOR_REMOVED = "factor_removed", _("Second factor removed")
        FACTOR_RESET = "factor_reset", _("Second factor reset by an operator")
        CODES_RENEWED = "codes_renewed", _("New recovery codes")
        PASSWORD_CHANGED = "password_changed", _("Password changed")
        EMAIL_CHANGED = "email_changed", _("E-mail address changed")

    class Method(models.TextChoices):
        PASSWORD = "password", _("Password")
        TOTP = Authenticator.Type.TOTP.value, _("Code of an app")
        RECOVERY_CODES = Authenticator.Type.RECOVERY_CODES.value, _("Recovery code")
        WEBAUTHN = Authenticator.Type.WEBAUTHN.value, _("Passkey")
        PASSKEY = "passkey", _("Passkey without password")

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    kind = models.CharField(_("what"), max_length=20, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    method = models.CharField(_("how"), max_length=20, choices=Method.choices, blank=True)
    address = models.GenericIPAddressField(_("from"), null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("log-in")
        verbose_name_plural = _("log-ins")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}"
