"""Study the pipeline: how firms move on, where they end, and what comes home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.pipeline.inputs import choices, inputs
from domain.studies.pipeline.running import run
from domain.studies.pipeline.telling import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class Pipeline:
    """The incubation pipeline on the park's stage history."""

    name = "pipeline"
    version = "1"
    random = True

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Offer the trajectories recorded."""
        return choices(records, quarter)

    def inputs(
        self, records: Records, quarter: str, chosen: Mapping[str, str]
    ) -> tuple[StudyInput, ...]:
        """Return moves, durations and outputs of a trajectory."""
        return inputs(records, quarter, chosen)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:
        """Compute ends, times, survival and the forecast."""
        return run(values, seed, progress)

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say what comes home, and when."""
        return tell(inputs, result, formatter)


STUDY: Final[Study] = Pipeline()
