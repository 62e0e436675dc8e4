"""Support: who is there to talk to. Nothing on its page asks for anything."""

from __future__ import annotations

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from whoscounting.pages.blocks.support import Services
from whoscounting.pages.models.written import Written, text_field
from whoscounting.pages.plain import PlainWords
from whoscounting.ui.words import HELPLINE


@register_setting(icon="help")
class Helpline(PlainWords, BaseGenericSetting):  # type: ignore[misc]
    """The help line of every header and beneath every hard figure, changed here and nowhere else."""

    name = models.CharField(max_length=60, default=HELPLINE["name"])
    number = models.CharField(max_length=20, default=HELPLINE["number"])
    free = models.BooleanField(default=True)
    run_by = models.CharField(max_length=60, default=HELPLINE["run_by"])
    hours = models.CharField(max_length=120, blank=True, help_text="“Weekdays 9am to 4pm, Saturdays 9am to 1pm”")
    hours_verified_on = models.DateField(
        null=True, blank=True, help_text="The day on which you asked. Hours are shown only with it."
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("number"), FieldPanel("free"), FieldPanel("run_by")]),
        MultiFieldPanel([FieldPanel("hours"), FieldPanel("hours_verified_on")], heading="Hours"),
    ]

    class Meta:
        verbose_name = "help line"

    @property
    def tel(self) -> str:
        """The number as telephones dial it from anywhere: `+448088006000`."""
        digits = "".join(letter for letter in self.number if letter.isdigit())
        return f"+44{digits[1:]}" if digits.startswith("0") else digits

    @property
    def shown_hours(self) -> str:
        return self.hours if self.hours_verified_on else ""


class SupportPage(Written):
    """The telephone first, then what to call when it is closed, then other ways, then online, then face to face."""

    intro = text_field()
    when_closed = text_field()
    services = StreamField(Services(), blank=True)

    max_count = 1
    template = "pages/support.html"
    content_panels = [
        *Written.content_panels,
        FieldPanel("intro"),
        FieldPanel("when_closed", heading="When the help line is closed"),
        FieldPanel("services"),
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
