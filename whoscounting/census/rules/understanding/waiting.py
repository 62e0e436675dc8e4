"""Rules for letters that answer nothing yet: receipts, questions, fees, more time, nobody there."""

from __future__ import annotations

from whoscounting.census.rules.understanding.kinds import SETTLES
from whoscounting.census.rules.understanding.kinds import NoticeKind as Kind
from whoscounting.census.rules.understanding.rule import Rule, one_of, phrase

_REPLY = r"(?:respond|response|reply|replies|answer|decision|get back|be in touch|hear from|write to you|information)"
_LATE = one_of(r"sorry|apolog|unfortunately|regret|delayed|overdue|still (?:a?waiting)|extend|extension|additional|further")

_RECEIPT = [
    Rule(
        Kind.ACKNOWLEDGEMENT,
        "It says that our request has arrived.",
        ("acknowledg", "confirm", "know", "receipt"),
        one_of(
            r"\backnowledg(?:e|es|ing)\b~\b(?:receipt|your|the request|that we|this)\b",
            r"\backnowledge?ment\b~\b(?:of|that|receipt|request|reference)\b",
            r"receipt of~(?:is|are) (?:hereby )?acknowledged",
            r"(?:confirm\w*|let you know|advise)~\b(?:receipt|received|arrived|reached)\b",
        ),
        one_of(r"please acknowledge", r"\bour (?:\w+ ){0,3}acknowledge?ment", r"previous", r"acknowledge that (?:this|our|there)"),
        yields_to=SETTLES,
    ),
    Rule(
        Kind.ACKNOWLEDGEMENT,
        "It says that our request has arrived.",
        ("request", "email", "e-mail", "enquiry", "foi", "received", "letter"),
        one_of(
            r"(?:request|enquiry|e-?mail|foi|query|letter)~\b(?:has|have) been (?:\w+ )?(?:received|logged|allocated|registered"
            r"|assigned|given|recorded|passed|forwarded|shared|sent|circulated)",
            r"\bwe have (?:now |safely )?received (?:your|this|a)\b",
            r"(?:request|enquiry|foi|query)~\b(?:is|are) (?:now |currently )?being (?:processed|dealt|considered|handled|looked"
            r"|progressed|reviewed|actioned)",
            r"(?:it|request) (?:is|has) (?:been )?(?:logged|given)~(?:reference|number)",
            r"(?:currently |now )?(?:processing|dealing with|considering|working on) your (?:request|foi|enquiry)",
            r"which we received on",
        ),
        one_of(r"transferr", r"has now been (?:considered|completed|processed)", r"not been forwarded"),
        yields_to=SETTLES,
    ),
    Rule(
        Kind.ACKNOWLEDGEMENT,
        "It says when we can expect a reply, and does not answer yet.",
        ("will", "aim", "expect", "deadline", "shall", "endeavour", "due"),
        one_of(
            rf"(?:will|shall|aim|aims|endeavour|expect|intend|should|can expect)~{_REPLY}~(?:within|\bby\b|in due course|as soon as"
            r"|no later|before|once|in full)",
            rf"(?:deadline|due date|target date)~{_REPLY}~\b(?:is|will be)\b",
            r"(?:will|you can expect to|should) (?:receive|be sent)~(?:within|in due course|as soon as|\bby\b)",
            r"will be considered under",
        ),
        _LATE,
        yields_to=SETTLES | {Kind.EXTENSION},
    ),
]

_CLARIFICATION = [
    Rule(
        Kind.CLARIFICATION,
        "It asks us to explain our request.",
        ("clarif",),
        one_of(
            r"(?:need|needs|require|requires|seek|seeking|requested|requesting|request|grateful for|asking for|provide|awaiting)~clarif",
            r"(?:could|can|would|please|kindly)~\bclarify\b",
            r"asked~to be clarified|to be clarified:?$",
        ),
        one_of(r"\bno (?:further )?clarification", r"not (?:need|require)", r"thank you for~clarif", r"any clarification", r"provided clarification"),
    ),
    Rule(
        Kind.CLARIFICATION,
        "It asks what we mean, or which of several things we want.",
        ("please", "could you", "can you", "would you", "do you", "mean"),
        one_of(
            r"(?:please|could you|can you|would you)~(?:confirm|specify|explain|advise|tell us|let us know|state)~(?:what you"
            r"|which (?:\w+ )?(?:period|hospital|site|year|patients|of)|whether you|if you (?:want|require|would|mean)|period"
            r"|time ?frame|date range|exactly)",
            r"\bdo you (?:mean|want|require|wish)\b~\?",
            r"what (?:do )?you mean by|what is meant by",
        ),
        one_of(r"queries|questions about this|further assistance|any further"),
    ),
    Rule(
        Kind.CLARIFICATION,
        "It needs something from us before it goes on.",
        ("1(3)", "hold", "clock", "valid", "identify", "proceed"),
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
        one_of(r"please~(?:provide|give|confirm|supply|state|let us have)~your (?:full |real |correspondence )?(?:name|address)"),
    ),
]

