"""One measurement: a design's area from its netlist, its clock from several placements."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from amaranth.lib import wiring

from fuseflow.errors import ToolError
from fuseflow.hw.fragment import TOP, registered
from fuseflow.hw.top import Top
from fuseflow.machine.graph import Graph, identifier
from fuseflow.synth.area import CONTROL, PORTS, Area, owner, parts, total
from fuseflow.synth.tools import Design, versions

DEVICE = "ECP5 LFE5U-85F, speed grade 6"
SEEDS = 5

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measurement:
    """Area and speed of a design.

    Attributes
    ----------
    name : str
    parts : dict of str to Area
        By instance: nodes, channels, memories; `CONTROL` for what belongs to none.
    kinds : dict of str to str
        What each of these is: a kind of node, or ``channel``, ``memory``, ``workspace``, ``control``.
    seeds : dict of int to float
        Clock in MHz for each seed of the placer.
    critical : tuple of str
        The parts on the longest path of the median placement, in order.
    """

    name: str
    parts: dict[str, Area]
    kinds: dict[str, str]
    seeds: dict[int, float]
    critical: tuple[str, ...]

    @property
    def area(self) -> Area:
        return total(self.parts.values())

    @property
    def fmax(self) -> float:
        """Median over the seeds, MHz; of an even number of seeds the lower one of the two in the middle."""
        return statistics.median_low(self.seeds.values())

    def to_dict(self) -> dict:
        return {
            "name": self.name, "fmax_mhz": self.fmax, "seeds_mhz": list(self.seeds.values()),
            "area": asdict(self.area), "critical": list(self.critical),
            "parts": {name: {"kind": self.kinds[name], **asdict(area)} for name, area in self.parts.items()},
        }


def measure(
    component: wiring.Component, name: str, *, seeds: int = SEEDS, progress: Progress = lambda text: None,
    folder: Path | None = None, kinds: dict[str, str] | None = None,
) -> Measurement:
    """Synthesise a component between registers, place and route it once for each seed from 1 on.

    Parameters
    ----------
    component : wiring.Component
        Not elaborated yet.
    name : str
        For the module, and for progress.
    seeds : int
        How many placements.
    progress : callable str -> None
        Told before each step.
    folder : path, optional
        Where results are kept, see `Design`.
    kinds : dict, optional
        See `Measurement`; other parts are channels.

    Raises
    ------
    ToolError
        FF-E501: Yosys or nextpnr is not installed. FF-E502: one of them failed, or the design does not fit.
    """
    versions()
    progress("synthesis")
    design = Design(registered(component, identifier(name)), folder)
    areas = parts(design.netlist(), TOP)
    areas.pop(PORTS, None)
    reports = {}
    for seed in range(1, seeds + 1):
        progress(f"placement {seed} of {seeds}")
        reports[seed] = design.timing(seed)
    clocks = {seed: _clock(name, report) for seed, report in reports.items()}
    median = statistics.median_low(clocks.values())
    typical = next(seed for seed, clock in clocks.items() if clock == median)
    known = {CONTROL: CONTROL} | (kinds or {})
    return Measurement(
        name, dict(sorted(areas.items())), {part: known.get(part, "channel") for part in areas}, clocks,
        _critical(reports[typical]),
    )


def kernel(graph: Graph, **options) -> Measurement:
    """`measure` the hardware of a graph, without the port `heads`."""
    top = Top(graph, heads=False)
    kinds = {identifier(n.name): n.kind for n in graph.nodes}
    kinds |= {identifier(f"mem_{m.name}"): "memory" for m in graph.memories}
    kinds |= {identifier(f"{n.name}_workspace"): "workspace" for n in graph.nodes if n.kind == "sacc"}
    return measure(top, graph.name, kinds=kinds, **options)


def _clock(name: str, report: dict) -> float:
    if not report["fmax"]:
        raise ToolError("FF-E502", f"{name}: no path lies between two registers, so there is no clock to measure")
    return round(min(clock["achieved"] for clock in report["fmax"].values()), 2)


def _critical(report: dict) -> tuple[str, ...]:
    """Parts along the longest path between registers, each once in a row."""
    paths = [p["path"] for p in report["critical_paths"] if "posedge" in p["from"] and "posedge" in p["to"]]
    if not paths:
        return ()
    longest = max(paths, key=lambda steps: sum(step["delay"] for step in steps))
    along: list[str] = []
    for step in longest:
        part = owner(step["to"]["cell"])
        if part != (along[-1] if along else None):
            along.append(part)
    return tuple(along)
