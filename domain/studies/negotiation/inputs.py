"""Take the pie, what each group of parties could share without the others, and the contract."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

from domain.errors import DomainError
from domain.indicators.benefit import benefits
from domain.models.given import NOT_NEGATIVE, POSITIVE, UNIT, Range
from domain.models.recorded_bases import TAX_FIELDS
from domain.models.settlement_inputs import settle
from domain.records import Condition, Query
from domain.standing.rows import text, whole_of
from domain.studies.naming import name_of
from domain.studies.negotiation.forming import (
    MOST_PARTIES,
    SIDES,
    by_costs,
    by_flows,
    by_settlements,
)
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.units import WHOLE_BP, Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from domain.models.settled import QuarterSettlement
    from domain.records import Records, Row
    from domain.studies.study import StudyInput

TAKE: Final = Intake("negotiation")
_Formed: TypeAlias = "tuple[_Table, StudyInput, list[float]]"
PERIODS: Final = {"year": 4, "quarter": 1}


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer the period whose pie is shared, and how the worth of the groups is found."""
    found = _settled(records, Quarter.parse(quarter))
    if found is None or not found.pool_fen:
        raise TAKE.nothing("agreement")
    periods = tuple(Option(each, Said(f"study.negotiation.period.{each}")) for each in PERIODS)
    table = _table(records, quarter, "year")
    if len(table.codes) > MOST_PARTIES:
        # A table of all groups is too long to be read; the settlements say what is needed of it.
        only = Option("settlements", Said("study.negotiation.game.settlements"))
        return Choice("period", periods, "year"), Choice("game", (only,), only.value)
    games = tuple(
        Option(each, Said(f"study.negotiation.game.{each}"))
        for each, form in _BY_GAME.items()
        if form(table) is not None
    )
    return Choice("period", periods, "year"), Choice("game", games, games[0].value)


def _settled(records: Records, quarter: Quarter) -> QuarterSettlement | None:
    try:
        return settle(records, quarter)
    except DomainError:
        return None


@dataclass(frozen=True, slots=True)
class _Table:
    """Those who negotiate, and what they settled in the period."""

    records: Records
    quarter: str
    window: tuple[Quarter, ...]
    settled: tuple[QuarterSettlement, ...]
    codes: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def labels(self) -> list[Said]:
        """Names of the parties; each carries the code by which its record is found again."""
        return [
            Said("", {**name_of(row).values, "code": code})
            for row, code in zip(self.rows, self.codes, strict=True)
        ]

    @property
    def kinds(self) -> list[str]:
        return [text(row, "kind") for row in self.rows]

    @property
    def regions(self) -> list[str]:
        return [text(row, "region") for row in self.rows]

    @property
    def rules(self) -> list[Said]:
        """The rules by which was settled last, with their versions in force."""
        return [
            Said(
                "study.negotiation.rule_in_force",
                {"rule": each.terms.code, "version": each.terms.version},
            )
            for each in self.settled[-1].incomes
        ]

    @property
    def agreements(self) -> list[str]:
        """Codes of the agreements to which the rules belong."""
        return list(dict.fromkeys(each.terms.agreement for each in self.settled[-1].incomes))

    @property
    def period(self) -> dict[str, str]:
        return {"first": str(self.window[0]), "last": str(self.window[-1])}


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return what each coalition is worth, what the contract gives, what each contributes.

    Raises:
        NothingToStudy: nothing was settled, or the worth cannot be found in the way chosen.
    """
    table = _table(records, quarter, chosen.get("period", "year"))
    game = chosen.get("game", "settlements")
    if len(table.codes) > MOST_PARTIES:
        return _of_many(table)
    formed = _BY_GAME[game](table)
    if formed is None:
        raise TAKE.nothing("cost" if game == "costs" else "region_figure", f"nothing.{game}")
    table, worth, shares = formed
    values = {**table.period, "rules": table.rules, "agreements": table.agreements}
    source = TAKE.source(f"contract.{'costs' if game == 'costs' else 'rules'}", **values)
    contract = TAKE.recorded(
        "contract", shares, source, unit="ratio", limits=UNIT, labels=table.labels
    )
    return (
        worth,
        contract,
        replace(contract, name="proposed", origin="assumed", source=TAKE.source("proposed")),
        _weights(table),
        TAKE.recorded(
            "contribution",
            _paid(records, table.window, table.codes),
            TAKE.source("contribution", **table.period),
            unit="money",
            limits=NOT_NEGATIVE,
            labels=table.labels,
        ),
    )


def _of_many(table: _Table) -> tuple[StudyInput, ...]:
    """Return what many parties share: the pie, who is needed for it, what the others bring."""
    pie = sum(each.pool_fen for each in table.settled)
    bound = _bound_to(table.records, table.settled, table.regions, table.kinds)
    source = TAKE.source("values", **table.period)
    values = {**table.period, "rules": table.rules, "agreements": table.agreements}
    contract = TAKE.recorded(
        "contract",
        _due(table),
        TAKE.source("contract.rules", **values),
        unit="ratio",
        limits=UNIT,
        labels=table.labels,
    )
    brought = [bound.get(at, 0) for at in range(len(table.codes))]
    needed = [int(kind in SIDES) for kind in table.kinds]
    return (
        TAKE.recorded("pie", pie, source, unit="money", limits=POSITIVE),
        TAKE.recorded(
            "brought", brought, source, unit="money", limits=NOT_NEGATIVE, labels=table.labels
        ),
        TAKE.recorded("needed", needed, source, limits=Range(0, 1), labels=table.labels),
        contract,
        replace(contract, name="proposed", origin="assumed", source=TAKE.source("proposed")),
    )


def _table(records: Records, quarter: str, period: str) -> _Table:
    """Return who negotiates over a period.

    Raises:
        NothingToStudy: nothing was settled in it.
    """
    window = tuple(quarters_back(Quarter.parse(quarter), PERIODS[period]))
    settled = tuple(each for one in window if (each := _settled(records, one)) is not None)
    codes = tuple(dict.fromkeys(code for each in settled for code in each.inputs.parties))
    if not codes or not sum(each.pool_fen for each in settled):
        raise TAKE.nothing("agreement")
    return _Table(records, quarter, window, settled, codes, _rows(records, codes))


def _rows(records: Records, codes: Sequence[str]) -> tuple[Row, ...]:
    rows = {text(row, "code"): row for row in records.select(Query("party", order=("code",)))}
    return tuple(rows[code] for code in codes)


def _weights(table: _Table) -> StudyInput:
    """Return the votes as weights; each party counts alike where one has none."""
    votes = [whole_of(row, "votes") or 0 for row in table.rows]
    if min(votes) > 0:
        return TAKE.recorded("weights", votes, limits=POSITIVE, labels=table.labels)
    source = TAKE.source("weights.equal")
    alike = [1.0] * len(votes)
    return TAKE.assumed("weights", alike, source, limits=POSITIVE, labels=table.labels)


def _by_settlements(table: _Table) -> _Formed | None:
    pie = sum(each.pool_fen for each in table.settled)
    bound = _bound_to(table.records, table.settled, table.regions, table.kinds)
    worth = TAKE.recorded(
        "values",
        by_settlements(table.kinds, pie, bound),
        TAKE.source("values", **table.period),
        unit="money",
        limits=NOT_NEGATIVE,
        labels=_coalitions(table.labels),
    )
    return table, worth, _due(table)


def _by_flows(table: _Table) -> _Formed | None:
    found = by_flows(table.records, table.quarter, table.regions, table.kinds)
    if found is None:
        return None
    labels = _coalitions(table.labels)
    source = TAKE.source("values.flows")
    worth = TAKE.assumed("values", found, source, limits=NOT_NEGATIVE, labels=labels)
    return table, worth, _due(table)


def _by_costs(table: _Table) -> _Formed | None:
    found = by_costs(table.records, table.window)
    if found is None:
        return None
    codes, costs, own = found
    table = replace(table, codes=tuple(codes), rows=_rows(table.records, codes))
    saved = [costs[1 << at] - paid for at, paid in enumerate(own)]
    worth = TAKE.assumed(
        "costs",
        costs,
        TAKE.source("costs", **table.period),
        unit="money",
        limits=NOT_NEGATIVE,
        labels=_coalitions(table.labels),
    )
    return table, worth, [each / sum(saved) for each in saved]


_BY_GAME: Final[dict[str, Callable[[_Table], _Formed | None]]] = {
    "settlements": _by_settlements,
    "flows": _by_flows,
    "costs": _by_costs,
}
"""How the worth of the groups, and the contract's shares of it, are found."""


