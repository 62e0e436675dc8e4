"""Understanding a reply: transparent rules that suggest what a letter does and what it says, each with its words.

Suggestions only; a person confirms every one. All rules are pure, take linear time, and look at the first 200,000
characters. They know letters in plain text: turn HTML and PDF into text first, with a form feed between pages.
"""

from whoscounting.census.rules.understanding.behalf import also_for
from whoscounting.census.rules.understanding.figures import suggest_figures
from whoscounting.census.rules.understanding.kinds import NoticeKind
from whoscounting.census.rules.understanding.notices import suggest_notices
from whoscounting.census.rules.understanding.suggestions import AlsoFor, Figure, Notice, Passage

__all__ = ["AlsoFor", "Figure", "Notice", "NoticeKind", "Passage", "also_for", "suggest_figures", "suggest_notices"]
