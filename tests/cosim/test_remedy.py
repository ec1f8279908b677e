"""The search for a remedy: minimal, whatever decides if a run ends, and in few calls."""

from __future__ import annotations

import math
import pickle
import random

import pytest

from fuseflow.cosim.deadlock import Blocked, Deadlock, Waiting
from fuseflow.cosim.remedy import WIDTH, candidates, remedy
from fuseflow.machine.graph import Builder, Memory
from fuseflow.machine.profile import IDEAL
from fuseflow.machine.token import item


class Runs:
    """Ends if, of every group of channels, all slots together are at least so many."""

    def __init__(self, depths, groups, width):
        self.depths, self.groups, self.width = depths, groups, width
        self.calls = self.runs = 0

    def ends(self, given):
        depths = {**self.depths, **given}
        return all(sum(depths[name] for name in names) >= need for names, need in self.groups)

    def __call__(self, assignments):
        assert 1 <= len(assignments) <= self.width
        self.calls += 1
        self.runs += len(assignments)
        return [self.ends(a) for a in assignments]


@pytest.mark.parametrize("width", [1, 2, WIDTH])
@pytest.mark.parametrize("seed", range(60))
def test_minimal(seed, width):
    rng = random.Random(seed)
    names = [f"c{k}" for k in range(rng.randint(1, 40))]
    depths = {name: rng.choice((1, 1, 2, 4, 16, math.inf)) for name in names}
    finite = [name for name in names if depths[name] < math.inf]
    groups = []
    for _ in range(rng.randint(1, 4)):
        some = rng.sample(finite, min(len(finite), rng.randint(1, 4)))
        if some:
            groups.append((some, sum(depths[name] for name in some) + rng.choice((1, 2, 3, 30, 1000))))
    runs = Runs(depths, groups, width)
    found = remedy(names, depths, runs, width)
    assert all(type(d) is int for d in found.values())
    assert bool(found) == bool(groups)
    assert runs.ends(found)
    for name, slots in found.items():
        assert slots > depths[name]
        assert not runs.ends({**found, name: slots - 1})


def test_the_last_of_a_choice_stays():
    depths = dict.fromkeys("abcdef", 2)
    runs = Runs(depths, [("ad", 9), ("bc", 5)], WIDTH)
    assert remedy("abcdef", depths, runs) == {"c": 3, "d": 7}
    assert remedy("fedcba", depths, runs) == {"b": 3, "a": 7}


def test_no_depth_helps():
    runs = Runs({"a": 1}, [((), 1)], WIDTH)
    assert remedy("a", {"a": 1}, runs) == {} and runs.runs == 1
    assert remedy("a", {"a": math.inf}, runs) == {} == remedy("", {}, runs) and runs.runs == 1


def test_few_calls():
    """Of 300 channels one: three calls to find it, three to see that none after it is needed, four for its depth."""
    names = [f"c{k}" for k in range(300)]
    depths = dict.fromkeys(names, 16)
    runs = Runs(depths, [(["c123"], 5000)], WIDTH)
    assert remedy(names, depths, runs) == {"c123": 5000}
    assert runs.calls <= 1 + 3 + 3 + 4
    one = Runs(depths, [(["c123"], 5000)], 1)
    assert remedy(names, depths, one, width=1) == {"c123": 5000}
    assert one.runs <= 1 + 9 + 8 + 9 + 12


def test_full_channels_come_last_and_locks_do_not():
    b = Builder("g", IDEAL)
    b.node("source", "x", type="crd", level=2, tokens=b.memory(memory("x")), latency=1)
    b.node("source", "y", type="val", level=2, tokens=b.memory(memory("y")), latency=1)
    b.node("sacc", "sacc", level=2, op="sum", sizes=[4], perm=[0], count=False, id="s")
    b.node("drain", "drain", level=2, sizes=[4], perm=[0], count=False, id="s")
    b.node("sink", "z", type="val", level=1, gaps=b.memory(memory("gaps")))
    for src, dst in (("x.out", "sacc.crd0"), ("y.out", "sacc.val"), ("sacc.handover", "drain.handover"),
                     ("drain.val", "z.in")):
        b.connect(tuple(src.split(".")), tuple(dst.split(".")))
    waits = [Waiting("x", "room", "x.out->sacc.crd0", "sacc"), Waiting("z", "token", "drain.val->z.in", "drain")]
    assert candidates(b.finish(), waits) == ["y.out->sacc.val", "drain.val->z.in", "x.out->sacc.crd0"]


def memory(name):
    return Memory(name, 64, name, "tokens", None, "in")


def test_the_message():
    waits = [Waiting("a", "room", "a.x->b.x", "b"), Waiting("b", "token", "a.y->b.y", "a")]
    channels = [Blocked("a.x->b.x", 2, 2, item(1), "crd"), Blocked("a.y->b.y", 0, 2, None, "crd")]
    plain = Deadlock("g", 7, waits, channels)
    assert plain.remedy == {} and plain.hint == "give the full channels of the ring more depth"
    better = plain.with_remedy({"a.x->b.x": 1200, "c.x->d.x": 3}, {"a.x->b.x": 2, "c.x->d.x": 1, "e.x->f.x": 1})
    assert better.remedy == {"a.x->b.x": 1200, "c.x->d.x": 3}
    assert str(better).splitlines()[-2:] == [
        "  enough: a.x->b.x 1200 (now 2), c.x->d.x 3 (now 1)",
        'hint: leave the depth to the compiler (depth="auto"), or give the channels as much as is enough',
    ]
    assert str(better).splitlines()[:-2] == str(plain).splitlines()[:-1]
    again = pickle.loads(pickle.dumps(better))
    assert str(again) == str(better) and again.remedy == better.remedy and again.depths == better.depths
