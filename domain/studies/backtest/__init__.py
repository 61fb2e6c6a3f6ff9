"""Study whether forecasts of a recorded series would have been any good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.backtest import running, taking, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class BacktestStudy:
    """Forecast from every origin and compare with what came."""

    name: Final = "backtest"
    version: Final = "1"
    random: Final = False

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Return the series to choose from."""
        return taking.choices(records, quarter)

    def inputs(
        self, records: Records, quarter: str, chosen: Mapping[str, str]
    ) -> tuple[StudyInput, ...]:
        """Return the series chosen and the steps ahead."""
        return taking.inputs(records, quarter, chosen)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:  # noqa: ARG002 - nothing is drawn
        """Forecast from every origin."""
        progress.step(0, 1)
        found = running.run(values)
        progress.step(1, 1)
        return found

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say what came out."""
        return telling.tell(telling.Told({each.name: each for each in inputs}, result, formatter))


STUDY: Final[Study] = BacktestStudy()
