"""Who does something: every action is told, and the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["staff", "system", "trust", "supporter"]


@dataclass(frozen=True)
class Actor:
    """One who acts. `id` is the key of a user, a trust's ODS code or the name of a job; never a person's name."""

    kind: Kind
    id: str

    @classmethod
    def staff(cls, user_id: object) -> Actor:
        return cls("staff", str(user_id))

    @classmethod
    def system(cls, job: str) -> Actor:
        return cls("system", job)

    @classmethod
    def trust(cls, ods_code: str) -> Actor:
        return cls("trust", ods_code)
