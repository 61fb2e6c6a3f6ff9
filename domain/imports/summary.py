"""Say the outcome of an import in sentences, one line for each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.imports.outcome import FileOutcome, ImportOutcome, Remark
    from domain.text import Texts


def summary_lines(outcome: ImportOutcome, texts: Texts, lang: str) -> list[str]:
    """Return the answer to an import in ``lang``: each file, each refusal, each finding, the end.

    Every refusal names place, value in its reason, and what to do about it.
    """
    lines: list[str] = []
    for file in outcome.files:
        lines.extend(_file_lines(file, texts, lang))
    lines.append(_last_line(outcome, texts, lang))
    return lines


def _file_lines(file: FileOutcome, texts: Texts, lang: str) -> list[str]:
    lines: list[str] = []
    for sheet in file.sheets:
        place = texts.say("import.place.sheet", lang, file=file.file, sheet=sheet.sheet)
        lines.append(
            texts.say(
                "import.line.file",
                lang,
                file=place if sheet.sheet else file.file,
                kind=texts.say(f"import.kind.{sheet.kind}", lang),
                rows=sheet.rows,
                added=sheet.added,
                changed=sheet.changed,
                unchanged=sheet.unchanged,
                skipped=sheet.skipped,
                rejected=sheet.rejected,
            )
        )
        if sheet.unread:
            headings = " · ".join(sheet.unread)
            lines.append(texts.say("import.line.unread", lang, file=file.file, headings=headings))
        if sheet.kept:
            lines.append(texts.say("import.line.kept", lang, file=file.file, count=sheet.kept))
    lines.extend(remark_line(remark, texts, lang) for remark in file.problems)
    lines.extend(
        _marked(texts.say("import.refused", lang), remark_line(remark, texts, lang), texts, lang)
        for remark in file.refused
    )
    lines.extend(
        _marked(texts.say("import.findings", lang), remark_line(remark, texts, lang), texts, lang)
        for remark in file.findings
    )
    return lines


def _marked(mark: str, line: str, texts: Texts, lang: str) -> str:
    return texts.say("import.line.marked", lang, mark=mark, line=line)


def place_of(remark: Remark, texts: Texts, lang: str) -> str:
    """Return where a remark is to be seen: file, sheet, row, column."""
    if not remark.row:
        if not remark.sheet and not remark.column:
            return remark.file
        key = "import.place.sheet" if remark.sheet else "import.place.part"
    elif remark.sheet:
        key = "import.place.cell"
    else:
        key = "import.place.line" if remark.column else "import.place.row"
    return texts.say(
        key, lang, file=remark.file, sheet=remark.sheet, row=remark.row, column=remark.column
    )


def remark_line(remark: Remark, texts: Texts, lang: str) -> str:
    """Return a remark as one line: place, reason, remedy."""
    place, reason = place_of(remark, texts, lang), remark.reason(texts, lang)
    remedy = remark.remedy(texts, lang)
    if not remedy:
        return texts.say("import.line.told", lang, place=place, reason=reason)
    return texts.say("import.line.remark", lang, place=place, reason=reason, remedy=remedy)


def _last_line(outcome: ImportOutcome, texts: Texts, lang: str) -> str:
    files = outcome.files
    rejected = sum(file.rejected for file in files)
    if not outcome.written and not rejected:
        key = "import.done.untaken" if outcome.untaken else "import.done.nothing"
        return texts.say(key, lang)
    return texts.say(
        "import.done.dry" if outcome.dry_run else "import.done",
        lang,
        added=sum(file.added for file in files),
        changed=sum(file.changed for file in files),
        unchanged=sum(file.unchanged for file in files),
        rejected=rejected,
    )
