"""Study what a party gave and got in the exchange of land quota against park land."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.land_exchange import inputs as taken
from domain.studies.land_exchange import running, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class LandExchange:
    """Running balance, present values and break-even ratio of the exchange with the host."""

    name: Final = "land_exchange"
    version: Final = "1"
    random: Final = False

    def choices(self, records: Records, quarter: str) -> tuple[Choice, ...]:
        """Offer what can be studied; see ``inputs``."""
        return taken.choices(records, quarter)

    def inputs(
        self,
        records: Records,
        quarter: str,
        chosen: Mapping[str, str],
    ) -> tuple[StudyInput, ...]:
        """Return the inputs with their sources; see ``inputs.inputs``."""
        return taken.inputs(records, quarter, chosen)

    def run(self, values: Values, seed: int, progress: Progress) -> dict[str, object]:  # noqa: ARG002 - nothing is drawn, and it takes no time
        """Compute the result; see ``running.run``."""
        return running.run(values)

    def tell(
        self, inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
    ) -> Findings:
        """Say what the result means; see ``telling.tell``."""
        return telling.tell(inputs, result, formatter)


STUDY: Final[Study] = LandExchange()
