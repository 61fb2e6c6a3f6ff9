"""Study how the contract shares the pie beside what fairness, bargaining and claims would give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.negotiation import inputs as taken
from domain.studies.negotiation import many, running, telling
from domain.studies.study import Study, undrawn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.studies.study import Findings, StudyInput, Values


def _run(values: Values) -> dict[str, object]:
    return many.run_many(values) if "needed" in values else running.run(values)


def _tell(
    given: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    tell = telling.tell if "worth" in result else many.tell_many
    return tell(given, result, formatter)


STUDY: Final = Study("negotiation", "2", taken.choices, taken.inputs, undrawn(_run), _tell)
"""Contract, Shapley, nucleolus, bargaining and claims side by side; the core; who objects."""
