"""The channel alone: equal to a naive queue, written from machine.md section 2, in every cycle."""

from __future__ import annotations

import random
from collections import deque

import pytest
from amaranth.hdl import ResetInserter, Signal
from amaranth.sim import Simulator

from fuseflow.hw.channel import Channel

DEPTHS = (1, 2, 3, 4, 16, 65)
LATENCIES = (1, 2, 3, 8)
WIDTH = 34
CYCLES = 1000


class Queue:
    """D slots, latency L: what a channel shows at the start of a cycle, and what a push and a pop do to it."""

    def __init__(self, depth: int, latency: int):
        self.depth, self.latency = depth, latency
        self.now = 0
        self.waiting: deque[tuple[int, int]] = deque()

    @property
    def can_push(self) -> bool:
        return len(self.waiting) < self.depth

    @property
    def visible(self) -> bool:
        return bool(self.waiting) and self.waiting[0][0] + self.latency <= self.now

    @property
    def head(self) -> int:
        return self.waiting[0][1]

    def commit(self, pushed: int | None, pop: bool) -> None:
        """End the cycle, in which `pushed` was pushed, or nothing."""
        if pop:
            self.waiting.popleft()
        if pushed is not None:
            self.waiting.append((self.now, pushed))
        self.now += 1

    def reset(self) -> None:
        self.waiting.clear()
        self.now += 1


def simulate(channel: Channel, queue: Queue, choose, cycles: int) -> list[bool]:
    """Drive the channel, and compare it with the queue in every cycle.

    Parameters
    ----------
    choose : callable cycle -> (push, pop, reset)
        What is wanted; it is done where it is legal.

    Returns
    -------
    list of bool
        Was there a pop in this cycle?
    """
    reset = Signal()
    simulator = Simulator(ResetInserter(reset)(channel))
    simulator.add_clock(1e-6)
    tokens = random.Random(0)
    popped = []

    async def bench(ctx):
        # The producer's registers: what was pushed k cycles ago.
        pipeline: deque[int | None] = deque([None] * (channel.latency - 1))

        def compare(at):
            shown = bool(ctx.get(channel.can_push)), bool(ctx.get(channel.visible))
            assert shown == (queue.can_push, queue.visible), f"can_push, visible {at} of cycle {queue.now}"
            if queue.visible:
                assert ctx.get(channel.head) == queue.head, f"head {at} of cycle {queue.now}"

        for cycle in range(cycles):
            compare("at the start")
            wants_push, wants_pop, resets = choose(cycle)
            pop = wants_pop and queue.visible
            pushed = tokens.getrandbits(WIDTH) if wants_push and queue.can_push else None
            pipeline.append(pushed)
            entering = pipeline.popleft()
            ctx.set(channel.push, pushed is not None)
            ctx.set(channel.pop, pop)
            ctx.set(channel.enq, entering is not None)
            # What stands there while nothing enters does not matter.
            ctx.set(channel.data, tokens.getrandbits(WIDTH) if entering is None else entering)
            ctx.set(reset, resets)
            # No combinational path from pop and push to what is shown.
            compare("at the end")
            popped.append(pop)
            await ctx.tick()
            if resets:
                queue.reset()
                pipeline = deque([None] * (channel.latency - 1))
            else:
                queue.commit(pushed, pop)

    simulator.add_testbench(bench)
    simulator.run()
    return popped


def traffic(seed: str, resets: float = 0.01, phase: int = 25):
    """Random traffic whose eagerness changes: phases in which the channel fills, drains, and streams."""
    rng = random.Random(seed)
    eager = [1.0, 1.0]

    def choose(cycle):
        if cycle % phase == 0:
            eager[:] = rng.choice((0.1, 0.5, 0.9, 1)), rng.choice((0, 0.1, 0.5, 0.9, 1))
        return rng.random() < eager[0], rng.random() < eager[1], rng.random() < resets

    return choose


@pytest.mark.parametrize("latency", LATENCIES)
@pytest.mark.parametrize("depth", DEPTHS)
def test_random_traffic(depth, latency):
    popped = simulate(
        Channel(depth, latency, WIDTH), Queue(depth, latency), traffic(f"channel {depth} {latency}"), CYCLES
    )
    assert sum(popped) > 10


@pytest.mark.parametrize("latency", (1, 8))
@pytest.mark.parametrize("depth", (65, 66, 129))
def test_deep_channels_fill_and_drain(depth, latency):
    """Long phases: the channel is full and empty again, and streams when it holds few tokens, some, and many."""
    queue = Queue(depth, latency)
    held = set()
    choose = traffic(f"deep {depth} {latency}", resets=0.0005, phase=2 * depth)

    def watch(cycle):
        held.add(len(queue.waiting))
        return choose(cycle)

    simulate(Channel(depth, latency, WIDTH), queue, watch, 4000)
    assert held == set(range(depth + 1))


def always(cycle):
    return True, True, False


@pytest.mark.parametrize("latency", LATENCIES)
@pytest.mark.parametrize("depth", DEPTHS)
def test_rate(depth, latency):
    """min(1, D / (L + 1)) tokens a cycle: so many in every window of L + 1 cycles, the first L cycles aside."""
    window, windows = latency + 1, 10
    popped = simulate(Channel(depth, latency, WIDTH), Queue(depth, latency), always, latency + window * windows)
    assert sum(popped[:latency]) == 0
    for k in range(windows):
        assert sum(popped[latency + k * window :][:window]) == min(window, depth)


def test_two_slots_stream_one_token_a_cycle():
    popped = simulate(Channel(2, 1, WIDTH), Queue(2, 1), always, 100)
    assert popped == [False] + 99 * [True]


@pytest.mark.parametrize("slots, later", [(1, 0), (-1, 0), (0, 1), (0, -1)])
@pytest.mark.parametrize("depth, latency", [(2, 2), (3, 2), (16, 3)])
def test_comparison_catches_another_channel(depth, latency, slots, later):
    """The comparison fails against the queue of another depth or latency."""
    other = Queue(depth + slots, latency + later)
    with pytest.raises(AssertionError, match="of cycle"):
        simulate(Channel(depth, latency, WIDTH), other, traffic("other", resets=0), CYCLES)


@pytest.mark.parametrize("depth, latency", [(0, 1), (1, 0), (-1, 1)])
def test_impossible_channels_are_refused(depth, latency):
    with pytest.raises(ValueError, match="depth >= 1 and latency >= 1"):
        Channel(depth, latency, WIDTH)
