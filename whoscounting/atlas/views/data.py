"""The open data: its pages, and every file of every edition."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from whoscounting.atlas import sharing
from whoscounting.atlas.freshness import public
from whoscounting.atlas.opendata import files, packages
from whoscounting.atlas.opendata.files import File
from whoscounting.atlas.presenters.data import DictionaryPage, address, data_page, edition_page
from whoscounting.atlas.reading import is_rehearsal, state, state_of
from whoscounting.atlas.showing import show
from whoscounting.census.models import Edition
from whoscounting.census.queries import editions

NOTHING = "Nothing is published here. All editions are listed at /data/.\n"
# Programs on other sites may read all this: it is open, and says the same to everyone.
OPEN = {"Access-Control-Allow-Origin": "*"}


@public
def data(request: HttpRequest) -> HttpResponse:
    """The newest edition with all its files, the register, and the way to every other edition."""
    everything = list(editions.editions(rehearsal=is_rehearsal()))
    newest = next((one for one in everything if not one.round.historic), None)
    now = state_of(newest)
    latest = files.measures_of_edition(newest, now.standings) if newest else []
    page = data_page(everything, newest, latest=latest, register=files.measures_of_register())
    return show(request, "data.html", page, share=sharing.of_data(now))


@public
def dictionary(request: HttpRequest) -> HttpResponse:
    return show(request, "dictionary.html", DictionaryPage(), share=sharing.of_words(state(), "/data/dictionary/"))


@public
def edition(request: HttpRequest, round_code: str = "", number: str = "") -> HttpResponse:
    """One edition's page; under `latest`, the newest edition's."""
    found = _edition(round_code, number)
    if found is None:
        raise Http404("Nothing is published here.")
    page = edition_page(found, measures=files.measures_of_edition(found), register=files.measures_of_register())
    return show(request, "edition.html", page, canonical=address(found))


@public
def edition_file(request: HttpRequest, path: str, round_code: str = "", number: str = "") -> HttpResponseBase:
    """A file of an edition. `latest` is served, not redirected, so that a spreadsheet can keep the address."""
    file, found = files.BY_PATH.get(path), _edition(round_code, number)
    return _send(file, found) if file and found else _nothing()


@public
def edition_package(request: HttpRequest, round_code: str = "", number: str = "") -> HttpResponse:
    """What describes an edition's files; the same words under `latest`."""
    found = _edition(round_code, number)
    if found is None:
        return _nothing()
    measures = files.measures_of_edition(found) + files.measures_of_register()
    return _package(packages.of_edition(found, measures))


@public
def register_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file of the register, which needs no edition."""
    file = files.BY_SHORT.get(path)
    return _send(file, None) if file else _nothing()


@public
def register_package(request: HttpRequest) -> HttpResponse:
    return _package(packages.of_register(files.measures_of_register()))


def _edition(round_code: str, number: str) -> Edition | None:
    """The edition at this address, or the newest; never one of the other world."""
    if not round_code:
        return editions.latest_edition(rehearsal=is_rehearsal())
    found = editions.edition(round_code=round_code, number=int(number))
    return found if found and found.round.rehearsal == is_rehearsal() else None


def _send(file: File, found: Edition | None) -> HttpResponseBase:
    edition_name = f"{found.round_id}-{found.number}-" if found and not file.table.folder else ""
    name = f"whos-counting-{edition_name}{file.short}"
    content_type = f"{file.media_type}; charset=utf-8" if file.ending == "csv" else file.media_type
    headers = OPEN | {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(files.content(file, found), content_type=content_type, headers=headers)


def _package(package: packages.Package) -> HttpResponse:
    return HttpResponse(packages.text(package), content_type="application/json", headers=OPEN)


def _nothing() -> HttpResponse:
    return HttpResponse(NOTHING, status=404, content_type="text/plain; charset=utf-8")
