"""Rules for letters that refuse, hold nothing, or are from a trust that has no such service."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.kinds import NoticeKind as Kind
from whoscounting.census.rules.understanding.rule import Rule, conditional, one_of, phrase

# Sections on which information can be refused: part II of the Act, and sections 12 and 14.
_GROUNDS = {"12": "s12", "14": "s14", "21": "s21", "22": "s22", "40": "s40"}
_EXEMPTING = {*_GROUNDS, "22a", *(str(number) for number in range(23, 45) if number != 25)}
_SECTION = re.compile(
    r"(?:\bsections? ?|\bsec\.? ?|(?<![a-z0-9'])ss?\.? ?)(?P<first>\d{1,2}a?)(?P<sub>(?: ?\([0-9a-z]{1,3}\)){0,3})"
    r"(?:(?:,| and| or|&) (?:section )?(?P<second>\d{1,2}a?)(?P<sub2>(?:\([0-9a-z]{1,3}\)){0,3})(?![\d/]| working| days))?"
)
_APPLIES = one_of(
    r"\bappl(?:y|ies|ied|ying|ication)\b|\bexempt|\bwithh(?:e|o)ld|\brefus|\bdeclin|\bengage[ds]?\b|\brel(?:y|ies|ied|ying)\b"
    r"|\binvok|\bcit(?:e|es|ed|ing)\b|not obliged|\bredact|\bneither confirm|\breject|not be (?:provid|disclos|releas|respond)"
    r"|unable to (?:provide|disclose|release|supply|comply|process)"
)
_NOT_APPLIED = one_of(
    r"not (?:consider|believe|think|exempt|engaged|apply|applied|seek|rely|relying|invok|refus|withh)",
    r"(?:does|do|did|has|have|is|are|was|were|will) not (?:\w+ ){0,2}(?:engage|apply|applied|exempt)",
    r"rather than (?:refus|appl|rely)|without (?:apply|rely|refus)|\bno exemptions?\b|concluded that it does not",
    r"(?:an?|any|all) (?:public )?authorit(?:y|ies)\b",  # explains the law
    r"we considered whether|whether (?:or not )?(?:section|an exemption|the exemption|it is exempt)",
    r"public interest~(?:not yet|still|extend|additional)|(?:not yet|still|extend|considered under)~public interest",
    r"being considered",
)

_COST = Rule(
    Kind.REFUSAL,
    "It says that finding it would cost more than the Act’s limit.",
    ("exceed", "excess", "more than", "longer than", "over 18"),
    one_of(
        r"\b(?:exceeds?|exceeded|exceeding|in excess of)\b~(?:\blimit|threshold|18 ?hours?|eighteen|£450)",
        r"(?:take|takes|taking|require|requires|total of)~(?:more than|longer than|over|in excess of) (?:the )?(?:18|eighteen)[ -]hours?",
    ),
    one_of(r"not exceed", r"(?:allows?|permits?) (?:us|the trust|a)", r"without exceed", r"(?:an?|any) (?:public )?authorit(?:y|ies)\b"),
    exemption="s12",
)
_BY_WORDS = (
    _COST,
    Rule(
        Kind.REFUSAL,
        "It calls our request vexatious or repeated.",
        ("vexatious", "repeated"),
        phrase(r"\b(?:is|are|as) (?:considered |deemed |being )?(?:to be )?(?:vexatious|(?:a )?repeated request)"),
        one_of(r"\bnot\b~(?:vexatious|repeated)"),
        exemption="s14",
    ),
    Rule(
        Kind.REFUSAL,
        "It says that this is withheld because people could be recognised.",
        ("identif",),
        one_of(r"(?:withh|suppress|not (?:been )?(?:disclos|provid|releas))~identif", r"identif~(?:withh|exempt)"),
        one_of(r"fewer than|less than|<|below five|numbers? (?:below|under)|not\b~identif~not"),
        exemption="s40",
    ),
    Rule(
        Kind.REFUSAL,
        "It neither confirms nor denies that it holds this.",
        ("neither confirm",),
        phrase(r"neither confirms? (?:n?or) den(?:y|ies)"),
        exemption="other",
    ),
)

NOT_HELD = Rule(
    Kind.NOT_HELD,
    "It says that this is not held.",
    ("hold", "held"),
    one_of(
        r"\b(?:do|does|did) not (?:currently |actually |presently |routinely )?hold\b",
        r"\bholds? no (?:\w+ ){0,2}(?:information|data|records?|figures?)",
        r"\bno (?:\w+ ){0,2}(?:information|data|records?|figures?) (?:is|are|was|were) held",
        r"\b(?:is|are|was|were) not (?:currently |routinely )?held\b",
        r"^\W{0,3}(?:(?:no )?information )?not held\b",
        r"^(?:no information held|none held)\b",
    ),
    one_of(
        r"\b(?:held|hold)~(?:centrally|electronically|reportable|searchable|retrievable|in one place|easily|in a (?:format|form))",
        r"\bhold~(?:patients?'? ?(?:medical |health )?records|opinion|copyright|all\b|meetings?|clinics?)",
        r"whether (?:or not )?(?:we|the trust|it) holds?|\bother than\b",
    ),
)
_NO_SERVICE = Rule(
    Kind.NOT_OUR_SERVICE,
    "It says that the trust has no such service.",
    ("service", "treat", "provide", "provider", "trust"),
    one_of(
        r"\b(?:do|does) not (?:\w+ )?(?:provide|offer|deliver|run)\b~\b(?:service|clinic|surgery|oncology|treatment)",
        r"\b(?:do|does) not (?:\w+ )?(?:diagnose|treat|see)\b~\bcancer",
        r"not (?:a (?:service )?)?provided by (?:us|the trust|this trust|our trust)",
        r"\bnot a provider of",
        r"\b(?:we are|trust is) (?:a|an) (?:mental health|community|ambulance|learning disabilit|children's|orthopa?edic)",
        r"\bservices?\b~\b(?:ceased|closed|transferred to|moved to|now provided by)",
    ),
    one_of(r"not provide (?:the |this )?(?:information|data|a breakdown)"),
)

REFUSING: tuple[Rule, ...] = (*_BY_WORDS, NOT_HELD, _NO_SERVICE)


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
    grounds = [(_ground(number, sub), number + sub.replace(" ", "")) for number, sub in named if number in _EXEMPTING]
    return list(dict.fromkeys(grounds))


def _ground(number: str, sub: str) -> str:
    return _GROUNDS.get(number, "other")


def grounds(plain: str) -> list[tuple[str, str, str]]:
    """Why this sentence refuses, by section or in words: (ground, section, because). Empty where it does not."""
    named = [(ground, section, f"It refuses under section {section}.") for ground, section in sections_refused(plain)]
    if named:
        return named
    return [(rule.exemption, "", rule.because) for rule in _BY_WORDS if rule.finds(plain)]
