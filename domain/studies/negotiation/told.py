"""Hold a negotiation as it is told: names and figures in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from domain.measures import exactly, measure_of
from domain.reports.names import place_short
from domain.studies.figures import figure
from domain.studies.showing import Showing
from domain.studies.study import words_of
from domain.studies.taking import by_name
from domain.studies.writing import listed
from domain.units import WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.formatting import Formatter
    from domain.reports.charts import Tone
    from domain.reports.divisions import Mark
    from domain.studies.study import StudyInput

RULES: Final = ("contract", "shapley", "nucleolus", "nash")
"""Rules whose divisions are drawn."""
OTHERS: Final = (
    *("weighted_shapley", "tau", "kalai_smorodinsky", "proportional"),
    *("constrained_equal_awards", "constrained_equal_losses", "talmud", "random_arrival"),
)
MARKS: Final[Mapping[str, tuple[Mark, Tone]]] = {
    "contract": ("square", "dark"),
    "tried": ("ring", "brick"),
    "shapley": ("dot", "ink"),
    "nucleolus": ("triangle", "sand"),
    "nash": ("diamond", "mid"),
}
_LARGE: Final = 1000
_FINE: Final = 10**8
"""Parts to which a share is rounded before it is cut to basis points."""


def in_basis_points(shares: Sequence[float]) -> tuple[int, ...]:
    """Return parts of 1 as basis points that add up to the whole."""
    return largest_remainder(WHOLE_BP, [round(share * _FINE) for share in shares])


@dataclass(frozen=True, slots=True)
class Told:
    """What is divided, among whom, and how.

    Attributes:
        show: the words of the study.
        names: of the parties.
        inputs: by name; ``groups`` are the names of the coalitions by bitmask.
        result: of the run.
    """

    show: Showing
    names: tuple[str, ...]
    inputs: Mapping[str, StudyInput]
    groups: tuple[str, ...]
    result: Mapping[str, Any]

    @property
    def worth(self) -> list[float]:
        """What each coalition can share by itself, by bitmask."""
        return cast("list[float]", self.result["worth"])

    @property
    def pie(self) -> float:
        """What all can share."""
        return cast("float", self.result["pie"])

    @property
    def unit(self) -> str:
        """The unit of the worth, empty for units of the model."""
        return self._of_worth.unit

    @property
    def saved(self) -> bool:
        """Tell whether the pie is what all save together."""
        return "costs" in self.inputs

    @property
    def contract(self) -> list[float]:
        """The shares of the contract."""
        return self.parts("contract") or []

    @property
    def tried(self) -> list[float]:
        """The shares that are tried."""
        return cast("list[float]", self.result["tried"])

    @property
    def codes(self) -> list[str]:
        """Codes of the parties, by which their records are found."""
        labels = self.inputs["contract"].labels
        return [str(each.values["code"]) for each in labels if not isinstance(each, str)]

    @property
    def other(self) -> bool:
        """Tell whether the shares tried are not the contract's."""
        return in_basis_points(self.contract) != in_basis_points(self.tried)

    @property
    def _of_worth(self) -> StudyInput:
        return self.inputs["costs" if self.saved else "values"]

    def parts(self, rule: str) -> list[float] | None:
        """Return the shares of a rule, or of those tried; None where it gives none."""
        if rule == "tried":
            return self.tried
        amounts = self.result["divisions"].get(rule)
        return None if amounts is None else [each / self.pie for each in amounts]

    def written(self, value: float) -> str:
        """Write an amount without its unit; large ones in whole units."""
        divisor, _, _ = measure_of(self.unit).in_language(self.show.fmt.lang)
        if self.unit and abs(exactly(self.pie)) >= _LARGE * divisor:
            return self.show.fmt.number(exactly(value) / divisor, 0)
        return figure(float(value), self.unit, self.show.fmt)

    def amount(self, value: float) -> str:
        """Write an amount with its unit."""
        key = "amount.money" if self.unit else "amount.plain"
        return self.show.say(key, amount=self.written(value))

    def unit_words(self) -> str:
        """Say the unit of the amounts."""
        return self.show.say("unit.money" if self.unit else "unit.plain")

    def group(self, mask: int) -> str:
        """Name a coalition."""
        return self.groups[mask]


def told_of(inputs: Sequence[StudyInput], result: Mapping[str, Any], formatter: Formatter) -> Told:
    """Return a negotiation in the formatter's language."""
    given = by_name(inputs)
    labels = given["contract"].labels
    names = [place_short(words_of(each, formatter), formatter.lang) for each in labels]
    groups = [
        listed([name for at, name in enumerate(names) if mask >> at & 1], formatter)
        for mask in range(1, 1 << len(names))
    ]
    show = Showing("negotiation", formatter)
    return Told(show, tuple(names), given, (show.say("nobody"), *groups), result)
