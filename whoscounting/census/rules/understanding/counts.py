"""Numbers of people, and whether they count new or recurrent cases. Treatments are not people."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.dates import DATE
from whoscounting.census.rules.understanding.patterns import either
from whoscounting.census.rules.understanding.periods import without_periods

NEW, RECURRENT = "new_cases", "recurrent_cases"
LARGEST_MASKED = 10  # ‘1-7’ hides a small number; ‘20-25’ is only vague

_TO_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SPELT = {word: number for number, word in enumerate(_TO_TWENTY)} | _TENS
_SPELT |= {
    f"{ten}-{unit}": number + _SPELT[unit]
    for ten, number in {"twenty": 20, **_TENS}.items()
    for unit in _TO_TWENTY[1:10]
}
_PEOPLE = either("people, persons?, patients?, wom[ae]n, individuals?, cases?, diagnos[ei]s, recurrences?")
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|\b(?:{'|'.join(sorted(_SPELT, key=len, reverse=True))})\b)"

# Numbers that count no people: in addresses, of sections and stages, years, money, shares, lengths of time, sites.
_NO_COUNT = re.compile(
    r"https?://\S{1,200}|\S{1,60}@\S{1,60}"
    r"|(?<![a-z])(?:ss?\.?|"
    + either("sections?, version, v, stage, question, q, grade, level, page, part, ref(?:erence)?, foi, no")
    + r")[ .:#-]{0,2}\d[\w/()-]{0,20}"
    r"|\b20\d\d\b|£ ?\d[\d,.]{0,12}|\d[\d,.]{0,8} ?(?:%|per ?cent)"
    r"|\d{1,3}[ -](?:working |calendar )?"
    + either("days?, hours?, weeks?, months?, years?, minutes?, hospitals?, sites?, teams?, systems?")
    + r"\b|\b(?:twelve|two|both|three|four) (?:months?|hospitals?|sites?)\b|\bone of\b|\bno one\b"
    r"|\d[\d ]{6,14}\d|\d{1,4}/\d{1,4}|\d+\.\d+|\baged? \d{1,3}|\btwo[ -]week"
)
_VAGUE = either(
    r"more than, over, at least, [>≥~], approximately, approx\.?, about, around, circa, \bc\., roughly, nearly, "
    r"almost, estimated(?: at)?, average of"
)
_VALUE = re.compile(
    rf"(?P<vague>{_VAGUE} ?{_NUMBER})"
    rf"|(?P<low>{_NUMBER}) ?(?:-|to) ?(?P<high>{_NUMBER})"
    rf"|(?:\bfewer than|\bless than|\bunder|\bbelow|<) ?(?P<below>{_NUMBER})"
    rf"|(?:[≤]|<=|no more than|not more than|at most|up to) ?(?P<most>{_NUMBER})"
    rf"|(?P<orless>{_NUMBER}) or (?:fewer|less|under)"
    rf"|(?P<none>\b(?:none|nil|no (?:new |recurrent |recorded |such )?{_PEOPLE})\b)"
    rf"|(?P<exact>(?<![\w.,/-]){_NUMBER}(?![\d/%]|[.,]\d|[a-z]))"
)
_EARLIER = r"(?:previous|earlier|prior) (?:primary )?breast cancer"
_RECURRENT = (
    r"(?<!locally )(?<!local )(?<!loco-regional )(?<!locoregional )"
    + either(r"\brecurrent\b, \brecurrences?\b, \brecurred\b, \brelaps\w{1,4}\b")
    + rf"|\b{_EARLIER}|\b(?:known|existing) breast cancer|\bearlier diagnosis of breast cancer"
    r"|\bpreviously (?:had|diagnosed|treated)|\b(?:had )?c[ao]me back\b|\bsecondary after primary"
)
_NEW = either(
    r"\bde[ -]?novo\b, \bat (?:first|initial|primary|the time of|original) (?:diagnosis|presentation), "
    r"\bfirst presentation, \bnew primary\b, \bmetasta(?:tic|ses) at diagnosis, \bnew(?:ly)?\b, \bfirst diagnosis\b, "
    r"\bwhen (?:it was )?first found"
)
_CUE = re.compile(rf"(?P<recurrent>{_RECURRENT})|(?P<new>{_NEW})")
_FROM_EARLIER = re.compile(rf"\b{either('from, after, following, with, of, had')} (?:an? |their |known )?{_EARLIER}")
_NO_NEW = re.compile(r"\bno new primary\b|\bwith no new\b")
_OTHER_THINGS = re.compile(
    r"\b"
    + either(
        "treatments?, treated, procedures?, operations?, surger(?:y|ies), admissions?, admitted, attendances?, "
        r"appointments?, referrals?, referred, episodes?, spells?, cycles?, chemotherapy, radiotherapy, mastectom\w+, "
        "deaths?, died, scans?, tests?, records?, letters?, requests?, discussions?, nurses?, staff, clinics?, beds?, "
        "breaches, waiting, waits?"
    )
    + r"\b"
)
_OTHER_CANCERS = re.compile(
    r"\b"
    + either(
        "lung, prostate, bowel, colorectal, ovarian, skin, kidney, bladder, pancreatic, brain tumour, lymphoma, "
        "leukaemia, melanoma, gynaecological, head and neck, all cancers, all tumour"
    )
    + r"\b"
)
# Between a number and what it counts stand such words and no mark.
_DISEASE = "metastatic, secondary, breast, cancer, disease"
_LINKING = either(
    "of these, of whom, of them, had, have, has, were, was, been, are, is, an?, the, with, as, who, presented, "
    f"diagnosed, {_DISEASE}"
)
_BETWEEN_BEFORE = re.compile(rf"[\s(]*(?:(?:{_PEOPLE}|{_LINKING})\b[\s(]*){{0,9}}")
_BETWEEN_AFTER = re.compile(
    rf"[\s):=|,.-]*(?:(?:{_PEOPLE}|{either(f'were, was, is, number, total, {_DISEASE}')})\b[\s):=|-]*){{0,6}}"
)


def masked(plain: str) -> str:
    """The sentence with a mark in the place of every number that counts no people."""
    return _NO_COUNT.sub(" # ", DATE.sub(" # ", without_periods(plain)))


def counts_other_things(plain: str) -> bool:
    """Whether its numbers count treatments, letters or people with another cancer."""
    return bool(_OTHER_THINGS.search(plain)) or bool(_OTHER_CANCERS.search(plain))


def values(plain: str) -> list[str]:
    """The numbers of a masked sentence in their order; '' for one that is vague."""
    return [_value(match) for match in _VALUE.finditer(plain)]


def kinds(plain: str) -> list[str]:
    """The kinds of cases that a sentence names, in their order, repetitions once."""
    named = [NEW if match["new"] else RECURRENT for match in _CUE.finditer(plain)]
    return [kind for index, kind in enumerate(named) if index == 0 or named[index - 1] != kind]


def paired(plain: str) -> dict[str, str]:
    """Which number counts which kind, where a sentence leaves no doubt; else nothing."""
    if not _CUE.search(plain) or counts_other_things(plain):
        return {}
    plain = masked(plain)
    if _FROM_EARLIER.search(plain):
        plain = _NO_NEW.sub(" ", plain)
        return _earlier(plain)
    tokens = _tokens(plain)
    before, after = _pairs(plain, tokens, before=True), _pairs(plain, tokens, before=False)
    if before and after and before != after:
        return {}
    return before or after


def _earlier(plain: str) -> dict[str, str]:
    """A sentence that says ‘from an earlier breast cancer’ counts recurrences, whatever is new there."""
    found = values(plain)
    if len(found) == 1 and found[0]:
        return {RECURRENT: found[0]}
    return _pairs(plain, _tokens(plain), before=True)


def _tokens(plain: str) -> list[tuple[int, int, str, str]]:
    """Numbers and kinds as (start, end, kind, value) in their order; kinds that run on count once."""
    found = [(m.start(), m.end(), "", _value(m)) for m in _VALUE.finditer(plain)]
    found += [(m.start(), m.end(), NEW if m["new"] else RECURRENT, "") for m in _CUE.finditer(plain)]
    tokens: list[tuple[int, int, str, str]] = []
    for token in sorted(found):
        if tokens and token[2] and tokens[-1][2] == token[2]:
            tokens[-1] = (tokens[-1][0], token[1], token[2], "")
        else:
            tokens.append(token)
    return tokens


def _pairs(plain: str, tokens: list[tuple[int, int, str, str]], *, before: bool) -> dict[str, str]:
    """Each kind with the number right before it, or right behind it; nothing unless that fits all of them."""
    found: dict[str, str] = {}
    for index, (start, end, kind, _) in enumerate(tokens):
        if not kind:
            continue
        near = index - 1 if before else index + 1
        if not 0 <= near < len(tokens) or tokens[near][2] or not tokens[near][3] or kind in found:
            return {}
        gap = plain[tokens[near][1] : start] if before else plain[end : tokens[near][0]]
        if not (_BETWEEN_BEFORE if before else _BETWEEN_AFTER).fullmatch(gap):
            return {}
        found[kind] = tokens[near][3]
    return found


def _value(match: re.Match[str]) -> str:
    """A number as an answer records it: ‘14’, ‘fewer than 5’; '' where it is vague."""
    if match["vague"]:
        return ""
    if match["none"]:
        return "0"
    if match["low"]:
        low, high = _number(match["low"]), _number(match["high"])
        return f"fewer than {high + 1}" if low <= 1 < high <= LARGEST_MASKED else ""
    if match["below"]:
        return f"fewer than {_number(match['below'])}"
    if most := match["most"] or match["orless"]:
        return f"fewer than {_number(most) + 1}" if _number(most) <= LARGEST_MASKED else ""
    return str(_number(match["exact"]))


def _number(written: str) -> int:
    return _SPELT[written] if written in _SPELT else int(written.replace(",", ""))
