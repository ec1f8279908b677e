"""The oracle: a cycle-stepped reference simulator.

In every cycle each node decides from the state at the start of the cycle (visible heads, room, its registers); then all
actions are carried out together. A token pushed in cycle t is visible from t + L; a slot is taken in the cycle of the
push and free again from the cycle after the pop. What a node does is written in `fuseflow.cosim.primitives`.

A node is asked only in cycles in which its answer may have changed, which loses nothing: after it fired, when a head
it waits for becomes visible, when a slot it waits for is free, when it has kept its distance to an earlier action. If
no node is to be asked in any later cycle, nothing can fire any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from fuseflow.cosim.deadlock import ROOM, TOKEN, Blocked, Deadlock, Waiting
from fuseflow.cosim.log import ChannelLog, Log, NodeLog
from fuseflow.cosim.primitives import MACHINES
from fuseflow.cosim.remedy import candidates, remedy
from fuseflow.cosim.run import Progress
from fuseflow.cosim.step import Action, Machine
from fuseflow.errors import GraphError, SimulationError
from fuseflow.machine.graph import Channel, Graph, Node
from fuseflow.machine.primitives import SINKS
from fuseflow.machine.timing import Timing
from fuseflow.machine.token import ABSENT, DONE, Token, decode, decode_flagged

PROGRESS = 4096
"""Cycles between two calls of `progress`."""

SMALL = 20_000
"""A deadlock after less effort than this is reported with its remedy."""

EFFORT = 500_000
"""What finding a remedy may take (a second or two)."""

COPIED = 64
"""Effort is counted in decisions of nodes; so many words of memory are copied in the time of one."""

Memories = Mapping[str, np.ndarray | list[int]]


def run(
    graph: Graph,
    memories: Memories,
    *,
    timing: Timing | None = None,
    max_cycles: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    check: bool = True,
) -> Log:
    """Simulate one run of a kernel, cycle by cycle.

    Parameters
    ----------
    graph : Graph
    memories : mapping of memory name -> uint32 array or list of int
        32-bit words of every memory of the graph; the writers store into those of results (which have their right
        length, seg[0] = 0, dense values preset to the fill).
    timing : Timing, optional
        Depths, latencies, intervals and hazard distances in place of the graph's.
    max_cycles : int, optional
        Largest number of cycles that the kernel may take.
    progress : callable, optional
        Called about every 4,096 cycles.
    check : bool
        Check that the tokens of every channel are one well-formed stream of its level.

    Returns
    -------
    Log
        With the figures of every node.

    Raises
    ------
    GraphError
        FF-E303: a malformed stream, named by channel or by node and ports; a reference outside a memory.
    Deadlock
        FF-E401: nothing can fire any more, but tokens are left, or a writer has not seen D. With the depths that
        are enough, if the run was short.
    ScheduleError
        FF-E201 if the timing does not fit the graph.
    SimulationError
        FF-E402 if a memory is missing; FF-E403 if the kernel takes more than `max_cycles`.
    """
    simulation = Simulation(graph, memories, timing)
    try:
        simulation.run(max_cycles, progress)
    except Deadlock as error:
        if simulation.effort >= SMALL:
            raise
        raise _with_remedy(error, simulation) from None
    if check:
        for wire in simulation.wires:
            wire.check()
    return simulation.log()


def _with_remedy(error: Deadlock, blocked: Simulation) -> Deadlock:
    """The error of a blocked run with the depths that free it, unless that takes too long to find out."""
    graph, timing = blocked.graph, blocked.timing
    left = EFFORT

    def finishes(assignments):
        nonlocal left
        out = []
        for depth in assignments:
            results = {m.name: blocked.memories[m.name].copy() for m in graph.memories if m.direction == "out"}
            trial = Simulation(graph, {**blocked.memories, **results}, replace(timing, depth={**timing.depth, **depth}))
            try:
                # No node decides more than once a cycle.
                trial.run(max_cycles=max(0, left) // len(graph.nodes))
            except Deadlock:
                out.append(False)
            else:
                out.append(True)
            left -= trial.effort
        return out

    depths = {w.channel.name: w.depth for w in blocked.wires}
    try:
        enough = remedy(candidates(graph, error.waits), depths, finishes, width=1)
    except (SimulationError, GraphError):
        # Out of effort; or the tokens that come next are malformed, and no depth helps against that.
        return error
    return error.with_remedy(enough, depths)


class Wire:
    """A channel in a run. The queue is the part of `tokens` that was pushed and not popped: `fill` from `popped` on."""

    __slots__ = ("channel", "depth", "latency", "push", "pop", "tokens", "fill", "popped", "source", "target")

    def __init__(self, channel: Channel, timing: Timing):
        self.channel = channel
        self.depth = timing.depth.get(channel.name, channel.depth)
        self.latency = timing.latency.get(channel.name, channel.latency)
        self.push: list[int] = []
        self.pop: list[int] = []
        self.tokens: list[Token] = []
        self.fill = self.popped = 0
        self.source: Process
        self.target: Process

    def check(self) -> None:
        """FF-E303 unless the tokens are one stream of the channel's type and level."""
        channel = self.channel
        try:
            (decode_flagged if channel.type == "val+last" else decode)(self.tokens, channel.level)
        except GraphError as error:
            raise GraphError("FF-E303", f"channel {channel.name!r}: {error.message}") from None
        if channel.type not in ("ref", "val") and any(kind == ABSENT for kind, _ in self.tokens):
            raise GraphError("FF-E303", f"channel {channel.name!r}: N on a stream of type {channel.type}")


