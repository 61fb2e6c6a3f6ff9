"""The answer to an import: for each file and sheet what was read, taken, refused and noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.entities import SPECS
from domain.formatting import Formatter
from domain.text import shortened
from domain.wording import explain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.errors import DomainError
    from domain.records import EntitySpec
    from domain.text import Texts

FALLBACK: Final = "import.remedy.default"
UNKNOWN: Final = "—"

_NO_DATA: Final = frozenset({"not_data", "document_unknown"})
_STATES: Final = frozenset({"old", "new", "stage"})


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one cell or row: why it was refused, or what was noticed.

    Attributes:
        file: name of the file.
        sheet: name of the sheet, empty for a text table.
        row: row as the spreadsheet counts, line of a text file, 0 when the whole file is meant.
        column: letter in a spreadsheet, heading in a text table.
        value: cell as it stands in the file.
        rule: key of the rule; its sentences are ``import.rule.<rule>`` and, for what to do,
            ``import.remedy.<rule>``.
        values: what the sentences name beside ``value``.
        breach: the rule's own error, whose sentence is used where the import has none.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    rule: str
    values: Mapping[str, object] = field(default_factory=dict)
    breach: DomainError | None = field(default=None, compare=False, repr=False)

    def reason(self, texts: Texts, lang: str) -> str:
        """Return why, in a sentence."""
        if texts.has(f"import.rule.{self.rule}"):
            return _say(texts, f"import.rule.{self.rule}", self, lang)
        if self.breach is not None and texts.has(f"error.{self.rule}"):
            return explain(self.breach, SPECS, Formatter(lang, texts))
        return _say(texts, FALLBACK, self, lang)

    def remedy(self, texts: Texts, lang: str) -> str:
        """Return what to do about it, in a sentence; empty when the reason says it already."""
        if not texts.has(f"import.rule.{self.rule}"):
            return ""
        return _say(texts, f"import.remedy.{self.rule}", self, lang)

    def to_json(self) -> dict[str, object]:
        """Return the remark as plain data."""
        return {
            "file": self.file,
            "sheet": self.sheet or None,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "rule": self.rule,
            "values": {name: str(value) for name, value in sorted(self.values.items())},
        }


def worded_values(spec: EntitySpec, error: DomainError) -> dict[str, object]:
    """Return what an error names beside the value, choices as the keys of their texts."""
    values = {name: value for name, value in error.values.items() if name != "value"}
    machine = values.pop("machine", None)
    choices = [each.choices for each in spec.fields if each.name == error.field and each.choices]
    names = [str(machine)] if machine else [each.name for each in choices]
    for name, value in values.items():
        if name in _STATES and names:
            values[name] = f"choice.{names[0]}.{value}" if value else UNKNOWN
    return values


def _say(texts: Texts, key: str, remark: Remark, lang: str) -> str:
    named = {name: _worded(texts, value, lang) for name, value in remark.values.items()}
    own = {"value": shortened(remark.value), "column": remark.column, "file": remark.file}
    values = {**own, **named}
    return texts.say(key, lang, **values)


def _worded(texts: Texts, value: object, lang: str) -> object:
    """Return a value in words where it is the key of a text, e.g. of a choice."""
    return texts.say(value, lang) if isinstance(value, str) and texts.has(value) else value


@dataclass(frozen=True, slots=True)
class SheetOutcome:
    """What became of one table.

    Attributes:
        sheet: its name, empty for a text table or a structured file.
        kind: kind it was taken for, empty when none.
        rows: rows that are records, good or bad.
        added: good rows that made a new record.
        changed: good rows that changed a record.
        unchanged: good rows whose record was already so.
        skipped: rows that are no records: subtotals.
        kept: figures that the file leaves blank and the workbook knows; they were kept.
        unread: headings that the kind does not know; their columns were not read.
        refused: one remark for each thing wrong; a row may have several.
        findings: remarks on rows that were taken.
    """

    sheet: str
    kind: str = ""
    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: int = 0
    kept: int = 0
    unread: tuple[str, ...] = ()
    refused: tuple[Remark, ...] = ()
    findings: tuple[Remark, ...] = ()

    @property
    def imported(self) -> int:
        """Good rows: those whose record is now in the workbook as the file has it."""
        return self.added + self.changed + self.unchanged

    @property
    def rejected(self) -> int:
        """Rows that were refused."""
        return self.rows - self.imported

    def to_json(self) -> dict[str, object]:
        """Return the outcome as plain data, without the remarks."""
        return {
            "sheet": self.sheet or None,
            "kind": self.kind,
            "rows": self.rows,
            "imported": self.imported,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "not_records": self.skipped,
            "kept": self.kept,
            "unread": list(self.unread),
        }


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file.

    Attributes:
        file: its name.
        sheets: outcome of each table that was taken.
        encoding: of a text table, empty otherwise.
        problem: why the file, or one of its sheets, was not taken; empty when all was.
    """

    file: str
    sheets: tuple[SheetOutcome, ...] = ()
    encoding: str = ""
    problems: tuple[Remark, ...] = ()

    @property
    def kind(self) -> str:
        """Kinds of its tables, each once, divided by commas."""
        return ", ".join(dict.fromkeys(each.kind for each in self.sheets if each.kind))

    @property
    def rows(self) -> int:
        """Rows that are records, good or bad."""
        return sum(each.rows for each in self.sheets)

    @property
    def imported(self) -> int:
        """Good rows."""
        return sum(each.imported for each in self.sheets)

    @property
    def added(self) -> int:
        """Good rows that made a new record."""
        return sum(each.added for each in self.sheets)

    @property
    def changed(self) -> int:
        """Good rows that changed a record."""
        return sum(each.changed for each in self.sheets)

    @property
    def unchanged(self) -> int:
        """Good rows whose record was already so."""
        return sum(each.unchanged for each in self.sheets)

    @property
    def rejected(self) -> int:
        """Rows that were refused."""
        return sum(each.rejected for each in self.sheets)

    @property
    def skipped(self) -> int:
        """Rows that are no records."""
        return sum(each.skipped for each in self.sheets)

    @property
    def refused(self) -> tuple[Remark, ...]:
        """One remark for each thing wrong with a row."""
        return tuple(remark for each in self.sheets for remark in each.refused)

    @property
    def findings(self) -> tuple[Remark, ...]:
        """Remarks on rows that were taken."""
        return tuple(remark for each in self.sheets for remark in each.findings)

    def to_json(self) -> dict[str, object]:
        """Return the outcome as plain data."""
        return {
            "file": self.file,
            "kind": self.kind,
            "encoding": self.encoding or None,
            "rows": self.rows,
            "imported": self.imported,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "not_records": self.skipped,
            "sheets": [each.to_json() for each in self.sheets],
            "refused": [each.to_json() for each in self.refused],
            "findings": [each.to_json() for each in self.findings],
            "problems": [each.to_json() for each in self.problems],
        }


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """The whole answer.

    Attributes:
        files: outcome per file, in the order in which they were named.
        dry_run: nothing was written because only a trial was asked for.
        batch: id of the action that wrote, empty when nothing was.
        written: records written per entity: (added, changed).
    """

    files: tuple[FileOutcome, ...]
    dry_run: bool = False
    batch: str = ""
    written: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def untaken(self) -> bool:
        """Tell whether a file is missing, unreadable or holds no table known here.

        What holds no data at all lies beside data in many folders: it counts only where nothing
        else was named.
        """
        left = [file for file in self.files if file.problems and not file.sheets]
        lost = any(each.rule not in _NO_DATA for file in left for each in file.problems)
        return lost or len(left) == len(self.files)

    def to_json(self) -> dict[str, object]:
        """Return the outcome as plain data, ready for ``json.dumps``."""
        return {
            "dry_run": self.dry_run,
            "batch": self.batch or None,
            "written": {
                table: {"added": added, "changed": changed}
                for table, (added, changed) in sorted(self.written.items())
            },
            "files": [each.to_json() for each in self.files],
        }
