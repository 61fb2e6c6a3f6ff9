"""The settlements of a year: what each party is due quarter by quarter, was paid, and its net."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.indicators.benefit import benefits
from domain.records import Query
from domain.reports.charts import Share, ShareBar
from domain.reports.quarterly import land
from domain.reports.quarterly.attributions import attributions
from domain.reports.tree import Column, Figure, Row, Section, Table
from domain.settling.statement import statement
from domain.units import printed_shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.settling.statement import Statement
    from domain.units import Quarter

_MOST_SHARES: Final = 4
_WORST_FIRST: Final = ("disputed", "", "draft", "agreed", "paid")


@dataclass(frozen=True, slots=True)
class _Year:
    """The statements of a year; None for a quarter whose terms cannot be applied."""

    statements: Mapping[Quarter, Statement | None]

    @property
    def parties(self) -> tuple[str, ...]:
        """Codes of all parties, in the order of the agreements."""
        named = [party for each in self.statements.values() if each for party in each.parties]
        return tuple(dict.fromkeys(named))

    def due(self, quarter: Quarter) -> dict[str, int] | None:
        """Return what each party is due, None where nothing can be reckoned."""
        found = self.statements[quarter]
        if found is None:
            return None
        return {party: found.reckoned.due_fen(party) for party in self.parties}

    def total(self) -> dict[str, int]:
        """Return what each party is due over the quarters that can be reckoned."""
        known = [due for quarter in self.statements if (due := self.due(quarter)) is not None]
        return {party: sum(each[party] for each in known) for party in self.parties}

    @property
    def costs(self) -> bool:
        """True when costs are divided in a quarter."""
        return any(each.reckoned.costs for each in self.statements.values() if each)

    def set_off(self, party: str) -> int:
        """Return what a party gets back of costs over the year, less than zero where it owes."""
        return sum(each.reckoned.set_off_fen(party) for each in self.statements.values() if each)

    def paid(self, party: str) -> int | None:
        """Return what a party was paid, None while no payment is recorded."""
        known = [
            line.paid_fen
            for each in self.statements.values()
            if each
            for line in each.lines_of(party)
            if line.paid_fen is not None
        ]
        return sum(known) if known else None


def build(page: Page) -> Section | None:
    """Return the section on sharing, None when neither an agreement nor land is recorded."""
    title = page.say("part.sharing")
    if not page.records.count(Query("agreement")):
        ledger = land.blocks(page)
        if not ledger:
            return None
        return Section("", title, ledger, finding=page.say("annual.sharing.none"))
    year = _Year({quarter: _statement(page, quarter) for quarter in page.period.quarters})
    blocks: list[Block] = []
    if any(year.total().values()):
        blocks += [_bar(page, year), _table(page, year)]
    blocks += land.blocks(page, attributions(page))
    return Section("", title, tuple(blocks), finding=_finding(page, year))


def _statement(page: Page, quarter: Quarter) -> Statement | None:
    try:
        return statement(page.records, quarter)
    except DomainError:
        return None  # told in the finding and by a row without amounts


def _finding(page: Page, year: _Year) -> str:
    total = year.total()
    whole = sum(total.values())
    failed = [quarter for quarter, each in year.statements.items() if each is None]
    unable = ""
    if failed:
        unable = page.say(
            "annual.sharing.unable", quarters=page.listed(map(page.fmt.quarter, failed))
        )
    if not whole:
        return page.sentences(page.say("annual.sharing.nothing"), unable)
    parts = [
        page.say(
            "annual.sharing.part",
            party=page.names.party_short(party),
            amount=page.fmt.yuan(amount),
        )
        for party, amount in total.items()
        if amount
    ]
    lead = page.say("annual.sharing.finding", total=page.fmt.yuan(whole), parts=page.listed(parts))
    return page.sentences(lead, unable)


def _bar(page: Page, year: _Year) -> Figure:
    total = year.total()
    shares = dict(zip(total, printed_shares(tuple(total.values())), strict=True))
    parts = tuple(
        Share(
            page.names.party_short(party),
            float(amount),
            page.fmt.percent(shares[party]),
            page.fmt.money(amount),
        )
        for party, amount in list(total.items())[:_MOST_SHARES]
        if amount
    )
    unit = page.fmt.unit_heading("money")
    return Figure(page.figure(), page.say("annual.sharing.bar"), ShareBar(parts), unit)


# ------------------------------------------------------------------------------------ the table


def _table(page: Page, year: _Year) -> Table:
    parties = year.parties
    columns = (
        Column(page.say("sharing.table.item"), weight=1.2, wrap=True),
        Column(page.say("annual.sharing.state"), kind="muted", narrow=False),
        *(Column(page.names.party_short(party), "right") for party in parties),
        Column(page.say("total"), "right"),
    )
    rows = [Row((page.say("annual.sharing.due"),), "group")]
    rows += [_quarter(page, year, quarter) for quarter in year.statements]
    total = year.total()
    rows.append(_amounts(page, "annual.sharing.year", [total[party] for party in parties], "total"))
    if year.costs:
        rows.append(
            _amounts(page, "annual.sharing.set_off", [year.set_off(each) for each in parties])
        )
    paid = [year.paid(party) for party in parties]
    rows.append(_amounts(page, "annual.sharing.paid", paid))
    rows += _net(page, parties)
    return Table(
        page.table(),
        page.say("annual.sharing.table"),
        columns,
        tuple(rows),
        unit=page.say("sharing.table.unit"),
        note=page.sentences(page.say("annual.sharing.note"), page.say("sharing.net.note")),
        density="compact",
    )


def _quarter(page: Page, year: _Year, quarter: Quarter) -> Row:
    due = year.due(quarter)
    name = page.fmt.quarter(quarter)
    if due is None:
        unknown = [page.fmt.yuan(None)] * (len(year.parties) + 1)
        return Row((name, page.say("annual.sharing.inapplicable"), *unknown))
    amounts = [due[party] for party in year.parties]
    cells = [page.fmt.yuan(amount) for amount in (*amounts, sum(amounts))]
    return Row((name, _state(page, year.statements[quarter]), *cells))


def _state(page: Page, found: Statement | None) -> str:
    """Return the state of a quarter's settlement, that of its least settled rule."""
    states = {rule.state for rule in found.rules} if found else set()
    state = next((each for each in _WORST_FIRST if each in states), "")
    return (
        page.choice("settlement_state", state) if state else page.say("annual.sharing.provisional")
    )


