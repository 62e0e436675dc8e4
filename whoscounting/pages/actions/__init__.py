"""What is done to pages by us; what editors do in Wagtail, Wagtail writes itself."""

from whoscounting.pages.actions.consent import agree, change_consent, rest_lapsed_stories, withdraw
from whoscounting.pages.actions.corrections import note_unapproved
from whoscounting.pages.actions.files import add_download, add_picture
from whoscounting.pages.actions.roles import set_up_editing
from whoscounting.pages.actions.scheduling import publish_due
from whoscounting.pages.actions.starting import write_first_pages
from whoscounting.pages.actions.writing import draft_page, publish_page

__all__ = [
    "add_download",
    "add_picture",
    "agree",
    "change_consent",
    "draft_page",
    "note_unapproved",
    "publish_due",
    "publish_page",
    "rest_lapsed_stories",
    "set_up_editing",
    "withdraw",
    "write_first_pages",
]
