"""The whole register, row after row, for files. Each is one query."""

from __future__ import annotations

from collections.abc import Iterator

from whoscounting.register.models import Site, Succession, Trust

ROWS = 1000  # held at a time


def each_trust() -> Iterator[Trust]:
    """Every trust by code, with its region."""
    return Trust.objects.select_related("region").order_by("ods_code").iterator(chunk_size=ROWS)


def each_site() -> Iterator[Site]:
    return Site.objects.order_by("code").iterator(chunk_size=ROWS)


def each_succession() -> Iterator[Succession]:
    return Succession.objects.order_by("predecessor", "successor").iterator(chunk_size=ROWS)
