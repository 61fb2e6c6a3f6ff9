"""Study where firms innovate and produce: quadrants, the best pair of cities, when to move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.location import inputs as taken
from domain.studies.location import running, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class Location:
    """Where to innovate and where to produce, for one firm and for all."""

    name: Final = "location"
    version: Final = "1"
    random: Final = False

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Offer the firms; see ``inputs.choices``."""
        return taken.choices(records, quarter)

    def inputs(
        self, records: Records, quarter: str, chosen: Mapping[str, str]
    ) -> tuple[StudyInput, ...]:
        """Return outputs, rents, grants, sites and assumed costs; see ``inputs.inputs``."""
        return taken.inputs(records, quarter, chosen)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:  # noqa: ARG002 - nothing is drawn
        """Compute pairs, the move, grants and the placing; see ``running.run``."""
        return running.run(values, progress)

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say where the firm does best and when moving pays."""
        return telling.tell(inputs, result, formatter)


STUDY: Final[Study] = Location()
