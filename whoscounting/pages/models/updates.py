"""Updates: what has happened, dated; press releases among them, which keep to their embargo by themselves."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.search import index

from whoscounting.atlas import structured
from whoscounting.pages import feeds
from whoscounting.pages.blocks.press import Pictures
from whoscounting.pages.blocks.text import Prose
from whoscounting.pages.models.written import Written, text_field

EMBARGO = (
    "This press release is under embargo. Set its schedule (under Status) to go live when the embargo ends or later."
)


class Topic(models.TextChoices):
    """What an update is about; the list of updates can be read by topic."""

    COUNT = "count", "The count"
    HOSPITALS = "hospitals", "Hospitals"
    PARLIAMENT = "parliament", "Parliament and Government"
    DATA = "data", "Data and research"
    CAMPAIGN = "campaign", "The campaign"


class UpdatesPage(Written):
    """All updates, newest first, as a page and as a feed."""

    intro = text_field()

    max_count = 1
    template = "pages/updates.html"
    content_panels = [*Written.content_panels, FieldPanel("intro")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.UpdatePage"]

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse(feeds.of_updates(UpdatePage.newest()[: feeds.NEWEST]), content_type=feeds.CONTENT_TYPE)

    @path("about/<slug:topic>/", name="topic")
    def about(self, request: HttpRequest, topic: str) -> HttpResponse:
        if topic not in Topic.values:
            raise Http404("There is no such topic.")
        return self.render(request, context_overrides={"topic": Topic(topic)})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"updates": list(UpdatePage.newest()[:200]), "topics": Topic}


class UpdatePage(Written):
    """One update. A press release under embargo is published by the clock, not before."""

    day = models.DateField(default=timezone.localdate)
    topic = models.CharField(max_length=12, choices=Topic.choices, default=Topic.CAMPAIGN)
    lead = models.TextField(max_length=400, help_text="The news in a sentence or two.")
    body = StreamField(Prose(), blank=True)
    press_release = models.BooleanField(default=False)
    embargo_until = models.DateTimeField(
        null=True, blank=True, help_text="Nobody sees it on the site before. It is then published by itself."
    )

    template = "pages/update.html"
    content_panels = [
        *Written.content_panels,
        MultiFieldPanel([FieldPanel("day"), FieldPanel("topic")]),
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("press_release"), FieldPanel("embargo_until")], heading="Press release"),
    ]
    parent_page_types = ["pages.UpdatesPage"]
    subpage_types: list[str] = []
    search_fields = [*Written.search_fields, index.SearchField("lead"), index.SearchField("body")]

    @classmethod
    def newest(cls) -> models.QuerySet[Any]:
        """What anyone may read now, newest first. The embargo is asked again here: a wrong click must not break it."""
        open_now = models.Q(embargo_until__isnull=True) | models.Q(embargo_until__lte=timezone.now())
        return cls.objects.live().filter(open_now).order_by("-day", "-first_published_at")

    def clean(self) -> None:
        super().clean()
        if self.embargo_until and not self.press_release:
            raise ValidationError({"embargo_until": "Only a press release has an embargo."})
        if self.why_not_public():
            self.go_live_at = self.embargo_until  # so “publish” means: at that minute

    @property
    def why_closed(self) -> str:
        """A wrong click must not break an embargo, so the page itself keeps to it, live or not."""
        return EMBARGO if self.embargo_until and self.embargo_until > timezone.now() else ""

    def why_not_public(self) -> str:
        """Until the embargo ends, a release may only be scheduled, for its end or later."""
        scheduled = self.go_live_at and self.embargo_until and self.go_live_at >= self.embargo_until
        return "" if scheduled else self.why_closed

    @property
    def summary(self) -> str:
        return self.search_description or self.lead

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [("Updates", "/updates/")]

    def things(self) -> tuple[structured.Thing, ...]:
        article = structured.article(
            settings.PUBLIC_URL,
            kind="NewsArticle" if self.press_release else "Article",
            title=self.title,
            summary=self.summary,
            path=self.url_path_here,
            published=self.day,
        )
        return (*super().things(), article)


class PressPage(Written):
    """What a journalist needs: whom to call, what may be shown, how to quote the figures and what can't be said."""

    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    contact_hours = models.CharField(max_length=120, blank=True)
    intro = text_field()
    embargo_rules = text_field()
    how_to_quote = text_field()
    not_to_say = text_field()
    pictures = StreamField(Pictures(), blank=True)

    max_count = 1
    template = "pages/press.html"
    content_panels = [
        *Written.content_panels,
        HelpPanel(template="pages/editing/for_press.html", heading="Stories that journalists may be told of"),
        MultiFieldPanel([FieldPanel(n) for n in ("telephone", "email", "contact_hours")], heading="Whom to call"),
        FieldPanel("intro"),
        FieldPanel("embargo_rules"),
        FieldPanel("how_to_quote"),
        FieldPanel("not_to_say", heading="What can’t be said"),
        FieldPanel("pictures"),
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"releases": UpdatePage.newest().filter(press_release=True)[:10]}
