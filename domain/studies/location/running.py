"""Compute where firms do best: pairs of cities, the quarter to move, grants that decide, room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from domain.models.operations import answer
from domain.studies.location.firms import SIDES
from domain.studies.taking import check_known, refused_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.progress import Progress
    from domain.studies.study import Values

HOST, ORIGIN = range(len(SIDES))


@dataclass(frozen=True, slots=True)
class Firm:
    """What decides for one firm, in fen per quarter.

    Innovating in the host brings ``advantage`` more than at home. Producing in a city brings
    ``grants`` there; in the host it costs ``rent`` for the rooms used to produce.
    """

    output: float
    advantage: float
    rent: float
    grants: tuple[float, float]
    area: float


def run(values: Values, progress: Progress) -> dict[str, object]:
    """Run all parts of the location study on its inputs."""
    check_known(values, "capacity", "home_tax_rate")
    firms = _firms(values)
    apart = cast("float", values["separation_fixed"]) + cast(
        "float", values["separation_per_km"]
    ) * cast("float", values["distance_km"])
    chosen: list[dict[str, object]] = []
    for at, firm in enumerate(firms):
        progress.step(at, len(firms))
        chosen.append(_choice(firm, values, apart))
    own = firms[0]
    bare = _choice(_without_grants(own), values, apart)
    grants = answer("location.break_even_incentive", {"profit": bare["profit"]})
    return {
        "choices": chosen,
        "without_grants": bare["profit"],
        "break_even": grants["incentive"],
        "home_benefit": _benefit(own, values),
        "separation_cost": apart,
        "move": _move(own, values, apart),
        "placing": _placing(firms, chosen, values),
    }


def _firms(values: Values) -> list[Firm]:
    lists = cast("Mapping[str, list[float]]", values)
    grants = cast("list[list[float]]", values["incentive"])
    lead = cast("float", values["innovation_advantage"])
    room = cast("float", values["production_room"])
    columns = zip(
        lists["output"], lists["rd_spending"], lists["rent"], grants, lists["area"], strict=True
    )
    return [
        Firm(output, lead * rd, room * rent, (granted[HOST], granted[ORIGIN]), room * area)
        for output, rd, rent, granted, area in columns
    ]


def _without_grants(firm: Firm) -> Firm:
    return Firm(firm.output, firm.advantage, firm.rent, (0.0, 0.0), firm.area)


def _choice(firm: Firm, values: Values, apart: float) -> dict[str, object]:
    """Return profit by pair of cities; what is earned wherever the firm is, is left out."""
    return answer(
        "location.choose",
        {
            "innovation_net": [firm.advantage, 0.0],
            "unit_cost": values["unit_cost"],
            "output": firm.output,
            "price": 1.0,
            "separation_cost": apart,
            "incentive": [firm.grants[HOST] - firm.rent, firm.grants[ORIGIN]],
        },
    )


def _benefit(firm: Firm, values: Values) -> float | None:
    """Return the tax per quarter that the home gains by the firm's production."""
    rate = cast("float | None", values["home_tax_rate"])
    return None if rate is None else rate * firm.output


def _move(firm: Firm, values: Values, apart: float) -> dict[str, object]:
    """Return when moving production home is worth most while innovation stays in the host."""
    cost = cast("list[float]", values["unit_cost"])
    saved = firm.rent + firm.grants[ORIGIN] - firm.grants[HOST]
    return answer(
        "location.switch_quarter",
        {
            "output": firm.output,
            "output_growth": values["output_growth"],
            "unit_saving": cost[HOST] - cost[ORIGIN],
            "separation_cost": apart - saved,
            "move_cost": values["move_cost"],
            "discount_rate": values["discount_rate"],
            "horizon_quarters": values["horizon_quarters"],
        },
    )


def _placing(
    firms: list[Firm], chosen: list[dict[str, object]], values: Values
) -> dict[str, object]:
    """Return where all firms would produce with limited room; area in hundredths of a m²."""
    given = [
        {"profit": found["profit"], "area": firm.area}
        for firm, found in zip(firms, chosen, strict=True)
    ]
    with refused_at("capacity"):
        placed = answer(
            "location.assign_firms",
            {"firms": given, "production_capacity": values["capacity"], "divisible": True},
        )
    share = cast("list[list[float]]", placed["share"])
    return {**placed, "firms": [sum(row[city] for row in share) for city in range(len(SIDES))]}
