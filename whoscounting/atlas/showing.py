"""How every page is handed to its template: one object called `page`, and the address under which it is known."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from whoscounting.atlas.sharing import Share


def show(
    request: HttpRequest,
    template: str,
    page: Any,
    *,
    canonical: str = "",
    share: Share | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page. `canonical` is its one true path if that differs from the one asked for."""
    context = {"page": page, "canonical": settings.PUBLIC_URL + (canonical or request.path), "share": share}
    return render(request, f"atlas/{template}", context, status=status)
