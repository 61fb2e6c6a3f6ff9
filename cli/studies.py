"""Run a study from a workbook's records without a window."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from cli.session import DONE, REFUSED, open_workbook
from domain.errors import DomainError
from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.models.operations import plain
from domain.progress import Silent
from domain.records import Query
from domain.studies import STUDIES
from domain.studies import study as study_of
from domain.studies.figures import figure
from domain.studies.inquiry import SEED, inquire
from domain.studies.refusing import input_name, refusal
from domain.studies.study import NothingToStudy, words_of
from domain.units import Quarter

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cli.session import Session
    from domain.records import Records
    from domain.studies.inquiry import Inquiry
    from domain.studies.study import Choice, Findings, StudyInput


def study(session: Session, asked: argparse.Namespace) -> int:
    """Print what a study of the records tells, as words or as JSON."""
    formatter = Formatter(asked.lang or session.lang, session.texts)
    if asked.name not in STUDIES:
        known = ", ".join(STUDIES)
        return session.refuse_because("unknown_choice", value=asked.name, choices=known)
    try:
        with open_workbook(asked, read_only=True) as workbook:
            quarter = str(Quarter.parse(asked.quarter)) if asked.quarter else _last(workbook)
            inquiry, choices = _asked(workbook, asked, quarter, formatter)
        result = inquiry.run(Silent())
    except NothingToStudy as nothing:
        print(nothing.said.words(formatter), file=sys.stderr)
        return REFUSED
    except ModelError as error:
        print(refusal(error, asked.name, formatter), file=sys.stderr)
        return REFUSED
    findings = study_of(asked.name).tell(inquiry.inputs, result, formatter)
    if asked.json:
        print(_json(inquiry, result, findings, formatter))
    else:
        _print(inquiry, choices, findings, formatter)
    return DONE


def _last(records: Records) -> str:
    rows = records.select(Query("quarter", order=("-quarter",), limit=1))
    if not rows:
        raise DomainError("report_quarter_unknown", value="—")
    return str(rows[0]["quarter"])


def _asked(
    records: Records, asked: argparse.Namespace, quarter: str, formatter: Formatter
) -> tuple[Inquiry, tuple[Choice, ...]]:
    """Take the inputs, then what ``--set`` says: first of choices, then of inputs."""
    given = dict(_pair(each) for each in asked.set or ())
    _, offered = inquire(records, asked.name, quarter)
    names = {each.name for each in offered}
    chosen = {
        each.name: _option(each, given[each.name], formatter)
        for each in offered
        if each.name in given
    }
    inquiry, choices = inquire(records, asked.name, quarter, chosen)
    for choice in choices:
        if chosen.get(choice.name, inquiry.chosen[choice.name]) != inquiry.chosen[choice.name]:
            labels = (words_of(option.label, formatter) for option in choice.options)
            listed = ", ".join(labels)
            value = chosen[choice.name]
            raise ModelError("unknown_choice", f"/{choice.name}", value=value, choices=listed)
    for name, value in given.items():
        if name not in names:
            inquiry = inquiry.changed(name, _value(value))
    seed = SEED if asked.seed is None else asked.seed
    return inquiry.seeded(seed), choices


def _option(choice: Choice, wanted: str, formatter: Formatter) -> str:
    """Return the value of the option that is meant by its value or by its words."""
    named = {words_of(option.label, formatter): option.value for option in choice.options}
    return named.get(wanted, wanted)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ModelError("missing_input", f"/{name}")
    return name.strip(), value.strip()


def _value(text: str) -> object:
    """Read a value as JSON has it; what is none is a word."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _json(
    inquiry: Inquiry, result: dict[str, object], findings: Findings, formatter: Formatter
) -> str:
    content: dict[str, Any] = {
        "study": inquiry.study,
        "version": study_of(inquiry.study).version,
        "quarter": inquiry.quarter,
        "chosen": dict(inquiry.chosen),
        "seed": inquiry.seed,
        "inputs": [
            {
                "name": each.name,
                "value": each.value,
                "unit": each.unit,
                "origin": each.origin,
                "source": each.source.words(formatter),
            }
            for each in inquiry.inputs
        ],
        "result": plain(result),
        "verdict": findings.verdict,
        "warnings": list(findings.warnings),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)


def _print(
    inquiry: Inquiry, choices: Sequence[Choice], findings: Findings, formatter: Formatter
) -> None:
    say, lang = formatter.texts.say, formatter.lang
    print(f"{say(f'study.{inquiry.study}.title', lang)} · {formatter.quarter(inquiry.quarter)}")
    for choice in choices:
        labels = {option.value: option.label for option in choice.options}
        label = labels[inquiry.chosen[choice.name]]
        words = words_of(label, formatter)
        print(f"{say(f'study.{inquiry.study}.choice.{choice.name}', lang)}\t{words}")
    for each in inquiry.inputs:
        cells = (
            input_name(inquiry.study, each.name, formatter),
            _shown(each, formatter),
            formatter.unit(each.unit),
            say(f"study.origin.{each.origin}", lang),
            each.source.words(formatter),
        )
        print("\t".join(cells))
    print(findings.verdict)
    for warning in findings.warnings:
        print(f"! {warning}")


def _shown(each: StudyInput, formatter: Formatter) -> str:
    if isinstance(each.value, str):
        return formatter.texts.say(f"study.value.{each.value}", formatter.lang)
    if isinstance(each.value, int | float) or each.value is None:
        return figure(each.value, each.unit, formatter)
    return json.dumps(each.value, ensure_ascii=False)
