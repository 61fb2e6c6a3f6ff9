"""What the window's screens may ask of files: tables looked into, forms and exports written."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from domain.entities import SPECS
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from domain.imports.looking import SheetLook
    from domain.imports.outcome import ImportOutcome
    from domain.records import Query
    from domain.text import Texts
    from storage.workbook import Workbook
    from ui.screens.services import Tables


class TableServices(TypedDict):
    """The part of the window's services that reads and writes tables."""

    look_into: Callable[[Sequence[Path], Tables], Sequence[SheetLook]]
    write_faulty: Callable[[Sequence[Path], ImportOutcome, Tables, str, Path], None]
    write_form: Callable[[str, str, Path], None]
    export_table: Callable[[Query, str, Path], None]
    export_all: Callable[[str, Path], None]


def tables_services(workbook: Workbook, texts: Texts) -> TableServices:
    """Return what reads and writes tables; all of it may be called from another thread."""

    def look_into(paths: Sequence[Path], tables: Tables) -> Sequence[SheetLook]:
        from storage.files.importing import look_into as look

        return look(paths, SPECS, tables)

    def write_faulty(
        paths: Sequence[Path], outcome: ImportOutcome, tables: Tables, lang: str, path: Path
    ) -> None:
        from storage.files.faulty_rows import Imported, write_faulty_rows

        write_faulty_rows(Imported(paths, outcome, tables), SPECS, texts, lang, path)

    def write_form(quarter: str, lang: str, path: Path) -> None:
        from domain.collection import collection_form
        from storage.files.collection_form import write_collection_form

        with workbook.reader() as records:
            sheets = collection_form(records, SPECS, texts, lang, Quarter.parse(quarter))
        write_collection_form(sheets, texts, lang, path)

    def export_table(query: Query, lang: str, path: Path) -> None:
        from storage.files.exporting import export_table as export

        with workbook.reader() as records:
            export(records, SPECS, query, texts, lang, path)

    def export_all(lang: str, folder: Path) -> None:
        from storage.files.exporting import export_workbook

        with workbook.snapshot() as records:
            export_workbook(records, SPECS, texts, lang, folder)

    return {
        "look_into": look_into,
        "write_faulty": write_faulty,
        "write_form": write_form,
        "export_table": export_table,
        "export_all": export_all,
    }
