"""The facts a site begins with: figures from the register's bundled table, sentences and bases of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

REVIEW = date(2027, 3, 31)  # after the second year of the national audit’s next report

# code in the bundled table -> what is shown beside its figure, source and period
FACTS: dict[str, dict[str, Any]] = {
    "trusts-not-knowing-2016": {
        "figure": "1 in 3",
        "part": 1,
        "whole": 3,
        "sentence": "About 1 hospital trust in 3 knew how many of its patients had secondary breast cancer. "
        "About 2 in 3 (66%) did not.",
        "base": "Of trusts in England. How many were asked is not known to us.",
        "on_home": True,
    },
    "recording-required": {
        "sentence": "Since this year, hospital trusts in England have had to record everyone who is diagnosed with "
        "secondary breast cancer.",
        "base": "Every new case: when breast cancer is first found, and when it comes back.",
        "on_home": True,
    },
    "living-with-it-england-2021": {
        "sentence": "About this many people live with secondary breast cancer in England: an estimate, "
        "because nobody has counted.",
        "base": "Estimated from hospital records.",
        "on_home": True,
    },
    "promise-to-count": {
        "period": "13 April 2026",
        "figure": "2026",
        "sentence": "The Government promises to count cancers that come back or spread, secondary breast cancer first.",
        "base": "A promise made in the National Cancer Plan for England.",
        "on_home": True,
    },
    "living-with-it-uk-2025": {
        "hard": True,
        "sentence": "About this many people live with secondary breast cancer in the whole of the UK: "
        "a rounded estimate.",
        "base": "Estimate by Breast Cancer Now.",
    },
    "audit-incomplete-2025": {
        "figure": "2 years",
        "sentence": "For a second year, the national audit could not report on everyone who has it.",
        "base": "England and Wales.",
    },
    "trusts-collecting-nothing-2016": {
        "sentence": "This share of trusts collected nothing about secondary breast cancer.",
        "base": "Of trusts in England. How many were asked is not known to us.",
    },
    "trusts-recording-in-part-2016": {
        "sentence": "This share of trusts recorded secondary breast cancer, but not in full.",
        "base": "Of trusts in England. How many were asked is not known to us.",
    },
}
