"""What all tests share: one whole rehearsal, built once through the same actions that real work uses.

Every test runs in a transaction that is rolled back, so each finds the world as it was built.
"""

from __future__ import annotations

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Fill the test database with the rehearsal."""
    from whoscounting.accounts.actions import set_up_roles
    from whoscounting.ledger.actions import open_book
    from whoscounting.register.actions import load_facts
    from whoscounting.rehearsal.worlds import BY, prepare_world

    with django_db_blocker.unblock():
        open_book(world=settings.WORLD, by=BY)
        set_up_roles(by=BY)
        load_facts(by=BY)
        prepare_world(settings.WORLD)


@pytest.fixture
def world(db) -> None:
    """The rehearsal: rounds A and B, and the open request of 2016."""


@pytest.fixture
def officer(world):
    from whoscounting.accounts.models import User

    return User.objects.get(username="officer")


@pytest.fixture
def reviewers(world):
    """Two people who may assess, blind to each other."""
    from whoscounting.accounts.models import User

    return list(User.objects.filter(username__startswith="reviewer").order_by("username"))


@pytest.fixture
def client():
    """A reader on the machine itself: a rehearsal is closed to all others."""
    from django.test import Client

    return Client(headers={"host": "localhost"})
