"""Rows picked and added up by number: every spelling equal to PyTorch."""

import pytest
import torch
from frontend_cases import Module, dense
from test_trace import check

import fuseflow as ff
from fuseflow.errors import FuseflowError, SimulationError, Unsupported
from fuseflow.frontend import trace

ROWS = torch.tensor([3, 0, 3, 1, 0])
ALL = torch.tensor([[3, 0, 1], [0, 0, 2], [3, 1, 1]])
MASK = torch.tensor([True, False, True, True])

CASES = {
    "index_select": (lambda x, n: x.index_select(1, n[:3] % 3) + x.index_select(-2, n[1:]), (dense(4, 3), ROWS)),
    "index": (lambda x, n: x[n] * x[:, n % 3].T[:, :3], (dense(4, 3), ROWS)),
    "numbers of two dimensions": (lambda x, n: torch.relu(x)[:, n], (dense(2, 4, 3), ALL)),
    "mask": (lambda x, m: torch.relu(x)[m] @ x[m].T, (dense(4, 3), MASK)),
    "gather": (lambda x, n: torch.relu(x).gather(0, n), (dense(4, 4), ALL)),
    "gather of the last": (lambda x, n: x.gather(-1, n), (dense(4, 4), ALL)),
    "gather, alike": (lambda x, n: x.gather(1, n.view(1, -1, 1).expand(2, 5, 3)), (dense(2, 4, 3), ROWS)),
    "gather, one": (lambda x, n: x.gather(1, n.view(1, 1).expand(4, 1)), (dense(4, 4), ROWS[:1])),
    "scatter_add": (lambda x, n: torch.zeros(4, 3).scatter_add(0, n, torch.relu(x)), (dense(4, 3), ALL)),
    "scatter_add of the last": (lambda x, y, n: x.scatter_add(1, n, y), (dense(3, 4), dense(3, 5, seed=3), ALL)),
    "scatter_add of a constant": (lambda x, n: x.scatter_add(0, n, torch.full((3, 3), 2.0)), (dense(4, 3), ALL)),
    "scatter_add of ones": (lambda x, n: x / x.new_zeros(4).scatter_add(0, n, x.new_ones(5)).clamp(min=1),
                            (dense(3, 4), ROWS)),
    "index_add": (lambda x, y, n: x.index_add(1, n, y.unsqueeze(0).expand(2, 5, 3), alpha=0.5),
                  (dense(2, 4, 3), dense(5, 3), ROWS)),
    "in place": (lambda x, n: torch.zeros(4, 3).index_add_(0, n, x).relu_(), (dense(5, 3), ROWS)),
    "scatter_reduce": (lambda x, y, n: x.scatter_reduce(0, n, y, "amax") + x.T.scatter_reduce(1, n, y, "sum").T,
                       (dense(4, 3), dense(3, 3), ALL)),
    "scatter_reduce without self": (
        lambda x, n: x.new_full((5, 3), 7.0).scatter_reduce(0, n[:, None].expand(5, 3), x, "amin", include_self=False),
        (dense(5, 3), ROWS)),
    "scatter_reduce of a concatenation": (
        lambda x, y, n: x.new_zeros(4).scatter_reduce(0, n, torch.cat([x, torch.relu(y)]), "amax", include_self=False),
        (dense(3), dense(2), ROWS)),
    "concatenation": (lambda x, y, n: torch.zeros(4, 3).index_add(0, n, torch.cat([x, y])) + torch.cat([x, y])[n[1:]],
                      (dense(2, 3), dense(3, 3), ROWS)),
    "concatenation with a constant": (lambda x: torch.cat([x, x.new_ones(1, 3)]) * 2, (dense(2, 3),)),
    "index_put": (lambda x, y, n: torch.relu(x).index_put((n,), y, accumulate=True), (dense(4, 3), dense(5, 3), ROWS)),
    "assignment": (lambda x, y, n: _assigned(x, y, n), (dense(4, 3), dense(5, 3), ROWS)),
    "sorted numbers": (lambda x, n: x[n.sort()[0]] + x[n.topk(5)[0]] * x[n.argsort() % 4], (dense(4, 3), ROWS)),
    "one node": (lambda x, n: torch.zeros(1, 3).index_add(0, n * 0, x[n]), (dense(4, 3), ROWS)),
    "no numbers": (lambda x, n: torch.zeros(2, 3).index_add(0, n[:0], x[n[:0]]) + x[:2], (dense(4, 3), ROWS)),
}


def _assigned(x, y, n):
    z = x * 2
    z[n] = y
    z[:, n[:1] % 3] = 1.0
    return z


@pytest.mark.parametrize("name", CASES)
def test_equal_to_pytorch(name):
    function, args = CASES[name]
    check(Module(function), args)


def test_the_same_numbers_are_one_input():
    def function(x, edges):
        return x.index_select(0, edges[0]) + x[edges[0].view(-1)] + x.gather(0, edges[0].view(-1, 1).expand(-1, 3))

    program = trace(function, (dense(4, 3), torch.stack([ROWS, ROWS])))
    assert list(program.inputs) == ["edges.select.rows", "x"]


def test_results_are_stored_in_full():
    """What reads them finds a row by its number; a search for each would take as long as there are rows."""
    def function(x, n):
        rows = torch.where(x > 0, x, 0.0)[n]
        return torch.zeros(4, 3).index_add(0, n, rows)

    compiled = ff.compile(function, args=(dense(4, 3), ROWS))
    formats = {n: str(x.format) for k in compiled.kernels for n, x in k.results.items()}
    assert formats == {"gt": "dd", "where_": "cc", "index.full": "dd", "index": "dd", "index_add": "dd"}


@pytest.mark.parametrize(
    ("function", "code", "words"),
    [
        (lambda x, n: x[n, n], "FF-U005", "several lists"),
        (lambda x, n: x[(x > 0)[:, 0]], "FF-E603", "shape"),
        (lambda x, n: x.scatter_reduce(0, n.view(-1, 1).expand(5, 3), x[n], "prod"), "FF-U005", "'prod'"),
        (lambda x, n: x.scatter_add(0, n.view(-1, 1)[:, :1], x[n][:, :1]), "FF-U005", "larger tensor"),
        (lambda x, n: x.gather(0, x[:1].to(torch.int64)), "FF-U010", "int64"),
        (lambda x, n: x[n + 2], "FF-E402", "picks row 5 of 4"),
        (lambda x, n: torch.relu(x).index_put((n + 2,), x[n]), "FF-E402", "picks row 5 of 4"),
        (lambda x, n: x[n[n + 2]], "FF-E601", "index 5"),
    ],
    ids=["two lists", "computed mask", "prod", "larger", "computed numbers", "no such row", "no such place",
         "no such number"],
)
def test_refused(function, code, words):
    with pytest.raises(FuseflowError, match=words) as caught:
        dict(trace(function, (dense(4, 3), ROWS)).tensors)
    assert caught.value.code == code
    assert code == "FF-E402" or "test_edges.py" in caught.value.where
    assert isinstance(caught.value, Unsupported) == code.startswith("FF-U")


def test_other_numbers_that_do_not_fit():
    program = trace(lambda x, n: x[n[n]], (dense(4, 3), ROWS))
    with pytest.raises(SimulationError, match="index 5") as caught:
        dict(program.bind(dense(4, 3), ROWS + 2))
    assert caught.value.code == "FF-E402"
    (rows,) = (n for n in program.inputs if n.endswith(".rows"))
    with pytest.raises(SimulationError, match="numbers of shape") as caught:
        program.evaluate(**{rows: ROWS[:2]})
    assert caught.value.code == "FF-E402"