class Process:
    """A node in a run: its machine, its wires, its figures.

    `finished` is the cycle in which D was handled; `full_since` the first cycle of a wait for room, or None; `free` the
    first cycle in which its interval allows the next action. A cycle in which an action waits for room and has to keep
    its distance, too, counts as one of waiting for room.
    """

    __slots__ = (
        "index", "name", "machine", "inputs", "outputs", "interval", "is_sink", "fired", "stalled_output", "full_since",
        "free", "finished",
    )

    def __init__(self, index: int, node: Node, machine: Machine, inputs: list[Wire], outputs: list[Wire | None],
                 interval: int):
        self.index, self.name, self.machine, self.inputs, self.outputs = index, node.name, machine, inputs, outputs
        self.interval, self.free = interval, 0
        self.is_sink = node.kind in SINKS
        self.fired = self.stalled_output = 0
        self.full_since: int | None = None
        self.finished: int | None = None

    def heads(self, cycle: int) -> list[Token | None]:
        """Per input port, the head that is visible in this cycle, or None."""
        out = []
        for wire in self.inputs:
            k = wire.popped
            out.append(wire.tokens[k] if wire.fill and wire.push[k] + wire.latency <= cycle else None)
        return out

    def full(self, action: Action) -> list[Wire]:
        """The connected channels that an action pushes and that have no room."""
        out = []
        for port in action.pushes:
            wire = self.outputs[port]
            if wire is not None and wire.fill >= wire.depth:
                out.append(wire)
        return out

    def log(self, cycles: int) -> NodeLog:
        idle = cycles - 1 - self.finished
        return NodeLog(self.fired, cycles - self.fired - self.stalled_output - idle, self.stalled_output, idle)


