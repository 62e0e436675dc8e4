"""What a trust answered to one question, in plain words: the one place where they stand."""

from __future__ import annotations

from whoscounting.census.models import Exemption, Question

VALUES = {"yes": "Yes.", "no": "No.", "partly": "In part.", "unclear": "The reply is not clear."}


def in_words(*, kind: str, disposition: str, exemption: str, value: str) -> str:
    """As readers see it. `value` is masked already: see census.rules.smallnumbers."""
    if disposition == "silent":
        return "The reply does not answer this question."
    if disposition == "not_held":
        return "The trust says that it does not hold this information."
    if disposition == "refused":
        ground = Exemption(exemption).label.replace("Section", "section")
        return f"The trust declined to answer. It names {ground}." if exemption else "The trust declined to answer."
    if kind == Question.Kind.YES_NO:
        return VALUES.get(value, value)
    text = value[:1].upper() + value[1:]
    if kind == Question.Kind.COUNT:
        return f"{text} people." if text else "A number that is not clear."
    return text


def invented(text: str, *, rehearsal: bool) -> str:
    """In a rehearsal every answer carries the mark itself, whatever was typed; the first word stays as it is."""
    return f"Invented: {text}" if rehearsal and text and not text.startswith("Invented: ") else text
