"""`make bench`: what it stores, and that its comparison sees a case that became slower."""

from __future__ import annotations

import copy
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks import cases, graphs, measure, report  # noqa: E402
from benchmarks.__main__ import main  # noqa: E402
from benchmarks.case import Case, Floor, Outcome  # noqa: E402

GROUP = "spmm/ikj-256-5%/csr/depth-16"


def case(name="a", *seconds, versus=None, floor=None, tokens=10, cycles=20):
    left = list(seconds)
    return Case(name, lambda loaded: Outcome(left.pop(0), 0.5, tokens, cycles), floor, versus)


@pytest.fixture(autouse=True)
def _calibration(monkeypatch):
    monkeypatch.setattr(measure, "calibrate", lambda: 0.5)


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """What a quick run of one small group stores, and what it returns."""
    file = tmp_path_factory.mktemp("bench") / "out" / "bench.json"
    argv = ["--quick", "--only", GROUP, "--runs", "2", "--json", str(file), "--baseline", str(file.parent / "none")]
    assert main(argv) == 0
    return json.loads(file.read_text())


def test_what_is_stored(record):
    assert record["machine"].keys() >= {"cpu", "cores", "architecture"}
    assert record["versions"].keys() == {"python", "numpy", "fuseflow", "compiler"}
    assert "GCC" in record["versions"]["compiler"] or "clang" in record["versions"]["compiler"]
    assert record["isa"] in (1, 3, 4) and record["date"].startswith("20") and record["skipped"] == {}
    plain, figures, threads = record["cases"]
    assert [c["name"] for c in record["cases"]] == [f"{GROUP}/{v}" for v in ("plain", "statistics", "two-threads")]
    for c in record["cases"]:
        assert (c["tokens"], c["cycles"]) == (plain["tokens"], plain["cycles"]) and c["cycles"] > 40_000
        assert len(c["runs"]) == len(c["calibrations"]) == 2 and min(c["runs"]) <= c["seconds"] <= max(c["runs"])
        assert c["tokens_per_s"] == pytest.approx(c["tokens"] / c["seconds"]) and c["cpu_seconds"] > 0
    assert plain["peak_mb"] > 10 and plain["grown_mb"] < 64
    assert plain["floor"] is plain["met"] is plain["times"] is None
    assert figures["versus"] == threads["versus"] == plain["name"] and figures["times"] > 0


def test_a_case_that_became_slower_is_seen(record, tmp_path, capsys, monkeypatch):
    old = copy.deepcopy(record)
    old["cases"][1]["calibrated"] /= 2
    ratios = report.compare(old, record)
    assert list(ratios.values()) == [1, 0.5, 1] and report.total(ratios) == pytest.approx(0.5 ** (1 / 3))
    text = report.comparison(old, record)
    assert f"{GROUP}/statistics   0.50  slower" in text and text.count("same") == 2 and "0.79  slower" in text

    baseline, latest = tmp_path / "old.json", tmp_path / "new.json"
    baseline.write_text(json.dumps(old))
    argv = ["--quick", "--only", GROUP, "--json", str(latest), "--baseline", str(baseline)]
    monkeypatch.setattr("benchmarks.__main__.run", lambda groups, runs, new: new.update(cases=record["cases"]))
    assert main(argv) == 0
    assert main([*argv, "--fail-below", "0.4"]) == 0
    assert "slower than allowed" not in capsys.readouterr().out
    assert main([*argv, "--fail-below", "0.8"]) == 1
    assert f"slower than allowed: {GROUP}/statistics: 0.50 < 0.8" in capsys.readouterr().out


def test_medians_and_ratios():
    # The first run of each is to warm up. Ratios are of the runs of one round, not of the medians.
    one, two = measure.measure([
        case("a", 3, 1, 4, 2, floor=Floor("tokens_per_s", 6)),
        case("b", 3, 2, 4, 1, versus="a", floor=Floor("times", 1)),
    ], runs=3)
    assert one["runs"] == [1, 4, 2] and one["seconds"] == 2 and one["calibrated"] == 4
    assert one["tokens_per_s"] == 5 and one["met"] is False
    assert two["times"] == 1 and two["met"] is True
    assert "not: a" in report.floors([one, two]) and "floors met: 1 of 2" in report.floors([one, two])


def test_long_cases_are_run_less_often():
    (twice,) = measure.measure([case("a", 6, 7, 8)])
    (mean,) = measure.measure([case("b", 0.05, 0.02, 0.04)], runs=1)
    assert mean["runs"] == [pytest.approx(0.03)] and mean["repeats"] == 2
    (once,) = measure.measure([case("a", 30)])
    assert (twice["runs"], once["runs"]) == ([7, 8], [30])


def test_a_result_that_changes_is_no_measurement():
    cycles = iter(range(9))
    with pytest.raises(AssertionError, match="differ from run to run"):
        measure.measure([Case("a", lambda loaded: Outcome(1, 1, 5, next(cycles)))])


def test_names_are_stable():
    names = [g.name for g in cases.every(long=True)]
    assert len(set(names)) == len(names)
    for group in (f"spmm/ikj-1024-5%/{f}/depth-{d}" for f in ("csr", "dcsr") for d in (1024, 16, 4)):
        assert group in names
    assert main(["--list"]) == 0
    with pytest.raises(SystemExit):
        main(["--only", "nothing"])


@pytest.mark.parametrize(("make", "nodes"), [
    (graphs.forks_and_alus, 200), (graphs.arrays, 299), (graphs.wide, 300), (lambda n: graphs.slow_sink(n, 64), 40),
])  # fmt: skip
def test_graphs_are_as_large_as_they_say(make, nodes):
    graph, images = make(50)
    assert len(graph.nodes) >= nodes
    outcome = cases.simulation(graph, images)(lambda: None)
    assert outcome.tokens >= 40 * 50 and outcome.cycles > 50


def test_retimings_are_those_of_single_runs():
    graph, images = cases.loaded_spmm("ikj", 40, 10)
    for what in cases.WHAT:
        sixteen = cases.timings(graph, what)
        together = cases.retime(graph, cases.fresh(graph, images), sixteen)
        assert together == [cases.retime(graph, cases.fresh(graph, images), [t])[0] for t in sixteen]
        assert len(set(together)) >= 3
