"""What editors write, and the files that go with it."""

from whoscounting.pages.models.approval import AnotherPersonApproves
from whoscounting.pages.models.asking import QuestionCardPage
from whoscounting.pages.models.facts import Fact, FactsPage
from whoscounting.pages.models.files import Download, Picture, Rendition
from whoscounting.pages.models.home import HomePage
from whoscounting.pages.models.reports import ReportPage, ReportsPage
from whoscounting.pages.models.stories import Agreement, Consent, StoriesPage, StoryPage
from whoscounting.pages.models.support import Helpline, SupportPage
from whoscounting.pages.models.text import TextPage
from whoscounting.pages.models.updates import PressPage, Topic, UpdatePage, UpdatesPage

__all__ = [
    "Agreement",
    "AnotherPersonApproves",
    "Consent",
    "Download",
    "Fact",
    "FactsPage",
    "Helpline",
    "HomePage",
    "Picture",
    "PressPage",
    "QuestionCardPage",
    "Rendition",
    "ReportPage",
    "ReportsPage",
    "StoriesPage",
    "StoryPage",
    "SupportPage",
    "TextPage",
    "Topic",
    "UpdatePage",
    "UpdatesPage",
]
