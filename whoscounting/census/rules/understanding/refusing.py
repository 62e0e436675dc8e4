"""Rules for letters that refuse, hold nothing, or are from a trust that has no such service."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.kinds import NoticeKind as Kind
from whoscounting.census.rules.understanding.patterns import either, one_of
from whoscounting.census.rules.understanding.rule import Rule, conditional

# Sections on which information can be refused: part II of the Act, and sections 12 and 14.
_GROUNDS = {"12": "s12", "14": "s14", "21": "s21", "22": "s22", "40": "s40"}
_EXEMPTING = {*_GROUNDS, "22a", *(str(number) for number in range(23, 45) if number != 25)}
_NUMBER = r"\d{1,2}a?"
_SUB = r"(?: ?\([0-9a-z]{1,3}\)){0,3}"
_SECTION = re.compile(
    rf"(?:\b{either('sections?, exemptions?')} ?|\bsec\.? ?|(?<![a-z0-9'])ss?\.? ?)(?P<first>{_NUMBER})(?P<sub>{_SUB})"
    rf"(?:(?:,| and| or|&) (?:section )?(?P<second>{_NUMBER})(?P<sub2>{_SUB})(?![\d/]| working| days))?"
)
_APPLIES = one_of(
    rf"\b{either('exempt, withheld, withhold, refus, declin, redact, reject, invok, neither confirm, not obliged')}",
    rf"\b{either('apply, applies, applied, applying, engages?, engaged, rely, relies, relied, relying')}\b",
    rf"not be {either('provid, disclos, releas, respond')}|\bus(?:e|ing) exemption\b",
    rf"unable to {either('provide, disclose, release, supply, comply, process')}",
)
_AN_AUTHORITY = r"\b(?:an?|any|all) (?:public )?authorit(?:y|ies)\b"  # explains the law
_NOT_APPLIED = one_of(
    rf"\bnot {either('consider, believe, think, exempt, engaged, apply, applied, seek, rely, invok, refus, withh')}",
    rf"\b{either('do, does, did, has, have, is, are, was, were, will')} not (?:\w+ ){{0,2}}(?:engage|appl|exempt)",
    r"rather than (?:refus|appl|rely)|without (?:apply|rely|refus)|\bno exemptions?\b|concluded that it does not",
    _AN_AUTHORITY,
    r"we considered whether|\bwhether (?:or not )?(?:section|an exemption|the exemption|it is exempt)",
    r"public interest~(?:not yet|still|extend|additional)|(?:not yet|still|extend)~public interest|being considered",
)

_LIMIT = r"(?:\blimit|threshold|18 ?hours?|eighteen|£450)"
_BY_WORDS = (
    Rule(
        Kind.REFUSAL,
        "It says that finding it would cost more than the Act’s limit.",
        ("exceed", "excess", "more than", "longer than", "over"),
        one_of(
            rf"\b(?:exceeds?|exceeded|exceeding|in excess of)\b~{_LIMIT}",
            rf"\b{either('take, takes, taking, require, requires, total of')}\b~"
            rf"{either('more than, longer than, over, in excess of')} (?:the )?(?:18|eighteen)[ -]hours?",
        ),
        one_of(r"\bnot exceed|without exceed|(?:allows?|permits?) (?:us|the trust|a)\b", _AN_AUTHORITY),
        exemption="s12",
    ),
    Rule(
        Kind.REFUSAL,
        "It calls our request vexatious or repeated.",
        ("vexatious", "repeated"),
        one_of(r"\b(?:is|are|as) (?:considered |deemed |being )?(?:to be )?(?:vexatious|(?:a )?repeated request)"),
        one_of(r"\bnot\b~(?:vexatious|repeated)"),
        exemption="s14",
    ),
    Rule(
        Kind.REFUSAL,
        "It says that this is withheld because people could be recognised.",
        ("identif",),
        one_of(r"(?:withh|suppress|not (?:been )?(?:disclos|provid|releas))~identif", r"identif~(?:withh|exempt)"),
        one_of(r"fewer than|less than|<|numbers? (?:below|under)"),
        exemption="s40",
    ),
    Rule(
        Kind.REFUSAL,
        "It neither confirms nor denies that it holds this.",
        ("neither confirm",),
        one_of(r"neither confirms? (?:n?or) den(?:y|ies)"),
        exemption="other",
    ),
)

NOT_HELD = Rule(
    Kind.NOT_HELD,
    "It says that this is not held.",
    ("hold", "held", "not have"),
    one_of(
        r"\b(?:do|does|did) not (?:currently |actually |presently |routinely )?hold\b",
        r"\bdo(?:es)? not have (?:(?!access)\w+ ){0,2}(?:information|data|figures)\b",
        r"\bholds? no (?:\w+ ){0,2}(?:information|data|records?|figures?)",
        r"\bno (?:\w+ ){0,2}(?:information|data|records?|figures?) (?:is|are|was|were) held",
        r"\b(?:is|are|was|were) not (?:currently |routinely )?held\b",
        r"^\W{0,3}(?:(?:no )?information )?not held\b|^(?:no information held|none held)\b",
    ),
    one_of(
        rf"\b(?:held|hold)~{either('centrally, electronically, reportable, searchable, retrievable, easily')}",
        r"\b(?:held|hold)~in (?:one place|a format|a form)\b",
        r"\bhold~(?:patients?'? ?(?:medical |health )?records|opinion|copyright|all\b|meetings?|clinics?)",
        r"whether (?:or not )?(?:we|the trust|it) holds?|\bother than\b",
    ),
)
_NO_SERVICE = Rule(
    Kind.NOT_OUR_SERVICE,
    "It says that the trust has no such service.",
    ("service", "treat", "provide", "diagnose", "see", "trust", "we are"),
    one_of(
        r"\b(?:do|does) not (?:\w+ )?(?:provide|offer|deliver|run)\b~\b(?:service|clinic|surgery|oncology|treatment)",
        r"\b(?:do|does) not (?:\w+ )?(?:diagnose|treat|see)\b~\bcancer",
        r"not (?:a (?:service )?)?provided by (?:us|the trust|this trust|our trust)|\bnot a provider of",
        r"\b(?:we are|trust is) an? "
        + either("mental health, community, ambulance, learning disabilit, children's, orthopa?edic"),
        rf"\bservices?\b~\b{either('ceased, closed, transferred to, moved to, now provided by')}",
    ),
    one_of(r"not provide (?:the |this )?(?:information|data|a breakdown)"),
)
_REVIEWED = Rule(
    Kind.REVIEW_OUTCOME,
    "It tells the outcome of an internal review.",
    ("review",),
    one_of(
        rf"\b{either('completed, concluded, carried out, conducted, outcome of, result of')}\b~\binternal review",
        rf"\binternal review\b~\b{either('completed, concluded, upheld, upholds?, overturn, overturned, found')}\b",
    ),
    one_of(r"\bwill\b|\bnot (?:yet )?(?:been )?(?:completed|concluded)|within"),
)

REFUSING: tuple[Rule, ...] = (*_BY_WORDS, NOT_HELD, _NO_SERVICE, _REVIEWED)


def sections_refused(plain: str) -> list[tuple[str, str]]:
    """Each section on which this sentence refuses, as (ground, section as named): ('s40', '40(2)').

    Naming a section is not refusing on it: the sentence must apply it, not deny, doubt or explain it.
    """
    match = _SECTION.search(plain)
    if match is None or not _APPLIES.search(plain) or _NOT_APPLIED.search(plain) or conditional(plain, match.start()):
        return []
    named = []
    for match in _SECTION.finditer(plain):
        named.append((match["first"], match["sub"]))
        if match["second"]:
            named.append((match["second"], match["sub2"]))
    refused = [
        (_GROUNDS.get(number, "other"), number + sub.replace(" ", "")) for number, sub in named if number in _EXEMPTING
    ]
    return list(dict.fromkeys(refused))


def grounds(plain: str) -> list[tuple[str, str, str]]:
    """Why this sentence refuses, by section or in words: (ground, section, because). Empty where it does not."""
    named = [(ground, section, f"It refuses under section {section}.") for ground, section in sections_refused(plain)]
    if named:
        return named
    return [(rule.exemption, "", rule.because) for rule in _BY_WORDS if rule.finds(plain)]
