"""One writes, another approves: what that means, and how it is said to those who may not."""

from __future__ import annotations

from collections.abc import Collection

APPROVE = "approve"
OWN_WORDS = "You wrote or handed in some of this yourself, so somebody else approves it."
CHANGED = (
    "You have changed it, so somebody else approves it. Save your changes as a draft, or reload the page to approve it "
    "as it was handed in."
)
NOT_APPROVED = "This page was not approved."


def may_approve(person: int, *, asked_by: int | None, writers: Collection[int | None]) -> bool:
    """Whether a person may approve what was handed in by one and written, since it was last public, by others."""
    return person != asked_by and person not in writers
