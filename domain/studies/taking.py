"""Take the inputs of a study, each with the sentence that says where it comes from."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.models.errors import ModelError
from domain.models.given import ANY
from domain.studies.study import NothingToStudy, Said, StudyInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.models.given import Range
    from domain.studies.study import Values


@dataclass(frozen=True, slots=True)
class Intake:
    """The inputs of one study; the source of input x is the text ``study.<study>.source.x``."""

    study: str

    def source(self, key: str, **values: object) -> Said:
        """Return the sentence ``study.<study>.source.<key>``."""
        return Said(f"study.{self.study}.source.{key}", values)

    def recorded(
        self,
        name: str,
        value: object,
        source: Said | None = None,
        *,
        unit: str = "",
        limits: Range = ANY,
        labels: Sequence[Said | str] = (),
    ) -> StudyInput:
        """Return an input from the workbook; its source is that of its name unless one is given."""
        said = source or self.source(name)
        return StudyInput(name, value, "records", said, unit, limits, labels=tuple(labels))

    def assumed(
        self,
        name: str,
        value: object,
        source: Said | None = None,
        *,
        unit: str = "",
        limits: Range = ANY,
        labels: Sequence[Said | str] = (),
    ) -> StudyInput:
        """Return an input that no record holds."""
        said = source or self.source(name)
        return StudyInput(name, value, "assumed", said, unit, limits, labels=tuple(labels))

    def nothing(self, place: str, told: str = "nothing", **values: object) -> NothingToStudy:
        """Return what is raised when the records lack something, entered at ``place``."""
        return NothingToStudy(Said(f"study.{self.study}.{told}", values), place)


def by_name(inputs: Iterable[StudyInput]) -> dict[str, StudyInput]:
    """Return inputs by their names."""
    return {each.name: each for each in inputs}


@contextmanager
def refused_at(name: str) -> Iterator[None]:
    """Say of what a part of the model refuses that it is this input of the study."""
    try:
        yield
    except ModelError as error:
        raise ModelError(error.key, f"/{name}", **error.values) from error


def check_known(values: Values, *may_be_unknown: str) -> None:
    """Refuse an input from which a number was taken away.

    Raises:
        ModelError: ``missing_input`` names the first of them.
    """
    for name, value in values.items():
        if name not in may_be_unknown and _lacks(value):
            raise ModelError("missing_input", f"/{name}")


def _lacks(value: object) -> bool:
    if isinstance(value, list | tuple):
        return any(_lacks(each) for each in value)
    return value is None
