"""What a published table is made of, and how it describes itself to programs (Frictionless Table Schema)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# How a reader would call the types of Table Schema.
KINDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date",
}


@dataclass(frozen=True)
class Licence:
    """Under which terms a table may be used. `name` is the Open Definition's."""

    name: str
    title: str
    url: str


@dataclass(frozen=True)
class Column:
    """One column. An empty cell means that it is not known or did not happen; a `required` one is never empty.

    `choices` are all the words that may stand in it, each with its meaning.
    """

    name: str
    type: str
    meaning: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str:
        return "one of these words" if self.choices else KINDS[self.type]

    def field(self) -> dict[str, Any]:
        constraints: dict[str, Any] = {"required": True} if self.required else {}
        if self.choices:
            constraints["enum"] = [word for word, _ in self.choices]
        described = {"name": self.name, "type": self.type, "description": self.meaning}
        return described | ({"constraints": constraints} if constraints else {})


@dataclass(frozen=True)
class Reference:
    """A column whose every value stands in the key of another table."""

    column: str
    table: str
    key: str


@dataclass(frozen=True)
class Table:
    """One table, which is a file in each of its `endings`. `folder` is where it lies beside the data package."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    licence: Licence
    references: tuple[Reference, ...] = ()
    endings: tuple[str, ...] = ("csv", "json")
    folder: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def schema(self) -> dict[str, Any]:
        """The table as a Table Schema."""
        described: dict[str, Any] = {
            "fields": [column.field() for column in self.columns],
            "missingValues": [""],
            "primaryKey": list(self.key),
        }
        if self.references:
            described["foreignKeys"] = [_foreign_key(one) for one in self.references]
        return described


def words(choices: Iterable[tuple[str, Any]]) -> tuple[tuple[str, str], ...]:
    """A closed list as choices, without the empty word, which is an empty cell."""
    return tuple((word, str(meaning)) for word, meaning in choices if word)


def _foreign_key(one: Reference) -> dict[str, Any]:
    return {"fields": [one.column], "reference": {"resource": one.table, "fields": [one.key]}}
