"""What the window's screens may ask of files: tables looked into, forms and exports written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict

from domain.entities import SPECS
from domain.units import Quarter
from ui.refusal import storage_refusals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from domain.imports.kept import KeptMapping
    from domain.imports.looking import SheetLook
    from domain.imports.mapping import TableMapping
    from domain.imports.outcome import ImportOutcome
    from domain.records import Query, Records
    from domain.tables import Cell, Heading
    from domain.text import Texts
    from storage.workbook import Workbook
    from ui.services import Tables


class TableServices(TypedDict):
    """The part of the window's services that reads and writes tables."""

    look_into: Callable[[Sequence[Path], Tables], Sequence[SheetLook]]
    write_faulty: Callable[[Sequence[Path], ImportOutcome, Tables, str, Path], None]
    load_mapping: Callable[[Path], TableMapping]
    save_mapping: Callable[[TableMapping, Path], None]
    write_form: Callable[[str, str, Path], None]
    export_table: Callable[[Query, str, Path], None]
    write_sheet: Callable[[str, Sequence[Heading], Sequence[Sequence[Cell]], Path], None]
    export_all: Callable[[str, Path], None]


# Imports of what only a file needs stay inside: the window is up before they are loaded.


def _kept(records: Records) -> Sequence[KeptMapping]:
    from domain.imports.kept import kept_mappings

    return kept_mappings(records)


def tables_services(workbook: Workbook, texts: Texts) -> TableServices:
    """Return what reads and writes tables; all of it may be called from another thread."""

    def look_into(paths: Sequence[Path], tables: Tables) -> Sequence[SheetLook]:
        from storage.files.importing import look_into as look

        with workbook.reader() as records:
            kept = _kept(records)
        return look(paths, SPECS, tables, kept)

    def write_faulty(
        paths: Sequence[Path], outcome: ImportOutcome, tables: Tables, lang: str, path: Path
    ) -> None:
        from storage.files.faulty_rows import Imported, write_faulty_rows

        with workbook.reader() as records:
            kept = _kept(records)
        with storage_refusals():
            asked = Imported(paths, outcome, tables, kept)
            write_faulty_rows(asked, SPECS, texts, lang, path)

    def write_form(quarter: str, lang: str, path: Path) -> None:
        from domain.collection import collection_form
        from storage.files.collection_form import write_collection_form

        with workbook.reader() as records:
            today = datetime.now(UTC).astimezone().date()
            sheets = collection_form(records, SPECS, texts, lang, Quarter.parse(quarter), today)
        with storage_refusals():
            write_collection_form(sheets, texts, lang, path)

    def export_table(query: Query, lang: str, path: Path) -> None:
        from storage.files.exporting import export_table as export

        with storage_refusals(), workbook.reader() as records:
            export(records, SPECS, query, texts, lang, path)

    def export_all(lang: str, folder: Path) -> None:
        from storage.files.exporting import export_workbook

        with storage_refusals(), workbook.snapshot() as records:
            export_workbook(records, SPECS, texts, lang, folder)

    return {
        "look_into": look_into,
        "write_faulty": write_faulty,
        "load_mapping": _load_mapping,
        "save_mapping": _save_mapping,
        "write_form": write_form,
        "export_table": export_table,
        "write_sheet": _write_sheet,
        "export_all": export_all,
    }


def _write_sheet(
    title: str, columns: Sequence[Heading], rows: Sequence[Sequence[Cell]], path: Path
) -> None:
    from storage.files.exporting import write_sheet

    with storage_refusals():
        write_sheet(title, columns, rows, path)


def _load_mapping(path: Path) -> TableMapping:
    from storage.files.mapping_file import load_mapping

    return load_mapping(path)


def _save_mapping(mapping: TableMapping, path: Path) -> None:
    from storage.files.mapping_file import save_mapping

    with storage_refusals():
        save_mapping(mapping, path)
