"""Roles, not names: ‘Cancer Data Manager’ out of ‘[name], Cancer Data Manager, ext. 1234’."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.patterns import either, listed

_OF_ROLES = frozenset(
    listed(
        "cancer, breast, data, information, services, service, unit, general, quality, care, site, clinical, medical, "
        "surgical, surgery, oncology, nurse, specialist, consultant, macmillan, mdt, multidisciplinary, team, "
        "tracking, pathway, registry, governance, improvement, divisional, business, performance, operational, "
        "national, deputy, assistant, associate, senior, principal, chief, lead, head, director, manager, and, of, "
        "for, the"
    )
)
# A role ends with one of these; ‘services’ ends ‘head of cancer services’.
_ENDS = frozenset(
    listed(
        "manager, lead, director, nurse, consultant, surgeon, oncologist, coordinator, co-ordinator, administrator, "
        "analyst, officer, specialist, head, matron, clerk, facilitator, navigator, services"
    )
)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*|[&/]|[^\sA-Za-z]+")
_IS_LEAD = re.compile(rf"\b(?:breast|cancer) (?:cancer )?data lead {either('is, role is, sits with, :')}")
_LEADS_ON = re.compile(r"\b(?:leads|responsible) (?:on|for) breast cancer data")
_OPENING = {"and", "of", "for", "the", "national"}


def role_in(said: str) -> str:
    """The first run of words that names a role, in the letter’s own spelling; '' where there is none."""
    run: list[str] = []
    for word in _WORD.findall(said):
        if word.lower() in _OF_ROLES or word.lower() in _ENDS or word in {"&", "/"}:
            run.append(word)
        elif role := _role(run):
            return role
        else:
            run = []
    return _role(run)


def data_lead_in(plain: str, said: str) -> str:
    """The role that a sentence without a number names as the lead on breast cancer data."""
    if match := _IS_LEAD.search(plain):
        return role_in(said[match.end() :])
    if match := _LEADS_ON.search(plain):
        return role_in(said[: match.start()])
    return ""


def _role(run: list[str]) -> str:
    while run and run[0].lower() in _OPENING:
        run = run[1:]
    while run and run[-1].lower() not in _ENDS:
        run = run[:-1]
    if len(run) < 2:
        return ""
    role = " ".join(run)
    return role[0].upper() + role[1:]
