"""A phase of a rule's version, in years on the rule's clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import at_most, others, referred, text_of, whole_of
from domain.entities.fields import reference, share, text, whole
from domain.entities.rule_bases import not_of_costs
from domain.errors import DomainError
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _contiguous_when_adopted(row: Row, records: Records) -> Iterable[DomainError]:
    version = referred(row, "version", "sharing_rule_version", records)
    number, start = whole_of(row, "phase"), whole_of(row, "from_year")
    if version is None or text_of(version, "resolution") is None or number is None:
        return
    near = {each["phase"]: each for each in others(row, "rule_phase", records, "version")}
    before, after = near.get(number - 1), near.get(number + 1)
    last, end = whole_of(before or {}, "to_year"), whole_of(row, "to_year")
    opens_late = before is None and number == 1 and start != 1
    if opens_late or (before is not None and (last is None or start != last + 1)):
        yield DomainError("phases_not_contiguous", field="from_year", value=number)
    if after is not None and (end is None or after["from_year"] != end + 1):
        yield DomainError("phases_not_contiguous", field="to_year", value=number + 1)


def _halves_whole(row: Row, _records: Records) -> Iterable[DomainError]:
    home, host = whole_of(row, "home_bp"), whole_of(row, "host_bp")
    if home is not None and host is not None and home + host != WHOLE_BP:
        yield DomainError(
            "phase_not_whole", field="host_bp", value=row.get("phase"), total_bp=home + host
        )


SPEC = EntitySpec(
    table="rule_phase",
    fields=(
        reference("version", "sharing_rule_version", required=True),
        whole("phase", required=True, minimum=1, maximum=99),
        whole("from_year", required=True, minimum=1, maximum=200),
        whole("to_year", minimum=1, maximum=200),
        share("home_bp"),
        share("host_bp"),
        share("reinvested_bp"),
        text("clause"),
    ),
    label=("phase",),
    key=("version", "phase"),
    area="agreements",
    icon="agreements",
    order=("version", "phase"),
    rules=(
        at_most("from_year", "to_year", "years_order"),
        _contiguous_when_adopted,
        _halves_whole,
        not_of_costs("reinvested_bp"),
    ),
    inside="version",
)
