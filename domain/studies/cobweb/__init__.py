"""The cobweb of a market for talent: posts sought and filled, the price offered, the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.cobweb import market, model, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class Cobweb:
    """Ask whether a market settles, and what the budget leaves unfilled."""

    name: Final = "cobweb"
    version: Final = "1"
    random: Final = False

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Return regions and profiles; see ``market.choices``."""
        return market.choices(records, quarter)

    def inputs(
        self, records: Records, quarter: str, chosen: Mapping[str, str]
    ) -> tuple[StudyInput, ...]:
        """Return what the market was and what bounds it; see ``market.inputs``."""
        return market.inputs(records, quarter, chosen)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:  # noqa: ARG002 - nothing is drawn
        """Compute the path of prices and posts; see ``model.run``."""
        return model.run(values, progress)

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say whether prices settle, what is left unfilled, and how the lag decides."""
        return telling.tell(inputs, result, formatter)


STUDY: Final[Study] = Cobweb()
