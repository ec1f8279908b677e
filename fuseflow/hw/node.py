"""The frame of every node: ports, the choice of one action a cycle, the registers behind it.

A primitive states its action table, as the docstring of its specification does::

    act(when=rep.is_item, need=base, pop=rep, push={out: base.head}),
    act(pop=(base, rep), push={out: rep.head}),

The first row whose `when` holds is the action of the cycle. It depends on visible heads and registers only; where a
head is not visible, any row may be chosen that needs or pops that head, for it cannot fire. The row fires if the
heads that it needs or pops are visible, the channels that it pushes have room, and nothing holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from amaranth.hdl import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from fuseflow.hw.float32 import FromUnsigned, unit
from fuseflow.hw.memory import WORD
from fuseflow.hw.shared import Shared
from fuseflow.machine import graph
from fuseflow.machine.profile import Profile
from fuseflow.machine.token import ABSENT, DONE, ITEM, STOP

KIND = 2
"""Bits of the kind of a token, below its data."""

LEVEL = 8
"""Bits of a stop's level that hardware looks at."""


def token_width(type: str) -> int:
    return KIND + graph.TYPES[type]


def item(data) -> Value:
    return Cat(Const(ITEM, KIND), data)


def absent() -> Value:
    return Const(ABSENT, KIND)


def stop(level) -> Value:
    return Cat(Const(STOP, KIND), Const(level, LEVEL) if isinstance(level, int) else level)


def done() -> Value:
    return Const(DONE, KIND)


class Token:
    """What a token is; the token itself is `head`."""

    def __init__(self, head: Value):
        self.head, self.kind, self.data = head, head[:KIND], head[KIND:]

    @property
    def level(self) -> Value:
        """Level of a stop."""
        return self.data[:LEVEL]

    @property
    def is_item(self) -> Value:
        return self.kind == ITEM

    @property
    def is_absent(self) -> Value:
        return self.kind == ABSENT

    @property
    def is_leaf(self) -> Value:
        """An item, present or absent."""
        return ~self.kind[1]

    @property
    def is_stop(self) -> Value:
        return self.kind == STOP

    @property
    def is_done(self) -> Value:
        return self.kind == DONE

    def is_stop_of(self, level: int) -> Value:
        return self.is_stop & (self.level == level)

    def raised(self) -> Value:
        """Of a stop: S(n+1) for Sn."""
        return stop((self.level + 1)[:LEVEL])

    def lowered(self, by: int = 1) -> Value:
        """Of a stop: S(n-1) for Sn, or so many levels lower."""
        return stop((self.level - by)[:LEVEL])


class Input(Token):
    """An input port: the head of the channel in front of it."""

    def __init__(self, visible: Signal, head: Signal, pop: Signal):
        super().__init__(head)
        self.visible, self.pop = visible, pop


