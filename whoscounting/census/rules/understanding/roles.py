"""Roles, not names: ‘Cancer Data Manager’ out of ‘[name], Cancer Data Manager, ext. 1234’."""

from __future__ import annotations

import re

_OF_ROLES = (
    "cancer breast data information services service clinical nurse specialist mdt multidisciplinary team deputy assistant "
    "associate senior lead macmillan oncology surgical surgery consultant business performance operational general unit quality "
    "improvement care governance registry tracking pathway medical divisional site head director manager and of for the chief "
    "principal national"
).split()
_ENDS = (
    "manager lead director nurse consultant surgeon oncologist coordinator co-ordinator administrator analyst officer "
    "specialist head matron clerk facilitator navigator services"
).split()
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*|[&/]|[^\sA-Za-z]+")
_LEADS = re.compile(r"\b(?:breast|cancer) (?:cancer )?data lead (?:is|role is|sits with|:)|\b(?:leads|responsible) (?:on|for) breast cancer data")
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
    match = _LEADS.search(plain)
    if match is None:
        return ""
    return role_in(said[match.end() :]) if plain[match.start() : match.end()].endswith(("is", "with", ":")) else role_in(
        said[: match.start()]
    )


def _role(run: list[str]) -> str:
    while run and run[0].lower() in _OPENING:
        run = run[1:]
    while run and run[-1].lower() not in _ENDS:
        run = run[:-1]
    if len(run) < 2:
        return ""
    role = " ".join(run)
    return role[0].upper() + role[1:]
