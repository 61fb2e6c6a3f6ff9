"""Compare searching 50,000 firms with bare SQL over the same columns.

Run with ``python -m benchmarks.search [RUNS [FIRMS]]``. Feidi answers through its port: it counts
what is found and reads the first page of it, as a table does when somebody types. The floor asks
SQLite for the same with LIKE over every text column of the same workbook, which cannot know how
names sound. Each run is a fresh process.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.make_rows import firm_name, firm_number
from benchmarks.measure import answer, in_turns, print_table, run_fresh, say_goal, start, time_call
from domain.commands import WriteBatch
from domain.entities import SPECS
from domain.ids import new_id
from domain.records import Actor, Query, Write
from storage.search_keys import SEARCHED
from storage.workbook import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MODULE: Final = "benchmarks.search"
_RUNS: Final = 3
_FIRMS: Final = 50_000
_PAGE: Final = 100
_TRIES: Final = 5
_GOAL_MS: Final = 100
_WORDS: Final = {"name": "企业04", "code": "bm0404", "pinyin": "ceshiqiye", "none": "nowhere"}
_SURNAMES: Final = "王李张刘陈杨黄赵周吴"
_ACTOR: Final = Actor("Benchmark", "clerk")


def _writes(firms: int) -> Iterator[Write]:
    spec = SPECS["firm"]
    for index in range(firms):
        values = {each.name: each.default for each in spec.fields}
        values |= {
            "number": firm_number(index),
            "name_zh": firm_name(index),
            "name_en": f"Made-up Firm {index}",
            "sector": f"C{index % 40 + 10}",
            "sector_name": "专用设备制造业",
            "contact_person": f"{_SURNAMES[index % 10]}清和",
            "contact_phone": f"0570-{index:08d}",
        }
        yield Write("insert", "firm", new_id(), values)


def _make(path: Path, firms: int) -> None:
    with Workbook.create(path, SPECS, _ACTOR) as workbook:
        workbook.run(WriteBatch(tuple(_writes(firms))))


def _feidi(path: str) -> None:
    with Workbook.open(Path(path), SPECS, _ACTOR, read_only=True) as workbook:

        def search(words: str) -> None:
            workbook.count(Query("firm", search=words))
            workbook.select(Query("firm", search=words, limit=_PAGE))

        _answer_times(search)


def _bare(path: str) -> None:
    with Workbook.open(Path(path), SPECS, _ACTOR, read_only=True) as workbook:
        names = [each.name for each in SPECS["firm"].fields if each.kind in SEARCHED]
        where = " OR ".join(f'"{name}" LIKE ?' for name in names)

        def search(words: str) -> None:
            values = [f"%{words}%"] * len(names)
            ask = workbook.connection.execute
            ask(f"SELECT COUNT(*) FROM firm WHERE {where}", values).fetchall()
            page = f"SELECT * FROM firm WHERE {where} ORDER BY number LIMIT {_PAGE}"
            ask(page, values).fetchall()

        _answer_times(search)


def _answer_times(search: Callable[[str], None]) -> None:
    def try_once(words: str) -> float:
        search("warm")  # so that nothing is remembered of the word
        return time_call(partial(search, words))

    times = {name: min(try_once(words) for _ in range(_TRIES)) for name, words in _WORDS.items()}
    answer(**times)


_WAYS: Final = {"feidi": _feidi, "bare": _bare}


def main(runs: int, firms: int) -> None:
    """Measure all ways and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.feidi"
        _make(path, firms)
        ways = {name: partial(run_fresh, _MODULE, name, str(path)) for name in _WAYS}
        replies = in_turns(runs, ways)
    for name, words in _WORDS.items():
        title = f"search “{words}” in {firms:,} firms"
        medians = print_table(title, "ms", replies, name, "bare")
        if "feidi" in medians:
            say_goal(f"{_GOAL_MS} ms", met=medians["feidi"] <= _GOAL_MS)


if __name__ == "__main__":
    start(main, _WAYS, _RUNS, _FIRMS)
