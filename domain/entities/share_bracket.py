"""A slice of a calendar year's pool, above an amount, that is divided by shares of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import others, text_of, whole_of
from domain.entities.fields import money, reference, text, whole
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _above_something(row: Row, _records: Records) -> Iterable[DomainError]:
    if whole_of(row, "above_fen") == 0:
        yield DomainError("bracket_from_nothing", field="above_fen", number=row.get("number"))


def _rising(row: Row, records: Records) -> Iterable[DomainError]:
    number, above = whole_of(row, "number"), whole_of(row, "above_fen")
    if number is None or above is None or text_of(row, "phase") is None:
        return
    for other in others(row, "share_bracket", records, "phase"):
        at, limit = whole_of(other, "number"), whole_of(other, "above_fen")
        if at is None or limit is None or at == number:
            continue
        if (at < number and limit >= above) or (at > number and limit <= above):
            yield DomainError(
                "brackets_not_rising", field="above_fen", value=above, other=at, limit=limit
            )
            return


SPEC = EntitySpec(
    table="share_bracket",
    fields=(
        reference("phase", "rule_phase", required=True),
        whole("number", required=True, minimum=1, maximum=99),
        money("above_fen", required=True),
        text("clause"),
    ),
    label=("number",),
    key=("phase", "number"),
    area="agreements",
    icon="agreements",
    order=("phase", "number"),
    rules=(_above_something, _rising),
    inside="phase",
)
