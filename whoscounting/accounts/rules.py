"""Roles, and what each may do."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

Role = Literal["officer", "reviewer", "editor", "moderator", "publisher"]

# Permissions are named as Django names them: app.codename. An officer runs a round and may settle
# what two reviewers see differently; a reviewer decides. An editor writes pages, a moderator approves
# what others wrote, a publisher puts it online; which pages each may touch is Wagtail's to say.
WRITES = ("pages.view_fact", "pages.add_fact", "pages.change_fact", "pages.keep_consent")
ROLES: MappingProxyType[Role, tuple[str, ...]] = MappingProxyType(
    {
        "officer": (
            "wagtailadmin.access_admin",
            "census.see_desk",
            "census.run_round",
            "census.record_reply",
            "census.assess",
            "census.publish_edition",
            "register.keep_register",
            "mail.send_letters",
            "mail.read_mail",
        ),
        "reviewer": ("wagtailadmin.access_admin", "census.see_desk", "census.assess"),
        "editor": ("wagtailadmin.access_admin", *WRITES),
        "moderator": ("wagtailadmin.access_admin", *WRITES),
        "publisher": (
            "wagtailadmin.access_admin",
            *WRITES,
            "pages.delete_fact",
            "pages.publish_fact",
            "pages.change_helpline",
            "wagtailredirects.add_redirect",
            "wagtailredirects.change_redirect",
            "wagtailredirects.delete_redirect",
        ),
    }
)
