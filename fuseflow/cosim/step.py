"""What a node of the oracle is: a machine that is asked once a cycle what it would do.

`Machine.step` sees the visible heads (None where a head is not visible) and the cycle, and answers with

* an `Action`: heads it pops, tokens it pushes, what changes in its registers or memories, and the first cycle in
  which it may fire. The oracle fires it as soon as the pushed channels have room and that cycle has come; until then
  the machine is asked again and answers the same, for the choice depends on heads and registers only;
* or a `Wait` for input ports whose heads it must see.

`step` changes nothing; all change is in the `after` of an action that fires.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, NoReturn

from fuseflow.errors import GraphError
from fuseflow.machine.graph import Node, ports
from fuseflow.machine.profile import Profile
from fuseflow.machine.token import Token, is_leaf, show

Heads = Sequence[Token | None]


class Action(NamedTuple):
    """One action of a node.

    Attributes
    ----------
    pops : tuple of int
        Input ports; their heads are visible.
    pushes : mapping output port -> token
    after : callable, optional
        Called when the action fires, after all nodes have decided: the change of registers and memories.
    earliest : int
        First cycle in which it may fire: the distance it keeps to an earlier action.
    """

    pops: tuple[int, ...]
    pushes: Mapping[int, Token]
    after: Callable[[], None] | None = None
    earliest: int = 0


class Wait(NamedTuple):
    """No action yet: the heads of these input ports are needed and not visible."""

    ports: tuple[int, ...]


class Machine:
    """Base of the state machines, one subclass for each node kind.

    Attributes
    ----------
    name, params : of the node
    profile : Profile
    inputs, outputs : tuple of Port
    every : tuple of int
        All input ports, for actions that pop everything.
    memories : dict of memory name -> list of words
    workspaces : dict
        What the two halves of a sparse accumulator share, by their `id`.
    distance : int
        W in cycles of its data-determined pairs, if it has any: `own_distance`, or what a run has in its place.
    """

    def __init__(self, node: Node, memories: dict[str, list[int]], profile: Profile, workspaces: dict,
                 distance: int | None = None):
        self.name, self.kind, self.params, self.profile = node.name, node.kind, node.params, profile
        self.inputs, self.outputs = ports(node)
        self.every = tuple(range(len(self.inputs)))
        self.memories, self.workspaces = memories, workspaces
        self.distance = self.own_distance() if distance is None else distance
        self.reset()

    def reset(self) -> None:
        """Set the registers to their initial state; also the state after D."""

    def own_distance(self) -> int:
        """W of a node of this kind in its profile."""
        return 1

    def step(self, heads: Heads, cycle: int) -> Action | Wait:
        raise NotImplementedError(self.kind)

    def all(self, token: Token) -> dict[int, Token]:
        """`token` on every output."""
        return dict.fromkeys(range(len(self.outputs)), token)

    def read(self, parameter: str, index: int) -> int:
        """Word `index` of the memory that a parameter of the node names."""
        memory = self.memories[self.params[parameter]]
        if not 0 <= index < len(memory):
            self.out_of_range(parameter, index)
        return memory[index]

    def write(self, parameter: str, index: int, word: int) -> None:
        memory = self.memories[self.params[parameter]]
        if not 0 <= index < len(memory):
            self.out_of_range(parameter, index)
        memory[index] = word

    def out_of_range(self, parameter: str, index: int) -> NoReturn:
        name = self.params[parameter]
        raise GraphError(
            "FF-E303",
            f"node {self.name!r} ({self.kind}) addresses word {index} of memory {name!r}, which has "
            f"{len(self.memories[name])} words",
        )

    def malformed(self, heads: Heads, why: str) -> NoReturn:
        seen = ", ".join(
            f"{port.name} has {show(head, port.type)}" for port, head in zip(self.inputs, heads) if head is not None
        )
        raise GraphError("FF-E303", f"node {self.name!r} ({self.kind}): {why}: {seen}")


def lacking(heads: Heads, ports: Sequence[int] | None = None) -> Wait:
    """Wait for those of the ports (default: all) that show no head."""
    return Wait(tuple(p for p in (range(len(heads)) if ports is None else ports) if heads[p] is None))


def agree(a: Token, b: Token) -> bool:
    """True if two heads of streams of the same shape belong together: two items (or N), or the same control token."""
    return is_leaf(b) if is_leaf(a) else a == b