class Simulation:
    """A run of a graph: its processes and wires, and the calendar of who is to be asked when.

    Operands are copied into lists: these are faster than arrays word by word, and hold Python's integers, which do not
    overflow. Results, which no node reads, are written where they were given.
    """

    def __init__(self, graph: Graph, memories: Memories, timing: Timing | None = None):
        for memory in graph.memories:
            if memory.name not in memories:
                raise SimulationError("FF-E402", f"memory {memory.name!r} of graph {graph.name!r} is not given")
        self.timing = Timing() if timing is None else timing
        self.timing.check(graph)
        self.graph = graph
        self.memories = {
            m.name: memories[m.name] if m.direction == "out" else _list(memories[m.name]) for m in graph.memories
        }
        self.wires = [Wire(c, self.timing) for c in graph.channels]
        into = {w.channel.dst: w for w in self.wires}
        out = {w.channel.src: w for w in self.wires}
        workspaces: dict = {}
        self.processes: list[Process] = []
        for node in graph.nodes:
            distance = self.timing.hazard.get(node.name)
            machine = MACHINES[node.kind](node, self.memories, graph.profile, workspaces, distance)
            inputs = [into[node.name, port.name] for port in machine.inputs]
            outputs = [out.get((node.name, port.name)) for port in machine.outputs]
            interval = self.timing.interval.get(node.name, 1)
            process = Process(len(self.processes), node, machine, inputs, outputs, interval)
            for wire in inputs:
                wire.target = process
            for wire in filter(None, outputs):
                wire.source = process
            self.processes.append(process)
        self.cycle = -1
        self.due_next: set[int] = set(range(len(self.processes)))
        self.due_later: dict[int, set[int]] = {}
        self.last_fired = -1
        self.decisions = 0

    @property
    def effort(self) -> int:
        return self.decisions + sum(m.words for m in self.graph.memories) // COPIED

    def run(self, max_cycles: int | None = None, progress: Callable[[Progress], None] | None = None) -> None:
        """Step from one cycle in which a node is to be asked to the next, until there is none."""
        report = PROGRESS
        while self.due_next or self.due_later:
            self.cycle = self.cycle + 1 if self.due_next else min(self.due_later)
            if max_cycles is not None and self.cycle >= max_cycles and self.unfinished():
                raise SimulationError("FF-E403", f"graph {self.graph.name!r} takes more than {max_cycles:,} cycles")
            if progress is not None and self.cycle >= report:
                progress(Progress(self.cycle))
                report = self.cycle + PROGRESS
            self.step()
        if self.unfinished() or any(w.fill for w in self.wires):
            raise self.deadlock()

    def step(self) -> None:
        """One cycle: those that are due decide, then those that can fire do."""
        asked = self.due_next | self.due_later.pop(self.cycle, set())
        self.due_next = set()
        self.decisions += len(asked)
        firing = []
        for index in asked:
            process = self.processes[index]
            action = self.decide(process)
            if action is not None:
                firing.append((process, action))
        for process, action in firing:
            self.fire(process, action)

    def ask(self, process: Process, cycle: int) -> None:
        """Have a process asked in a later cycle."""
        if process.finished is not None:
            return
        if cycle == self.cycle + 1:
            self.due_next.add(process.index)
        else:
            self.due_later.setdefault(cycle, set()).add(process.index)

    def decide(self, process: Process) -> Action | None:
        """The action that a process fires in this cycle; None if it has to wait."""
        cycle = self.cycle
        if process.finished is not None:
            return None
        answer = process.machine.step(process.heads(cycle), cycle)
        if type(answer) is not Action:
            for port in answer.ports:
                wire = process.inputs[port]
                if wire.fill:
                    self.ask(process, wire.push[wire.popped] + wire.latency)
            return None
        if process.full(answer):
            if process.full_since is None:
                process.full_since = cycle
            return None
        if process.full_since is not None:
            process.stalled_output += cycle - process.full_since
            process.full_since = None
        earliest = max(answer.earliest, process.free)
        if earliest > cycle:
            self.ask(process, earliest)
            return None
        return answer

    def fire(self, process: Process, action: Action) -> None:
        """Carry an action out, and have those asked who may go on because of it.

        A push can help a consumer that found the channel empty, a pop a producer that found it full; a consumer that
        saw a token on its way is asked already.
        """
        cycle = self.cycle
        done = False
        for port in action.pops:
            wire = process.inputs[port]
            done = done or wire.tokens[wire.popped][0] == DONE
            if wire.fill >= wire.depth:
                self.ask(wire.source, cycle + 1)
            wire.pop.append(cycle)
            wire.popped += 1
            wire.fill -= 1
        for port, token in action.pushes.items():
            done = done or token[0] == DONE
            wire = process.outputs[port]
            if wire is not None:
                wire.push.append(cycle)
                wire.tokens.append(token)
                wire.fill += 1
                if wire.fill == 1:
                    self.ask(wire.target, cycle + wire.latency)
        if action.after is not None:
            action.after()
        process.fired += 1
        process.free = cycle + process.interval
        self.last_fired = cycle
        if done:
            process.finished = cycle
        else:
            self.due_next.add(process.index)

    def unfinished(self) -> bool:
        return any(p.finished is None for p in self.processes)

    def deadlock(self) -> Deadlock:
        """Who waits for whom, now that nobody can go on."""
        cycle = self.cycle + 1
        waits: list[tuple[Process, str, Wire]] = []
        for process in self.processes:
            if process.finished is not None:
                continue
            answer = process.machine.step(process.heads(cycle), cycle)
            if type(answer) is Action:
                waits += [(process, ROOM, wire) for wire in process.full(answer)]
            else:
                waits += [(process, TOKEN, process.inputs[port]) for port in answer.ports]
        waiting, blocked = [], {}
        for process, why, wire in waits:
            channel, on = wire.channel, wire.source if why == TOKEN else wire.target
            waiting.append(Waiting(process.name, why, channel.name, on.name))
            head = wire.tokens[wire.popped] if wire.fill else None
            blocked[channel.name] = Blocked(channel.name, wire.fill, wire.depth, head, channel.type)
        return Deadlock(self.graph.name, self.last_fired + 1, waiting, list(blocked.values()))

    def log(self) -> Log:
        cycles = 1 + max((p.finished for p in self.processes if p.is_sink), default=-1)
        return Log(
            cycles,
            {w.channel.name: ChannelLog(w.push, w.pop, w.tokens) for w in self.wires},
            {p.name: p.log(cycles) for p in self.processes},
        )


def _list(words: np.ndarray | list[int]) -> list[int]:
    """Words as Python's integers."""
    return words.tolist() if isinstance(words, np.ndarray) else [int(w) for w in words]
