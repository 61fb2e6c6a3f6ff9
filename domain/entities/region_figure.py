"""A published figure of a region, with its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.called import worded_columns
from domain.entities.checks import alone, quarter_in, whole_of
from domain.entities.fields import OWNER, number, quarter, reference, text, whole, wordings
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _year_of_the_quarter(row: Row, _records: Records) -> Iterable[DomainError]:
    quarter, year = quarter_in(row, "quarter"), whole_of(row, "year")
    if quarter is not None and year is not None and quarter.year != year:
        yield DomainError("year_mismatch", field="quarter", value=str(quarter), year=str(year))


SPEC = EntitySpec(
    table="region_figure",
    fields=(
        reference("region", "region", required=True),
        text("indicator", required=True),
        whole("year", required=True, minimum=1900, maximum=2200),
        quarter("quarter"),
        number("value"),
        text("unit"),
        text("source"),
        *wordings("indicator"),
        *wordings("unit"),
        *wordings("source"),
        OWNER,
    ),
    label=(*worded_columns("indicator"), "region", "year", "quarter"),
    key=("region", "indicator", "year", "quarter"),
    area="network",
    icon="network",
    order=("indicator", "year"),
    rules=(alone("region_figure", "region", "indicator", "year", "quarter"), _year_of_the_quarter),
)
