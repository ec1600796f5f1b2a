"""Logging in: allauth's views, where they differ."""

from typing import Any

from allauth.account import views as account_views
from allauth.account.mixins import NextRedirectMixin
from allauth.account.models import Login
from allauth.mfa.base.views import IndexView
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from clinic.access.second_factor import must_have_one
from clinic.access.ways import lead_to


class LoginView(account_views.LoginView):
    """The log-in of the admin. Whoever is in already goes on."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.missing_step:
            return lead_to(str(request.missing_step), request)
        if request.method == "GET" and self.is_in(request):
            return redirect(self.get_next_url() or "wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def is_in(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("wagtailadmin.access_admin"))


class VisitorLoginView(LoginView):
    """The log-in of a private page. Whoever is in, and led here, may not see that page: she may
    log in as somebody else."""

    template_name = "access/visitor_login.html"

    def is_in(self, request: HttpRequest) -> bool:
        return False


class PasskeyLoginView(NextRedirectMixin, LoginWebAuthnView):
    """Logs in by a passkey alone, and goes where the person wanted to go."""

    def form_valid(self, form: Any) -> HttpResponse:
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=self.get_next_url())
        return perform_passwordless_login(self.request, passkey, login)


class SecondFactorView(IndexView):
    """What a person has beside her password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(must_have_one=must_have_one(self.request.user), **kwargs)
