"""A plan in words, line by line, for whoever takes in an extract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from whoscounting.lib.csvfiles import Problem
from whoscounting.register.rules.comparison import Plan, What


def lines(plan: Plan) -> Iterator[str]:
    """All that would be done and all that stands against it, each row with its line in the file."""
    for what in What:
        steps = [step for step in plan.steps if step.what is what]
        yield f"{what.capitalize()}: {len(steps)}"
        yield from (f"  line {step.line}: {step.code} {step.text}" for step in steps)
    yield from listed("Rejected", plan.rejected)
    yield from listed("Closed, successor not known", plan.open_questions)
    yield from listed("Left out", plan.left_out)
    yield f"Open, but not in the file, and left as they are: {len(plan.absent)}"
    if plan.absent:
        yield f"  {', '.join(plan.absent)}"
    if plan.closes_too_many:
        yield f"Would close {plan.closures} of {plan.open_before} open trusts; if right, add --closing {plan.closures}"


def listed(title: str, problems: Sequence[Problem]) -> Iterator[str]:
    yield f"{title}: {len(problems)}"
    yield from (f"  {str(problem)[:1].lower()}{str(problem)[1:]}" for problem in problems)
