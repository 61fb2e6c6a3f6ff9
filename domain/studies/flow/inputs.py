"""Put the inputs of the flow model together: regions, their parameters, the enclave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.models.given import ANY, NOT_NEGATIVE
from domain.studies.flow.assumed import (
    DISCOUNT_RATE,
    DRAWS,
    FRICTION,
    MOST_DRAWS,
    MOST_QUARTERS,
    PARAMETERS,
    QUARTERS,
    assumed_input,
    whole_input,
)
from domain.studies.flow.taking import (
    capacity_input,
    environment_input,
    network,
    proximity_input,
    stock_input,
)
from domain.studies.flow.tenants import enclave_inputs
from domain.studies.study import Said, StudyInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.studies.flow.taking import Network


def flow_inputs(
    records: Records, quarter: str, chosen: Mapping[str, str]
) -> tuple[StudyInput, ...]:
    """Return every input of the study of factor flows.

    Raises:
        NothingToStudy: the figures of the home or of the host are unknown.
    """
    net = network(records, quarter, chosen)
    return (
        stock_input(net),
        capacity_input(records, quarter, chosen["capacity"], net),
        environment_input(records, quarter, chosen["environment"], net),
        proximity_input(records, net),
        assumed_input(FRICTION),
        *enclave_inputs(records, quarter, chosen["enclave"], net),
        *map(assumed_input, PARAMETERS),
        assumed_input(DISCOUNT_RATE),
        whole_input("quarters", QUARTERS, MOST_QUARTERS, "quarters"),
        whole_input("draws", DRAWS, MOST_DRAWS),
        _start(quarter),
        _history(net),
    )


def _start(quarter: str) -> StudyInput:
    return StudyInput("start_quarter", quarter, "records", Said("study.flow.source.start"))


def _history(net: Network) -> StudyInput:
    """Return the recorded stocks of the home, which the run shows and does not use."""
    known = net.stocks.values[net.home]
    periods = [period for period in net.stocks.periods if period in known]
    source = Said("study.flow.source.history", {"indicator": net.stocks.named})
    return StudyInput(
        "recorded_stock",
        [known[period] for period in periods],
        "records",
        source,
        "",
        NOT_NEGATIVE if periods else ANY,
        labels=tuple(periods),
    )
