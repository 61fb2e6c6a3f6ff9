"""Study the flow of innovation factors between regions, and what the enclave changes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.flow import exhibits, inputs, running, taking, words
from domain.studies.study import Findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Study, StudyInput, Values


class FlowStudy:
    """Follow stocks of R&D staff between regions, with and without the enclave."""

    name: Final = "flow"
    version: Final = "1"
    random: Final = True

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Return enclave and indicators to choose from."""
        return taking.choices(records, quarter)

    def inputs(
        self, records: Records, quarter: str, chosen: Mapping[str, str]
    ) -> tuple[StudyInput, ...]:
        """Return the inputs for what was chosen."""
        return inputs.flow_inputs(records, quarter, chosen)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:
        """Follow the regions and draw scenarios."""
        return running.run(values, seed, progress)

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say what came out."""
        told = words.Told({each.name: each for each in inputs}, result, formatter)
        return Findings(words.verdict(told), exhibits.exhibits(told), words.warnings(told))


STUDY: Final[Study] = FlowStudy()
