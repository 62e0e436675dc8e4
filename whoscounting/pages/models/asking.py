"""The card that a person takes along: “Am I counted?”"""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from whoscounting.pages.blocks.text import Questions
from whoscounting.pages.models.written import Written, text_field


class QuestionCardPage(Written):
    """Questions for one's own team, to print or to show on a phone."""

    intro = text_field()
    questions = StreamField(Questions())
    closing = text_field()

    max_count = 1
    template = "pages/question_card.html"
    content_panels = [
        *Written.content_panels,
        FieldPanel("intro"),
        FieldPanel("questions"),
        FieldPanel("closing"),
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
