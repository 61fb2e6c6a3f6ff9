"""Settle ten years of 500 firms under six rules, against the plain sums over the same records.

Run with ``python -m benchmarks.settle_years [RUNS [FIRMS [QUARTERS]]]``. Feidi reads the rules and
figures of a workbook and settles every quarter with every term: growth, threshold, lifetime cap,
reinvestment, slices, floors, caps, escrow. The floors read the same figures of the same workbook
and only add them up by quarter: SQLite by GROUP BY, pandas after reading the rows. Loading the
libraries is left out. Each run is a fresh process; the processor's seconds count, as other work on
the machine makes the clock's longer.
"""

from __future__ import annotations

import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.large_park import ACTOR, LAST, make_park
from benchmarks.measure import answer, in_turns, print_table, run_fresh, say_goal, start
from domain.commands import WriteBatch
from domain.entities import SPECS
from domain.ids import new_id
from domain.models.settlement_inputs import Settling
from domain.records import Write
from domain.units import Quarter, quarters_back
from storage.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.records import Records, Value

_MODULE: Final = "benchmarks.settle_years"
_RUNS: Final = 5
_FIRMS: Final = 500
_QUARTERS: Final = 40
_RULES: Final = 6
_GOAL_S: Final = 1.0
_TAXES: Final = ("vat", "cit", "pit", "other_tax")
_COLUMNS: Final = ", ".join(f"{tax}_fen" for tax in _TAXES)
_SHARES: Final = {"origin": 5_000, "host": 4_000, "operator": 1_000}
_UPPER: Final = {"origin": 2_000, "host": 8_000, "operator": 0}
_MILLION: Final = 100_000_000


def _insert(table: str, **values: Value) -> Write:
    whole = {each.name: values.get(each.name, each.default) for each in SPECS[table].fields}
    return Write("insert", table, new_id(), whole)


def _agreement(records: Records, quarters: int) -> Iterator[Write]:
    """Yield an agreement with six rules that have every term between them."""
    parties = {str(row["kind"]): str(row["id"]) for row in records.find("party")}
    start = quarters_back(LAST, quarters)[0]
    day = start.first_day.isoformat()
    agreement = _insert("agreement", code="AG", title_zh="合作协议", signed=day, start=day)
    meeting = _insert("meeting", number="M", date=day)
    resolution = _insert(
        "resolution", meeting=meeting.record, number="R", text="…", state="in_force"
    )
    yield from (agreement, meeting, resolution)
    for rank, party in enumerate(parties.values(), 1):
        yield _insert("agreement_party", agreement=agreement.record, party=party, rank=rank)
    for number in range(1, _RULES + 1):
        rule = _insert(
            "sharing_rule",
            agreement=agreement.record,
            code=f"R{number}",
            base="tax_growth" if number % 2 else "tax",
            clock="signature",
            residual_party=parties["host"],
        )
        yield rule
        yield from _version(rule.record, resolution.record, parties, start)


def _version(
    rule: str, resolution: str, parties: dict[str, str], start: Quarter
) -> Iterator[Write]:
    for tax in _TAXES:
        yield _insert("retained_share", rule=rule, tax=tax, share_bp=4_000)
    version = _insert(
        "sharing_rule_version",
        rule=rule,
        version=1,
        valid_from=start.first_day.isoformat(),
        resolution=resolution,
        base_year_amount_fen=_MILLION,
        threshold_fen=_MILLION,
        lifetime_cap_fen=10**15,
    )
    yield version
    yield _insert(
        "escrow_term",
        version=version.record,
        party=parties["origin"],
        share_bp=1_000,
        milestone="投产",
        reached_quarter=str(start.plus(20)),
    )
    for number, (first, last) in enumerate(((1, 3), (4, 6), (7, None)), 1):
        phase = _insert(
            "rule_phase",
            version=version.record,
            phase=number,
            from_year=first,
            to_year=last,
            reinvested_bp=500,
        )
        bracket = _insert("share_bracket", phase=phase.record, number=1, above_fen=5 * _MILLION)
        yield from (phase, bracket)
        for rank, (kind, share) in enumerate(_SHARES.items(), 1):
            yield _insert(
                "phase_share",
                phase=phase.record,
                party=parties[kind],
                rank=rank,
                share_bp=share,
                floor_fen=_MILLION // 10 if kind == "operator" else None,
                cap_fen=40 * _MILLION if kind == "host" else None,
            )
            yield _insert(
                "bracket_share", bracket=bracket.record, party=parties[kind], share_bp=_UPPER[kind]
            )


def _measured(work: Callable[[], int]) -> None:
    """Answer with the seconds of a piece of work and what it found."""
    begun, busy = time.perf_counter(), time.process_time()
    found = work()
    answer(seconds=time.perf_counter() - begun, processor=time.process_time() - busy, found=found)


def _feidi(path: str, quarters: str) -> None:
    with Workbook.open(Path(path), SPECS, ACTOR, read_only=True) as workbook:

        def work() -> int:
            settling = Settling(workbook)
            settled = [settling.settle(each) for each in quarters_back(LAST, int(quarters))]
            rules = [rule for each in settled for rule in each.rules]
            shared = [rule for rule in rules if rule.outcome == "settled"]
            if len(rules) != _RULES * len(settled) or len(shared) != len(rules):
                message = f"{len(shared)} of {len(rules)} settlements shared anything"
                raise SystemExit(message)
            return sum(rule.pool_fen for rule in rules)

        _measured(work)


def _sql(path: str, _quarters: str) -> None:
    with Workbook.open(Path(path), SPECS, ACTOR, read_only=True) as workbook:
        sums = ", ".join(f"SUM({tax}_fen)" for tax in _TAXES)

        def work() -> int:
            rows = workbook.connection.execute(
                f"SELECT quarter, {sums} FROM firm_quarter GROUP BY quarter"
            ).fetchall()
            return sum(sum(row[1:]) for row in rows)

        _measured(work)


def _pandas(path: str, _quarters: str) -> None:
    import pandas as pd

    with Workbook.open(Path(path), SPECS, ACTOR, read_only=True) as workbook:

        def work() -> int:
            rows = workbook.connection.execute(
                f"SELECT quarter, {_COLUMNS} FROM firm_quarter"
            ).fetchall()
            frame = pd.DataFrame(rows, columns=["quarter", *_TAXES])
            return int(frame.groupby("quarter").sum().to_numpy().sum())

        _measured(work)


_WAYS: Final = {"feidi": _feidi, "sql": _sql, "pandas": _pandas}


def main(runs: int, firms: int, quarters: int) -> None:
    """Measure all ways and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "years.feidi"
        make_park(path, firms, quarters)
        with Workbook.open(path, SPECS, ACTOR) as workbook:
            workbook.run(WriteBatch(tuple(_agreement(workbook, quarters))))
        ways = {name: partial(run_fresh, _MODULE, name, str(path), str(quarters)) for name in _WAYS}
        replies = in_turns(runs, ways)
    title = f"{quarters} quarters × {firms} firms × {_RULES} rules settled"
    for clock in ("processor", "seconds"):
        medians = print_table(f"{title}, {clock}", "s", replies, clock, "sql")
        if "feidi" in medians:
            say_goal(f"{_GOAL_S:g} s", met=medians["feidi"] <= _GOAL_S)


if __name__ == "__main__":
    start(main, _WAYS, _RUNS, _FIRMS, _QUARTERS)
