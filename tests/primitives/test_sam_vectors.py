"""SAM's own token vectors: where SAM's rule is ours, our list functions and our oracle give SAM's tokens.

SAM merges the stop of a last inner fiber into the one around it: its Sn is our S0 S1 .. Sn. Every vector is read with
its known depth, run through the primitive that stands for SAM's, and what comes out is merged again. docs/sam.md says
how many vectors agree, and why others do not; its numbers are held equal to what is counted here.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from fuseflow.cosim import oracle
from fuseflow.cosim.testing import FILL, Block, Stimulus, expected, harness, load, outputs, stored
from fuseflow.machine.number import from_bits, to_bits
from fuseflow.machine.profile import IDEAL, PIPELINED

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT.parent / "shared" / "reference" / "sam" / "vectors.json"
VECTORS = json.loads(FILE.read_text()) if FILE.exists() else []

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not VECTORS, reason="../shared/reference/sam/vectors.json, SAM's vectors, is not there"),
]

AGREE, DIFFER, NONE = "agree", "differ", "no counterpart"

WORDS = 1024
"""Entries of the memories that writers fill."""


# --- SAM's streams


def is_stop(token) -> bool:
    return isinstance(token, str) and re.fullmatch(r"S\d+", token) is not None


def depth_of(tokens: list) -> int:
    return max((int(t[1:]) + 1 for t in tokens if is_stop(t)), default=0)


def read(tokens: list, depth: int | None = None, outer=None):
    """A stream of SAM as nested lists, N as None.

    A stop of level n closes all fibers up to level n. An empty fiber in front of it is not seen: in SAM ``S1`` is both
    [] and [[]]. It is read as [[]], unless the stream `outer`, one level less deep, has no coordinate there.
    """
    depth = depth_of(tokens) if depth is None else depth
    if depth == 0:
        item, end = tokens
        assert end == "D"
        return None if item == "N" else item
    open_fibers: list[list] = [[] for _ in range(depth)]
    for token in tokens[:-1]:
        if not is_stop(token):
            open_fibers[0].append(None if token == "N" else token)
            continue
        for level in range(int(token[1:]) + 1):
            if level + 1 < depth:
                open_fibers[level + 1].append(open_fibers[level])
                open_fibers[level] = []
    assert tokens[-1] == "D" and not any(open_fibers[:-1])
    nested = open_fibers[-1]
    return nested if outer is None else _without_phantoms(nested, outer, depth)


def _without_phantoms(nested, outer, depth):
    if depth == 2:
        return [] if not outer and nested == [[]] else nested
    return [_without_phantoms(n, o, depth - 1) for n, o in zip(nested, outer, strict=True)]


def merged(nested, depth: int) -> list:
    """Nested lists as a stream of SAM."""
    out: list = []

    def walk(x, level):
        if level == 0:
            out.append("N" if x is None else x)
            return
        for y in x:
            walk(y, level - 1)
        stop = f"S{level - 1}"
        if x and level > 1:
            out[-1] = stop
        else:
            out.append(stop)

    walk(nested, depth)
    return [*out, "D"]


def mapped(nested, function):
    """`function` of every leaf that is there."""
    if isinstance(nested, list):
        return [mapped(x, function) for x in nested]
    return None if nested is None else function(nested)


def bits(nested):
    return mapped(nested, to_bits)


def numbers(nested):
    return mapped(nested, from_bits)


# --- our primitives


def run(kind: str, params: dict, *inputs, memories: dict | None = None) -> tuple[tuple, dict]:
    """Outputs and written memories of a primitive; list function and oracle give the same, in both profiles."""
    block = Block("x", kind, params)
    stimulus = Stimulus(inputs, memories or {})
    nested, results = expected(block, stimulus, IDEAL, WORDS)
    for profile in (IDEAL, PIPELINED):
        graph = harness(kind, params, profile, capacity=WORDS)
        words = load(graph, [(block, stimulus)], random.Random(0), stall=0.2)
        log = oracle.run(graph, words)
        assert outputs(log, block) == nested
        assert stored(words, block) == results
    return nested, results


def array(v):
    if "store_addr" in v["inputs"]:
        refs, values = (read(v["inputs"][port]) for port in ("store_addr", "store_val"))
        _, results = run("write_dense", {"level": 1, "vals": "vals"}, refs, bits(values))
        # The vector does not hold the contents; SAM's rule is: array[address] = value.
        gold = padded([], WORDS, from_bits(FILL))
        for ref, value in zip(refs, values, strict=True):
            gold[ref] = value
        return [(numbers(results["vals"]), gold)]
    tokens = v["inputs"]["load"]
    level = depth_of(tokens)
    vals = bits(v["params"]["init_arr"])
    params = {"level": level, "vals": "vals", "present": None}
    (out,), _ = run("array", params, read(tokens), memories={"vals": vals})
    return [(merged(numbers(out), level), v["outputs"]["load"])]


def alu(op, first, second=None, constant=None):
    operands = [x for x in (first, second) if x is not None]
    level = depth_of(operands[0])
    params = {
        "level": level, "op": op, "arity": len(operands), "constant": constant, "annihilators": [],
        "fills": [0] * len(operands), "full": False,
    }
    (out,), _ = run("alu", params, *(bits(read(x)) for x in operands))
    return merged(numbers(out), level)


def alu_add(v):
    a, b = v["inputs"]["in1"], v["inputs"]["in2"]
    match v["params"].get("neg1", False), v["params"].get("neg2", False):
        case False, False:
            out = alu("add", a, b)
        case False, True:
            out = alu("sub", a, b)
        case True, False:
            out = alu("sub", b, a)
        case True, True:
            out = alu("sub", alu("neg", a), b)
    return [(out, v["outputs"]["val"])]


def alu_mul(v):
    return [(alu("mul", v["inputs"]["in1"], v["inputs"]["in2"]), v["outputs"]["val"])]


def alu_scalar_mul(v):
    constant = [1, to_bits(v["params"]["in2"])]
    return [(alu("mul", v["inputs"]["in1"], constant=constant), v["outputs"]["val"])]


def crd_drop(v):
    outer = read(v["inputs"]["outer_crd"])
    level = depth_of(v["inputs"]["outer_crd"])
    inner = read(v["inputs"]["inner_crd"], level + 1, outer)
    (outer, inner), _ = run("drop_empty", {"level": level, "outer": [], "inner": []}, outer, inner)
    return [
        (merged(outer, level), v["outputs"]["crd_outer"]),
        (merged(inner, level + 1), v["outputs"]["crd_inner"]),
    ]


def empty_fiber_stkn_drop(v):
    """A squeeze for every level below the outermost one; none at depth 1, where nothing can be removed."""
    tokens = v["inputs"]["in_stream"]
    level = depth_of(tokens)
    stream = read(tokens)
    for fiber in range(level - 1):
        (stream,), _ = run("squeeze", {"type": "ref", "level": level, "fiber": fiber}, stream)
    return [(merged(stream, level), v["outputs"]["val"])]


def join(v, kind):
    level = max(depth_of(v["inputs"][f"in_crd{side}"]) for side in (1, 2))
    streams = [read(v["inputs"][f"in_{what}{side}"]) for side in (1, 2) for what in ("crd", "ref")]
    outs, _ = run(kind, {"level": level, "a": ["ref"], "b": ["ref"]}, *streams)
    return [(merged(out, level), v["outputs"][port]) for out, port in zip(outs, ("crd", "ref1", "ref2"), strict=True)]


def intersect(v):
    return join(v, "intersect")


def union(v):
    return join(v, "union")


def scanner(v, kind, size, memories):
    level = depth_of(v["inputs"]["in_ref"])
    params = {"level": level, "kind": kind, "size": size}
    params |= {key: key if kind == "c" else None for key in ("seg", "crd")}
    outs, _ = run("scanner", params, read(v["inputs"]["in_ref"]), memories=memories)
    return [(merged(out, level + 1), v["outputs"][port]) for out, port in zip(outs, ("crd", "ref"), strict=True)]


def rd_scanner_compressed(v):
    return scanner(v, "c", None, {"seg": v["params"]["seg_arr"], "crd": v["params"]["crd_arr"]})


def rd_scanner_uncompressed(v):
    return scanner(v, "d", v["params"]["dim"], {})


def reduction(v, op):
    level = depth_of(v["inputs"]["in_val"])
    (out,), _ = run("reduce", {"level": level, "op": op, "count": False}, bits(read(v["inputs"]["in_val"])))
    return [(merged(numbers(out), level - 1), v["outputs"]["val"])]


def reduce(v):
    return reduction(v, "sum")


def max_reduce(v):
    return reduction(v, "max")


def repsiggen(v):
    """What repeat makes of the stream: R for every item, S for every stop."""
    tokens = v["inputs"]["istream"]
    level = depth_of(tokens)
    rep = read(tokens)

    def base(nested, depth):
        return [base(x, depth - 1) for x in nested] if depth else 0

    (out,), _ = run("repeat", {"type": "ref", "level": level - 1}, base(rep, level - 1), rep)
    signals = ["D" if t == "D" else "S" if is_stop(t) else "R" for t in merged(out, level)]
    return [(signals, v["outputs"]["repeat"])]


def repeat(v):
    """SAM's signals have no levels: the fibers of `rep` get theirs from `base`."""
    level = depth_of(v["inputs"]["in_ref"])
    refs = read(v["inputs"]["in_ref"])
    fibers, count = [], 0
    for signal in v["inputs"]["in_repeat"][:-1]:
        if signal == "R":
            count += 1
        else:
            fibers.append(list(range(count)))
            count = 0
    given = iter(fibers)

    def rep(nested, depth):
        return [rep(x, depth - 1) for x in nested] if depth else next(given)

    (out,), _ = run("repeat", {"type": "ref", "level": level}, refs, rep(refs, level))
    assert not list(given)
    return [(merged(out, level + 1), v["outputs"]["ref"])]


