"""Build the sample workbook: a fictional park with twenty quarters, nineteen of them closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import resources
from domain.closing.commands import Approve, Close, Reconcile, Submit
from domain.closing.figures import side_figures
from domain.ids import ordered_ids
from domain.imports.book import Book
from domain.imports.mapping import TableMapping
from domain.imports.places import Places
from domain.units import Quarter, quarters_back
from storage.files.importing import ImportCommand, Said, import_files
from storage.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from domain.progress import Progress
    from domain.records import Actor, Specs, Value

TODAY: Final = date(2025, 1, 20)
"""The day on which the sample park looks at its last quarter."""

LAST_CLOSED: Final = Quarter(2024, 3)
_CLOSED: Final = 19

_ENCLAVE: Final[dict[str, Value]] = {
    "name_zh": "衢杭创新飞地（示例园区）",
    "name_fr": "Enclave d’innovation Quzhou–Hangzhou (parc d’exemple)",
    "name_en": "Quzhou–Hangzhou innovation enclave (sample park)",
    "typology": "reverse_enclave",
    "opened": "2016-06-01",
}
_PARTIES: Final = (
    ("QZ", "衢州市", "origin"),
    ("YH", "杭州市余杭区", "host"),
    ("LY", "龙游县", "county"),
    ("MC", "园区管委会", "committee"),
    ("OP", "运营方", "operator"),
    ("P01", "浙江澄舟园区运营有限公司", "operator"),
    ("P02", "浙江泓屿产业服务有限公司", "operator"),
)
_PARTY_NAMES: Final[dict[str, dict[str, Value]]] = {
    "QZ": {"name_fr": "Ville de Quzhou", "name_en": "Quzhou City"},
    "YH": {"name_fr": "District de Yuhang (Hangzhou)", "name_en": "Yuhang District, Hangzhou"},
    "LY": {"name_fr": "Comté de Longyou", "name_en": "Longyou County"},
    "MC": {"name_fr": "Comité de gestion du parc", "name_en": "Park management committee"},
    "OP": {"name_fr": "Opérateur", "name_en": "Operator"},
    "P01": {
        "name_fr": "Chengzhou Exploitation",
        "name_en": "Chengzhou Park Operations",
    },
    "P02": {
        "name_fr": "Hongyu Services",
        "name_en": "Hongyu Industrial Services",
    },
}
_PERSONS: Final = (
    ("叶清和", "secretary", "MC"),
    ("祝闻溪", "chair", "MC"),
    ("郑云起", "analyst", "MC"),
    ("柯知夏", "clerk", "MC"),
    ("徐若川", "clerk", "MC"),
    ("柯景行", "chair", "QZ"),
    ("徐守一", "chair", "YH"),
    ("吾可久", "analyst", "LY"),
    ("傅言蹊", "clerk", "OP"),
)
# What the two files of public statistics do not say of themselves.
_STATISTICS: Final = {
    "us-state-income-1929-2009.csv": {
        "indicator": "人均收入（美国各州）",
        "indicator_fr": "Revenu par habitant (États des États-Unis)",
        "indicator_en": "Income per capita (US states)",
        "unit": "现价美元",
        "unit_fr": "dollars américains courants",
        "unit_en": "current US dollars",
        "source": "US Bureau of Economic Analysis",
    },
    "mexico-states-1940-2000.csv": {
        "indicator": "人均国内生产总值（墨西哥各州）",
        "indicator_fr": "PIB par habitant (États du Mexique)",
        "indicator_en": "GDP per capita (Mexican states)",
        "unit": "来源未注明单位",
        "unit_fr": "unité non précisée par la source",
        "unit_en": "unit not stated by the source",
        "source": "Rey & Sastre Gutierrez (2010), Spatial Economic Analysis 5:277–298",
    },
}
_MISSING: Final = "部分数据尚未取得"
"""Why a side submits a quarter of which figures are missing: they cannot be had yet."""


def sample_files() -> list[Path]:
    """Return the park's files that ship with the program, the public statistics left out."""
    folder = resources.path("sample")
    files = [*folder.glob("*.xlsx"), *folder.glob("*.csv"), folder / "agreement.json"]
    return [*sorted(each for each in files if each.name not in _STATISTICS), folder / "meetings"]


def build_sample(
    path: Path, specs: Specs, actor: Actor, *, progress: Progress | None = None
) -> Workbook:
    """Make the workbook of the sample park and return it open.

    Everything about the park is fictional. Quarters up to 2024Q3 are closed, 2024Q4 is open.

    Args:
        path: file to make; an existing one is never overwritten.
        specs: the entities.
        actor: who is recorded as having made it.
        progress: hears how far the import is, and may cancel.

    Raises:
        StorageError: the file exists or cannot be written.
        CancelledError: the user asked to stop; the file holds what was finished.
    """
    workbook = Workbook.create(path, specs, actor)
    try:
        _found(workbook, specs)
        import_files(workbook, specs, sample_files(), today=TODAY, progress=progress)
        for name, values in _STATISTICS.items():
            mapping = TableMapping(kind="region_years", values=values)
            file = resources.path("sample", name)
            import_files(workbook, specs, [file], said=Said(mapping), today=TODAY)
        for quarter in quarters_back(LAST_CLOSED, _CLOSED):
            _close(workbook, specs, quarter)
    except BaseException:
        workbook.close()
        raise
    return workbook


def _found(workbook: Workbook, specs: Specs) -> None:
    """Record the parties, the enclave and the persons."""
    book = Book(workbook, specs, ordered_ids())
    places = Places(book)
    parties = {
        code: places.new_party(code, name, kind, **_PARTY_NAMES[code])
        for code, name, kind in _PARTIES
    }
    sides: dict[str, Value] = {
        "origin": parties["QZ"],
        "host": parties["YH"],
        "region": places.region("余杭区"),
    }
    book.keep("enclave", book.weigh("enclave", {"code": "QH-1"}, {**_ENCLAVE, **sides}))
    for name, role, party in _PERSONS:
        values: dict[str, Value] = {"role": role, "party": parties[party]}
        book.keep("person", book.weigh("person", {"name": name}, values))
    workbook.run(ImportCommand(book, key="command.found"))


def _close(workbook: Workbook, specs: Specs, quarter: Quarter) -> None:
    """Bring a quarter from open to closed, step by step, each by the person who owes it."""
    if not workbook.find("quarter", quarter=str(quarter)):
        return

    def on(days: int) -> str:
        return f"{(quarter.last_day + timedelta(days=days)).isoformat()}T08:00:00.000Z"

    missing = side_figures(workbook, specs, quarter).missing
    reason = _MISSING if missing else ""
    for command in (
        Submit(quarter, "origin", "柯知夏", on(12), missing, reason),
        Submit(quarter, "host", "徐若川", on(13), missing, reason),
        Reconcile(quarter, "郑云起", on(17)),
        Approve(quarter, "origin", "柯景行", on(20)),
        Approve(quarter, "host", "徐守一", on(22)),
        Close(quarter, "祝闻溪", on(24)),
    ):
        workbook.run(command)
