"""Graphs: the verifier names what is wrong; JSON, DOT and networkx say what the graph says."""

import copy
import json
import re

import pytest

import fuseflow as ff


@pytest.fixture
def graph(matmul):
    """SpMM with an accumulator: it has forks, joins, a lock, and every kind of memory."""
    return matmul("ikj").graph


def node(g, name):
    return next(n for n in g["nodes"] if n["name"] == name)


def kind(g, kind):
    return next(n for n in g["nodes"] if n["kind"] == kind)


def channel(g, dst, port=None):
    return next(c for c in g["channels"] if c["dst"][0] == dst and port in (None, c["dst"][1]))


def lock(g):
    return next(c for c in g["channels"] if c["src"][1] == "handover")


# --- one mutation per message; each returns what the message must hold ----------------------------------------------


def node_twice(g):
    g["nodes"].append(copy.deepcopy(kind(g, "array")))
    return ["two nodes", kind(g, "array")["name"]]


def not_an_identifier(g):
    kind(g, "array")["name"] = "A val"
    return ["'A val'", "identifier"]


def unknown_kind(g):
    kind(g, "alu")["kind"] = "teleport"
    return ["unknown kind 'teleport'"]


def missing_parameter(g):
    n = kind(g, "alu")
    del n["params"]["arity"]
    return [n["name"], "lacks", "arity"]


def superfluous_parameter(g):
    n = kind(g, "alu")
    n["params"]["colour"] = 1
    return [n["name"], "has", "colour"]


def wrong_type_of_parameter(g):
    n = kind(g, "fork")
    n["params"]["n"] = "two"
    return [n["name"], "impossible parameters"]


def workspace_too_large(g):
    n = kind(g, "sacc")
    n["params"]["sizes"] = [300, 300]
    n["params"]["perm"] = [0, 1]
    return [n["name"], "300 x 300", "15 bits"]


def negative_level(g):
    n = kind(g, "array")
    n["params"]["level"] = -1
    return [n["name"], "negative level -1"]


def memory_twice(g):
    g["memories"].append(g["memories"][0])
    return ["two memories"]


def unknown_memory(g):
    n = kind(g, "array")
    n["params"]["vals"] = "nowhere"
    return [n["name"], "unknown memory 'nowhere'"]


def unused_memory(g):
    g["memories"].append({**g["memories"][0], "name": "attic"})
    return ["memory 'attic' is used by no node"]


def channel_from_nowhere(g):
    c = g["channels"][0]
    c["src"] = ["ghost", "out"]
    return [c["name"], "'ghost' has no output 'out'"]


def channel_to_nowhere(g):
    c = g["channels"][0]
    dst = c["dst"][0]
    c["dst"] = [dst, "backdoor"]
    return [c["name"], f"'{dst}' has no input 'backdoor'"]


def input_driven_twice(g):
    a, b = (c for c in g["channels"] if c["dst"][0] == kind(g, "alu")["name"])
    b["dst"] = a["dst"]
    return [f"input '{a['dst'][1]}' of node '{a['dst'][0]}' has two channels"]


def output_drives_two(g):
    a, b = (c for c in g["channels"] if c["dst"][0] == kind(g, "alu")["name"])
    b["src"] = a["src"]
    return [f"output '{a['src'][1]}' of node '{a['src'][0]}' has two channels"]


def unconnected(g):
    c = channel(g, kind(g, "alu")["name"])
    g["channels"].remove(c)
    return [f"input '{c['dst'][1]}' of node '{c['dst'][0]}' is unconnected"]


def wrong_type(g):
    c = channel(g, kind(g, "alu")["name"])
    c["type"] = "crd"
    return [c["name"], "carries crd"]


def wrong_level(g):
    c = channel(g, kind(g, "alu")["name"])
    c["level"] += 1
    return [c["name"], f"at level {c['level']}"]


def wrong_latency(g):
    c = channel(g, kind(g, "alu")["name"])
    c["latency"] = 9
    return [c["name"], "has latency 9"]


def no_slots(g):
    c = channel(g, kind(g, "alu")["name"])
    c["depth"] = 0
    return [c["name"], "has depth 0"]


def deep_lock(g):
    lock(g)["depth"] = 2
    return [lock(g)["name"], "its depth is 1, not 2"]


def lock_of_another_bank(g):
    n = node(g, lock(g)["dst"][0])
    n["params"]["id"] = "another"
    return [lock(g)["src"][0], "not its drain"]


def drain_of_no_bank(g):
    """What goes to the accumulator goes to its drain instead."""
    handover = lock(g)
    g["channels"].remove(handover)
    sacc, drain = handover["src"][0], handover["dst"][0]
    c = next(c for c in g["channels"] if c["dst"] == [sacc, "crd0"])
    c["dst"] = [drain, "handover"]
    return [f"{drain!r} drains {c['src'][0]!r}", "no sparse accumulator"]


def channel_name_twice(g):
    g["channels"][1]["name"] = g["channels"][0]["name"]
    return ["two channels"]


def two_banks_with_one_id(g):
    """A copy of an accumulator, fed by nothing: the ids are compared before unconnected inputs are found."""
    n = copy.deepcopy(kind(g, "sacc"))
    n["name"] += "_too"
    g["nodes"].append(n)
    return ["two nodes of kind sacc"]


