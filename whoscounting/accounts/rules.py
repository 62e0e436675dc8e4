"""Roles, and what each may do."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

Role = Literal["officer", "reviewer"]

# Permissions are named as Django names them: app.codename. An officer runs a round and may settle
# what two reviewers see differently; a reviewer decides.
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
        ),
        "reviewer": ("wagtailadmin.access_admin", "census.see_desk", "census.assess"),
    }
)
