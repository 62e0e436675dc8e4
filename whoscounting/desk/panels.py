"""The start page of the desk."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from whoscounting.census.queries import desk as census
from whoscounting.census.queries.editions import current_round
from whoscounting.desk.frame import in_rehearsal, today
from whoscounting.desk.steps import counts, next_step


class NeedsDoing(Component):
    """How many requests of the current round wait for each next step."""

    name = "needs_doing"
    template_name = "desk/needs_doing.html"
    order = 100

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        viewer = parent_context["request"].user
        round = current_round(rehearsal=in_rehearsal())
        lines = census.board(round=round, viewer=viewer, on=today()) if round else []
        return {
            "round": round,
            "counts": counts(next_step(line, round) for line in lines) if round else [],
            "mine": sum(line.mine_to_assess for line in lines) if viewer.has_perm("census.assess") else 0,
            "history": [one for one in census.rounds() if one.historic],
            "may_plan": viewer.has_perm("census.run_round"),
        }
