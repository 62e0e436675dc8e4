"""The nouns of the mail room: what goes out, and what comes in."""

from whoscounting.mail.models.inbound import Attachment, Inbound
from whoscounting.mail.models.message import Mailing, Message

__all__ = ["Attachment", "Inbound", "Mailing", "Message"]