def _due(table: _Table) -> list[float]:
    """Return what each party is due under the rules as a part of all that is due."""
    due = [sum(each.due_fen(code) for each in table.settled) for code in table.codes]
    return [each / sum(due) for each in due]


def _paid(records: Records, window: Sequence[Quarter], codes: Sequence[str]) -> list[int]:
    """Return what each party paid into the park: costs net of recovery, and incentives."""
    paid = dict.fromkeys(codes, 0)
    for quarter in window:
        for each in benefits(records, quarter):
            if each.party in paid:
                paid[each.party] += max(0, each.borne_fen + each.incentives_fen)
    return list(paid.values())


def _coalitions(labels: Sequence[Said]) -> list[Said]:
    """Return the names of the coalitions by bitmask, the empty one first."""
    found = [Said("study.negotiation.nobody")]
    for mask in range(1, 1 << len(labels)):
        members = [label for at, label in enumerate(labels) if mask >> at & 1]
        found.append(Said("study.negotiation.group", {"members": members}))
    return found


def _bound_to(
    records: Records,
    settled: Sequence[QuarterSettlement],
    regions: Sequence[str],
    kinds: Sequence[str],
) -> dict[int, int]:
    """Return the part of the pie paid by firms with a return project in a county, by its party."""
    counties = {
        region: at
        for at, (region, kind) in enumerate(zip(regions, kinds, strict=True))
        if region and kind == "county"
    }
    projects = records.select(Query("return_project", columns=("firm", "county", "driver")))
    firms = {
        text(row, "firm"): counties[text(row, "county")]
        for row in projects
        if text(row, "county") in counties
    }
    found: dict[int, Fraction] = dict.fromkeys(counties.values(), Fraction(0))
    for each in settled:
        # Rents and land are shared too; a firm's figures hold only its taxes.
        retained = {
            tax.tax: tax.retained_bp
            for rule in each.incomes
            for tax in rule.terms.taxes
            if tax.tax in TAX_FIELDS
        }
        for row in _figures(records, each.inputs.quarter):
            at = firms.get(text(row, "firm"))
            if at is not None:
                found[at] += _retained(row, retained)
    return {at: int(fen) for at, fen in found.items()}


def _figures(records: Records, quarter: Quarter) -> list[Row]:
    columns = ("firm", *TAX_FIELDS.values())
    where = (Condition("quarter", "=", str(quarter)),)
    return records.select(Query("firm_quarter", columns=columns, where=where))


def _retained(row: Row, retained: Mapping[str, int]) -> Fraction:
    return sum(
        (
            Fraction((whole_of(row, TAX_FIELDS[tax]) or 0) * share, WHOLE_BP)
            for tax, share in retained.items()
        ),
        Fraction(0),
    )
