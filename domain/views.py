"""A way of looking at a table, kept under a name: filters, search, order, columns."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.commands import AddRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records, Row


@dataclass(frozen=True, slots=True)
class SavedView:
    """How a table is looked at.

    Attributes:
        base: view of the program that it narrows, e.g. ``incubation``.
        chosen: facet → keys of the chosen values, in order.
        search: words that must occur.
        order: fields to sort by, ``-`` in front for descending.
        hidden: columns that are not shown.
    """

    base: str = "all"
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    search: str = ""
    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    def text(self) -> str:
        """Write the view as it is kept in a record."""
        return json.dumps(
            {
                "base": self.base,
                "chosen": {name: list(keys) for name, keys in sorted(self.chosen.items())},
                "search": self.search,
                "order": list(self.order),
                "hidden": list(self.hidden),
            },
            ensure_ascii=False,
        )

    @classmethod
    def read(cls, text: str) -> SavedView:
        """Read a view back; what is not understood is left out, as a newer program may write it."""
        try:
            said = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(said, dict):
            return cls()
        chosen = said.get("chosen")
        facets = chosen if isinstance(chosen, dict) else {}
        return cls(
            str(said.get("base") or "all"),
            {str(name): _words(keys) for name, keys in facets.items()},
            str(said.get("search") or ""),
            _words(said.get("order")),
            _words(said.get("hidden")),
        )


def _words(value: object) -> tuple[str, ...]:
    return tuple(str(each) for each in value) if isinstance(value, list) else ()


def saved_views(records: Records, screen: str) -> list[Row]:
    """Return the views kept for a screen, by name."""
    rows = records.find("saved_view", screen=screen)
    return sorted(rows, key=lambda row: (str(row["name"]), str(row["id"])))


def keep_view(screen: str, name: str, author: str, view: SavedView) -> AddRow:
    """Return the command that keeps a view under a name."""
    values = {"screen": screen, "name": name, "author": author, "definition": view.text()}
    return AddRow("saved_view", values, key="command.keep_view")