def _amounts(page: Page, key: str, amounts: Sequence[int | None], style: str = "normal") -> Row:
    known = [amount for amount in amounts if amount is not None]
    whole = sum(known) if len(known) == len(amounts) else None
    cells = (page.say(key), None, *(page.fmt.yuan(amount) for amount in (*amounts, whole)))
    return Row(cells, style)  # type: ignore[arg-type]  # one of the styles of a row


def _net(page: Page, parties: Sequence[str]) -> list[Row]:
    """Go on from what is due over the year to each party's net benefit; unknown stays unknown."""
    sums: dict[str, list[int | None]] = {"cost": [], "incentives": [], "net": []}
    found = [
        {each.party: each for each in benefits(page.records, quarter)}
        for quarter in page.period.quarters
    ]
    for party in parties:
        mine = [each.get(party) for each in found]
        known = [each for each in mine if each is not None]
        whole = len(known) == len(mine)
        nets = [each.net_fen for each in known if each.net_fen is not None]
        sums["cost"].append(-sum(each.borne_fen for each in known) if whole else None)
        sums["incentives"].append(-sum(each.incentives_fen for each in known) if whole else None)
        sums["net"].append(sum(nets) if len(nets) == len(mine) else None)
    return [
        _amounts(page, f"sharing.net.{key}", amounts, "total" if key == "net" else "normal")
        for key, amounts in sums.items()
    ]
