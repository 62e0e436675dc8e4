"""Atom feeds (RFC 4287): which editions there are, and whose answer has changed. In a rehearsal every entry says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed

from whoscounting.atlas.dictionary import LICENCE
from whoscounting.atlas.presenters.data import address
from whoscounting.census.models import Edition, Finding
from whoscounting.ui.words import INVENTED, WORDS

NAME = "Who’s Counting?"
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
NEWEST = 200  # entries; older ones are in the editions
BEFORE_THE_FIRST = datetime(2026, 1, 1, tzinfo=UTC)  # when a feed without entries was last changed
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Change:
    """A verdict that differs from the trust's last one; `before` is empty for its first."""

    finding: Finding
    before: str


class Feed(Atom1Feed):
    """Django's, but a feed without entries keeps its date."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEFORE_THE_FIRST  # type: ignore[no-any-return]


def changes(findings: Iterable[Finding]) -> Iterator[Change]:
    """What is new in each edition, out of all findings from the oldest edition to the newest."""
    last: dict[str, str] = {}
    for finding in findings:
        before = last.get(finding.trust_id, "")
        if finding.verdict != before:
            yield Change(finding, before)
        last[finding.trust_id] = finding.verdict


def of_editions(editions: Iterable[Edition]) -> str:
    """Every edition, newest first."""
    feed = new_feed("Editions", "Every edition that we have published.", page="/data/", here="/data/editions.atom")
    for edition in islice(editions, NEWEST):
        warning = "Rehearsal: every answer here is invented. " if edition.round.rehearsal else ""
        _add(
            feed,
            edition,
            title=f"{'Rehearsal: ' if edition.round.rehearsal else ''}{_name(edition)}",
            words=f"{warning}{edition.asked} trusts were asked. {edition.note}".strip(),
            path=address(edition),
            tag=address(edition),
        )
    return str(feed.writeString("utf-8"))


def of_trust(name: str, ods_code: str, findings: Iterable[Finding]) -> str:
    page = f"/trusts/{ods_code}/"
    words = "When what we publish about this trust has changed."
    return _of_changes(new_feed(name, words, page=page, here=f"{page}changes.atom"), findings)


def of_region(name: str, slug: str, findings: Iterable[Finding]) -> str:
    page = f"/regions/{slug}/"
    words = f"When what we publish about a trust of this region has changed: the newest {NEWEST} changes."
    return _of_changes(new_feed(name, words, page=page, here=f"{page}changes.atom"), findings)


def _of_changes(feed: Feed, findings: Iterable[Finding]) -> str:
    newest_first = reversed(list(changes(findings)))
    for change in islice(newest_first, NEWEST):
        finding, trust = change.finding, change.finding.trust
        rehearsal = finding.edition.round.rehearsal
        _add(
            feed,
            finding.edition,
            title=_sentence(trust.name, change, rehearsal=rehearsal),
            words=f"{f'{INVENTED}: ' if rehearsal else ''}{finding.reason} ({_name(finding.edition)})",
            path=f"/trusts/{trust.ods_code}/",
            tag=f"/trusts/{trust.ods_code}/{finding.edition.round_id}/{finding.edition.number}",
        )
    return str(feed.writeString("utf-8"))


def _sentence(name: str, change: Change, *, rehearsal: bool) -> str:
    now = f"‘{WORDS[change.finding.verdict]}’"
    said = f"from ‘{WORDS[change.before]}’ to {now}" if change.before else f"first finding, {now}"
    return f"{f'{INVENTED}: ' if rehearsal else ''}{name}: {said}"


def new_feed(title: str, words: str, *, page: str, here: str) -> Feed:
    """An empty feed about `page`, to be found at `here`."""
    site = settings.PUBLIC_URL
    return Feed(
        title=f"{_clean(title)} · {NAME}",
        link=f"{site}{page}",
        description=words,
        language="en-GB",
        author_name=NAME,
        author_link=f"{site}/",
        feed_url=f"{site}{here}",
        feed_guid=_tag(BEFORE_THE_FIRST, here),
        feed_copyright=LICENCE,
    )


def _add(feed: Feed, edition: Edition, *, title: str, words: str, path: str, tag: str) -> None:
    day = edition.published_at
    add_entry(feed, title=title, words=words, path=path, tag=tag, published=day, updated=day)


def add_entry(
    feed: Feed, *, title: str, words: str, path: str, tag: str, published: datetime, updated: datetime
) -> None:
    """Add one entry. `tag` makes its id, which stays for good, so it must not follow the address."""
    feed.add_item(
        title=_clean(title),
        link=f"{settings.PUBLIC_URL}{path}",
        description=_clean(words),
        unique_id=_tag(published, tag),
        pubdate=published,
        updateddate=updated,
    )


def _name(edition: Edition) -> str:
    return f"{edition.round.name}, edition {edition.number}"


def _tag(day: datetime, path: str) -> str:
    """An id that stays for good (RFC 4151), whatever becomes of the address."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},{day.astimezone(UTC):%Y-%m-%d}:{path}"


def _clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot carry."""
    return NOT_IN_XML.sub("", text)
