"""The verbs of the mail room.

Out: queueing letters, a letter's way through a worker's hands, and what is settled later. In: keeping, reading, filing
or putting aside, and what becomes of attachments. `transport` has what goes on between these steps.
"""

from whoscounting.mail.actions.attachments import (
    add_redacted_copy,
    approve_attachment,
    withhold_attachment,
    write_down_words,
)
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
from whoscounting.mail.actions.receiving import (
    begin_reading,
    bring_back,
    deal_with,
    finish_reading,
    hold,
    keep,
    put_off_reading,
    read_again,
    set_aside,
)
from whoscounting.mail.actions.settling import doubt_waiting, mark_bounced, mark_noted, send_again, settle_by_hand
from whoscounting.mail.rules.drafts import LetterDraft

__all__ = [
    "LetterDraft",
    "add_redacted_copy",
    "approve_attachment",
    "begin_handover",
    "begin_reading",
    "bring_back",
    "cancel_letters",
    "claim_letters",
    "deal_with",
    "doubt_waiting",
    "finish_reading",
    "hold",
    "keep",
    "mark_bounced",
    "mark_noted",
    "pause",
    "plan_mailing",
    "put_off_reading",
    "queue_letters",
    "read_again",
    "release_letters",
    "resume",
    "send_again",
    "set_aside",
    "settle_by_hand",
    "settle_failed",
    "settle_put_off",
    "settle_sent",
    "settle_unsure",
    "withhold_attachment",
    "write_down_words",
]
