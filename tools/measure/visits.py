"""One visit to a page with an empty cache: what came over the wire, and what the browser complained about."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from playwright.sync_api import Browser, ConsoleMessage, Page
from playwright.sync_api import Request as Asked

from tools.measure.kinds import Kind
from tools.measure.worlds import Site

TELL_OF_VIOLATIONS = """addEventListener("securitypolicyviolation", event =>
  console.error(`content policy: ${event.effectiveDirective} ${event.blockedURI}`))"""


@dataclass(frozen=True)
class Load:
    """One answer to one request. `size` is its body as it came: compressed, if it was."""

    url: str
    sort: str  # document, stylesheet, script, font, image…
    size: int
    encoding: str


@dataclass(frozen=True)
class Visit:
    loads: tuple[Load, ...]
    complaints: tuple[str, ...]

    @property
    def page(self) -> Load:
        return next(load for load in self.loads if load.sort == "document")

    @property
    def size(self) -> int:
        return sum(load.size for load in self.loads)

    def elsewhere(self, site: Site) -> list[str]:
        """What was asked of others."""
        return [load.url for load in self.loads if not load.url.startswith((site.address + "/", "data:"))]


def visit(browser: Browser, site: Site, kind: Kind) -> Visit:
    """Open a page as on a computer, and wait until it asks for nothing more."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(TELL_OF_VIOLATIONS)
        asked: list[Asked] = []
        complaints: list[str] = []
        address = site.address + kind.path
        page.on("requestfinished", lambda request: asked.append(request))
        page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.extend(_complaint(said, address, kind)))
        page.goto(address, wait_until="networkidle")
        loads = [_load(request) for request in asked]
        return Visit((*loads, *_icon(page, loads)), tuple(complaints))
    finally:
        context.close()


def collect(visits: list[Visit], sort: str) -> dict[str, int]:
    """All files of a sort that a reader of these pages fetches, each once, with their sizes."""
    return {load.url: load.size for visit in visits for load in visit.loads if load.sort == sort}


def _load(request: Asked) -> Load:
    answer = request.response()
    headers = answer.all_headers() if answer else {}
    return Load(
        request.url, request.resource_type, request.sizes()["responseBodySize"], headers.get("content-encoding", "")
    )


def _icon(page: Page, loads: list[Load]) -> list[Load]:
    """The icon, which a browser without a window does not fetch, but all others do."""
    found = page.locator("link[rel=icon]")
    href = found.first.get_attribute("href") if found.count() else "/favicon.ico"
    url = urljoin(page.url, href)
    if any(load.url == url for load in loads):
        return []
    if urlsplit(url).netloc != urlsplit(page.url).netloc:
        return [Load(url, "image", 0, "")]
    body, encoding = fetch(url)
    return [Load(url, "image", len(body), encoding)]


def fetch(url: str, accepted: str = "gzip, br") -> tuple[bytes, str]:
    """The bytes of an address as they come over the wire, and their encoding."""
    request = Request(url, headers={"Accept-Encoding": accepted})  # noqa: S310
    with build_opener(ProxyHandler({})).open(request, timeout=60) as answer:
        return answer.read(), answer.headers.get("Content-Encoding", "")


def _complaint(said: ConsoleMessage, address: str, kind: Kind) -> list[str]:
    """A warning or an error. That a page that is not there is not there is none."""
    expected = kind.status >= 400 and said.location["url"] == address and str(kind.status) in said.text
    return [] if said.type not in {"error", "warning"} or expected else [f"{said.type}: {said.text}"]
