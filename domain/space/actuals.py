"""Enter what an operator attained in a quarter, by indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.commands import AddRow, SetFields

if TYPE_CHECKING:
    from domain.records import Records, Value
    from domain.units import Quarter

KEY: Final = "command.enter_figures"


def enter_actual(
    records: Records, indicator: str, quarter: Quarter, actual: Value
) -> AddRow | SetFields | None:
    """Return the command that enters an actual, None where nothing would change.

    Args:
        records: the park.
        indicator: id of the operator's indicator.
        quarter: when it was attained.
        actual: in the indicator's own unit; None takes it back.
    """
    found = records.find("operator_score", indicator=indicator, quarter=str(quarter))
    if found:
        if found[0]["actual"] == actual:
            return None
        return SetFields("operator_score", str(found[0]["id"]), {"actual": actual}, key=KEY)
    if actual is None:
        return None
    values: dict[str, Value] = {"indicator": indicator, "quarter": str(quarter), "actual": actual}
    return AddRow("operator_score", values, key=KEY)
