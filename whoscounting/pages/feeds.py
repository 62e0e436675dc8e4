"""The Atom feed (RFC 4287) of updates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from whoscounting.atlas.feeds import CONTENT_TYPE, NEWEST, add_entry, new_feed

__all__ = ["CONTENT_TYPE", "NEWEST", "of_updates"]


def of_updates(updates: Iterable[Any]) -> str:
    """Every update that anyone may read, newest first. Stories never enter it: a feed is copied and kept."""
    feed = new_feed("Updates", "What has happened in the campaign.", page="/updates/", here="/updates/feed/")
    for update in updates:
        published = update.first_published_at or datetime.combine(update.day, time(), UTC)
        add_entry(
            feed,
            title=update.title,
            words=update.summary,
            path=update.url_path_here,
            tag=f"/updates/{update.pk}",
            published=published,
            updated=update.last_published_at or published,
        )
    return str(feed.writeString("utf-8"))
