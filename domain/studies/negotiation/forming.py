"""Say what each group of parties could share: from settlements, flows of factors or costs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from domain.records import Aggregate, Condition, Query
from domain.standing.rows import amount, text
from domain.studies.flow.case import HOME, HOST, read_case
from domain.studies.flow.inputs import flow_inputs
from domain.studies.flow.taking import choices as flow_choices
from domain.studies.flow.taking import network
from domain.studies.regions import nearest_with_figures
from domain.studies.study import NothingToStudy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records
    from domain.studies.regions import Series
    from domain.units import Quarter

SIDES: Final = ("origin", "host")
FEWEST_PARTIES: Final = 2
MOST_PARTIES: Final = 6


def by_settlements(kinds: Sequence[str], pie: int, bound: Mapping[int, int]) -> list[int]:
    """Return what each coalition could share by bitmask.

    Without an origin and a host there is no enclave; what firms pay that produce in a county is
    lost to a coalition without that county.

    Args:
        kinds: of the parties.
        pie: what all share, in fen.
        bound: party → the part of it that is lost without the party.
    """
    found = []
    for mask in range(1 << len(kinds)):
        present = {kind for at, kind in enumerate(kinds) if mask >> at & 1}
        missing = sum(fen for at, fen in bound.items() if not mask >> at & 1)
        found.append(pie - missing if present.issuperset(SIDES) else 0)
    return found


def by_flows(
    records: Records, quarter: str, regions: Sequence[str], kinds: Sequence[str]
) -> list[float] | None:
    """Return what each coalition would gain by the flow model with the policy that it can run.

    A coalition with the origin and the host runs the enclave, others do without. It gains what its
    members' regions gain against having none, at today's division of the enclave's income; none
    is forced to run an enclave at a loss. None where the records do not allow the model to run.

    Args:
        records: of the park.
        quarter: up to which they are read.
        regions: of the parties; a party without one gains nothing itself.
        kinds: of the parties.
    """
    from domain.models.flow.comparing import present_value

    try:
        chosen = {each.name: each.value for each in flow_choices(records, quarter)}
        net = network(records, quarter, chosen)
        inputs = flow_inputs(records, quarter, chosen)
    except NothingToStudy:
        return None
    case = read_case({each.name: each.value for each in inputs})
    places = [_place(records, region, net.stocks, net.regions) for region in regions]
    base = present_value(case.system(), case.quarters, case.rate).without_enclaves
    worth = present_value(case.system("reverse_enclave"), case.quarters, case.rate)
    gains = worth.without_enclaves - base
    gains[HOME] += case.home_share * worth.enclaves[0]
    gains[HOST] += (1 - case.home_share) * worth.enclaves[0]
    found = []
    for mask in range(1 << len(kinds)):
        present = [at for at in range(len(kinds)) if mask >> at & 1]
        run = {kinds[at] for at in present}.issuperset(SIDES)
        inside = {places[at] for at in present if places[at] is not None}
        found.append(max(0.0, sum(float(gains[each]) for each in inside)) if run else 0.0)
    return found if found[-1] > 0 else None


def _place(records: Records, region: str, stocks: Series, regions: Sequence[str]) -> int | None:
    """Return which region of the model a party stands for, None when for none of them."""
    near = nearest_with_figures(records, region, stocks) if region else ""
    return regions.index(near) if near in regions else None


def by_costs(
    records: Records, window: Sequence[Quarter]
) -> tuple[list[str], list[int], list[int]] | None:
    """Return who pays costs of the park, what each group would pay by itself, what each pays now.

    Each kind of cost is borne in full by every group with a party that pays for it today: a
    building's energy costs the same whoever shares it. Costs are net of what was recovered.
    None where nothing is saved by paying together, or more pay than can be told apart.
    """
    paid: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for quarter in window:
        rows = records.aggregate(
            Query("cost", where=(Condition("quarter", "=", str(quarter)),)),
            (
                Aggregate("actual", "total", "actual_fen"),
                Aggregate("recovered", "total", "recovered_fen"),
            ),
            by=("category", "payer.code"),
        )
        for row in rows:
            net = amount(row, "actual") - amount(row, "recovered")
            if net > 0 and text(row, "payer.code"):
                paid[text(row, "category")][text(row, "payer.code")] += net
    codes = sorted({code for payers in paid.values() for code in payers})
    if not FEWEST_PARTIES <= len(codes) <= MOST_PARTIES:
        return None
    costs = [0] * (1 << len(codes))
    for payers in paid.values():
        users = sum(1 << codes.index(code) for code in payers)
        for mask in range(len(costs)):
            costs[mask] += sum(payers.values()) if mask & users else 0
    own = [sum(payers.get(code, 0) for payers in paid.values()) for code in codes]
    saved = sum(costs[1 << at] for at in range(len(codes))) - costs[-1]
    return (codes, costs, own) if saved > 0 else None
