"""What the look promises in numbers: a goal, and the limit that fails the build."""

from __future__ import annotations

from dataclasses import dataclass

KB = 1024


@dataclass(frozen=True)
class Budget:
    """A number and its unit. More is worse, or less is worse if the limit is below the goal."""

    words: str
    unit: str
    goal: float
    limit: float

    def holds(self, value: float) -> bool:
        return value >= self.limit if self.limit < self.goal else value <= self.limit

    def reached(self, value: float) -> bool:
        return value >= self.goal if self.limit < self.goal else value <= self.goal


FIRST_VIEW = Budget("map page, everything on first view", "KB", 75, 120)
HTML = {
    "home": Budget("HTML of home, compressed", "KB", 16, 30),
    "map": Budget("HTML of the map page, compressed", "KB", 20, 35),
    "trust": Budget("HTML of a trust’s page, compressed", "KB", 10, 18),
    "story": Budget("HTML of a story, compressed", "KB", 10, 18),
    "facts": Budget("HTML of the facts, compressed", "KB", 10, 18),
    "report": Budget("HTML of a report, compressed", "KB", 10, 18),
    "update": Budget("HTML of an update, compressed", "KB", 10, 18),
}
CSS = Budget("CSS of the whole site, compressed", "KB", 8, 12)
JS = Budget("JavaScript of the whole site, compressed", "KB", 6, 12)
FONTS = Budget("fonts", "KB", 42, 60)
FONT_FILES = Budget("font files", "", 2, 2)
REQUESTS = Budget("requests on first view", "", 6, 10)
ELSEWHERE = Budget("requests to others", "", 0, 0)
BARRIERS = Budget("violations that axe-core finds", "", 0, 0)
SCORES = {
    "performance": Budget("Lighthouse mobile, performance", "", 100, 97),
    "accessibility": Budget("Lighthouse mobile, accessibility", "", 100, 100),
    "best-practices": Budget("Lighthouse mobile, best practice", "", 100, 100),
    "seo": Budget("Lighthouse mobile, SEO (launch)", "", 100, 100),
}
LCP = Budget("LCP, mobile", "s", 1.4, 1.8)
TBT = Budget("TBT, mobile", "ms", 50, 100)
CLS = Budget("CLS, mobile", "", 0.0, 0.02)
PICTURES = Budget("pictures above the fold of home on a phone", "KB", 60, 60)
QUERIES = Budget("queries", "", 8, 8)
