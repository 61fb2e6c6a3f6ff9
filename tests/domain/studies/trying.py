"""Run a study as the window does: choices, inputs, run, and what is told in each language."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import resources
from domain.formatting import Formatter
from domain.progress import Silent
from domain.studies import study
from domain.text import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.studies.study import Findings, StudyInput

TEXTS = Texts(resources.load_texts())
LANGUAGES = ("zh", "fr", "en")
FEWER = {"draws": 100, "samples": 16, "starts": 1}


@dataclass(frozen=True)
class Trial:
    """A study that was run on records."""

    name: str
    inputs: tuple[StudyInput, ...]
    result: dict[str, Any]

    def value(self, name: str) -> Any:  # noqa: ANN401 - plain values
        """Return the value of an input."""
        return next(each.value for each in self.inputs if each.name == name)

    def origin(self, name: str) -> str:
        """Return where an input comes from."""
        return next(each.origin for each in self.inputs if each.name == name)

    def told(self, lang: str = "en") -> Findings:
        """Return what the study tells."""
        return study(self.name).tell(self.inputs, self.result, Formatter(lang, TEXTS))


def tried(
    name: str,
    records: Records,
    quarter: str,
    chosen: Mapping[str, str] | None = None,
    changed: Mapping[str, object] | None = None,
    seed: int = 7,
) -> Trial:
    """Run a study with the choices it proposes, save those that are given.

    Args:
        name: of the study.
        records: of the park.
        quarter: e.g. ``2024Q4``.
        chosen: choices made.
        changed: inputs that the analyst overrides.
        seed: of the draws.
    """
    asked = study(name)
    proposed = {each.name: each.value for each in asked.choices(records, quarter)}
    inputs = asked.inputs(records, quarter, {**proposed, **(chosen or {})})
    values = {each.name: each.value for each in inputs}
    # What is drawn often enough for a reader would take a test too long.
    values |= {name: least for name, least in FEWER.items() if name in values}
    values |= dict(changed or {})
    result = asked.run(values, seed, Silent())
    return Trial(name, inputs, json.loads(json.dumps(result, allow_nan=False)))
