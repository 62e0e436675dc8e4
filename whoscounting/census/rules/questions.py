"""The questions of a round, by the stable codes under which the rubric reads their answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """One question as it is put. `voluntary` ones stand outside the request under the Act and are never scored."""

    code: str
    number: str
    kind: str
    wording: str
    voluntary: bool = False


# What the request of 2016 asked, in our words; source: a trust's own disclosure page (see register/facts/sources.csv).
OF_2016 = (
    Wording(
        "collects", "1", "yes_no", "Does the trust routinely collect data on secondary (metastatic) breast cancer?"
    ),
    Wording(
        "new_cases",
        "2a",
        "count",
        "How many people were diagnosed in the last 12 months with secondary breast cancer at their first diagnosis?",
    ),
    Wording(
        "recurrent_cases",
        "2b",
        "count",
        "How many people were diagnosed in the last 12 months after an earlier breast cancer had spread?",
    ),
    Wording("period", "2c", "period", "Which period do these numbers cover?"),
)

OF_2026 = (
    Wording(
        "collects",
        "1",
        "yes_no",
        "Does the trust routinely record everyone who is diagnosed with secondary (metastatic) breast cancer?",
    ),
    Wording("all_hospitals", "1b", "yes_no", "Is this so at all of the trust’s hospitals?"),
    Wording(
        "new_cases",
        "2a",
        "count",
        "How many people were diagnosed in the last 12 months, or the latest period you hold, "
        "whose breast cancer had already spread when it was first found?",
    ),
    Wording(
        "recurrent_cases",
        "2b",
        "count",
        "How many people were diagnosed in that period with secondary breast cancer after an earlier breast cancer?",
    ),
    Wording("period", "2c", "period", "Which period do these numbers cover?"),
    Wording(
        "recurrence_in_cosd",
        "3",
        "yes_no",
        "Are the date and the type of a recurrence recorded in the national cancer data set "
        "(COSD version 10, non-primary pathway)?",
    ),
    Wording("data_lead", "4", "text", "Which role leads on breast cancer data? Please give the role, not a name."),
    Wording(
        "barriers",
        "5",
        "text",
        "If this is not recorded: what stands in the way, and by when will it be done?",
        voluntary=True,
    ),
)
