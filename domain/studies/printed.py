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
from domain.studies.formulas import equations
from domain.studies.refusing import input_name
from domain.studies.valued import room_of, running, valued
from domain.studies.writing import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.studies.scenarios import Kept
    from domain.studies.study import Findings, StudyInput

Sources: TypeAlias = Literal["none", "beside", "below"]
"""Where the sources of inputs stand: nowhere, in a column of their own, or under the names."""

_BOUNDS: Final = 2
_LONG_SOURCE: Final = 60
"""Letters from which on a source is long."""


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


def limits(page: Page, findings: Findings) -> list[Block]:
    """Return the warnings under a heading, nothing where there are none."""
    told = warnings(findings)
    return [Heading(page.texts.say("models.limits", page.lang)), *told] if told else []


def inputs_table(page: Page, each: Kept, sources: Sources = "none") -> Table:
    """Return the inputs with their values and origins, and where they come from if wanted."""
    say, lang = page.texts.say, page.lang
    rows = tuple(_input_rows(page, each, sources))
    units = Column("", kind="muted", weight=0.0, copied=say("models.input.unit", lang))
    columns: list[Column] = []
    if sources == "below":
        # Half of the page is left to the words; values stand unbroken beside them.
        columns += [
            Column(say("models.input.name_and_source", lang), wrap=True),
            Column(say("models.input.value", lang), "right", weight=0.0),
            units,
        ]
    else:
        columns += [
            Column(say("models.input.name_only", lang), kind="label", wrap=True, weight=1.4),
            Column(say("models.input.value", lang), "right", wrap=True),
            units,
            Column(say("models.input.origin", lang), weight=0.0),
        ]
    if sources == "beside":
        columns.append(Column(say("models.input.source", lang), wrap=True, weight=2.2))
    title = say("models.inputs", lang)
    return Table(page.table(), title, tuple(columns), rows, density=page.dense("normal"))


def short_inputs(page: Page, each: Kept) -> Block:
    """Return the inputs that are figures, and what makes the scenario certain.

    Lists of inputs are left to the note of the scenario, which is pointed to.
    """
    lists = [one for one in each.inquiry.inputs if _is_list(one)]
    told = [identity(page, each)]
    if lists:
        names = [input_name(each.inquiry.study, one.name, page.fmt) for one in lists]
        words = page.texts.say("models.inputs.lists", page.lang, names=listed(names, page.fmt))
        told.insert(0, words)
    note = "\n".join(told)
    if len(lists) == len(each.inquiry.inputs):
        return Note(note)
    return replace(inputs_table(page, each), note=note)


def _is_list(one: StudyInput) -> bool:
    """Tell whether an input is more than a figure or two bounds."""
    value = one.value
    if not isinstance(value, list | tuple):
        return False
    return len(value) > _BOUNDS or any(isinstance(each, list | tuple) for each in value)


def _input_rows(page: Page, each: Kept, sources: Sources) -> Iterator[Row]:
    first: dict[str, str] = {}
    inputs = each.inquiry.inputs
    for one in inputs if sources != "none" else [one for one in inputs if not _is_list(one)]:
        name = input_name(each.inquiry.study, one.name, page.fmt)
        source = one.source.words(page.fmt)
        told = page.texts.say("models.input.as_for", page.lang, name=first.setdefault(source, name))
        # A long source is told once; what else comes from there points to it.
        again = first[source] != name and room_of(source) >= max(_LONG_SOURCE, 2 * room_of(told))
        yield _input_row(page, one, sources, name, told if again else source)


def _input_row(page: Page, one: StudyInput, sources: Sources, name: str, source: str) -> Row:
    say, lang = page.texts.say, page.lang
    unit = page.fmt.unit(one.unit)
    origin = say(f"study.origin.{one.origin}", lang)
    value = valued(one, page.fmt)
    between = say("models.input.between", lang)
    elements = running(value.elements, between) if value.elements else ()
    if sources == "beside":
        told = (Run(source), Run("\n"), *elements) if elements else source
        return Row((name, value.words, unit, origin, told))
    # A list of which the names take the room stands below them.
    below = (Run("\n"), *elements) if elements else ()
    words: tuple[Run, ...] = (Run(name, "bold"),)
    figure = None if elements else value.words
    if sources == "none":
        return Row((name, "\n".join(value.elements) or value.words, unit, origin))
    whence = say("models.input.whence", lang, origin=origin, source=source)
    return Row(((*words, Run("\n"), Run(whence, "muted"), *below), figure, unit))


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
        Paragraph(equations(say(f"study.{name}.formula", lang)), ragged=True),
        Heading(say("models.references", lang)),
        Note(say(f"study.{name}.references", lang)),
    ]


def identity(page: Page, each: Kept) -> str:
    """Return what makes a scenario certain: version, seed if it drew numbers, author, day, hash."""
    drawn = study_of(each.inquiry.study).random
    return page.texts.say(
        "models.identity" if drawn else "models.identity.undrawn",
        page.lang,
        version=each.version,
        seed=each.inquiry.seed,
        author=each.author or "—",
        day=page.fmt.date(each.made_at[:10], "numeric"),
        quarter=page.fmt.quarter(each.inquiry.quarter),
        sha256=each.sha256[:16],
    )
