"""What all pages that editors write have in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index

from whoscounting.atlas import sharing, structured
from whoscounting.atlas.cards import Card, paint
from whoscounting.atlas.reading import State, is_rehearsal, state
from whoscounting.pages.figures import Figures, known_figures
from whoscounting.pages.forms.writing import WrittenForm
from whoscounting.pages.panels import ApprovalPanel
from whoscounting.pages.plain import PlainWords


def text_field(**options: Any) -> RichTextField:
    """A short text with links and live figures. Lists are allowed, headings aren't: the template has its own."""
    options = {"features": ["bold", "italic", "link", "ul", "ol"], "validators": [known_figures]} | options
    return RichTextField(blank=True, **options)


class Written(PlainWords, RoutablePageMixin, Page):  # type: ignore[misc]  # Wagtail ships no types
    """A page that editors write, the same for everyone, so it is kept and answered like the pages of the atlas.

    Every one has a share card at `card.png` below its address.
    """

    class Meta:
        abstract = True

    base_form_class = WrittenForm
    content_panels = [
        *Page.content_panels,
        ApprovalPanel(),
        HelpPanel(template="pages/editing/wording.html", heading="Words to look at again"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("search_description"),
        index.AutocompleteField("search_description"),
    ]
    private_page_options: list[str] = []  # what is written is for everyone; what isn't yet, is a draft

    @property
    def why_closed(self) -> str:
        """Why nobody may read it today although it may be published; empty for most pages."""
        return ""

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.why_closed and not getattr(request, "is_preview", False):
            raise Http404("There is no such page.")
        return super().serve(request, *args, **kwargs)

    @path("card.png/", name="card")  # Wagtail adds a slash to what it looks up; the address has none
    def card_picture(self, request: HttpRequest) -> HttpResponse:
        card = sharing.REHEARSAL if is_rehearsal() else self.card()
        return HttpResponse(paint(card, address=sharing.host()), content_type="image/png")

    def card(self) -> Card:
        """What the share card says."""
        return Card(title=self.title, words=self.summary)

    @cached_property
    def state(self) -> State:
        """How the census stands: asked once for each time that the page is drawn."""
        return state()

    def get_view_restrictions(self) -> PageViewRestriction:
        """None, without asking: what is published is for everyone."""
        return PageViewRestriction.objects.none()

    def why_not_public(self) -> str:
        """Why this page can't be put before readers as it is, in words for its editor; empty if nothing forbids it."""
        return self.why_closed

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Approval and the clock come through here too; who publishes by hand is told by the form."""
        if why_not := revision.as_object().why_not_public():
            raise ValidationError(why_not)
        return super().publish(revision, *args, **kwargs)

    @property
    def summary(self) -> str:
        """The page in a sentence or two, for cards, lists and search engines."""
        return self.search_description or ""

    @property
    def shared_title(self) -> str:
        """What the page is called where others pass it on."""
        return str(self.title)

    @property
    def trail(self) -> list[tuple[str, str]]:
        """Names and paths of the pages above this one, without home."""
        return []

    def things(self) -> tuple[structured.Thing, ...]:
        """What the page tells machines about itself."""
        steps = [*self.trail, (self.shared_title, self.url_path_here)]
        return (structured.breadcrumbs(settings.PUBLIC_URL, steps),)

    @property
    def url_path_here(self) -> str:
        """The page's path, as readers know it: `/updates/first-letters/`. Costs no query."""
        return "/" + self.url_path.split("/", 2)[2]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from whoscounting.pages.links import Links  # it asks for pages, which are made of this one

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "canonical": settings.PUBLIC_URL + self.url_path_here,
            "share": sharing.of_written(
                self.shared_title, self.summary, self.url_path_here, self.card(), self.things()
            ),
            "figures": Figures(self.state),
            "links": Links(),
            "today": timezone.localdate(),
        }
