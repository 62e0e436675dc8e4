"""Who may do what at the desk. Wagtail has already asked for a sign-in when a view runs."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.http import HttpResponseBase

from whoscounting.desk.frame import StaffRequest, page

View = Callable[..., HttpResponseBase]

# What each permission lets one do, in the words of the refusal.
MAY = {
    "census.see_desk": "see the census",
    "census.run_round": "run a round: plan, open and close it, change its scope or record what was sent",
    "census.record_reply": "take in replies",
    "census.assess": "assess answers",
    "census.publish_edition": "publish an edition",
    "register.keep_register": "keep the contacts of trusts",
    "mail.send_letters": "send letters",
    "mail.read_mail": "read the mail that came in, and file it",
    "pages.keep_consent": "keep people’s consent to their stories",
}


def needs(permission: str) -> Callable[[View], View]:
    """Let only people with this permission in; tell the others in words, with status 403."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.user.has_perm(permission):
                return view(request, *args, **kwargs)
            return page(
                request, "desk/forbidden.html", title="This is not part of your role", status=403, may=MAY[permission]
            )

        return guarded

    return decorate
