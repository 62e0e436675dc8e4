"""allauth's views where ours do a little more."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from whoscounting.desk.signing_in.devices import device
from whoscounting.desk.signing_in.forms import remember


class SignIn(LoginView):
    """Who is in already goes on. Who has no role stays here, because the desk would only send them back."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.has_perm("wagtailadmin.access_admin"):
            return HttpResponseRedirect(self.get_authenticated_redirect_url())
        return super().get(request, *args, **kwargs)


class SetUp(ActivateTOTPView):
    """The second factor's set-up."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The code counts as a sign-in with it: it can't be used again, and whoever came in without one is out."""
        response = super().form_valid(form)
        factor = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        factor.wrap().validate_code(form.cleaned_data["code"])
        remember(factor, form.cleaned_data["code"])
        post_authentication(self.request, factor, reauthenticated=True)
        end_other_sessions(self.request, self.request.user)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        in_fours = " ".join(wrap(shown["form"].secret, 4))
        return shown | {"in_fours": in_fours, "required": settings.SECOND_FACTOR_REQUIRED}


class Places(ListUserSessionsView):
    """Where one is signed in. Neither page nor table says where on earth that is."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = super().get_context_data(**kwargs)
        here_first = sorted(
            shown["sessions"], key=lambda session: (session.is_current(), session.last_seen_at), reverse=True
        )
        return shown | {"places": [place(session) for session in here_first]}


def place(session: UserSession) -> dict[str, Any]:
    return {
        "device": device(session.user_agent),
        "since": session.created_at,
        "seen": session.last_seen_at,
        "here": session.is_current(),
    }


sign_in, set_up, places = SignIn.as_view(), SetUp.as_view(), Places.as_view()
