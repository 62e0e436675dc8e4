"""The public words for what a trust answered: the one place where they stand.

The keys are the census's verdicts, and the states a trust is in before it has one.
"""

from __future__ import annotations

WORDS = {
    "collecting": "Collecting",
    "partial": "Partly collecting",
    "not_collecting": "Not collecting",
    "undecided": "Replied, no clear answer",
    "no_response": "No response",
    "being_read": "Answer being read",
    "awaiting": "Awaiting an answer",
    "not_asked": "Not asked yet",
}

MEANINGS = {
    "collecting": (
        "The trust says it routinely records everyone with secondary breast cancer at all its hospitals: "
        "those whose cancer had spread when it was first found, and those whose earlier cancer has spread."
    ),
    "partial": "The trust records some people or some of its hospitals, or says that its records are not complete.",
    "not_collecting": "The trust says it does not record this.",
    "undecided": "The trust replied, but its reply does not tell us. Its page says why.",
    "no_response": "The trust has not answered, and the date by which the law asks for an answer has passed.",
    "being_read": "The trust has answered. Two people are reading its answer, each on their own.",
    "awaiting": "We have asked. The trust still has time to answer.",
    "not_asked": "We have not asked this trust yet.",
}

# What the help line is called until an editor changes it, and on pages that must do without a database.
HELPLINE = {"name": "Breast Cancer Now nurses", "number": "0808 800 6000", "run_by": "Breast Cancer Now"}

INVENTED = "Invented"
NEVER_INVENTED = {"not_asked"}  # nobody said anything, so there is nothing to invent


def words_for(verdict: str, *, rehearsal: bool) -> str:
    """Return the words for a verdict; in a rehearsal they say themselves that they are invented.

    An unknown verdict is a mistake of ours and raises KeyError: no page may make up words for it.
    """
    words = WORDS[verdict]
    if not rehearsal or verdict in NEVER_INVENTED:
        return words
    return f"{INVENTED}: {words[0].lower()}{words[1:]}"
