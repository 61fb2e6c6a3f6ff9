"""Show in a new record what an earlier one of the same parent said, greyed until it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.proposals import proposals
from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import EntitySpec, Row, Value
    from ui.bus import Bus
    from ui.components.field import Field as FieldBox
    from ui.forms.entries import Entry
    from ui.values import Values


class Proposing:
    """Hold the proposals of one form; nothing of them is saved until somebody takes it over."""

    def __init__(
        self,
        bus: Bus,
        values: Values,
        spec: EntitySpec,
        entries: Mapping[str, Entry],
        boxes: Mapping[str, FieldBox],
    ) -> None:
        self._bus = bus
        self._values = values
        self._spec = spec
        self._entries = entries
        self._boxes = boxes
        self._unwanted: set[str] = set()
        self._shown: dict[str, Value] = {}

    def begin(self, row: Row) -> None:
        """Begin a new record: nothing has been waved away yet."""
        self._unwanted.clear()
        self.propose(row)

    def end(self) -> None:
        """Propose nothing any more."""
        self._show({})

    def propose(self, row: Row) -> None:
        """Propose what earlier records say of the fields that are empty."""
        self._show(proposals(self._bus.records, self._spec, row))

    def wave_away(self, name: str) -> None:
        """Propose nothing for a field of this record again."""
        self._unwanted.add(name)
        self._show({each: value for each, value in self._shown.items() if each != name})

    def say_again(self) -> None:
        """Say the proposals in the language in force."""
        self._show(self._shown)

    def _show(self, proposed: Mapping[str, Value]) -> None:
        for name, entry in self._entries.items():
            value = proposed.get(name)
            wanted = name not in self._unwanted and entry.open_to_proposal()
            entry.propose(value if wanted else None)
            if name in self._shown or entry.proposed is not None:
                self._boxes[name].set_hint(self._hint(entry), "note")
        self._shown = {
            name: value for name, value in proposed.items() if name not in self._unwanted
        }

    def _hint(self, entry: Entry) -> str:
        if entry.proposed is None:
            return ""
        field, value = entry.field, entry.proposed
        words = self._values.text(field, value)
        if field.kind is Kind.REFERENCE:
            words = self._values.record(self._bus.records, field.target, str(value))
        # A list shows no grey words of its own, so that its proposal stands below it.
        shown = field.kind in {Kind.CHOICE, Kind.FLAG}
        key = "forms.proposed.value" if shown else "forms.proposed"
        return self._values.language.say(key, value=words)
