"""A criterion of a gate between two stages, as this park applies it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import text_of, whole_of
from domain.entities.choices import GATE, GATE_MEASURE
from domain.entities.fields import OWNER, choice, flag, money, text, whole
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

WITH_THRESHOLD = frozenset({"venture_money", "two_year_revenue"})
"""Measures that compare a sum of money with a threshold."""


def _threshold(row: Row, _records: Records) -> Iterable[DomainError]:
    if row.get("measure") in WITH_THRESHOLD and whole_of(row, "threshold_fen") is None:
        yield DomainError("gate_threshold_missing", field="threshold_fen")


def _named(row: Row, _records: Records) -> Iterable[DomainError]:
    names = ("name_zh", "name_fr", "name_en")
    if row.get("measure") == "other" and not any(text_of(row, name) for name in names):
        yield DomainError("name_missing", field="name_zh")


SPEC = EntitySpec(
    table="gate_criterion",
    fields=(
        choice("gate", GATE, required=True),
        whole("position", minimum=1, required=True),
        choice("measure", GATE_MEASURE, required=True),
        money("threshold_fen"),
        flag("suffices", default=0),
        text("name_zh"),
        text("name_fr"),
        text("name_en"),
        OWNER,
    ),
    label=("name_zh", "name_en", "name_fr", "measure"),
    key=("gate", "position"),
    area="pipeline",
    icon="pipeline",
    order=("gate", "position"),
    rules=(_threshold, _named),
)
