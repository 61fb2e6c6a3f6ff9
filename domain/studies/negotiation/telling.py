"""Tell how far the contract is from what each brings, and who could do better without whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from domain.studies.negotiation.exhibits import exhibits
from domain.studies.negotiation.told import told_of
from domain.studies.negotiation.weighing import verdict, weigh
from domain.studies.study import Findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.studies.negotiation.told import Told
    from domain.studies.negotiation.weighing import Weighed
    from domain.studies.study import StudyInput


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the division of the contract, or of the shares tried, means."""
    told = told_of(inputs, result, formatter)
    weighed = weigh(told.worth, told.tried)
    return Findings(verdict(told, weighed), exhibits(told), _warnings(told, weighed))


def _warnings(told: Told, weighed: Weighed) -> tuple[str, ...]:
    show, found = told.show, []
    if told.result["core_empty"]:
        found.append(show.say("warning.empty"))
    if weighed.below:
        parties = [told.names[at] for at in weighed.below]
        found.append(show.say("warning.below_alone", parties=parties))
    if weighed.disrupting:
        parties = [told.names[at] for at in weighed.disrupting]
        found.append(show.say("warning.disrupting", parties=parties))
    for name, each in cast("dict[str, dict[str, Any]]", told.result["doubts"]).items():
        if each["count"]:
            one, other = (told.group(mask) for mask in each["first"])
            words = {"one": one, "other": other, "count": each["count"]}
            found.append(show.say(f"warning.{name}", **words))
    if told.inputs["costs" if told.saved else "values"].origin != "override":
        found.append(show.say("warning.values"))
    return tuple(found)
