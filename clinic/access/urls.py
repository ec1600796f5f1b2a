"""The addresses of logging in, below those of the admin and instead of its own.

Of allauth's only those stand here that the site offers: nobody signs up.
"""

from allauth.account import views as account
from csp.decorators import csp
from django.conf import settings
from django.urls import include, path, re_path
from wagtail.admin.views.account import LogoutView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from clinic.access import views

_login = views.LoginView.as_view()

urlpatterns = [
    path("login/", _login, name="account_login"),
    # allauth asks for this name where it writes to an address that has no account.
    path("login/", _login, name="account_signup"),
    path("login/inactive/", account.account_inactive, name="account_inactive"),
    path("logout/", LogoutView.as_view(), name="account_logout"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("password_reset/", account.password_reset, name="account_reset_password"),
    path("password_reset/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password_reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password_reset/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second-factor/", views.SecondFactorView.as_view(), name="mfa_index"),
    path(
        "second-factor/webauthn/login/",
        views.PasskeyLoginView.as_view(),
        name="mfa_login_webauthn",
    ),
    path("second-factor/", include("allauth.mfa.urls")),
]
# They need none of what the admin's policy allows.
decorate_urlpatterns(urlpatterns, csp(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]))
