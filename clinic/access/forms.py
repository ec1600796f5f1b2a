"""The forms of logging in, where they differ from allauth's."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from axes.handlers.proxy import AxesProxyHandler
from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLoginForm):
    """Its fields are called as those of Django's own form, for axes, scripts and browsers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the page has the link
        self.fields["login"].widget.attrs["autofocus"] = True

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix("username" if field_name == "login" else field_name)


class LockedOut:
    """A name that is locked for this address gives no codes a try either."""

    user: Any

    def clean_code(self) -> str:
        credentials = {"username": self.user.get_username()}
        if not AxesProxyHandler.is_allowed(context.request, credentials):
            context.request.axes_locked_out = True  # its middleware answers
            context.request.axes_credentials = credentials
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_code()  # type: ignore[misc]


class CodeForm(LockedOut, AuthenticateForm):
    """Asks for a code while somebody logs in."""


class CodeAgainForm(LockedOut, ReauthenticateForm):
    """Asks for a code of somebody who is logged in."""


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey that can stand for the password too, unless somebody does not want that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name, to tell it from others")
        self.fields["passwordless"].label = _("Log in with it alone, without the password")
        self.fields["passwordless"].help_text = _("It then asks for your finger, face or PIN.")
        self.fields["passwordless"].initial = True
