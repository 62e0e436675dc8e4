"""A trust's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from whoscounting.atlas import sharing
from whoscounting.atlas.freshness import public
from whoscounting.atlas.presenters.trust import trust_page
from whoscounting.atlas.reading import state, story
from whoscounting.atlas.showing import show
from whoscounting.register import queries as register


@public
def trust(request: HttpRequest, ods_code: str) -> HttpResponse:
    """Every trust that ever was has its page: asked, out of scope with the reason, closed with its successors."""
    if ods_code != ods_code.upper():
        return redirect("trust", ods_code=ods_code.upper(), permanent=True)
    found = register.trust(ods_code)
    if found is None:
        raise Http404(f"We know no trust with the code {ods_code}.")
    now, today = state(), timezone.localdate()
    page = trust_page(now, found, today=today, **story(now, found))
    return show(request, "trust.html", page, share=sharing.of_trust(now, page, today=today))
