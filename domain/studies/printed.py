"""Write a kept scenario for paper: verdict, warnings, inputs with sources, figures, method."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from domain.reports.tree import (
    Bullets,
    Column,
    Figure,
    Heading,
    Note,
    Paragraph,
    Row,
    Run,
    Table,
)
from domain.studies import study as study_of
from domain.studies.figures import column
from domain.studies.refusing import input_name
from domain.studies.study import words_of
from domain.studies.typed import number, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.studies.scenarios import Kept
    from domain.studies.study import Findings, StudyInput

Sources: TypeAlias = Literal["none", "beside", "below"]
"""Where the sources of inputs stand: nowhere, in a column of their own, or under the names."""

_MOST_VALUES: Final = 12
_LONG_NAME: Final = 14
_FEW_VALUES: Final = 2
_BETWEEN: Final = "\u00a0· "
_NO_BREAK: Final = "\u00a0"


def told(page: Page, each: Kept) -> Findings:
    """Return what a kept scenario tells in the page's language."""
    inquiry = each.inquiry
    return study_of(inquiry.study).tell(inquiry.inputs, each.result, page.fmt)


def verdict(findings: Findings) -> Paragraph:
    """Return the sentence of a scenario, bold."""
    return Paragraph((Run(findings.verdict, "bold"),))


def warnings(findings: Findings) -> list[Block]:
    """Return the warnings as a list, nothing where there are none."""
    return [Bullets(findings.warnings)] if findings.warnings else []


def inputs_table(page: Page, each: Kept, sources: Sources = "none") -> Table:
    """Return the inputs with their values and origins, and where they come from if wanted."""
    say, lang = page.texts.say, page.lang
    rows = tuple(_input_row(page, each, one, sources) for one in each.inquiry.inputs)
    columns: list[Column] = []
    if sources == "below":
        # Half of the page is left to the words; values stand unbroken beside them.
        columns += [
            Column(say("models.input.name_and_source", lang), wrap=True),
            Column(say("models.input.value", lang), "right", weight=0.0),
            Column("", kind="muted", weight=0.0),
        ]
    else:
        columns += [
            Column(say("models.input.name_only", lang), kind="label", wrap=True, weight=1.4),
            Column(say("models.input.value", lang), "right", wrap=True),
            Column("", kind="muted", weight=0.0),
            Column(say("models.input.origin", lang), weight=0.0),
        ]
    if sources == "beside":
        columns.append(Column(say("models.input.source", lang), wrap=True, weight=2.2))
    title = say("models.inputs", lang)
    return Table(page.table(), title, tuple(columns), rows, density=page.dense("normal"))


def _input_row(page: Page, each: Kept, one: StudyInput, sources: Sources) -> Row:
    name = input_name(each.inquiry.study, one.name, page.fmt)
    value = shown(one, page.fmt) if sources == "none" else _value(page, one, sources)
    unit = page.fmt.unit(one.unit)
    origin = page.texts.say(f"study.origin.{one.origin}", page.lang)
    source = one.source.words(page.fmt)
    if sources == "none":
        return Row((name, value, unit, origin))
    if sources == "beside":
        return Row((name, value, unit, origin, source))
    told = page.texts.say("models.input.whence", page.lang, origin=origin, source=source)
    words = (Run(name, "bold"), Run("\n"), Run(told, "muted"))
    many = value.split("\n")
    if len(many) <= _FEW_VALUES:
        return Row((words, value, unit))
    # Half of the page has no room for a column of names with their values.
    values = _BETWEEN.join(each.replace("  ", _NO_BREAK).replace(" ", _NO_BREAK) for each in many)
    return Row(((*words, Run("\n"), Run(values)), None, unit))


def _value(page: Page, one: StudyInput, sources: Sources) -> str:
    """Return a value; a short list is written out with the names of its elements."""
    value = one.value
    flat = isinstance(value, list | tuple) and not any(
        isinstance(item, list | tuple) for item in value
    )
    if not flat or not isinstance(value, list | tuple) or not 0 < len(value) <= _MOST_VALUES:
        return shown(one, page.fmt)
    numbers = [_number(page, item, one) for item in value]
    if all(isinstance(item, float) and not item.is_integer() for item in value):
        numbers = column(value, one.unit, page.fmt)
    if len(one.labels) != len(value):
        return "\n".join(numbers)
    names = [words_of(label, page.fmt) for label in one.labels]
    if names == numbers:  # years, whose names are what they are
        return "\n".join(numbers)
    longest = max(map(len, names), default=0)
    if longest > _LONG_NAME and sources == "beside":  # the column of values is too narrow for it
        return shown(one, page.fmt)
    return "\n".join(f"{name}  {number}" for name, number in zip(names, numbers, strict=True))


def _number(page: Page, item: object, one: StudyInput) -> str:
    if isinstance(item, bool) or not isinstance(item, int | float):
        return "—" if item is None else str(item)
    return number(item, one, page.fmt)


def exhibits(page: Page, findings: Findings, most: int | None = None) -> list[Block]:
    """Return figures and tables with their numbers, the first ``most`` of them."""
    shown_ones: Sequence[Figure | Table] = findings.exhibits[:most]
    return [
        replace(one, number=page.figure() if isinstance(one, Figure) else page.table())
        for one in shown_ones
    ]


def method(page: Page, each: Kept) -> list[Block]:
    """Return how the study is computed: paragraphs, equations, literature."""
    say, lang, name = page.texts.say, page.lang, each.inquiry.study
    paragraphs = say(f"study.{name}.how", lang).split("\n")
    return [
        Heading(say("models.how", lang)),
        *(Paragraph(words) for words in paragraphs if words),
        Heading(say("models.formula", lang)),
        Paragraph(say(f"study.{name}.formula", lang)),
        Heading(say("models.references", lang)),
        Note(say(f"study.{name}.references", lang)),
    ]


def identity(page: Page, each: Kept) -> Note:
    """Return what makes a scenario certain: version, seed, author, day, hash."""
    return Note(
        page.texts.say(
            "models.identity",
            page.lang,
            version=each.version,
            seed=each.inquiry.seed,
            author=each.author or "—",
            day=page.fmt.date(each.made_at[:10], "numeric"),
            quarter=page.fmt.quarter(each.inquiry.quarter),
            sha256=each.sha256[:16],
        )
    )
