"""What an indicator is: a key, a unit, a direction, a formula over records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from domain.records import Records
    from domain.units import Quarter

Direction = Literal["up", "down", "none"]
Status = Literal["ok", "warn", "crit", "info", "unknown"]
Measured = int | Fraction

THRESHOLD_MISSED: Final = "threshold_missed"
"""Note of a figure that breaks a binding threshold."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an indicator in a quarter.

    Attributes:
        value: in recorded units (fen, basis points, hundredths, half days), exact; None when
            nothing is known.
        known: records that count in it.
        expected: records that should; 0 where nobody is asked.
        note: key of what a reader should know, its words are ``indicator.note.<note>``.
    """

    value: Measured | None
    known: int = 0
    expected: int = 0
    note: str = ""

    @property
    def complete(self) -> bool:
        """Tell whether everybody asked has answered."""
        return self.known >= self.expected


UNKNOWN_FIGURE: Final = Figure(None)


def counted(counts: Sequence[int], *, any_record: object) -> tuple[Figure, ...]:
    """Return counts as figures; unknown while nothing of the kind was ever recorded."""
    return tuple(Figure(count) if any_record else UNKNOWN_FIGURE for count in counts)


Formula = Callable[["Records", Sequence["Quarter"]], tuple[Figure, ...]]
"""Returns one figure per quarter asked for, the oldest first as they are asked for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Values beyond which an indicator is to be watched or is critical, whatever its trend."""

    watch: Measured | None = None
    critical: Measured | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator, defined once.

    Its words are ``indicator.<key>``, ``.short``, ``.definition`` (the formula in words) and
    ``.source``.

    Attributes:
        key: stable name.
        unit: text ``unit.<unit>`` and how the value is shown, see ``domain.measures``.
        group: family, its words are ``indicator.group.<group>``.
        formula: computes it for some quarters at once.
        direction: whether more is better (``up``), worse (``down``) or neither.
        decimals: other than the usual ones of the unit.
        headline: one of the key figures that Home and the summary of the report show.
        limits: fixed values that make it ``warn`` or ``crit``.
        cumulative: the value is to date, not of the quarter.
        flow: an amount of the quarter, so that those of a year add up; else a year is told by the
            value at its end.
    """

    key: str
    unit: str
    group: str
    formula: Formula
    direction: Direction = "none"
    decimals: int | None = None
    headline: bool = False
    limits: Limits = Limits()
    cumulative: bool = False
    flow: bool = False

    @property
    def is_share(self) -> bool:
        """Changes of a share are told in percentage points."""
        return self.unit == "share"

    @property
    def is_amount(self) -> bool:
        """Changes of an amount are told relatively, those of a count absolutely."""
        return self.unit.startswith(("money", "yuan", "area", "land"))


def ratio(upper: Figure, lower: Figure, scale: Measured = WHOLE_BP) -> Figure:
    """Divide two figures; unknown when either is, or when the divisor is 0.

    ``scale`` multiplies the quotient: basis points unless told otherwise.
    """
    known, expected = min(upper.known, lower.known), max(upper.expected, lower.expected)
    if upper.value is None or not lower.value:
        return Figure(None, known, expected)
    return Figure(Fraction(upper.value) * scale / lower.value, known, expected)


def ratios(
    upper: Sequence[Figure], lower: Sequence[Figure], scale: Measured = WHOLE_BP
) -> tuple[Figure, ...]:
    """Divide two series of figures, quarter by quarter."""
    return tuple(ratio(one, other, scale) for one, other in zip(upper, lower, strict=True))
