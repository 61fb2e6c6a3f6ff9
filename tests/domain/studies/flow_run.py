"""Take the inputs of the study of factor flows, compute it and read what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import resources
from domain.formatting import Formatter
from domain.progress import Silent
from domain.studies import study
from domain.text import Texts

if TYPE_CHECKING:
    from domain.records import Records
    from domain.studies.study import Findings, StudyInput


STUDY = study("flow")


TEXTS = Texts(resources.load_texts())


QUARTER = "2024Q4"


FLOW = (
    "stock",
    "capacity",
    "environment",
    "proximity",
    "friction",
    "congestion_elasticity",
    "knowledge_elasticity",
    "knowledge_rate",
    "spillover_share",
    "catch_up_rate",
    "mobility",
    "donor_limit",
)


def taken(records: Records, **chosen: str) -> dict[str, StudyInput]:
    """Return the inputs by name, for what is proposed unless something else is chosen."""
    proposed = {each.name: each.value for each in STUDY.choices(records, QUARTER)}
    return {each.name: each for each in STUDY.inputs(records, QUARTER, proposed | chosen)}


def computed(inputs: dict[str, StudyInput], seed: int = 7, **changed: object) -> dict[str, Any]:
    """Run the study on its inputs, some of them changed."""
    values = {name: each.value for name, each in inputs.items()} | changed
    return STUDY.run(values, seed, Silent())


def told(inputs: dict[str, StudyInput], result: dict[str, Any], lang: str = "en") -> Findings:
    """Return what the study says of a result."""
    return STUDY.tell(tuple(inputs.values()), result, Formatter(lang, TEXTS))


def said(each: StudyInput, lang: str = "en") -> str:
    """Return where an input says that it comes from."""
    return each.source.words(Formatter(lang, TEXTS))
