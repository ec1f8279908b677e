"""What a run of the fuzzer covered: a histogram of programs, graphs, outcomes and actions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from fuseflow.compiler.einsum import accesses
from tests.fuzz import actions
from tests.fuzz.case import Case, operations
from tests.fuzz.check import Outcome

EVERY = 1
"""In one case of so many, the oracle counts actions and cycles."""

SHARES = {"an accumulator": 0.25, "a fill that is not 0": 0.20, "an empty tensor": 0.10,
          "several statements in a kernel": 0.5, "an intermediate used twice in a kernel": 0.25,
          "several results of a kernel": 0.1, "a buffer asked for": 0.1}
"""Least shares of the cases that compile."""

LEAST = 100 / 20_000
"""Least number of times that every action is taken, per case."""


def facts(case: Case, outcome: Outcome) -> dict[str, dict[str, int]]:
    """What one case covers, as plain data: group -> name -> count."""
    program = case.program
    out: dict[str, Counter] = {"outcomes": Counter([outcome.category])}
    out["statements"] = Counter([len(program.statements)])
    out["ranks"] = Counter(t.rank for t in case.tensors.values())
    out["operations"] = Counter(operations(program))
    out["levels"] = Counter("mixed" if len(set(t.format.levels)) > 1 else t.format.levels[:1] or "scalar"
                            for t in case.tensors.values())
    if outcome.kind == "refused":
        out["refusals"] = Counter([outcome.label])
    has = Counter()
    reads = [a for s in program.statements for a in accesses(s.expression)]
    names = Counter(a.tensor for a in reads)
    has["a fill that is not 0"] = any(t.fill != 0 for t in case.tensors.values())
    has["an empty tensor"] = any(t.nnz == 0 for t in case.tensors.values())
    has["a size of 0"] = any(0 in t.shape for t in case.tensors.values())
    has["a size of 1"] = any(1 in t.shape for t in case.tensors.values())
    has["another mode order"] = any(not t.format.is_natural for t in case.tensors.values())
    has["a diagonal"] = any(len(set(a.indices)) < len(a.indices) for a in reads)
    has["a tensor used twice"] = max(names.values(), default=0) > 1
    has["several statements in a kernel"] = outcome.compiled is not None and any(
        len(k.statements) > 1 for k in outcome.compiled.kernels)
    has["an intermediate used twice in a kernel"] = outcome.compiled is not None and any(
        _shares(k) for k in outcome.compiled.kernels)
    has["several results of a kernel"] = outcome.compiled is not None and any(
        len(k.results) > 1 for k in outcome.compiled.kernels)
    has["global iteration"] = case.iteration == "global"
    has["a buffer asked for"] = bool(case.buffers)
    has["an order asked for"] = bool(case.orders)
    has["a format asked for"] = bool(case.formats)
    has["copies forbidden"] = case.copies == "forbid"
    has[f"the profile {case.profile}"] = True
    if outcome.compiled is not None:
        kinds = Counter(n.kind for k in outcome.compiled.kernels for n in k.graph.nodes)
        out["nodes"] = kinds
        has["an accumulator"] = any("acc" in kind and kind != "racc" for kind in kinds)
        has["a permuted copy"] = any(k.copies for k in outcome.compiled.kernels)
        out["compiled"] = Counter(cases=1)
        out["compiled with"] = Counter({name: int(n) for name, n in has.items()})
    out["with"] = Counter({name: int(n) for name, n in has.items()})
    return {group: {str(k): int(v) for k, v in counts.items()} for group, counts in out.items()}


def _shares(kernel) -> bool:
    """Does one statement of a kernel have several uses in it?"""
    own = {s.name for s in kernel.statements}
    uses = Counter(a.tensor for s in kernel.statements for a in accesses(s.expression) if a.tensor in own)
    return max(uses.values(), default=0) > 1


def count_actions(outcome: Outcome) -> tuple[dict[str, int], str]:
    """Actions by the oracle; and what is wrong where its cycles are not the engine's."""
    counts, cycles = actions.count(outcome.compiled)
    ours = [k.cycles for k in outcome.result.kernels]
    return dict(counts), "" if cycles == ours else f"cycles {ours}, by the oracle {cycles}"


@dataclass
class Histogram:
    """Sums over cases."""

    groups: dict[str, Counter] = field(default_factory=dict)
    cases: int = 0
    counted: int = 0
    compile_seconds: list[float] = field(default_factory=list)

    def add(self, found: dict[str, dict[str, int]]) -> None:
        self.cases += 1
        for group, counts in found.items():
            self.groups.setdefault(group, Counter()).update(counts)
        self.counted += "actions" in found

    def share(self, name: str) -> float:
        """Of the cases that compile."""
        compiled = self.groups.get("compiled", {}).get("cases", 0)
        return self.groups.get("compiled with", {}).get(name, 0) / max(1, compiled)

    def missing(self) -> list[str]:
        """Requirements that a run did not meet."""
        out = [f"{name}: {self.share(name):.0%} of the cases, not {least:.0%}"
               for name, least in SHARES.items() if self.share(name) < least]
        least = min(100, LEAST * self.cases)
        taken = self.groups.get("actions", Counter())
        out += [f"action {name}: {taken[name]} times, not {least:.0f}" for name in actions.listed()
                if taken[name] < least]
        return out

    def to_dict(self) -> dict:
        groups = {name: dict(sorted(c.items(), key=lambda x: (-x[1], x[0]))) for name, c in self.groups.items()}
        median = sorted(self.compile_seconds)[len(self.compile_seconds) // 2] if self.compile_seconds else None
        return {"cases": self.cases, "counted by the oracle": self.counted, "median compile seconds": median, **groups}

    def __str__(self):
        lines = []
        for name, counts in self.to_dict().items():
            if name in ("compiled", "compiled with"):
                continue
            if not isinstance(counts, dict):
                lines.append(f"{name}: {counts if isinstance(counts, int | None) else format(counts, '.4g')}")
                continue
            lines.append(f"{name}:")
            order = sorted(counts.items()) if name in ("actions", "statements", "ranks") else counts.items()
            lines += [f"  {n:>10,}  {key}" for key, n in order]
        lines.append("of the cases that compile:")
        compiled = self.groups.get("compiled with", {})
        lines += [f"  {self.share(name):>10.1%}  with {name}" for name in compiled]
        return "\n".join(lines)
