"""Say what came of an import: its files and its remarks as lines of tables, mappings in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.tables import pasteable
from domain.text import shortened
from ui.components.tables.cells import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.imports.outcome import ImportOutcome, Remark
    from ui.language import Language
    from ui.values import Values

Line = tuple[Cell, ...]

FIGURES = ("rows", "added", "changed", "unchanged", "rejected")


def remarks_of(outcome: ImportOutcome | None, *, findings: bool) -> list[Remark]:
    """Return what was noticed, or what was refused, in the order of the files."""
    files = outcome.files if outcome is not None else ()
    if findings:
        return [remark for file in files for remark in file.findings]
    return [remark for file in files for remark in (*file.problems, *file.refused)]


def worth_writing(outcome: ImportOutcome | None) -> bool:
    """Tell whether a trial found anything that writing would change."""
    return outcome is not None and any(each.added or each.changed for each in outcome.files)


def remark_texts(remark: Remark, language: Language) -> tuple[str, ...]:
    """Return place, value, reason and remedy of a remark, as they are shown and copied."""
    return (
        remark.file,
        remark.sheet,
        str(remark.row) if remark.row else "",
        remark.column,
        shortened(remark.value),
        _begun(remark.reason(language.texts, language.lang)),
        remark.remedy(language.texts, language.lang),
    )


def _begun(words: str) -> str:
    """Return a reason, which may stand within a sentence, as the beginning of one."""
    return words[:1].upper() + words[1:]


def file_columns(language: Language) -> list[Column]:
    """Return the columns of the list of files."""
    say = language.say
    return [
        Column(say("import.column.file"), "text", 0, "", "file"),
        Column(say("import.column.kind"), "text", 0, "", "kind"),
        *(Column(say(f"import.column.{name}"), "figure", 84, "", name) for name in FIGURES),
    ]


def file_lines(outcome: ImportOutcome, values: Values) -> list[Line]:
    """Return a line for each file: what it was taken for, and its counts."""
    say, integer = values.language.say, values.format.integer
    lines = []
    for file in outcome.files:
        kinds = [say(f"import.kind.{kind}") for kind in file.kind.split(", ") if kind]
        words = say("ui.comma").join(kinds)
        cells = [Cell(integer(getattr(file, name))) for name in FIGURES]
        lines.append((Cell(file.file), Cell(words, tone="text_secondary"), *cells))
    return lines


def remark_columns(language: Language) -> list[Column]:
    """Return the columns of the list of remarks."""
    say = language.say
    return [
        Column(say("import.column.file"), "text", 150, "", "file"),
        Column(say("import.column.sheet"), "text", 90, "", "sheet"),
        Column(say("import.column.row"), "figure", 56, "", "row"),
        Column(say("import.column.column"), "text", 72, "", "column"),
        Column(say("import.column.value"), "text", 110, "", "value"),
        Column(say("import.column.reason"), "text", 0, "", "reason"),
        Column(say("import.column.remedy"), "text", 0, "", "remedy"),
    ]


def remark_lines(remarks: Sequence[Remark], language: Language) -> list[Line]:
    """Return a line for each remark."""
    lines = []
    for remark in remarks:
        texts = remark_texts(remark, language)
        place = [Cell(text, tone="text_secondary") for text in texts[:4]]
        lines.append((*place, *(Cell(text, tip=text) for text in texts[4:])))
    return lines


def copied(remarks: Sequence[Remark], language: Language) -> str:
    """Return remarks as lines of cells, as a spreadsheet takes them from the clipboard."""
    return "\n".join("\t".join(map(pasteable, remark_texts(each, language))) for each in remarks)


def kept_words(outcome: ImportOutcome, values: Values) -> list[str]:
    """Say for which tables a mapping of an earlier import was used, a sentence for each day."""
    tables: dict[str, list[str]] = {}
    for remark in remarks_of(outcome, findings=True):
        if remark.rule == "mapping_kept":
            name = f"{remark.file} · {remark.sheet}" if remark.sheet else remark.file
            tables.setdefault(str(remark.values["day"]), []).append(name)
    say, day = values.language.say, values.format.date
    return [
        say("import.kept.used", day=day(kept_on), tables=say("ui.comma").join(names))
        for kept_on, names in sorted(tables.items())
    ]