def cycle(g):
    """Two repeats that feed each other."""
    level = {"type": "ref", "level": 1}
    g["nodes"] += [{"name": n, "kind": "fork", "params": {**level, "n": 2}} for n in ("ouro", "boros")]
    template = {"type": "ref", "level": 1, "depth": 2, "latency": 1}
    g["channels"] += [{"name": f"{a}{b}", "src": [a, "out0"], "dst": [b, "in"], **template}
                      for a, b in (("ouro", "boros"), ("boros", "ouro"))]
    return ["boros", "cycle"]


def feeds_no_writer(g):
    g["nodes"].append({"name": "idle", "kind": "root", "params": {}})
    return ["no writer can be reached from node 'idle'"]


MUTATIONS = [
    node_twice, not_an_identifier, unknown_kind, missing_parameter, superfluous_parameter, wrong_type_of_parameter,
    workspace_too_large,
    negative_level, memory_twice, unknown_memory, unused_memory, channel_from_nowhere, channel_to_nowhere,
    input_driven_twice, output_drives_two, unconnected, wrong_type, wrong_level, wrong_latency, no_slots, deep_lock,
    lock_of_another_bank, drain_of_no_bank, channel_name_twice, two_banks_with_one_id, cycle, feeds_no_writer,
]


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda f: f.__name__)
def test_the_verifier_names_what_is_wrong(graph, mutate):
    g = json.loads(graph.to_json())
    names = mutate(g)
    with pytest.raises(ff.GraphError) as caught:
        ff.Graph.from_json(json.dumps(g))
    assert caught.value.code == "FF-E301"
    for text in names:
        assert text in caught.value.message


@pytest.mark.parametrize(
    "part, field, value",
    [
        ("nodes", "kind", 7),
        ("nodes", "kind", ["root"]),
        ("nodes", "name", 7),
        ("nodes", "params", ["colour"]),
        ("nodes", "params", 7),
        ("nodes", "params", None),
        ("channels", "depth", "2"),
        ("channels", "depth", None),
        ("channels", "latency", "one"),
        ("channels", "level", "0"),
        ("channels", "src", 5),
        ("channels", "dst", ["a"]),
        ("channels", "name", []),
    ],
)
def test_values_of_wrong_types(graph, part, field, value):
    g = json.loads(graph.to_json())
    g[part][0][field] = value
    with pytest.raises(ff.GraphError):
        ff.Graph.from_json(json.dumps(g))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "", lambda text: text[:-20], lambda text: "[]", lambda text: "null", lambda text: "7",
        lambda text: text.replace('"channels"', '"canals"'), lambda text: text.replace('"kind"', '"sort"', 1),
        lambda text: text.replace('"memory": 1', '"memoir": 1'),
        lambda text: text.replace('"fill": 0.0', '"fill": "x"'),
        lambda text: text.replace('"words"', '"wards"', 1),
        lambda text: text.replace('"inputs": {', '"inputs": 3, "x": {'),
    ],
)
def test_broken_json(graph, spoil):
    text = spoil(graph.to_json())
    assert text != graph.to_json()
    with pytest.raises(ff.GraphError) as caught:
        ff.Graph.from_json(text)
    assert caught.value.code == "FF-E302"


@pytest.mark.parametrize("order", ["ikj", "ijk"])
@pytest.mark.parametrize("profile", ["ideal", "pipelined"])
def test_json_round_trip(matmul, order, profile):
    graph = matmul(order, profile=profile).graph
    again = ff.Graph.from_json(graph.to_json())
    assert again.to_json() == graph.to_json()
    assert [n.name for n in again.nodes] == [n.name for n in graph.nodes]
    assert (again.channels, again.memories, again.inputs, again.outputs, again.copies, again.profile) == (
        graph.channels, graph.memories, graph.inputs, graph.outputs, graph.copies, graph.profile)


def test_json_holds_infinite_fills():
    a = ff.Spec((3,), ff.Format("c"), fill=float("-inf"))
    graph = ff.compile(ff.parse("Y[i] = -A[i]"), {"A": a}).kernels[0].graph
    again = ff.Graph.from_json(graph.to_json())
    assert again.inputs["A"].fill == float("-inf") and again.outputs["Y"].fill == float("inf")


def test_dot_has_every_node_and_channel(graph):
    dot = graph.to_dot()
    assert dot.startswith("digraph") and dot.count("{") == dot.count("}")
    assert re.findall(r'(?m)^  "(\w+)" \[', dot) == [n.name for n in graph.nodes]
    assert re.findall(r'(?m)^  "(\w+)" -> "(\w+)"', dot) == [(c.src[0], c.dst[0]) for c in graph.channels]


def test_networkx(graph):
    g = graph.to_networkx()
    assert set(g) == {n.name for n in graph.nodes}
    assert g.number_of_edges() == len(graph.channels)
    assert {key for *_, key in g.edges(keys=True)} == {c.name for c in graph.channels}
    assert all(g.nodes[n.name]["kind"] == n.kind for n in graph.nodes)


def test_depths_change_all_but_locks(graph):
    deeper = graph.with_depth(3)
    assert {c.depth for c in deeper.channels if c.src[1] != "handover"} == {3}
    assert {c.depth for c in deeper.channels if c.src[1] == "handover"} == {1}
