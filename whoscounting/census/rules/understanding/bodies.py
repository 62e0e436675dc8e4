"""Names of other bodies in a sentence."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.patterns import either

_NATIONAL = either(
    "NHS England, NHS Digital, UK Health Security Agency, UKHSA, Public Health England, "
    "Office for Health Improvement and Disparities, Department of Health and Social Care, "
    "National Disease Registration Service, NDRS, National Cancer Registration and Analysis Service, NCRAS, "
    "National Cancer Audit Collaborating Centre, NATCAN, National Audit of Metastatic Breast Cancer, NAoMe, "
    "Healthcare Quality Improvement Partnership, HQIP, Royal College of Surgeons, Care Quality Commission"
)
_PART = r"(?:[A-Z][\w'&-]{0,30}|and|of|the|for|upon|on|in|&)"
_KIND = either("NHS (?:Foundation )?Trust, Integrated Care Board, ICB, Cancer Alliance, Health Board, County Council")
_LOCAL = rf"[A-Z][\w'&-]{{0,30}}(?: {_PART}){{0,7}}? {_KIND}"
_BODY = re.compile(rf"\b(?:(?:the )?({_NATIONAL})\b|({_LOCAL})\b)")
_SOMEBODY = re.compile(
    rf"\bthe ({either('relevant, correct, responsible, other, appropriate, receiving')} (?:NHS )?"
    rf"{either('trust, authority, body, organisation')})\b"
)


def body_after(said: str, place: int) -> str:
    """The first other body that a sentence names from this place on, '' where there is none."""
    match = _BODY.search(said, place) or _SOMEBODY.search(said, place)
    return next((group for group in match.groups() if group), "") if match else ""