_FEES = [
    Rule(
        Kind.FEES,
        "It asks for a fee.",
        ("fee", "£", "payment", "charge", "cheque"),
        one_of(
            r"\bfees? notice\b",
            r"\b(?:payment|fee|cheque|charge|sum)\b~£ ?\d",
            r"£ ?\d[\d,.]*~(?:is|must be|to be) (?:paid|payable)",
            r"\bfee~\b(?:is|must be|will be) (?:\w+ )?(?:paid|payable|charged)",
        ),
        one_of(
            r"\bno (?:fee|charge)|not (?:be )?(?:charg|payable)|free of charge|waive",
            r"appropriate limit|cost limit|regulations|exceed",
            r"(?:will|would|may) (?:send|issue)~fees? notice",
        ),
    ),
]

_EXTENSION = [
    Rule(
        Kind.EXTENSION,
        "It takes more time to weigh the public interest.",
        ("public interest", "10(3)"),
        one_of(
            r"(?:extend|extension|more time|additional|further|not yet|still|need to|in order to|while we|time)~public interest",
            r"public interest~(?:extend|extension|more time|additional|further|not yet|still considering|by \d)",
            r"\b10\(3\)~(?:extend|extension|time|days)",
        ),
        one_of(r"outweigh|favours?\b|concluded|(?:have|has) (?:carried out|conducted|undertaken|weighed)"),
    ),
    Rule(
        Kind.EXTENSION,
        "It takes more time.",
        ("extend", "extension", "more time", "additional", "further", "longer"),
        one_of(
            r"\b(?:extend|extending|extended|extension)\b~(?:time|deadline|period|timescale|respon|days|date)",
            r"(?:require|need|take|takes|taking|allow)~(?:additional|further|more|extra|longer)~(?:time|working days|days)\b",
        ),
        one_of(r"clarif", r"further (?:information|detail)"),
    ),
    Rule(
        Kind.EXTENSION,
        "It says that the reply is late.",
        ("sorry", "apolog", "unfortunately", "regret", "delay", "overdue", "late"),
        one_of(
            r"(?:sorry|apolog|regret|unfortunately)~(?:\bdelay|overdue|\blate\b|not (?:yet )?(?:been )?able~(?:reply|respond|within))",
            r"(?:response|reply|request|answer)~(?:is|has been|will be|are) (?:\w+ )?(?:delayed|overdue|late)\b",
            r"unable to (?:respond|reply|meet)~(?:within|deadline|working days|timescale)",
        ),
        one_of(r"may be a delay|contact|inconvenience caused by"),
        yields_to=SETTLES,
    ),
]

_NOBODY_THERE = [
    Rule(
        Kind.OUT_OF_OFFICE,
        "It says that nobody is there to read it.",
        ("leave", "office", "away", "no longer", "left the"),
        one_of(
            r"\bi (?:am|will be|shall be)\b~\b(?:on (?:\w+ )?leave|out of (?:the )?office|away)\b",
            r"^(?:automatic reply|out of office)",
            r"\bi (?:am|have)?~\bno longer (?:work|employed|with)|\bi have (?:now )?left the",
            r"(?:mailbox|inbox|account|address)~\bno longer (?:monitored|in use|used|active|checked)",
            r"office is (?:now |currently )?closed (?:until|for|over|from)",
        ),
    ),
]

WAITING: tuple[Rule, ...] = (*_RECEIPT, *_CLARIFICATION, *_FEES, *_EXTENSION, *_NOBODY_THERE)
# A number of working days that it takes beyond the legal date.
MORE_DAYS = phrase(r"(?:further|additional|extra|another) (\d{1,2}) (?:working )?days")
