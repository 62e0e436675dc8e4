"""What feed readers ask for."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from whoscounting.atlas import feeds
from whoscounting.atlas.freshness import public
from whoscounting.atlas.reading import is_rehearsal
from whoscounting.census.queries import editions as census
from whoscounting.census.queries.opendata import each_finding
from whoscounting.register import queries as register


@public
def editions(request: HttpRequest) -> HttpResponse:
    return _answer(feeds.of_editions(census.editions(rehearsal=is_rehearsal())))


@public
def trust(request: HttpRequest, ods_code: str) -> HttpResponse:
    if ods_code != ods_code.upper():
        return redirect("trust_feed", ods_code=ods_code.upper(), permanent=True)
    found = register.trust(ods_code)
    if found is None:
        raise Http404(f"We know no trust with the code {ods_code}.")
    findings = each_finding(rehearsal=is_rehearsal(), ods_code=ods_code)
    return _answer(feeds.of_trust(found.name, ods_code, findings))


@public
def region(request: HttpRequest, slug: str) -> HttpResponse:
    found = next((one for one in register.regions() if one.slug == slug), None)
    if found is None:
        raise Http404("We know no region of this name.")
    return _answer(feeds.of_region(found.name, slug, each_finding(rehearsal=is_rehearsal(), region=slug)))


def _answer(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=feeds.CONTENT_TYPE, headers={"Access-Control-Allow-Origin": "*"})
