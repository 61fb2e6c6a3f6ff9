"""Study whether parks outbid each other, and which tenants may leave for another offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.subsidy_race import inputs as taken
from domain.studies.subsidy_race import running, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class SubsidyRace:
    """Signs of a subsidy race, its equilibrium, and hopping for subsidies."""

    name: Final = "subsidy_race"
    version: Final = "1"
    random: Final = False

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Offer nothing to choose, but say what is missing; see ``inputs``."""
        taken.check(records, quarter)
        return ()

    def inputs(
        self,
        records: Records,
        quarter: str,
        chosen: Mapping[str, str],  # noqa: ARG002 - nothing is chosen
    ) -> tuple[StudyInput, ...]:
        """Return the inputs with their sources; see ``inputs.inputs``."""
        return taken.inputs(records, quarter)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:  # noqa: ARG002 - nothing is drawn, and it takes no time
        """Compute the result; see ``running.run``."""
        return running.run(values)

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say what the result means; see ``telling.tell``."""
        return telling.tell(inputs, result, formatter)


STUDY: Final[Study] = SubsidyRace()
