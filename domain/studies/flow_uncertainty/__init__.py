"""Study how far the flow model can be trusted: ranges of its parameters, and what decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.flow_uncertainty import inputs, running, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class FlowUncertaintyStudy:
    """Vary the parameters of the flow model within their ranges."""

    name: Final = "flow_uncertainty"
    version: Final = "1"
    random: Final = True

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Return what the flow study asks for, and the output examined."""
        return inputs.choices(records, quarter)

    def inputs(
        self, records: Records, quarter: str, chosen: Mapping[str, str]
    ) -> tuple[StudyInput, ...]:
        """Return the inputs of the flow study with ranges."""
        return inputs.inputs(records, quarter, chosen)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:
        """Draw, vary one by one, divide the variance."""
        return running.run(values, seed, progress)

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say what came out."""
        return telling.tell(telling.Told({each.name: each for each in inputs}, result, formatter))


STUDY: Final[Study] = FlowUncertaintyStudy()
