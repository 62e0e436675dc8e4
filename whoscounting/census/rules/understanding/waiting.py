"""Rules for letters that answer nothing yet: receipts, questions, fees, more time, nobody there."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.kinds import SETTLES
from whoscounting.census.rules.understanding.kinds import NoticeKind as Kind
from whoscounting.census.rules.understanding.patterns import either, one_of
from whoscounting.census.rules.understanding.rule import Rule

_OURS = either("request, enquiry, e-?mail, foi, query, letter")
_REPLY = either(
    "respond, response, reply, replies, answer, decision, get back, be in touch, hear from, write, information"
)
_SOON = either(r"within, \bby\b, in due course, as soon as, no later, before, once, in full")
_NOT_COME = r"\bnot (?:appear|have|been|yet|seem)\b"

_RECEIPT = [
    Rule(
        Kind.ACKNOWLEDGEMENT,
        "It says that our request has arrived.",
        ("acknowledg", "confirm", "know", "receipt", "advise"),
        one_of(
            r"\backnowledg(?:e|es|ing)\b~\b(?:receipt|your|the request|that we|this)\b",
            r"\backnowledge?ment\b~\b(?:of|that|receipt|request|reference)\b",
            rf"(?:receipt of|{_OURS})~(?:is|are|has been) (?:hereby )?acknowledged",
            r"(?:confirm\w*|let you know|advise)~\b(?:receipt|received|arrived|reached)\b",
        ),
        one_of(
            r"please acknowledge|previous|acknowledge that (?:this|our|there)",
            r"\bour (?:\w+ ){0,3}acknowledge?ment",
            _NOT_COME,
        ),
        yields_to=SETTLES,
    ),
    Rule(
        Kind.ACKNOWLEDGEMENT,
        "It says that our request has arrived.",
        ("request", "mail", "enquiry", "foi", "received", "letter", "query"),
        one_of(
            rf"{_OURS}~\b(?:has|have) been (?:\w+ )?"
            + either(
                "received, logged, allocated, registered, assigned, given, recorded, passed, forwarded, shared, sent"
            ),
            r"\bwe have (?:now |safely )?received (?:your|this|a)\b",
            rf"{_OURS}~\b(?:is|are) (?:now |currently )?being "
            + either("processed, dealt, considered, handled, looked, progressed, reviewed, actioned"),
            r"\b(?:it|request) (?:is|has) (?:been )?(?:logged|given)~(?:reference|number)",
            rf"\b{either('processing, dealing with, considering, working on')} your {_OURS}",
        ),
        one_of(r"transferr|has now been (?:considered|completed|processed)", _NOT_COME),
        yields_to=SETTLES,
    ),
    Rule(
        Kind.ACKNOWLEDGEMENT,
        "It says when we can expect a reply, and does not answer yet.",
        ("will", "aim", "expect", "deadline", "shall", "endeavour", "due", "intend", "should", "target"),
        one_of(
            rf"\b{either('will, shall, aims?, endeavour, expect, intend, should')}\b~{_REPLY}~{_SOON}",
            rf"\b{either('deadline, due date, target date')}\b~{_REPLY}~\b(?:is|will be)\b",
            rf"\b{either('will, expect to, should')} (?:receive|be sent)~{_SOON}",
            r"will be considered under",
        ),
        one_of(
            either("sorry, apolog, unfortunately, regret, delayed, overdue, waiting, extend, extension"),
            either("additional, further"),
        ),
        yields_to=SETTLES | {Kind.EXTENSION},
    ),
]

_CLARIFICATION = [
    Rule(
        Kind.CLARIFICATION,
        "It asks us to explain our request.",
        ("clarif",),
        one_of(
            rf"{either('needs?, requires?, seek, seeking, request, requested, requesting, grateful for')}~clarif",
            r"(?:asking for|provide|awaiting)~clarif",
            r"(?:could|can|would|please|kindly)~\bclarify\b",
            r"asked~to be clarified|to be clarified:?$",
        ),
        one_of(
            r"\bno (?:further )?clarification|\bany clarification|provided clarification|thank you for~clarif",
            r"\bnot (?:need|require)",
        ),
    ),
    Rule(
        Kind.CLARIFICATION,
        "It asks what we mean, or which of several things we want.",
        ("please", "could you", "can you", "would you", "do you", "mean"),
        one_of(
            rf"{either('please, could you, can you, would you')}~"
            rf"{either('confirm, specify, explain, advise, tell us, let us know, state')}~"
            rf"{either('what you, whether you, period, time ?frame, date range, exactly')}",
            rf"{either('please, could you, can you, would you')}~"
            rf"{either('confirm, specify, tell us, let us know, state')}~"
            rf"(?:which (?:\w+ )?{either('period, hospital, site, year, patients, of')}"
            rf"|if you {either('want, require, would, mean')})",
            rf"\bdo you {either('mean, want, require, wish')}\b~\?",
            r"what (?:do )?you mean by|what is meant by",
        ),
        one_of(r"\bqueries|questions about this|further assistance|any further"),
    ),
    Rule(
        Kind.CLARIFICATION,
        "It needs something from us before it goes on.",
        ("1(3)", "hold", "paused", "clock", "identify", "locate"),
        one_of(
            r"(?:need|require|under)~\b1\(3\)|\b1\(3\)~(?:need|require)",
            r"(?:on hold|paused|clock~stopped)~(?:until|pending|while)~(?:hear|receive|clarif|reply|respon)",
            r"further (?:information|detail)~(?:to|in order to) (?:identify|locate)",
        ),
    ),
    Rule(
        Kind.CLARIFICATION,
        "It asks for our name or address, without which a request is not valid.",
        ("name", "address"),
        one_of(
            rf"please~{either('provide, give, confirm, supply, state, let us have')}~"
            r"your (?:full |real |correspondence )?(?:name|address)"
        ),
    ),
]

_FEES = [
    Rule(
        Kind.FEES,
        "It asks for a fee.",
        ("fee", "£", "payment", "charge", "cheque", "sum"),
        one_of(
            r"\bfees? notice\b",
            rf"\b{either('payment, fee, cheque, charge, sum')}\b~£ ?\d",
            r"£ ?\d[\d,.]*~(?:is|must be|to be) (?:paid|payable)",
            r"\bfee~\b(?:is|must be|will be) (?:\w+ )?(?:paid|payable|charged)",
        ),
        one_of(
            r"\bno (?:fee|charge)|not (?:be )?(?:charg|payable)|free of charge|waive",
            r"appropriate limit|cost limit|regulations|exceed",
            r"(?:will|would|may) (?:send|issue|be sent|be issued)~fees? notice|\bwhen you\b|normally|generally|usually",
        ),
    ),
]

_MORE = either("extend, extension, more time, additional, further, not yet")
_EXTENSION = [
    Rule(
        Kind.EXTENSION,
        "It takes more time to weigh the public interest.",
        ("public interest", "10(3)"),
        one_of(
            rf"(?:{_MORE}|{either('still, need to, in order to, while we, time')})~public interest",
            rf"public interest~(?:{_MORE}|still considering|by \d)",
            r"\b10\(3\)~(?:extend|extension|time|days)",
        ),
        one_of(r"outweigh|\bfavours?\b|concluded|(?:have|has) (?:carried out|conducted|undertaken|weighed)"),
    ),
    Rule(
        Kind.EXTENSION,
        "It takes more time.",
        ("exten", "more", "additional", "further", "longer", "extra"),
        one_of(
            rf"\b{either('extend, extending, extended, extension')}\b~"
            rf"{either('time, deadline, period, timescale, respon, days, date')}",
            rf"\b{either('require, need, take, takes, taking, allow')}\b~"
            rf"{either('additional, further, more, extra, longer')}~\b{either('time, working days, days')}\b",
        ),
        one_of(r"clarif|further (?:information|detail)|\bhours?\b|staff time"),
    ),
    Rule(
        Kind.EXTENSION,
        "It says that the reply is late.",
        ("sorry", "apolog", "unfortunately", "regret", "delay", "overdue", "late", "unable"),
        one_of(
            r"(?:sorry|apolog|regret|unfortunately)~(?:\bdelay|overdue|\blate\b)",
            rf"(?:sorry|apolog|regret|unfortunately)~\bnot (?:yet )?(?:been )?able~{either('reply, respond, within')}",
            rf"{either('response, reply, request, answer')}~{either('is, has been, will be, are')} (?:\w+ )?"
            r"(?:delayed|overdue|late)\b",
            rf"unable to {either('respond, reply, meet')}~{either('within, deadline, working days, timescale')}",
        ),
        one_of(r"may be a delay|contact|inconvenience caused by"),
        yields_to=SETTLES | {Kind.ATTACHMENT_ONLY},
    ),
]

_NOBODY_THERE = [
    Rule(
        Kind.OUT_OF_OFFICE,
        "It says that nobody is there to read it.",
        ("leave", "office", "away", "no longer", "left the", "automatic reply"),
        one_of(
            r"\bi (?:am|will be|shall be)\b~\b(?:on (?:\w+ )?leave|out of (?:the )?office|away)\b",
            r"^(?:automatic reply|out of office)",
            r"\bi (?:am|have)?~\bno longer (?:work|employed|with)|\bi have (?:now )?left the",
            rf"(?:mailbox|inbox|account|address)~\bno longer {either('monitored, in use, used, active, checked')}",
            r"office is (?:now |currently )?closed (?:until|for|over|from)",
        ),
    ),
]

WAITING: tuple[Rule, ...] = (*_RECEIPT, *_CLARIFICATION, *_FEES, *_EXTENSION, *_NOBODY_THERE)
# A number of working days that it takes beyond the legal date.
MORE_DAYS = re.compile(r"(?:further|additional|extra|another) (\d{1,2}) (?:working )?days")
