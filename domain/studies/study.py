"""Say what a study is: a model whose inputs come from the records and whose result is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from domain.models.given import ANY
from domain.studies.writing import listed, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.formatting import Formatter
    from domain.models.given import Range
    from domain.progress import Progress
    from domain.records import Records
    from domain.reports.tree import Figure, Table

Origin: TypeAlias = Literal["records", "assumed", "override"]
"""Where an input comes from: the workbook, a default of the model, the analyst."""

Values: TypeAlias = "Mapping[str, object]"
"""Inputs by name, as the model's operation takes them: plain values, ready for JSON."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence to be said in any language: its text key and its values.

    Without a key it is a name, and its values are the name by language. A value that is itself a
    ``Said`` is said first, a list item by item; a quarter is written as the language writes it, a
    number with its thousands set apart, or as the place of the text asks for:
    ``{rate:percent}``, ``{area:area}``, ``{first:year}``. The value ``count`` chooses the plural.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def words(self, formatter: Formatter) -> str:
        """Say the sentence in the formatter's language."""
        if not self.key:
            return str(self.values[formatter.lang])
        said = {name: _said(value, formatter) for name, value in self.values.items()}
        return formatter.texts.say(self.key, formatter.lang, **said)


def words_of(said: Said | str, formatter: Formatter) -> str:
    """Return what is said, or a name that is the same in every language."""
    return said if isinstance(said, str) else said.words(formatter)


def _said(value: object, formatter: Formatter) -> object:
    if isinstance(value, Said):
        return value.words(formatter)
    if isinstance(value, list | tuple):
        return listed([f"{_said(each, formatter)}" for each in value], formatter)
    return written(value, formatter)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the things an analyst may choose, e.g. a region or an indicator."""

    value: str
    label: Said | str


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen before the inputs are taken, e.g. which home region.

    Attributes:
        name: its words are ``study.<study>.choice.<name>``.
        options: at least one; a choice of one is shown, not asked.
        value: the option proposed.
    """

    name: str
    options: tuple[Option, ...]
    value: str


@dataclass(frozen=True, slots=True)
class StudyInput:
    """An input of a model with where it comes from.

    Attributes:
        name: of the operation's input; its words are ``study.<study>.input.<name>``, else
            ``study.input.<name>``.
        value: number, whole number, flag, text, list or rows of numbers; None is not given.
        unit: as in ``domain.measures`` (``ratio`` shows 0.4 as 40 %); empty for pure numbers.
        origin: records, assumed or override.
        source: which records, quarter and treatment of what is missing; or why it is assumed.
        limits: of each number.
        choices: the words it may be, for a text; their words are ``study.value.<word>``.
        labels: names of the elements of a list, e.g. of the regions; of the rows of a matrix.
    """

    name: str
    value: object
    origin: Origin
    source: Said
    unit: str = ""
    limits: Range = ANY
    choices: tuple[str, ...] = ()
    labels: tuple[Said | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a result tells, in words of one language.

    Attributes:
        verdict: one sentence a chair can read.
        exhibits: figures and tables in the order in which they are read; the first is the main one.
        warnings: sentences; empty when nothing has to be watched.
    """

    verdict: str
    exhibits: tuple[Figure | Table, ...]
    warnings: tuple[str, ...] = ()


class NothingToStudy(Exception):  # noqa: N818 - a state of the records, not an error
    """The records do not hold what the study needs; ``said`` tells what, and where to enter it."""

    def __init__(self, said: Said, place: str) -> None:
        super().__init__(said.key)
        self.said = said
        self.place = place
        """Screen or entity where it is entered."""


Run: TypeAlias = "Callable[[Values, int, Progress], dict[str, object]]"
"""Compute from values, a seed and who hears of the progress; see ``Study.run``."""


@dataclass(frozen=True, slots=True)
class Study:
    """A model on the park's records.

    Its texts: ``study.<name>.title``, ``.purpose`` (a sentence), ``.how`` (how it is computed,
    paragraphs), ``.formula`` (the equations, plain text) and ``.references`` (the paper's § and
    the literature).

    Attributes:
        name: of the study and of its package.
        version: of the model: it changes when the same inputs give another result.
        choices: what can be chosen before the inputs are taken, from records and a quarter;
            raises ``NothingToStudy`` when the records lack what the study needs.
        inputs: the inputs for what was chosen, each with its source; raises the same.
        run: computes; neither records nor words are touched, the same values and seed give the
            same result: plain values, ready for JSON. Raises ``ModelError`` when an input is
            refused, at its name, and ``CancelledError`` when the user asked to stop.
        tell: says in the formatter's language what a result means.
        random: a run draws numbers and so takes a seed.
    """

    name: str
    version: str
    choices: Callable[[Records, str], tuple[Choice, ...]]
    inputs: Callable[[Records, str, Mapping[str, str]], tuple[StudyInput, ...]]
    run: Run
    tell: Callable[[tuple[StudyInput, ...], Mapping[str, object], Formatter], Findings]
    random: bool = False


def undrawn(run: Callable[[Values], dict[str, object]]) -> Run:
    """Return the run of a study that draws nothing and is over in a moment."""

    def ran(values: Values, seed: int, progress: Progress) -> dict[str, object]:  # noqa: ARG001 - nothing is drawn
        progress.step(0, 1)
        found = run(values)
        progress.step(1, 1)
        return found

    return ran