class Output:
    """An output port; without a channel it swallows what is pushed.

    Attributes
    ----------
    token : Signal
        The token of this cycle's action.
    late : Value or None
        The token as it leaves L - 1 cycles later, if the node makes it out of more than `token`.
    """

    def __init__(self, name: str, width: int, latency: int, connected: bool):
        self.name, self.width, self.latency, self.connected = name, width, latency, connected
        self.token = Signal(width, name=f"{name}_token")
        self.late: Value | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One row of an action table; see `act`."""

    when: Value | None
    need: tuple[Input, ...]
    pop: tuple[Input, ...]
    push: Mapping[Output, Value]
    hold: Value
    now: tuple
    then: tuple


@dataclass(frozen=True, slots=True)
class Case:
    """A table for when a condition holds; of a node's conditions one holds, and its tables differ in `when` only.

    So a comparison chooses between what the actions would be, and need not be waited for before.
    """

    condition: Value | None
    rows: tuple[Action, ...]
    tag: tuple[str, ...] = ()


def act(*, when=None, need=(), pop=(), push=None, hold=0, now=(), then=()) -> Action:
    """A row of an action table.

    Parameters
    ----------
    when : Value, optional
        The row is chosen where this holds and no row above was; always, if left out.
    need, pop : Input or sequence of Input
        Heads that must be visible; those of `pop` are removed.
    push : dict of Output to token, optional
    hold : Value
        A hazard: the chosen action waits.
    now : sequence of assignments
        Signals that are driven in the cycle of the action.
    then : sequence of assignments
        Registers that change with it.
    """
    return Action(when, _several(need), _several(pop), push or {}, Value.cast(hold), tuple(now), tuple(then))


def _several(inputs: Input | Iterable[Input]) -> tuple[Input, ...]:
    return (inputs,) if isinstance(inputs, Input) else tuple(inputs)


class Node(wiring.Component):
    """Base of the primitives; a subclass gives `actions`, and what else it needs.

    Parameters
    ----------
    node : graph.Node
    profile : Profile
    connected : collection of str
        The output ports that have a channel.

    Attributes
    ----------
    {input}_visible, {input}_head, {input}_pop
        For each input port; see `Channel`.
    {output}_can_push, {output}_push, {output}_enq, {output}_data
        For each connected output port.
    mem_{port}_addr, mem_{port}_word
        For each port of `reads`: the word comes `read_latency` cycles after the address.
    mem_{port}_addr, mem_{port}_word, mem_{port}_en
        For each port of `writes`.
    """

    _MustUse__silence = True

    parameters: tuple[str, ...] = ()
    """Those of the graph's parameters that shape the hardware."""

    exclusive = False
    """Does no more than one `when` of the table hold? Then the rows above need not be looked at."""

    controls: Mapping[str, object] = {}
    """Further ports: `go`, high in cycle 0; `finish`, high in the cycle in which D is popped; others."""

    def __init__(self, node: graph.Node, profile: Profile, connected: Iterable[str]):
        self.params, self.profile = node.params, profile
        inputs, outputs = graph.ports(node)
        latency = graph.kind(node).latency(node.params, profile)
        self.connected = tuple(p.name for p in outputs if p.name in connected)
        self.timing = self.latencies()
        signature = {}
        for p in inputs:
            signature |= {
                f"{p.name}_visible": In(1), f"{p.name}_head": In(token_width(p.type)), f"{p.name}_pop": Out(1),
            }
        for p in outputs:
            if p.name in self.connected:
                signature |= {
                    f"{p.name}_can_push": In(1), f"{p.name}_push": Out(1), f"{p.name}_enq": Out(1),
                    f"{p.name}_data": Out(token_width(p.type)),
                }
        for port in self.reads():
            signature |= {f"mem_{port}_addr": Out(WORD), f"mem_{port}_word": In(WORD)}
        for port in self.writes():
            signature |= {f"mem_{port}_addr": Out(WORD), f"mem_{port}_word": Out(WORD), f"mem_{port}_en": Out(1)}
        super().__init__(signature | dict(self.controls))
        self.inputs = tuple(
            Input(*(getattr(self, f"{p.name}_{side}") for side in ("visible", "head", "pop"))) for p in inputs
        )
        self.outputs = tuple(
            Output(p.name, token_width(p.type), latency.get(p.name, 1), p.name in self.connected) for p in outputs
        )
        shape = {p: self.params[p] for p in self.parameters} | self.timing
        self.identity = (node.kind, repr(shape), tuple(signature), self.connected)
        self.module = graph.identifier("_".join([node.kind, *self.tags()]))
        unconnected = [p.name for p in outputs if p.name not in self.connected]
        self.about = ", ".join(
            [f"{node.kind}: " + " ".join(f"{k}={_text(v)}" for k, v in shape.items())]
            + ([f"unconnected: {' '.join(unconnected)}"] if unconnected else [])
        ).replace(": ,", ",").rstrip(" :")

    def latencies(self) -> dict[str, int]:
        """The cycles of the profile that shape the hardware: rl, P of a unit."""
        return {}

    def tags(self) -> list[str]:
        """What tells the node's module from others of its kind, in its name; need not be complete."""
        return [*(_text(self.params[p]) for p in self.parameters), *(f"{k}{v}" for k, v in self.timing.items())]

    def reads(self) -> dict[str, str]:
        """Memory read ports of the node and the parameters that name their memories."""
        return {}

    def writes(self) -> dict[str, str]:
        """Memory write ports of the node and the parameters that name their memories."""
        return {}

    @property
    def read_latency(self) -> int:
        return self.profile.memory

    def actions(self, m: Module) -> tuple[Action, ...]:
        """Build what the table refers to; return the table."""
        raise NotImplementedError

    def cases(self, m: Module) -> tuple[Case, ...]:
        """The table, or one for each of several cases that are known late in a cycle."""
        return (Case(None, self.actions(m)),)

    def elaborate(self, platform) -> Module:
        m = Module()
        self.fire = Signal()
        cases = self.cases(m)
        rows = cases[0].rows
        fires = [
            [Signal(name="_".join(["fire", str(number), *case.tag])) for number in range(len(rows))] for case in cases
        ]
        for case, signals in zip(cases, fires):
            m.d.comb += [
                fire.eq(_chosen(case.rows, number, self.exclusive) & self._ready(row))
                for number, (row, fire) in enumerate(zip(case.rows, signals))
            ]

        def does(wanted: Callable[[Action], bool]) -> Value:
            """Does an action of this sort fire?"""
            return _of_case(cases, [
                Cat(*(fire for row, fire in zip(case.rows, signals) if wanted(row))).any()
                for case, signals in zip(cases, fires)
            ])

        whens = [
            None if row.when is None else _of_case(cases, [case.rows[number].when for case in cases])
            for number, row in enumerate(rows)
        ]
        m.d.comb += self.fire.eq(does(lambda row: True))
        m.d.comb += [i.pop.eq(does(lambda row, i=i: i in row.pop)) for i in self.inputs]
        for number, (row, when) in enumerate(zip(rows, whens)):
            with _branch(m, number, when), m.If(_of_case(cases, [signals[number] for signals in fires])):
                m.d.comb += row.now
                m.d.sync += row.then
        for o in self.outputs:
            if o.connected:
                tokens = [(when, row.push[o]) for row, when in zip(rows, whens) if o in row.push]
                m.d.comb += [
                    getattr(self, f"{o.name}_push").eq(does(lambda row, o=o: o in row.push)),
                    o.token.eq(_selected(tokens, self.exclusive)),
                ]
                self._leave(m, o)
        return m

    def _ready(self, row: Action) -> Value:
        """May the action fire, if it is chosen?"""
        rooms = [getattr(self, f"{o.name}_can_push") for o in row.push if o.connected]
        heads = dict.fromkeys((*row.need, *row.pop))
        return Cat(*(i.visible for i in heads), *rooms).all() & ~row.hold

    def _leave(self, m: Module, output: Output) -> None:
        """The L - 1 registers between the action and the channel."""
        registers = output.latency - 1
        late = delay(m, output.token, registers, output.name) if output.late is None else output.late
        push = getattr(self, f"{output.name}_push")
        m.d.comb += [
            getattr(self, f"{output.name}_enq").eq(delay(m, push, registers, f"{output.name}_enq", reset=True)),
            getattr(self, f"{output.name}_data").eq(late),
        ]

    def read(self, m: Module, port: str, address: Value) -> Value:
        """Put an address to a memory; the word behind it, `read_latency` cycles later."""
        m.d.comb += getattr(self, f"mem_{port}_addr").eq(address)
        return getattr(self, f"mem_{port}_word")

    def write(self, port: str, address: Value, word: Value) -> list:
        """Assignments that write a word in the cycle of an action."""
        return [
            getattr(self, f"mem_{port}_{part}").eq(value)
            for part, value in (("addr", address), ("word", word), ("en", 1))
        ]


