"""Shaping one message that came for its page: what is odd about it, its files, and for whom it speaks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from whoscounting.census.models import Filing, FoiRequest
from whoscounting.census.queries.pen import Suggestion
from whoscounting.census.rules.understanding import also_for
from whoscounting.desk.correspondence import documents
from whoscounting.mail.models import Attachment, Inbound

# What a receiving server says of each way to prove a sender.
CHECKS = {"spf": "the server it came from", "dkim": "its seal", "dmarc": "the domain of its sender"}
FORGED = "The sender may be forged. Nothing follows from this message by itself; whoever files it vouches for it."
UNCHECKED = "No server of ours has said whether the sender is true."


@dataclass(frozen=True)
class Shown:
    """A file with the redacted copies that stand for it."""

    file: Attachment
    copies: list[Attachment]


@dataclass(frozen=True)
class Remarks:
    """What the reader should know before believing a message."""

    doubtful: str
    troubles: list[str]
    checks: list[str]


def remarks(inbound: Inbound) -> Remarks:
    said = inbound.details.get("authentication") or {}
    checks = [f"{name.upper()} ({what}): {said[name]}" for name, what in CHECKS.items() if said.get(name)]
    return Remarks(
        doubtful=FORGED if inbound.details.get("doubtful") else "",
        troubles=list(inbound.details.get("troubles") or []),
        checks=checks or [UNCHECKED],
    )


def files(inbound: Inbound) -> list[Shown]:
    """The files that came, each with its copies. No query where they are there already."""
    found = list(inbound.attachments.all())
    return [Shown(one, [copy for copy in found if copy.original_id == one.pk]) for one in found if not one.original_id]


def filed_with(inbound: Inbound) -> list[Filing]:
    """The requests to which it belongs."""
    filings = Filing.objects.filter(inbound=inbound).select_related("request__trust", "request__round")
    return list(filings.order_by("request__trust__name"))


def also_named(inbound: Inbound, newest: Mapping[str, FoiRequest], *, besides: Collection[str]) -> list[Suggestion]:
    """Requests of other trusts for which it says, in its letter or a file, that it answers too. No query for each."""
    trusts = [request.trust for code, request in newest.items() if code not in besides]
    found: dict[str, Suggestion] = {}
    for document in documents(inbound):
        for one in also_for(document.text, trusts):
            found.setdefault(one.ods_code, Suggestion(newest[one.ods_code], f"{one.because} ‘{one.words}’"))
    return list(found.values())
