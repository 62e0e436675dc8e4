"""Every live figure with its present value, for editors to copy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from whoscounting.desk.frame import page
from whoscounting.pages.figures import Figures


def all_figures(request: HttpRequest) -> HttpResponse:
    return page(request, "pages/editing/figures.html", title="Figures", figures=Figures.now().every())
