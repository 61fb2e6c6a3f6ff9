"""The flow model in an agent framework: one agent per region; run by an interpreter with mesa.

``python peer_agents.py REGIONS QUARTERS`` prints seconds for one scenario and peak memory.
"""

from __future__ import annotations

import json
import math
import random
import resource
import sys
import time

import mesa


class Region(mesa.Agent):
    """A region that looks at all others and sends what is better off there."""

    def __init__(self, model: Park, stock: float, capacity: float, environment: float) -> None:
        super().__init__(model)
        self.stock, self.capacity = stock, capacity
        self.environment = math.log(environment)
        self.knowledge = math.log(stock / capacity)
        self.density = self.returns = self.change = 0.0

    def look(self) -> None:
        """See the own density and return."""
        self.density = math.log(max(self.stock / self.capacity, 1e-12))
        self.returns = self.environment - 0.35 * self.density + 0.15 * self.knowledge
        self.change = 0.0

    def send(self) -> None:
        """Send staff to where the return is higher."""
        wanted = []
        mass = 0.15 * self.stock / self.model.total
        for other in self.model.agents:
            gap = other.returns - self.returns - 0.03
            if gap > 0 and other is not self:
                wanted.append((other, mass * other.stock * gap))
        leaving = sum(flow for _, flow in wanted)
        most = 0.25 * self.stock
        kept = most / leaving if leaving > most else 1.0
        for other, flow in wanted:
            other.change += kept * flow
            self.change -= kept * flow

    def settle(self) -> None:
        """Take what came and went; learn and catch up."""
        self.stock += self.change
        spilt = 0.8 * self.density + 0.2 * self.model.mean
        self.knowledge = 0.9 * self.knowledge + 0.1 * spilt
        self.environment += 0.02 * (self.model.best - self.environment)


class Park(mesa.Model):
    """All regions."""

    def __init__(self, count: int) -> None:
        super().__init__()
        luck = random.Random(1)
        for _ in range(count):
            Region(
                self,
                luck.lognormvariate(3, 0.8),
                luck.lognormvariate(3, 0.5),
                luck.lognormvariate(0, 0.2),
            )
        self.total = self.mean = self.best = 0.0

    def step(self) -> None:
        """Move one quarter on."""
        self.agents.do("look")
        self.total = sum(each.stock for each in self.agents)
        self.mean = sum(each.density for each in self.agents) / len(self.agents)
        self.best = max(each.environment for each in self.agents)
        self.agents.do("send")
        self.agents.do("settle")


def main() -> None:
    """Follow one scenario."""
    park = Park(int(sys.argv[1]))
    begun, processor = time.perf_counter(), time.process_time()
    for _ in range(int(sys.argv[2])):
        park.step()
    found = {"seconds": time.perf_counter() - begun, "processor": time.process_time() - processor}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "peak_mb": peak}))


if __name__ == "__main__":
    main()
