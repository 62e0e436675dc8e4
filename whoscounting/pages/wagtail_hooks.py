"""Where what editors do meets Wagtail's admin: our screens beside its own."""

from __future__ import annotations

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from whoscounting.desk.wagtail_hooks import MenuItemFor
from whoscounting.pages.views import files, guards  # noqa: F401  # they register who may load, publish and copy what
from whoscounting.pages.views.consent import change, consent, consents
from whoscounting.pages.views.figures import all_figures


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [
        path("figures/", all_figures, name="figures"),
        path("consents/", consents, name="consents"),
        path("consents/<int:consent_id>/change/", change, name="change_consent"),
        path("stories/<int:story_id>/consent/", consent, name="story_consent"),
    ]


@hooks.register("register_admin_menu_item")
def consents_item() -> MenuItem:
    return MenuItemFor("Consent", reverse("consents"), icon_name="user", order=250, permission="pages.keep_consent")


@hooks.register("register_admin_menu_item")
def figures_item() -> MenuItem:
    return MenuItemFor("Figures", reverse("figures"), icon_name="order", order=260, permission="pages.change_fact")
