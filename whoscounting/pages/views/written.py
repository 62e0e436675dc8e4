"""Pages that editors write, where Wagtail finds them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from wagtail.views import serve


@csrf_exempt  # it changes nothing, and who posts to it is told so by 405
@require_safe
def written(request: HttpRequest, path: str) -> HttpResponseBase:
    answer: HttpResponseBase = serve(request, path)
    return answer
