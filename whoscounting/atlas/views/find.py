"""Find my hospital."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from whoscounting.atlas.freshness import of_one_moment
from whoscounting.atlas.presenters.find import find_page
from whoscounting.atlas.reading import state
from whoscounting.atlas.showing import show
from whoscounting.ledger.queries import newest_public
from whoscounting.register import queries as register


@csrf_exempt
@require_safe
@of_one_moment
def find(request: HttpRequest) -> HttpResponse:
    """Where somebody lives is nobody's business: not logged, not cached, not told to the next site."""
    mark = newest_public()
    now, query = state(mark), request.GET.get("q")
    found = None if query is None else register.find(query, trusts=now.by_code, mark=mark)
    response = show(request, "find.html", find_page(now, found, query or ""))
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
