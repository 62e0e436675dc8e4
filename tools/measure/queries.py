"""Counts the queries of addresses, in a process of its own with the world's settings. Prints them as JSON."""

from __future__ import annotations

import json
import os
import sys

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def main(paths: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whoscounting.config.settings")
    django.setup()
    client = Client(headers={"host": "localhost"})
    print(json.dumps({path: _count(client, path) for path in paths}))


def _count(client: Client, path: str) -> int:
    """Of the second request, so that what is done once per process is not counted."""
    client.get(path).getvalue()
    with CaptureQueriesContext(connection) as captured:
        client.get(path).getvalue()
    return len(captured)


if __name__ == "__main__":
    main(sys.argv[1:])
