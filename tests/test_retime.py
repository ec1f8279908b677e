"""`Compiled.retime`: many timings of a program at once, each as a run of its own would have it."""

from __future__ import annotations

import math

import numpy as np
import pytest

import fuseflow as ff
from fuseflow.errors import ScheduleError

TEXT = """
  T[i,j] = A[i,k] * B[k,j]
  H[i,j] = relu(T[i,j] - 0.5)
  Y[i] = max[j](H[i,j])
  output Y
"""


def compiled(**schedule):
    rng = np.random.default_rng(3)
    data = {n: np.where(rng.random((15, 15)) < 0.3, rng.random((15, 15)), 0).astype(np.float32) for n in "AB"}
    return ff.compile(ff.parse(TEXT), {n: ff.tensor(x, ff.CSR) for n, x in data.items()},
                      schedule=ff.Schedule(**schedule))


@pytest.mark.parametrize("threads", [1, 2])
def test_each_configuration_is_a_run_of_its_own(threads):
    program = compiled()
    same_as = [({}, {}), *(({"depth": d}, {"depth": d}) for d in (1, 2, 3, 5, 8, 100, math.inf)),
               ({"profile": "pipelined"}, {"profile": "pipelined"}),
               ({"profile": "pipelined", "depth": 2}, {"profile": "pipelined", "depth": 2})]
    wanted = [compiled(**schedule).simulate(engine="reference").cycles for _, schedule in same_as]
    assert program.retime([c for c, _ in same_as] * 3, threads=threads) == wanted * 3


def test_names_and_globs():
    program = compiled()
    plain, all_nodes, one, some = program.retime(
        [{}, {"interval": 3}, {"interval": {"T_val_write": 3}}, {"latency": {"*": 2, "*.crd->*": 9}, "hazard": 40}])
    assert plain <= one < all_nodes
    assert plain < some


def test_a_deadlock_is_none():
    # x - max(x) in one graph needs a fiber's depth; the compiler makes no such graph yet, so a hand-made one.
    from fuseflow.cosim.retime import retime
    from fuseflow.machine.timing import Timing
    from tests.cosim.test_oracle import softmax_like

    graph, memories = softmax_like(4, 20)
    timings = [Timing(depth={"fork.out1->sub.a": d}) for d in (1, 20, 21, 22, 40)]
    found = retime(graph, memories, timings)
    assert found[:2] == [None, None] and None not in found[2:]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_pass_that_stops_keeps_no_result_back(threads):
    """The second pass, of the deeper timings, deadlocks before it has written anything: the results are the first's."""
    from fuseflow.cosim.retime import retime
    from fuseflow.machine.timing import Timing
    from tests.cosim.test_oracle import softmax_like

    graph, memories = softmax_like(4, 20, writes=True)
    timings = [Timing({"fork.out1->sub.a": d}) for d in range(21, 37)]
    timings.append(Timing({c.name: 1000 for c in graph.channels} | {"fork.out1->sub.a": 1}))
    found = retime(graph, memories, timings, threads=threads)
    assert found[-1] is None and None not in found[:-1]
    assert list(np.array(memories["result"], np.uint32).view(np.float32)) == [k - 19.0 for k in range(20)]


@pytest.mark.parametrize(("configuration", "message"), [
    ({"depht": 4}, "unknown option 'depht'"),
    ({"depth": 0}, "depth=0"),
    ({"latency": math.inf}, "latency=inf"),
    ({"interval": True}, "interval=True"),
    ({"depth": {"nobody": 4}}, "depth is given for 'nobody', which is no channel"),
    ({"hazard": {"root": 4}}, "hazard is given for 'root', which is no node"),
    ({"profile": "quick"}, "unknown profile 'quick'"),
    (4, "a configuration is a mapping, not int"),
])  # fmt: skip
def test_wrong_configurations(configuration, message):
    with pytest.raises(ScheduleError) as error:
        compiled().retime([configuration])
    assert message in str(error.value)


@pytest.mark.parametrize("threads", [0, 3, True, "2", 1.5])
def test_wrong_threads(threads):
    for call in (compiled().simulate, lambda **options: compiled().retime([{}], **options)):
        with pytest.raises(ScheduleError, match="threads=") as error:
            call(threads=threads)
        assert error.value.code == "FF-E201"
