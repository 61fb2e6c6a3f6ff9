"""Compare paging, sorting and filtering 100,000 rows with Qt's sort and filter proxy.

Run with ``python -m benchmarks.table_paging [RUNS [ROWS]]``. Feidi reads pages of a workbook on
disk through `ui.table_model.RecordModel`; the peers hold the same rows of the same workbook in
memory, once in a table model of Python tuples, once in a `QStandardItemModel`, under a
`QSortFilterProxyModel`. Every step ends when forty rows of twelve cells have been asked for, which
is what a window shows; all cells give the same plain words. Each run is a fresh process.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from benchmarks.make_rows import QUARTERS, firm_name, firm_number, quarter_at
from benchmarks.measure import answer, in_turns, print_table, run_fresh, start, time_call
from domain.records import Actor, Query, Row, Value, Write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QAbstractItemModel

    from domain.records import Records, Specs
    from storage.workbook import Workbook

_MODULE: Final = "benchmarks.table_paging"
_RUNS: Final = 3
_ROWS: Final = 100_000
_SEEN: Final = 40
_COLUMNS: Final = (
    "firm.number",
    "firm.name_zh",
    "quarter",
    "revenue_fen",
    "rd_fen",
    "headcount",
    "rd_staff",
    "doctorates",
    "vat_fen",
    "cit_fen",
    "pit_fen",
    "remark",
)
_SORTED: Final = _COLUMNS.index("revenue_fen")
_ORDER: Final = ("-quarter", "firm.number")
_WORD: Final = "企业00042"
_MADE_UP: Final = 7_919
_SPREAD: Final = 1_000_003
_STEPS: Final = {
    "first": "First page: from nothing to forty rows",
    "middle": "Middle page: jump to the middle and read forty rows",
    "sort": "Sort by a figure and read forty rows",
    "filter": f"Filter by the word {_WORD} in any column, count, read forty rows",
}
_FEIDI: Final = "Feidi, RecordModel over a workbook"
_TUPLES: Final = "proxy over a model of tuples"
_ITEMS: Final = "proxy over QStandardItemModel"
_WAYS: Final = {_FEIDI: "feidi", _TUPLES: "tuples", _ITEMS: "items"}

_Index = QModelIndex | QPersistentModelIndex


def main(runs: int, rows: int) -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "park.feidi"
        _make_workbook(path, rows)
        ways = {
            way: partial(run_fresh, _MODULE, "page", word, str(path)) for way, word in _WAYS.items()
        }
        replies = in_turns(runs, ways)
    found = dict.fromkeys((way, each["found"]) for way, given in replies.items() for each in given)
    print("rows left by the filter:", ", ".join(f"{way} {count:.0f}" for way, count in found))
    for step, title in _STEPS.items():
        print_table(title, "ms", replies, step, _FEIDI)


# ------------------------------------------------------------------------------------- the rows


@dataclass(frozen=True, slots=True)
class _Fill:
    """Put in made-up firms and their quarters in one action, unchecked."""

    rows: int
    key: str = "command.import"
    reason: str = ""

    def writes(self, _records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the firms, then the rows."""
        for at in range(-(-self.rows // QUARTERS)):
            firm: Row = {"number": firm_number(at), "name_zh": firm_name(at)}
            yield Write("insert", "firm", f"firm{at:06d}", _whole(specs, "firm", firm))
        for at in range(self.rows):
            values = _whole(specs, "firm_quarter", _figures(at))
            yield Write("insert", "firm_quarter", f"row{at:07d}", values)


def _whole(specs: Specs, table: str, known: Row) -> Row:
    return {each.name: known.get(each.name, each.default) for each in specs[table].fields}


def _figures(at: int) -> Row:
    firm, quarter = divmod(at, QUARTERS)
    drawn = at * _MADE_UP % _SPREAD
    known: dict[str, Value] = {"firm": f"firm{firm:06d}", "quarter": quarter_at(quarter)}
    for place, name in enumerate(_COLUMNS[_SORTED:-1], start=1):
        known[name] = drawn * place % _SPREAD
    # The entity's own order of size: staff, of it research staff and doctors.
    known.update(headcount=drawn % 400 + 2, rd_staff=drawn % 2 + 1, doctorates=drawn % 2)
    return known


def _make_workbook(path: Path, rows: int) -> None:
    from domain.entities import SPECS
    from storage.workbook import Workbook

    with Workbook.create(path, SPECS, Actor("—", "office")) as workbook:
        workbook.run(_Fill(rows))


# ----------------------------------------------------------------------------- one measured run


def _page(way: str, path: str) -> None:
    from PySide6.QtCore import QCoreApplication

    from domain.entities import SPECS
    from storage.workbook import Workbook

    app = QCoreApplication([])
    with Workbook.open(Path(path), SPECS, Actor("—", "office"), read_only=True) as workbook:
        (_page_feidi if way == "feidi" else partial(_page_proxy, way))(workbook)
    del app


def _page_feidi(workbook: Workbook) -> None:
    from ui.bus import Bus
    from ui.components.tables.cells import Cell, Column
    from ui.row_source import QueryRows, Shown
    from ui.table_model import RecordModel

    def shown(name: str) -> Shown:
        return Shown(Column(name), lambda row: Cell(_word(row[name])), (name,), (name,))

    bus = Bus(workbook)
    query = Query("firm_quarter", columns=_COLUMNS, order=_ORDER)
    sorted_by = (_COLUMNS[_SORTED],)
    narrowed = Query("firm_quarter", columns=_COLUMNS, order=sorted_by, search=_WORD)
    models: list[RecordModel] = []

    def open_model() -> None:
        columns = [shown(name) for name in _COLUMNS]
        rows = QueryRows(workbook, query, frozenset({"firm"}))
        models.append(RecordModel(bus, rows, columns, str, bus))
        _look(models[0])

    first = time_call(open_model)
    model = models[0]
    _answer(
        model,
        first,
        lambda: model.sort(_SORTED),
        lambda: model.set_source(QueryRows(workbook, narrowed, frozenset({"firm"}))),
    )


def _page_proxy(way: str, workbook: Workbook) -> None:
    from PySide6.QtCore import QSortFilterProxyModel

    proxy = QSortFilterProxyModel()
    proxy.setFilterKeyColumn(-1)
    proxy.setSortRole(Qt.ItemDataRole.EditRole)

    def open_model() -> None:
        read = workbook.select(Query("firm_quarter", columns=_COLUMNS, order=_ORDER))
        rows = [tuple(row[name] for name in _COLUMNS) for row in read]
        proxy.setSourceModel(_items(rows) if way == "items" else _Tuples(rows))
        _look(proxy)

    first = time_call(open_model)

    _answer(proxy, first, lambda: proxy.sort(_SORTED), lambda: proxy.setFilterFixedString(_WORD))


def _answer(
    model: QAbstractItemModel, first: float, sort: Callable[[], None], narrow: Callable[[], None]
) -> None:
    """Take the remaining steps and answer."""
    middle = time_call(lambda: _look(model, model.rowCount() // 2))

    def then_look(step: Callable[[], None]) -> None:
        step()
        _look(model)

    sorting = time_call(lambda: then_look(sort))
    filtering = time_call(lambda: then_look(narrow))
    answer(
        first=first, middle=middle, sort=sorting, filter=filtering, found=float(model.rowCount())
    )


def _look(model: QAbstractItemModel, start: int = 0) -> None:
    """Ask for the words of forty rows, as a view does to paint them."""
    for row in range(start, min(start + _SEEN, model.rowCount())):
        for column in range(len(_COLUMNS)):
            model.index(row, column).data()


def _word(value: Value) -> str:
    return "—" if value is None else str(value)


class _Tuples(QAbstractTableModel):
    """Give rows that are held in memory."""

    def __init__(self, rows: Sequence[tuple[Value, ...]]) -> None:
        super().__init__()
        self._rows = rows

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(_COLUMNS)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return _word(self._rows[index.row()][index.column()])
        if role == Qt.ItemDataRole.EditRole:
            return self._rows[index.row()][index.column()]
        return None


def _items(rows: Sequence[tuple[Value, ...]]) -> QAbstractItemModel:
    """Return a standard model of the rows; its items sort numbers as numbers."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    model = QStandardItemModel(len(rows), len(_COLUMNS))
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            item = QStandardItem()
            # One value serves both roles in a standard item.
            item.setData("—" if value is None else value, Qt.ItemDataRole.EditRole)
            model.setItem(at, column, item)
    return model


if __name__ == "__main__":
    start(main, {"page": _page}, _RUNS, _ROWS)
