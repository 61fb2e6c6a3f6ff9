"""Study the flow of innovation factors between regions, and what the enclave changes in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.studies.flow import exhibits, inputs, running, taking, words
from domain.studies.study import Findings, Study
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.studies.study import StudyInput


def _tell(
    taken: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    told = words.Told(by_name(taken), result, formatter)
    return Findings(words.verdict(told), exhibits.exhibits(told), words.warnings(told))


STUDY: Final = Study(
    "flow", "1", taking.choices, inputs.flow_inputs, running.run, _tell, random=True
)
"""Follow stocks of R&D staff between regions, with and without the enclave."""