def accumulated(*crds, val, level):
    """Trees of coordinates, and the values in them: merged by an accumulator of as many levels."""
    order = len(crds)
    params = {"level": level, "op": "sum", "sizes": [64, 16][:order], "perm": list(range(order)), "count": False}
    (*crds, val), _ = run("accumulator", params, *crds, bits(val))
    return *crds, numbers(val)


def spacc1(v):
    """Points as fibers: a new tree where the outer coordinate changes, a fiber where the inner one does not rise.

    The vector that sums over pairs of coordinates comes as trees.
    """
    if "in_crd1" in v["inputs"]:
        return spacc2_new(v)
    points = list(zip(*(v["inputs"][port][:-1] for port in ("crd_outer", "crd_inner", "val")), strict=True))
    outer, crds, vals = [], [], []
    last = None
    for o, i, x in points:
        if not outer or outer[-1] != o:
            outer.append(o)
            crds.append([[]])
            vals.append([[]])
        elif i <= last:
            crds[-1].append([])
            vals[-1].append([])
        crds[-1][-1].append(i)
        vals[-1][-1].append(x)
        last = i
    crd, val = accumulated(crds, val=vals, level=3)
    stops = v["params"].get("val_stkn", False)
    values = [t for t in merged(val, 2) if stops or not is_stop(t)]
    return [
        (merged(outer, 1), v["outputs"]["crd_outer"]),
        (merged(crd, 2), v["outputs"]["crd_inner"]),
        (values, v["outputs"]["val"]),
    ]


