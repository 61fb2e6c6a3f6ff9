"""Hold what is asked of a study: quarter, choices, inputs with what was changed, seed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import number_in
from domain.studies import study as study_of
from domain.studies.study import Said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.models.given import Range
    from domain.progress import Progress
    from domain.records import Records
    from domain.studies.study import Choice, StudyInput

SEED: Final = 1
"""Seed proposed for a study that draws numbers."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A study with all that it takes.

    Attributes:
        study: name of the study.
        quarter: up to which the records were read.
        chosen: choice → value.
        inputs: as they are used, those changed by the analyst with the origin ``override``.
        originals: input → what it was before the analyst changed it.
    """

    study: str
    quarter: str
    chosen: Mapping[str, str]
    inputs: tuple[StudyInput, ...]
    originals: Mapping[str, StudyInput] = field(default_factory=lambda: MappingProxyType({}))
    seed: int = SEED

    def input(self, name: str) -> StudyInput:
        """Return an input by its name.

        Raises:
            ModelError: ``unknown_input``.
        """
        found = next((each for each in self.inputs if each.name == name), None)
        if found is None:
            raise ModelError("unknown_input", f"/{name}")
        return found

    def values(self) -> dict[str, object]:
        """Return the inputs as the model takes them."""
        return {each.name: each.value for each in self.inputs}

    def changed(self, name: str, value: object) -> Inquiry:
        """Return the inquiry with another value of an input; its own takes the change back.

        Raises:
            ModelError: ``wrong_type``, ``size_mismatch``, ``out_of_range`` or ``unknown_choice`` at
                the input's place.
        """
        now = self.input(name)
        before = self.originals.get(name, now)
        check_value(before, value)
        if value == before.value:
            return self.restored(name)
        source = Said("study.source.override", {"source": before.source})
        new = replace(before, value=value, origin="override", source=source)
        return self._with(new, {**self.originals, name: before})

    def restored(self, name: str) -> Inquiry:
        """Return the inquiry with an input as it was before the analyst changed it."""
        before = self.originals.get(name)
        if before is None:
            return self
        left = {key: each for key, each in self.originals.items() if key != name}
        return self._with(before, left)

    def seeded(self, seed: int) -> Inquiry:
        """Return the inquiry with another seed."""
        return replace(self, seed=seed)

    def run(self, progress: Progress) -> dict[str, object]:
        """Compute the result.

        Raises:
            ModelError: an input is refused, at its name.
            CancelledError: the user asked to stop.
        """
        return study_of(self.study).run(self.values(), self.seed, progress)

    def _with(self, new: StudyInput, originals: Mapping[str, StudyInput]) -> Inquiry:
        inputs = tuple(new if each.name == new.name else each for each in self.inputs)
        return replace(self, inputs=inputs, originals=MappingProxyType(dict(originals)))


def inquire(
    records: Records, name: str, quarter: str, chosen: Mapping[str, str] | None = None
) -> tuple[Inquiry, tuple[Choice, ...]]:
    """Take a study's inputs from the records; return them with what can be chosen.

    Args:
        records: read up to ``quarter``.
        name: of the study.
        quarter: as recorded, ``2024Q4``.
        chosen: choice → value; what is not chosen, or no longer offered, is as proposed.

    Raises:
        NothingToStudy: the records lack what the study needs.
    """
    study = study_of(name)
    choices = study.choices(records, quarter)
    taken = {each.name: _taken(each, (chosen or {}).get(each.name)) for each in choices}
    return Inquiry(name, quarter, taken, study.inputs(records, quarter, taken)), choices


def _taken(choice: Choice, wanted: str | None) -> str:
    offered = {option.value for option in choice.options}
    return wanted if wanted in offered else choice.value


def check_value(each: StudyInput, value: object) -> None:
    """Refuse a value that is not of the input's kind or range.

    Raises:
        ModelError: at the input's place.
    """
    place = f"/{each.name}"
    if each.choices:
        if value not in each.choices:
            raise ModelError("unknown_choice", place, value=value, choices=", ".join(each.choices))
    elif isinstance(each.value, list | tuple):
        _check_list(each.value, value, each.limits, place)
    elif isinstance(each.value, bool):
        if not isinstance(value, bool):
            raise ModelError("wrong_type", place, wanted="flag")
    elif value is not None and not isinstance(each.value, str):
        number_in(value, each.limits, place)


def _check_list(before: object, value: object, limits: Range, place: str) -> None:
    if not isinstance(before, list | tuple):
        if value is not None and not isinstance(before, str):
            number_in(value, limits, place)
        return
    if not isinstance(value, list | tuple):
        raise ModelError("wrong_type", place, wanted="list")
    if len(value) != len(before):
        raise ModelError("size_mismatch", place, wanted=str(len(before)), count=len(value))
    for at, (old, new) in enumerate(zip(before, value, strict=True)):
        _check_list(old, new, limits, f"{place}/{at}")
