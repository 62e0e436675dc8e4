"""Facts: each a figure or a statement with its source, its date and the day by which someone looks at it again."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from whoscounting.pages.forms.writing import ApprovedForm
from whoscounting.pages.models.written import Written, text_field
from whoscounting.pages.panels import ApprovalPanel
from whoscounting.pages.plain import PlainWords


class Fact(  # type: ignore[misc]  # Wagtail ships no types
    PlainWords, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model
):
    """One fact. A pictogram is drawn from `part` of `whole`, where both are given. Approved like a page."""

    code = models.SlugField(max_length=60, unique=True, help_text="Its address on the page of facts. Keep it.")
    figure = models.CharField(max_length=30, blank=True, help_text="“57,215”, “1 in 3”. Empty for a plain statement.")
    sentence = models.CharField(max_length=240)
    part = models.PositiveSmallIntegerField(null=True, blank=True, help_text="For a pictogram: 1 of “1 in 3”.")
    whole = models.PositiveSmallIntegerField(null=True, blank=True, help_text="For a pictogram: 3 of “1 in 3”.")
    base = models.CharField(max_length=160, blank=True, help_text="Of whom or what: “of trusts in England”.")
    period = models.CharField(max_length=60, help_text="When it was so: “2020 to 2021”.")
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=400)
    review_by = models.DateField(help_text="When somebody must look whether it still holds.")
    on_home = models.BooleanField(default=False)
    hard = models.BooleanField(default=False, help_text="The help line stands beneath it.")
    place = models.PositiveSmallIntegerField(default=100, help_text="Smaller numbers come first.")

    base_form_class = ApprovedForm
    panels = [
        ApprovalPanel(),
        HelpPanel(template="pages/editing/wording.html", heading="Words to look at again"),
        FieldPanel("figure"),
        FieldPanel("sentence"),
        MultiFieldPanel([FieldPanel("part"), FieldPanel("whole"), FieldPanel("base")], heading="Pictogram and base"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_url"), FieldPanel("period")], heading="Source"),
        FieldPanel("review_by"),
        MultiFieldPanel([FieldPanel(n) for n in ("on_home", "hard", "place", "code")], heading="Where it stands"),
    ]
    search_fields = [index.SearchField("sentence"), index.SearchField("figure"), index.FilterField("live")]

    class Meta:
        ordering = ["place", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__isnull=True, whole__isnull=True)
                | Q(part__gte=0, whole__gte=1, whole__lte=20, part__lte=F("whole")),
                name="fact_pictogram_can_be_drawn",
                violation_error_message="A pictogram needs both numbers: at most 20, and the part no larger.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.sentence}".strip()

    def why_not_public(self) -> str:
        """Nothing stands against a fact but that it wants approval."""
        return ""

    @property
    def overdue(self) -> bool:
        return self.review_by < timezone.localdate()


class FactsPage(Written):
    """All facts, in their order."""

    intro = text_field()

    max_count = 1
    template = "pages/facts.html"
    content_panels = [*Written.content_panels, FieldPanel("intro")]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"facts": Fact.objects.filter(live=True)}