def spacc1_new(v):
    level = depth_of(v["inputs"]["in_crd0"])
    crd, val = accumulated(read(v["inputs"]["in_crd0"]), val=read(v["inputs"]["val"]), level=level)
    return [(merged(crd, level - 1), v["outputs"]["crd0"]), (merged(val, level - 1), v["outputs"]["val"])]


def spacc2(v):
    """Points as trees of one leaf."""
    outer, inner, val = (v["inputs"][port][:-1] for port in ("crd_outer", "crd_inner", "val"))
    outer, inner, val = accumulated([[o] for o in outer], [[[i]] for i in inner], val=[[[x]] for x in val], level=2)
    return [
        (merged(outer, 1), v["outputs"]["crd_outer"]),
        (merged(inner, 2), v["outputs"]["crd_inner"]),
        (merged(val, 2), v["outputs"]["val"]),
    ]


def spacc2_new(v):
    ins = v["inputs"]
    outer, inner, val = accumulated(read(ins["in_crd1"]), read(ins["in_crd0"]), val=read(ins["val"]), level=2)
    return [
        (merged(outer, 1), v["outputs"]["crd1"]),
        (merged(inner, 2), v["outputs"]["crd0"]),
        (merged(val, 2), v["outputs"]["val"]),
    ]


def padded(words: list, size: int, rest: float = 0) -> list:
    return words + [rest] * (size - len(words))


def wr_scanner_vals(v):
    """The vector does not hold the contents; SAM's rule is: the items, in order."""
    tokens = v["inputs"]["input"]
    params = {"level": depth_of(tokens), "vals": "vals", "present": None}
    _, results = run("write_val", params, bits(read(tokens)))
    gold = padded([t for t in tokens[:-1] if not is_stop(t)], WORDS, from_bits(FILL))
    return [(numbers(results["vals"]), gold)]


def wr_scanner_compressed(v):
    """The vector does not hold the contents; SAM's rule is: the items, and how many there were at every stop."""
    tokens = v["inputs"]["input"]
    _, results = run("write_crd", {"level": depth_of(tokens), "seg": "seg", "crd": "crd"}, read(tokens))
    crd, seg = [], [0]
    for token in tokens[:-1]:
        if is_stop(token):
            seg.append(len(crd))
        else:
            crd.append(token)
    return [(results["crd"], padded(crd, WORDS)), (results["seg"], padded(seg, WORDS + 1))]


OURS = {
    f.__name__: f
    for f in (
        array, alu_add, alu_mul, alu_scalar_mul, crd_drop, empty_fiber_stkn_drop, intersect, union,
        rd_scanner_compressed, rd_scanner_uncompressed, reduce, max_reduce, repsiggen, repeat, spacc1, spacc1_new,
        spacc2, spacc2_new, wr_scanner_vals, wr_scanner_compressed,
    )
}
"""For a primitive of SAM: what a vector gives with ours, beside what SAM gives."""


