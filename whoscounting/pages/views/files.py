"""Pictures and files that readers load."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex

from whoscounting.pages.models import Download
from whoscounting.pages.queries import open_pages

ASKED_EACH_TIME = "public, max-age=0, must-revalidate"


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """One size of a picture. Originals have no address. Browsers ask each time: a portrait may be taken back."""
    response = serve(request, f"images/{name}", document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = ASKED_EACH_TIME
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
    """Wagtail notes what the published form of each page refers to; of what isn't published, its newest draft."""
    pages = ContentType.objects.get_for_model(Page)
    keys = (
        ReferenceIndex.get_references_to(download).filter(base_content_type=pages).values_list("object_id", flat=True)
    )
    return open_pages(today=timezone.localdate()).filter(pk__in=[int(key) for key in keys]).exists()
