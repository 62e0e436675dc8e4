"""What machines ask for: robots.txt, the sitemap, the little picture."""

from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from whoscounting.atlas.freshness import public
from whoscounting.atlas.reading import is_rehearsal, state
from whoscounting.register import queries as register

PAGES = ("/", "/map/", "/compare/", "/methodology/", "/sources/", "/data/", "/data/dictionary/", "/embed/")

_others: list[Callable[[], Iterable[str]]] = []


def also(paths: Callable[[], Iterable[str]]) -> None:
    """Announce the pages of a room above, for the sitemap. At most two queries."""
    _others.append(paths)


@public
def robots(request: HttpRequest) -> HttpResponse:
    """A rehearsal keeps robots out altogether."""
    rules = (
        "Disallow: /\n"
        if is_rehearsal()
        else f"Disallow: /desk/\nDisallow: /find/\nDisallow: /search/\n\nSitemap: {_address('/sitemap.xml')}\n"
    )
    return HttpResponse(f"User-agent: *\n{rules}", content_type="text/plain; charset=utf-8")


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page there is: of every region with a trust that is asked, of every trust that ever was, and all above."""
    regions = sorted({f"/regions/{one.region_slug}/" for one in state().standings if one.region_slug})
    paths = [*PAGES, *regions, *(f"/trusts/{code}/" for code in sorted(register.codes()))]
    paths += [path for others in _others for path in others()]
    urls = "".join(f"<url><loc>{escape(_address(path))}</loc></url>\n" for path in dict.fromkeys(paths))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return HttpResponse(f"{head}{urls}</urlset>\n", content_type="application/xml; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("ui/favicon.ico"))


def _address(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"
