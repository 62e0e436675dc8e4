"""Where what editors do meets Wagtail's admin: our screens beside its own, and who is told what."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from whoscounting.desk.frame import StaffRequest, staff
from whoscounting.desk.wagtail_hooks import MenuItemFor
from whoscounting.pages import buttons, checks, start_page
from whoscounting.pages.actions import note_unapproved
from whoscounting.pages.facts_admin import Facts
from whoscounting.pages.views import files, guards  # noqa: F401  # they register what is refused
from whoscounting.pages.views.consent import change, consent, consents, record
from whoscounting.pages.views.figures import all_figures

WRITES = "pages.change_fact"  # whoever writes pages keeps facts too
AFTER_THE_DESK = 10
ONE_BY_ONE = "Pages are published one by one, so that each is read by somebody else. Open a page to hand it in."
ALONE = "Published without approval. The ledger keeps that you did. Please ask somebody to read it now."

register_snippet(Facts)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("figures/", all_figures, name="figures"),
        path("consents/", consents, name="consents"),
        path("consents/<int:consent_id>/", record, name="consent_record"),
        path("consents/<int:consent_id>/change/", change, name="change_consent"),
        path("stories/<int:story_id>/consent/", consent, name="story_consent"),
    ]


@hooks.register("register_admin_menu_item")
def consents_item() -> MenuItem:
    return MenuItemFor("Consent", reverse("consents"), icon_name="user", order=250, permission="pages.keep_consent")


@hooks.register("register_admin_menu_item")
def figures_item() -> MenuItem:
    return MenuItemFor("Figures", reverse("figures"), icon_name="order", order=260, permission=WRITES)


@hooks.register("construct_homepage_panels", order=AFTER_THE_DESK)
def editors_start_page(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(WRITES):
        panels += start_page.panels()


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def plain_words(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    menu_items[:] = buttons.ours(menu_items)


@hooks.register("construct_wagtail_userbar")
def checks_of_the_preview(request: HttpRequest, items: list[Any], page: Page) -> None:
    items[:] = checks.ours(items)


@hooks.register("after_publish_page")
@hooks.register("after_publish")
def published_alone(request: StaffRequest, written: Any) -> None:
    """Wagtail comes here only when somebody publishes a page or a fact by hand; what is approved goes another way."""
    note_unapproved(written=written, by=staff(request))
    messages.warning(request, ALONE)


@hooks.register("before_bulk_action")
def one_by_one(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Many at once would pass by approval, by consents and by embargoes."""
    if action_type != "publish" or not all(isinstance(one, Page) for one in objects):
        return None
    messages.error(request, ONE_BY_ONE)
    return redirect("wagtailadmin_explore_root")
