"""Pictures and files that readers load."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex

from whoscounting.pages.models import Download, ReportPage

AN_HOUR = "public, max-age=3600"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """One size of a picture. Originals have no address. Kept by browsers for an hour: a portrait may be taken back."""
    response = serve(request, f"images/{name}", document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = AN_HOUR
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@hooks.register("before_serve_document")
def only_what_is_public(download: Download, request: HttpRequest) -> HttpResponse | None:
    """A file can be loaded once a page that offers it is public, and by staff before."""
    staff = request.user.has_perm("wagtailadmin.access_admin")
    if not staff and not _is_offered(download):
        raise Http404("There is no such file.")
    return None


def _is_offered(download: Download) -> bool:
    if ReportPage.objects.live().filter(pdf=download).exists():
        return True
    pages = ReferenceIndex.get_references_to(download).values_list("object_id", flat=True)
    return Page.objects.live().filter(pk__in=[int(one) for one in pages if one.isdecimal()]).exists()
