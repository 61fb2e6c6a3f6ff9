"""Where the two sides' figures differ, and which of these differences are settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.closing.figures import recorded, unpacked

if TYPE_CHECKING:
    from domain.closing.figures import Figures, Place
    from domain.closing.sides import Side
    from domain.records import Records, Row, Specs
    from domain.units import Quarter

Figure = int | float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure on which the sides differ, or that was changed after they submitted it.

    Attributes:
        origin, host: what each side submitted, None when it knew nothing.
        now: what stands in the workbook.
        agreed: the record of what was agreed, None while it is open.
    """

    place: Place
    origin: Figure
    host: Figure
    now: Figure
    agreed: Row | None

    @property
    def settled(self) -> bool:
        """Tell whether the two sides agreed on the figure that stands in the workbook."""
        return self.agreed is not None


def submission(records: Records, quarter: Quarter, side: Side) -> Row | None:
    """Return what a side submitted for a quarter, None when it has not."""
    found = records.find("submission", quarter=str(quarter), side=side)
    return found[0] if found else None


def submitted_figures(records: Records, quarter: Quarter, side: Side) -> Figures | None:
    """Return the figures a side submitted, None when it has not."""
    row = submission(records, quarter, side)
    return None if row is None else unpacked(str(row["figures"]))


def differences(records: Records, specs: Specs, quarter: Quarter) -> tuple[Difference, ...]:
    """Return every difference of a quarter, settled ones too; none until both have submitted.

    A side that knows nothing of a figure does not contradict the other.
    """
    origin = submitted_figures(records, quarter, "origin")
    host = submitted_figures(records, quarter, "host")
    if origin is None or host is None:
        return ()
    now = recorded(records, specs, quarter)
    agreed = {
        (row["entity"], row["subject"], row["field"]): row
        for row in records.find("agreed_figure", quarter=str(quarter))
    }
    found = []
    for place in sorted({*origin, *host}):
        figures = (origin.get(place), host.get(place), now.get(place))
        if not _consistent(*figures):
            row = agreed.get((place.table, place.subject, place.field))
            holds = row is not None and _is_of(row, *figures)
            found.append(Difference(place, *figures, row if holds else None))
    return tuple(found)


def _consistent(origin: Figure, host: Figure, now: Figure) -> bool:
    known = {figure for figure in (origin, host) if figure is not None}
    return len(known) == 1 and now in known


def _is_of(row: Row, origin: Figure, host: Figure, now: Figure) -> bool:
    """Tell whether an agreement is about these very figures and still stands."""
    return (row["origin_value"], row["host_value"], row["agreed_value"]) == (origin, host, now)
