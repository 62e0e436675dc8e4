"""Which way letters go from here: by the server that SMTP_URL names, or into the local mail box of a rehearsal."""

from __future__ import annotations

from django.conf import settings

from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.rules.servers import server
from whoscounting.mail.transport.handover import Transport
from whoscounting.mail.transport.mailbox import Mailbox
from whoscounting.mail.transport.smtp import Patience, Smtp


def transport() -> Transport | None:
    """The way of this site, None as long as it has none: then letters wait. Raises ValueError for a wrong SMTP_URL."""
    if settings.REHEARSING:
        return Mailbox(settings.MAILBOX_DIR)
    if not settings.SMTP_URL:
        return None
    return Smtp(server(settings.SMTP_URL), limits=our_limits(), patience=patience())


def our_limits() -> Limits:
    """What the settings allow."""
    return Limits(per_minute=settings.LETTERS_PER_MINUTE, per_domain=settings.LETTERS_PER_DOMAIN)


def patience() -> Patience:
    """All steps of one letter together end before its lease does, and so does the wait for the last answer."""
    return Patience(step=settings.LETTER_LEASE / 10, answer=settings.LETTER_LEASE / 2)
