"""Study what the records tell of the flow model's parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.calibration import running, taking, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class CalibrationStudy:
    """Fit the flow model to recorded stocks; refuse what the records cannot tell."""

    name: Final = "calibration"
    version: Final = "1"
    random: Final = True

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Return what the flow study asks for."""
        return taking.choices(records, quarter)

    def inputs(
        self, records: Records, quarter: str, chosen: Mapping[str, str]
    ) -> tuple[StudyInput, ...]:
        """Return the recorded course and what is fitted."""
        return taking.inputs(records, quarter, chosen)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:
        """Fit from several starts."""
        return running.run(values, seed, progress)

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say what came out."""
        return telling.tell(telling.Told({each.name: each for each in inputs}, result, formatter))


STUDY: Final[Study] = CalibrationStudy()
