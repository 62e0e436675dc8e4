"""Where the desk meets Wagtail's admin: addresses, menu, start page and its own few styles."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from whoscounting.desk.panels import NeedsDoing

# Nothing stands behind these yet, or they lead to others' sites.
HIDDEN = {"help", "reports"}


class MenuItemFor(MenuItem):
    """A menu item for those who have a permission."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.permission)


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern | URLResolver]:
    return [path("", include("whoscounting.desk.urls"))]


@hooks.register("register_admin_menu_item")
def census_item() -> MenuItem:
    return MenuItemFor(
        "Census", reverse("desk:rounds"), icon_name="clipboard-list", order=10, permission="census.see_desk"
    )


@hooks.register("register_admin_menu_item")
def contacts_item() -> MenuItem:
    return MenuItemFor(
        "Contacts", reverse("desk:contacts"), icon_name="mail", order=20, permission="register.keep_register"
    )


@hooks.register("register_admin_menu_item")
def outbox_item() -> MenuItem:
    return MenuItemFor("Outbox", reverse("desk:outbox"), icon_name="upload", order=15, permission="mail.send_letters")


@hooks.register("register_admin_menu_item")
def mail_item() -> MenuItem:
    return MenuItemFor("Mail", reverse("desk:pen"), icon_name="download", order=12, permission="mail.read_mail")


@hooks.register("construct_main_menu")
def tidy(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("construct_homepage_panels")
def start_page(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [NeedsDoing()] if request.user.has_perm("census.see_desk") else []


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": "Second factor",
        "help_text": "A code from your phone, besides the password. Recovery codes are there too.",
    }


@hooks.register("register_account_menu_item")
def places_item(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("usersessions_list"),
        "label": "Where you are signed in",
        "help_text": "See the devices, and sign out everywhere else.",
    }


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, str]:
    return {"url": reverse("account_change_password"), "label": "Password", "help_text": "Change your password."}
