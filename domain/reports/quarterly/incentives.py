"""Incentives: by payer and kind, firms paid twice for the same kind, overlaps by pair of payers."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.breakdowns import incentives_by_payer
from domain.reports.diagrams import CountGrid, GridRow
from domain.reports.tree import Column, Columns, Figure, MicroBar, Row, Table
from domain.standing.incentives import claw_backs_open, grants, overlaps
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.page import Page
    from domain.reports.tree import Block, Cell
    from domain.standing.incentives import Grant, Overlap

_WHOLE_BP: Final = 10_000
_MOST_FIRMS: Final = 10
_LONGEST: Final = 10**6


def has_any(page: Page) -> bool:
    """Tell whether any incentive had begun by the end of the quarter."""
    return any(grant.start <= page.day for grant in grants(page.records))


def blocks(page: Page) -> list[Block]:
    """Return tables and grid of the incentives to date."""
    known = [grant for grant in grants(page.records) if grant.start <= page.day]
    pairs = overlaps(known, page.day)
    found: list[Block] = [_by_payer(page, known)]
    if not pairs:
        return found
    same = _same_kind(page, pairs)
    grid = _grid(page, known, pairs)
    return [*found, Columns((same,), (grid,), "8+4") if same else grid]


def _by_payer(page: Page, known: Sequence[Grant]) -> Table:
    table = incentives_by_payer(page.records, page.quarter)
    sums: Counter[str] = Counter()
    for amounts_of in table.values():
        sums.update(amounts_of)
    kinds = [kind for kind, _ in sums.most_common()]
    total = sum(sums.values())
    largest = max((sum(each.values()) for each in table.values()), default=1) or 1

    def row(name: str, amounts: dict[str, int], *, last: bool = False) -> Row:
        amount = sum(amounts.values())
        share = page.fmt.percent(
            Fraction(amount * _WHOLE_BP, total) if total else None, 0 if last else 1
        )
        cells: list[Cell] = [_amount(page, amounts.get(kind)) for kind in kinds]
        bar: Cell = None if last else MicroBar(float(amount), float(largest))
        cells = [name, *cells, page.fmt.money(amount), bar, share]
        return Row(tuple(cells), "total" if last else "normal")

    rows = [row(page.names.party(payer), amounts) for payer, amounts in table.items()]
    rows.append(row(page.say("total"), dict(sums), last=True))
    return Table(
        page.table(),
        page.say("money.incentives"),
        (
            Column(page.say("money.payer"), weight=2),
            *(Column(page.say(f"money.kind.{kind}"), "right", narrow=False) for kind in kinds),
            Column(page.say("total"), "right"),
            Column("", weight=0),
            Column(page.say("money.share"), "right", weight=0),
        ),
        tuple(rows),
        unit=page.say(
            "money.incentives.unit",
            unit=page.fmt.unit_heading("money"),
            year=min(grant.start for grant in known).year,
            count=len(known),
        ),
        density=page.dense("compact"),
    )


def _amount(page: Page, fen: int | None) -> str:
    return page.fmt.money(fen) if fen else page.fmt.integer(0)


# ------------------------------------------------------------------------------- same kind twice


def _same_kind(page: Page, pairs: Sequence[Overlap]) -> Table | None:
    """List per firm the longest pair of the same kind."""
    longest: dict[str, Overlap] = {}
    for pair in pairs:
        if not pair.same_kind:
            continue
        kept = longest.get(pair.first.firm)
        if kept is None or _length(pair) > _length(kept):
            longest[pair.first.firm] = pair
    if not longest:
        return None
    ordered = sorted(longest.values(), key=lambda pair: (-_length(pair), pair.first.number))
    heads = [
        page.say(f"money.same.{name}")
        for name in ("firm", "kind", "payers", "amount", "days", "until")
    ]
    return Table(
        page.table(),
        page.say("money.same"),
        (
            Column(heads[0], weight=2),
            Column(heads[1]),
            Column(heads[2], narrow=False),
            Column(heads[3], "right", weight=0),
            Column(heads[4], "right", weight=0),
            Column(heads[5], "right", weight=0, narrow=False),
        ),
        tuple(_same_row(page, pair) for pair in ordered[:_MOST_FIRMS]),
        unit=page.say("money.same.unit", unit=page.fmt.unit_heading("money")),
        note=page.say("money.same.note", total=len(ordered)),
        density=page.dense("compact"),
    )


def _length(pair: Overlap) -> int:
    return _LONGEST if pair.days is None else pair.days


def _same_row(page: Page, pair: Overlap) -> Row:
    grants_of = (pair.first, pair.second)
    amounts = [each.amount_fen for each in grants_of if each.amount_fen is not None]
    until = max((each.claw_back for each in grants_of if each.claw_back), default=None)
    payers = [_who(page, each.payer) for each in grants_of]
    return Row(
        (
            page.names.firm_short(pair.first.firm),
            page.say(f"money.kind.{pair.first.kind}"),
            page.say("list.comma").join(payers),
            page.fmt.money(sum(amounts) if amounts else None),
            page.say("money.same.open") if pair.days is None else page.fmt.integer(pair.days),
            page.fmt.date(until, "numeric"),
        )
    )


# ------------------------------------------------------------------------------------- the grid


def _grid(page: Page, known: Sequence[Grant], pairs: Sequence[Overlap]) -> Figure:
    counts = Counter(frozenset((pair.first.payer, pair.second.payer)) for pair in pairs)
    payers = _payers(page, pairs)
    most = max(counts.values())

    def cell(one: str, other: str) -> tuple[float, str]:
        count = counts[frozenset((one, other))]
        return count / most, page.fmt.integer(count)

    rows = tuple(
        GridRow(
            _named(page, payer),
            tuple(
                cell(payer, other) if column < at else None
                for column, other in enumerate(payers[:-1])
            ),
        )
        for at, payer in enumerate(payers)
        if at
    )
    open_now = claw_backs_open(known, page.day)
    amounts = [each.amount_fen for each in open_now if each.amount_fen is not None]
    note = page.say(
        "money.grid.note",
        pairs=page.fmt.integer(len(pairs)),
        firms=page.fmt.integer(len({pair.first.firm for pair in pairs})),
        open=page.fmt.integer(len(open_now)),
        amount=page.money(sum(amounts) if amounts else None),
    )
    heads = tuple(_sign(page, payer) for payer in payers[:-1])
    chart = CountGrid(heads, rows)
    return Figure(page.figure(), page.say("money.grid"), chart, page.say("money.grid.unit"), note)


def _sign(page: Page, payer: str) -> str:
    """Return the shortest name of a payer: 衢州, or its code where names are longer."""
    if page.lang == "zh":
        return page.names.party_narrow(payer)
    row = page.records.get("party", payer)
    return text(row, "code") if row else page.names.party_narrow(payer)


def _named(page: Page, payer: str) -> str:
    name = page.names.party_short(payer)
    if page.lang == "zh":
        return name
    return page.say("money.grid.party", party=name, code=_sign(page, payer))


def _who(page: Page, payer: str) -> str:
    return page.names.party_short(payer) if page.lang == "zh" else _sign(page, payer)


def _payers(page: Page, pairs: Sequence[Overlap]) -> list[str]:
    """Return the payers that overlap, in the order of what they granted."""
    there = {payer for pair in pairs for payer in (pair.first.payer, pair.second.payer)}
    ordered = incentives_by_payer(page.records, page.quarter)
    return [payer for payer in ordered if payer in there]
