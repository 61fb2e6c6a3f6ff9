"""A result with the inputs it came from, to be said in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from domain.studies.study import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.studies.study import StudyInput


@dataclass(frozen=True, slots=True)
class Result:
    """What a run of a study gave; each study adds the readings that its sentences ask for.

    Attributes:
        study: name of the study.
        result: as its run gives it.
    """

    study: ClassVar[str] = ""

    inputs: Mapping[str, StudyInput]
    result: Mapping[str, Any]
    formatter: Formatter

    def say(self, key: str, **values: object) -> str:
        """Say a sentence of the study."""
        return Said(f"study.{self.study}.{key}", values).words(self.formatter)