# --- the rules


def classify(v) -> str:
    """Is SAM's rule, where the vector needs it, ours?"""
    name, ins = v["primitive"], v["inputs"]
    absent = any("N" in stream for stream in ins.values())
    match name:
        case "crd_hold" | "stkn_drop" | "spacc1_point" | "spacc2_point":
            return NONE
        case "rd_scanner_compressed" if "crd_skip" in ins:
            return NONE
        case "array" | "rd_scanner_compressed" | "union" | "wr_scanner_vals" if absent:
            return DIFFER
        case "alu_add" | "alu_mul" if [is_stop(t) for t in ins["in1"]] != [is_stop(t) for t in ins["in2"]]:
            return DIFFER
        case "reduce" | "max_reduce" if has_empty_fiber(read(ins["in_val"])):
            return DIFFER
        case "crd_drop" if has_empty_fiber(read(ins["inner_crd"], outer=read(ins["outer_crd"]))):
            return DIFFER
    return AGREE


def has_empty_fiber(nested) -> bool:
    """Is there an empty fiber inside?"""
    return any(isinstance(x, list) and (not x or has_empty_fiber(x)) for x in nested)


def label(index: int) -> str:
    return f"{index}-{VECTORS[index]['primitive']}"


def of(verdict: str) -> list[int]:
    return [k for k, v in enumerate(VECTORS) if classify(v) == verdict]


@pytest.mark.parametrize("index", of(AGREE), ids=label)
def test_agreeing_vectors(index):
    v = VECTORS[index]
    for ours, gold in OURS[v["primitive"]](v):
        assert ours == gold


STREAMS_OF_OURS = ("array", "rd_scanner_compressed", "crd_drop", "reduce", "max_reduce")
"""Primitives whose differing vectors are well-formed for us, too; the inputs of the others are not."""


@pytest.mark.parametrize("index", [k for k in of(DIFFER) if VECTORS[k]["primitive"] in STREAMS_OF_OURS], ids=label)
def test_differing_vectors_differ_as_the_page_says(index):
    """N for SAM's default; no coordinate below N; no stop of a fiber that was dropped."""
    v = VECTORS[index]
    pairs = OURS[v["primitive"]](v)
    assert any(ours != gold for ours, gold in pairs)
    for ours, gold in pairs:
        match v["primitive"]:
            case "array" | "reduce":
                assert [0 if t == "N" else t for t in ours] == gold
            case "max_reduce":
                assert [-100000 if t == "N" else t for t in ours] == gold
            case "rd_scanner_compressed":
                assert ours == [t for t in gold if t != "N"]
            case "crd_drop":
                assert [t for t in ours if not is_stop(t)] == [t for t in gold if not is_stop(t)]


# --- the page


def table() -> dict[str, tuple[int, int, int, int]]:
    """docs/sam.md: for each primitive of SAM the numbers of vectors, agreeing, differing, without counterpart."""
    rows = {}
    for line in (ROOT / "docs" / "sam.md").read_text().splitlines():
        match = re.fullmatch(r"\| (`\w+`|all) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|.*\|", line)
        if match:
            name = match[1].strip("`")
            assert name not in rows, f"two rows of {name}"
            rows[name] = tuple(map(int, match.groups()[1:]))
    return rows


def test_the_page_counts_every_vector_once():
    counts = Counter((v["primitive"], classify(v)) for v in VECTORS)
    counted = {
        name: (sum(n for (p, _), n in counts.items() if p == name), *(counts[name, w] for w in (AGREE, DIFFER, NONE)))
        for name in {v["primitive"] for v in VECTORS}
    }
    counted["all"] = tuple(map(sum, zip(*counted.values(), strict=True)))
    assert counted["all"][0] == sum(counted["all"][1:]) == len(VECTORS) == 137
    assert table() == counted


def test_streams_are_read_and_merged():
    for tokens, depth, nested in (
        ([7, "D"], 0, 7),
        ([1, 2, "S0", 3, "S1", "D"], 2, [[1, 2], [3]]),
        (["S0", 1, "S0", "S1", "D"], 2, [[], [1], []]),
        ([8, "S0", "S1", 9, "S1", "N", "S2", "D"], 3, [[[8], []], [[9]], [[None]]]),
    ):
        assert read(tokens, depth) == nested
        assert merged(nested, depth) == tokens
    assert read(["S1", "D"], outer=[]) == []
    assert read(["S1", "D"], outer=[0]) == [[]]
    assert merged([], 2) == merged([[]], 2) == ["S1", "D"]
