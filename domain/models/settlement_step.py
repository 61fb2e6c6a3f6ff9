"""One step of a settlement as a statement prints it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Amount = int | Fraction | None


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a settlement.

    Attributes:
        key: its words are ``settlement.step.<key>`` and, for how it is reckoned,
            ``settlement.step.<key>.basis`` with ``values``.
        unit: ``yuan`` or ``share``: how the amounts are shown.
        amounts: party → amount in fen or basis points; a party that is not named has none.
        total: over all parties, None where a total has no meaning.
        marks: party → ``floor`` or ``cap`` where a bound holds it.
        strong: a result, not an intermediate step.
        clause: of the agreement that says so, empty where none is recorded.
    """

    key: str
    unit: str = "yuan"
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    total: Amount = None
    values: Mapping[str, Amount | str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    strong: bool = False
    clause: str = ""
