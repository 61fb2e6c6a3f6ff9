"""Study how the contract shares the pie beside what fairness, bargaining and claims would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.negotiation import inputs as taken
from domain.studies.negotiation import running, telling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, Findings, Study, StudyInput, Values


class Negotiation:
    """Contract, Shapley, nucleolus, bargaining and claims side by side; the core; who objects."""

    name: Final = "negotiation"
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


STUDY: Final[Study] = Negotiation()
