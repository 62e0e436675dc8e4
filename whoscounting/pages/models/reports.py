"""Reports: series with parts, to read here and as PDF; and what the campaign asks of each who can change it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from whoscounting.atlas import structured
from whoscounting.atlas.presenters.common import answer
from whoscounting.pages.blocks.reports import Demands
from whoscounting.pages.blocks.text import Prose
from whoscounting.pages.models.files import Download, Picture
from whoscounting.pages.models.written import Written, text_field


class ReportsPage(Written):
    """All reports by series, and beside the findings what follows from them for each actor."""

    intro = text_field()
    demands = StreamField(Demands(), blank=True)

    max_count = 1
    template = "pages/reports.html"
    content_panels = [
        *Written.content_panels,
        FieldPanel("intro"),
        FieldPanel("demands", heading="What we ask of whom"),
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ReportPage"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"reports": ReportPage.in_order(), "answer": answer(self.state)}


class ReportPage(Written):
    """One part of a series. The HTML is the report; the PDF is the same for paper."""

    series = models.CharField(max_length=120, help_text="The same words for all parts of a series.")
    part = models.PositiveSmallIntegerField(null=True, blank=True)
    published_on = models.DateField()
    cover = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    lead = models.TextField(max_length=600, help_text="The report in a few sentences.")
    body = StreamField(Prose(), blank=True)
    pdf = models.ForeignKey(Download, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    press_contact = models.CharField(max_length=200, blank=True)

    template = "pages/report.html"
    content_panels = [
        *Written.content_panels,
        MultiFieldPanel([FieldPanel("series"), FieldPanel("part"), FieldPanel("published_on")], heading="Series"),
        FieldPanel("lead"),
        FieldPanel("cover"),
        FieldPanel("body"),
        FieldPanel("pdf"),
        FieldPanel("press_contact"),
    ]
    parent_page_types = ["pages.ReportsPage"]
    subpage_types: list[str] = []
    search_fields = [*Written.search_fields, index.SearchField("lead"), index.SearchField("body")]

    @classmethod
    def in_order(cls) -> models.QuerySet[Any]:
        """By series, the newest part first."""
        return cls.objects.live().select_related("pdf").order_by("series", "-part", "-published_on")

    @property
    def summary(self) -> str:
        return self.search_description or self.lead

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [("Reports", "/reports/")]

    def things(self) -> tuple[structured.Thing, ...]:
        article = structured.article(
            settings.PUBLIC_URL,
            kind="Report",
            title=self.title,
            summary=self.summary,
            path=self.url_path_here,
            published=self.published_on,
        )
        return (*super().things(), article)