def _of_case(cases: Sequence[Case], values: Sequence[Value]) -> Value:
    """The value of the case that holds."""
    if len(cases) == 1:
        return values[0]
    return Cat(*(case.condition & value for case, value in zip(cases, values))).any()


def _chosen(rows: Sequence[Action], number: int, exclusive: bool) -> Value:
    """Is this row the first one whose `when` holds?"""
    here = rows[number].when
    above = [] if exclusive and here is not None else [row.when for row in rows[:number]]
    return Cat(*([] if here is None else [here]), *(~when for when in above)).all()


def _selected(tokens: Sequence[tuple[Value | None, Value]], exclusive: bool) -> Value:
    """The token of the first row whose `when` holds, among those that push.

    Where none of them is chosen nothing is pushed, and any token will do: so the last row's is taken where no other
    one is, and what the other rows ask for need not be waited for.
    """
    if not tokens:
        return Const(0, 1)
    *others, (_, last) = tokens
    token = last
    for number, (when, other) in reversed(list(enumerate(others))):
        if other is not last:
            above = [] if exclusive else [when for when, another in others[:number] if another is not other]
            token = Mux(Cat(when, *(~when for when in above)).all(), other, token)
    return token


def _branch(m: Module, number: int, when: Value | None):
    if when is None:
        return m.Else() if number else nullcontext()
    return m.Elif(when) if number else m.If(when)


def _text(value) -> str:
    if isinstance(value, (list, tuple)):
        return "_".join(map(_text, value))
    return str(value)


def delay(m: Module, value: Value, cycles: int, name: str, reset: bool = False) -> Value:
    """`value` behind so many registers, which run freely; control takes a reset, data none."""
    for k in range(1, cycles + 1):
        later = Signal(len(value), name=f"{name}_later{k}", reset_less=not reset)
        m.d.sync += later.eq(value)
        value = later
    return value


def with_data(m: Module, token: Value, cycles: int, data: Value, name: str = "token") -> Value:
    """`token` behind so many registers, its data replaced by `data` (as they are by then) if it is an item.

    What is not an item has at most a level; so memories and arithmetic are followed by an AND in most of their bits.
    """
    before = Token(token)
    is_item, kind, level = (
        delay(m, value, cycles, f"{name}_{part}")
        for part, value in (("is_item", before.is_item), ("kind", before.kind), ("level", before.level))
    )
    return Cat(kind, Mux(is_item, data, level))


def arithmetic(m: Module, op: str, P: int, *operands: Value, name: str | None = None) -> Signal:
    """Place a float32 unit of one or two operands; its result, P cycles after them."""
    result = Signal(32, name=name or f"{op}_result")
    m.submodules[name or op] = Shared(
        ("float32", op, P), f"float32_{op}_p{P}", f"float32 {op}, {P} registers", lambda: unit(op, P),
        dict(zip("ab", operands)) | {"o": result},
    )
    return result


def from_unsigned(m: Module, P: int, integer: Value) -> Signal:
    """Place a converter; `integer` as float32, P cycles later."""
    result = Signal(32, name="converted")
    m.submodules.convert = Shared(
        ("float32", "from_unsigned", P), f"float32_from_unsigned_p{P}", f"unsigned integer to float32, {P} registers",
        lambda: FromUnsigned(P), {"a": integer, "o": result},
    )
    return result


MINUS_ZERO = Const(0x80000000, 32)
"""x + (-0) is x, bit for bit; x + 0 is not, for x = -0."""

REDUCTIONS = {"sum": "add", "prod": "mul", "max": "max", "min": "min"}
"""The float32 unit behind a reduction."""
