"""The verbs of the mail room: queueing letters, a letter's way through a worker's hands, and what is settled later."""

from whoscounting.mail.actions.handing import (
    begin_handover,
    claim_letters,
    release_letters,
    settle_failed,
    settle_put_off,
    settle_sent,
    settle_unsure,
)
from whoscounting.mail.actions.outbox import cancel_letters, pause, plan_mailing, queue_letters, resume
from whoscounting.mail.actions.settling import mark_bounced, send_again, settle_by_hand
from whoscounting.mail.rules.drafts import LetterDraft

__all__ = [
    "LetterDraft",
    "begin_handover",
    "cancel_letters",
    "claim_letters",
    "mark_bounced",
    "pause",
    "plan_mailing",
    "queue_letters",
    "release_letters",
    "resume",
    "send_again",
    "settle_by_hand",
    "settle_failed",
    "settle_put_off",
    "settle_sent",
    "settle_unsure",
]
