"""Stories: told in a person's own words, and only for as long as that person consents."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from whoscounting.atlas.cards import Card
from whoscounting.pages.models.files import Picture
from whoscounting.pages.models.written import Written, text_field
from whoscounting.pages.rules import consent as rules

PLAIN = ["bold", "italic"]
# As the templates ask for them: the large portrait, and the small one in lists.
PORTRAIT_SIZES = [
    f"format-{kind}|fill-{size}" for size in ("320x400", "640x800", "160x160", "320x320") for kind in ("webp", "jpeg")
]
GENERIC = Card(
    title="In their own words", words="People living with secondary breast cancer tell what being counted means."
)


class StoriesPage(Written):
    """All stories whose people consent today."""

    intro = text_field()

    max_count = 1
    template = "pages/stories.html"
    content_panels = [*Written.content_panels, FieldPanel("intro")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.StoryPage"]

    def card(self) -> Card:
        return GENERIC

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"stories": StoryPage.told(timezone.localdate())}


class StoryPage(Written):
    """One person's story. It is shown only while the consent to it is in force, whatever else is set.

    A quoted person's words are never edited by us, and never enter an edition, a report or a share card: what has been
    passed on can't be called back.
    """

    first_name = models.CharField(max_length=40)
    age = models.PositiveSmallIntegerField(null=True, blank=True, help_text="At the time of telling. May stay empty.")
    portrait = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    quotation = models.TextField(max_length=400, help_text="Their own words, unchanged. Quotation marks are added.")
    words = RichTextField(blank=True, features=PLAIN, help_text="The longer text, in their own words.")
    content_note = models.CharField(
        max_length=200, blank=True, help_text="What may be hard to read in it, so that readers can choose."
    )

    template = "pages/story.html"
    content_panels = [
        HelpPanel(template="pages/editing/consent.html", heading="Consent"),
        *Written.content_panels,
        MultiFieldPanel([FieldPanel("first_name"), FieldPanel("age"), FieldPanel("portrait")], heading="Who tells it"),
        FieldPanel("quotation"),
        FieldPanel("words"),
        FieldPanel("content_note"),
    ]
    parent_page_types = ["pages.StoriesPage"]
    subpage_types: list[str] = []
    search_fields = [*Written.search_fields, index.SearchField("quotation"), index.SearchField("words")]

    @classmethod
    def told(cls, today: Any) -> models.QuerySet[Any]:
        """The stories that may be shown on the site today."""
        return (
            cls.objects.live()
            .filter(rules.in_force_on(today, prefix="consent__"))
            .select_related("portrait", "consent")
            .prefetch_related("portrait__renditions")
            .order_by("path")
        )

    @property
    def may_be_shown(self) -> bool:
        consent = getattr(self, "consent", None)
        return consent is not None and consent.in_force(timezone.localdate())

    @property
    def in_memory(self) -> bool:
        return bool(self.consent.state == Consent.State.IN_MEMORY)

    @property
    def why_closed(self) -> str:
        return "" if self.may_be_shown else rules.NO_CONSENT

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        done = super().publish(revision, *args, **kwargs)
        portrait = revision.as_object().portrait
        if portrait is not None:
            portrait.get_renditions(*PORTRAIT_SIZES)  # so that no reader waits for them
        return done

    def card(self) -> Card:
        """Never a name, a face or a word of the person: a shared card can't be taken back."""
        return GENERIC

    @property
    def trail(self) -> list[tuple[str, str]]:
        return [("Stories", "/stories/")]

    @property
    def shared_title(self) -> str:
        return GENERIC.title

    @property
    def summary(self) -> str:
        return "A story about living with secondary breast cancer."


class Consent(models.Model):
    """What a person agreed to last, and whether it still holds. It outlives the story as the proof that there was one.

    All that they agreed to before, in the words they read, stands in its agreements.
    """

    class State(models.TextChoices):
        CURRENT = "current", "current"
        PAUSED = "paused", "paused"
        WITHDRAWN = "withdrawn", "withdrawn"
        IN_MEMORY = "in_memory", "in memory"

    story = models.OneToOneField(StoryPage, null=True, on_delete=models.SET_NULL, related_name="consent")
    person = models.CharField(max_length=120)
    contact = models.CharField(max_length=200)
    wording = models.TextField()
    agreed_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    on_home = models.BooleanField(default=False)
    for_press = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CURRENT)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        permissions = [("keep_consent", "Can record and end people’s consent to their stories")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["current", "paused", "withdrawn", "in_memory"]), name="consent_state_known"
            ),
            models.CheckConstraint(condition=~Q(person="") & ~Q(wording=""), name="consent_says_who_and_what"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("agreed_on")),
                name="consent_ends_later",
            ),
            # What was taken back is purged, so nothing may still hang on it.
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(story__isnull=True), name="withdrawn_consent_has_no_story"
            ),
        ]

    def __str__(self) -> str:
        return f"Consent {self.pk}"

    def in_force(self, today: Any) -> bool:
        return rules.in_force(self.state, self.until, today)


class Agreement(models.Model):
    """What a person agreed to, each time that it was recorded anew. Written once: the database lets nobody change it.

    It names nobody and holds nothing of the story, so it stays when the story is taken back.
    """

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="agreements")
    wording = models.TextField()
    agreed_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    on_home = models.BooleanField()
    for_press = models.BooleanField()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Agreement {self.pk}"

    def says_the_same(self, consent: Consent) -> bool:
        return all(getattr(self, name) == getattr(consent, name) for name in AGREED)


AGREED = ("wording", "agreed_on", "until", "on_home", "for_press")  # what a consent and its agreements both say
