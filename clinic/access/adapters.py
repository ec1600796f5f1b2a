"""How allauth fits this site: whom it believes, whom it tells, and what it keeps secret."""

import base64
import logging
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from axes.helpers import get_client_ip_address
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from clinic.access.ways import is_ours

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, and have one address, that of the user."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        return is_ours(context.request, url)

    def get_client_ip(self, request: HttpRequest) -> str:
        return get_client_ip_address(request) or ""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Axes counts wrong passwords, for each name and address. A count for the name alone
        would let anybody lock anybody out."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return "/"

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        if address := email or user.email:
            told = {"timestamp": timezone.now()}
            if self.request:
                told["ip"] = self.get_client_ip(self.request)
                told["user_agent"] = self.get_http_user_agent(self.request)[:200]
            self.send_mail(template_prefix, address, told | (context or {}))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away stops nobody who logs in."""
        site = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc
        mail = self.render_mail(template_prefix, email, {"email": email, "site": site} | context)
        try:
            mail.send()
        except OSError:
            logger.exception("A mail about an account could not be sent")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted with a key derived from SECRET_KEY: a copy of the database alone
    opens no account."""

    @cached_property
    def _fernet(self) -> MultiFernet:
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return MultiFernet([Fernet(_derived(key)) for key in keys])

    def encrypt(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises ValidationError, as a wrong code does, if SECRET_KEY is not what it was."""
        try:
            return self._fernet.decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor was set up with another SECRET_KEY")
            raise self.validation_error("incorrect_code") from None

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        before = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)d") % {"number": before + 1}

    def build_totp_svg(self, url: str) -> str:
        """The code as an element to stand in the page."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]


def _derived(secret: str) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"clinic.access second factor")
    return base64.urlsafe_b64encode(hkdf.derive(secret.encode()))
