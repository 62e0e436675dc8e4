"""What the tests of the mail room share."""

import pytest


@pytest.fixture
def empty_outbox(db) -> None:
    """Without the letters of the rehearsal, so that a test counts only its own."""
    from whoscounting.mail.models import Inbound, Mailing, Message

    Inbound.objects.update(letter=None)
    Message.objects.all().delete()
    Mailing.objects.all().delete()
