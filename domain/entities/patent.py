"""A patent of a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import in_order, text_of
from domain.entities.choices import LEGAL_STATUS, PATENT_KIND
from domain.entities.fields import OWNER, choice, day, reference, text
from domain.errors import DomainError
from domain.patent_number import check_digit
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _check_digit(row: Row, _records: Records) -> Iterable[DomainError]:
    number = text_of(row, "number")
    due = check_digit(number) if number else None
    if number and due is not None and number[-1] != due:
        yield DomainError("patent_check", field="number", value=number, digit=due)


SPEC = EntitySpec(
    table="patent",
    fields=(
        text("number", required=True, unique=True),
        text("title"),
        choice("kind", PATENT_KIND, required=True),
        day("filed", required=True),
        day("granted"),
        reference("firm", "firm"),
        text("applicant"),
        reference("region", "region"),
        text("transferee"),
        choice("legal_status", LEGAL_STATUS),
        OWNER,
    ),
    label=("title", "number"),
    key=("number",),
    area="firms",
    icon="firms",
    order=("-filed",),
    rules=(in_order("filed", "granted", "date_order"), _check_digit),
)
