"""The action tables of the nodes without arithmetic, written down once more from the docstrings of their specification.

`fuseflow.machine.primitives` has them in words; here every line is a `Row` with its whole condition.
"""

from __future__ import annotations

from tests.formal.table import Row, Table


def before(x: str, y: str) -> str:
    return f"{x}_item && (!{y}_item || {x}_value < {y}_value)"


def closes(x: str, level: int) -> str:
    return f"({x}_stop && {x}_level == {level})"


def heads(*ports: str) -> dict[str, str]:
    """Outputs that pass on the heads of the inputs of the same names."""
    return {p: f"{p}_head" for p in ports}


def number(value: str) -> str:
    return f"{{{value}, ITEM}}"


def stop(level) -> str:
    return f"{{8'd{level}, STOP}}"


ROOT = Table(
    registers={"sent": (1, 0)},
    rows={
        "idle, go": Row("!sent && go", push={"ref": number("32'd0")}, then={"sent": "1"}),
        "sent": Row("sent", push={"ref": "DONE"}, then={"sent": "0"}),
    },
)

FORK = Table(
    params={"type": "ref", "level": 1, "n": 3},
    rows={"any": Row("1", pop="in", push=dict.fromkeys(("out0", "out1", "out2"), "in_head"))},
)

REPEAT = Table(
    params={"type": "ref", "level": 1},
    legal=["!rep_absent"],
    rows={
        "item": Row("rep_item", need="base", pop="rep", push={"out": "base_head"}),
        "S0": Row("rep_stop && rep_level == 0", pop="base rep", push={"out": "rep_head"}),
        "S(n+1)": Row("rep_stop && rep_level != 0", pop="base rep", push={"out": "rep_head"}),
        "D": Row("rep_done", pop="base rep", push={"out": "rep_head"}),
    },
)


def replay(extra: int, size: int, rl: int) -> Table:
    end = closes("payload", extra - 1)
    store = {"buffer[stored]": "payload_head", "stored": "stored + 1"}
    again = {"out": "buffer[following]"}
    room = f"stored < {size}"
    return Table(
        params={"type": "val", "level": 1, "extra": extra, "size": size}, rl=rl, latency={"out": rl + 1},
        registers={"sending": (1, 0), "stored": (4, 0), "following": (4, 0), "buffer": (34, 8, None)},
        legal=["!rep_absent", "!(sending && rep_visible) || rep_item || (rep_stop && rep_level == 0)"],
        rows={
            "storing, item, not end": Row(f"!sending && rep_item && !{end} && {room}", need="rep", pop="payload",
                                          push={"out": "payload_head"}, then=store),
            "storing, item, end": Row(f"!sending && rep_item && {end} && {room}", pop="rep payload",
                                      push={"out": "payload_head"}, then={**store, "sending": "1"}),
            "storing, S0, not end": Row(f"!sending && {closes('rep', 0)} && !{end}", need="rep", pop="payload"),
            "storing, S0, end": Row(f"!sending && {closes('rep', 0)} && {end}", pop="rep payload",
                                    push={"out": stop(extra)}),
            "storing, S(n+1)": Row("!sending && rep_stop && rep_level != 0", pop="rep payload",
                                   push={"out": f"{{rep_level + 8'd{extra}, STOP}}"}),
            "storing, D": Row("!sending && rep_done", pop="rep payload", push={"out": "rep_head"}),
            "sending, item, more to come": Row("sending && rep_item && following + 4'd1 != stored", need="rep",
                                               push=again, then={"following": "following + 1"}),
            "sending, item, last one": Row("sending && rep_item && following + 4'd1 == stored", pop="rep", push=again,
                                           then={"following": "0"}),
            "sending, S0": Row("sending && !rep_item", pop="rep", push={"out": stop(extra)},
                               then={"sending": "0", "stored": "0"}),
        },
    )


def locate(flat: bool, rl: int) -> Table:
    pop = "ref crd" if flat else "crd"
    return Table(
        params={"level": 1, "size": 5, "flat": flat}, rl=rl, latency={"ref": rl + 1},
        legal=["!crd_absent", "!(ref_visible && crd_visible && crd_item) || ref_leaf"],
        rows={
            "item, ref": Row("crd_item && ref_item", need="ref", pop=pop,
                             push={"ref": number("ref_value * 32'd5 + crd_value")}),
            "item, N": Row("crd_item && ref_absent", need="ref", pop=pop, push={"ref": "ABSENT"}),
            "stop": Row("crd_stop", pop="ref crd", push={"ref": "crd_head"}),
            "D": Row("crd_done", pop="ref crd", push={"ref": "crd_head"}),
        },
    )


LOOKUP = Table(
    params={"level": 1},
    registers={"found": (1, 0)},
    legal=["!crd_absent", "!(want_visible && crd_visible && crd_item) || want_item"],
    rows={
        "the one wanted": Row("crd_item && crd_value == want_value", need="want", pop="crd ref",
                              push={"out": "ref_head"}, then={"found": "1"}),
        "another": Row("crd_item && crd_value != want_value", need="want", pop="crd ref"),
        "S0, not found": Row(f"{closes('crd', 0)} && !found", pop="want crd ref", push={"out": "ABSENT"}),
        "S0, found": Row(f"{closes('crd', 0)} && found", pop="want crd ref", then={"found": "0"}),
        "S(n+1)": Row("crd_stop && crd_level != 0", pop="want crd ref", push={"out": "want_head"}),
        "D": Row("crd_done", pop="want crd ref", push={"out": "want_head"}),
    },
)


def intersect(a: list[str], b: list[str]) -> Table:
    in_a, in_b = ([f"{side}{k}" for k in range(len(types))] for side, types in (("a", a), ("b", b)))
    every = " ".join(["crd_a", *in_a, "crd_b", *in_b])
    return Table(
        params={"level": 1, "a": a, "b": b},
        rows={
            "a first": Row(before("crd_a", "crd_b"), need="crd_b", pop=" ".join(["crd_a", *in_a])),
            "b first": Row(before("crd_b", "crd_a"), need="crd_a", pop=" ".join(["crd_b", *in_b])),
            "both": Row(_together("crd_a", "crd_b"), pop=every, push={"crd": "crd_a_head", **heads(*in_a, *in_b)}),
        },
    )


def union(a: list[str], b: list[str]) -> Table:
    in_a, in_b = ([f"{side}{k}" for k in range(len(types))] for side, types in (("a", a), ("b", b)))
    return Table(
        params={"level": 1, "a": a, "b": b},
        rows={
            "a first": Row(before("crd_a", "crd_b"), need="crd_b", pop=" ".join(["crd_a", *in_a]),
                           push={"crd": "crd_a_head", **heads(*in_a), **dict.fromkeys(in_b, "ABSENT")}),
            "b first": Row(before("crd_b", "crd_a"), need="crd_a", pop=" ".join(["crd_b", *in_b]),
                           push={"crd": "crd_b_head", **heads(*in_b), **dict.fromkeys(in_a, "ABSENT")}),
            "both": Row(_together("crd_a", "crd_b"), pop=" ".join(["crd_a", *in_a, "crd_b", *in_b]),
                        push={"crd": "crd_a_head", **heads(*in_a, *in_b)}),
        },
    )


def _together(x: str, y: str) -> str:
    """Equal items, or no items."""
    return f"({x}_item && {y}_item && {x}_value == {y}_value) || (!{x}_item && !{y}_item)"


LEFT_JOIN = Table(
    params={"level": 1, "b": ["ref", "val"]},
    rows={
        "b first": Row(before("crd_b", "crd_a"), need="crd_a", pop="crd_b b0 b1"),
        "a first": Row(before("crd_a", "crd_b"), need="crd_b", pop="crd_a", push={"b0": "ABSENT", "b1": "ABSENT"}),
        "both": Row(_together("crd_a", "crd_b"), pop="crd_a crd_b b0 b1", push=heads("b0", "b1")),
    },
)


def realign(extra: int) -> Table:
    end = closes("payload", extra - 1)
    equal = "old_item && new_item && old_value == new_value"
    out = {"out": "payload_head"}
    return Table(
        params={"type": "val", "level": 1, "extra": extra},
        rows={
            "old alone, not end": Row(f"{before('old', 'new')} && !{end}", need="old new", pop="payload"),
            "old alone, end": Row(f"{before('old', 'new')} && {end}", need="new", pop="old payload"),
            "new alone": Row(before("new", "old"), need="old", pop="new", push={"out": stop(extra - 1)}),
            "equal, not end": Row(f"{equal} && !{end}", need="old new", pop="payload", push=out),
            "equal, end": Row(f"{equal} && {end}", pop="old new payload", push=out),
            "no items": Row("!old_item && !new_item", pop="old new payload", push=out),
        },
    )


def bounds(kind: str, rl: int) -> Table:
    # A dense level knows its bounds when it pushes, those of a compressed one come from memory: 1 marks their place.
    pair = {"c": "{64'd1, ITEM}", "d": "{ref_value * 32'd3 + 32'd3, ref_value * 32'd3, ITEM}"}[kind]
    reads = {"lo": "ref_value", "hi": "ref_value + 32'd1"} if kind == "c" else {}
    late = "bounds_then == {64'd1, ITEM} ? {mem_hi_word, mem_lo_word, ITEM} : bounds_then"
    return Table(
        params={"level": 1, "kind": kind, "size": 3, "seg": "seg" if kind == "c" else None}, rl=rl,
        latency={"bounds": rl + 1}, late={"bounds": late} if kind == "c" else {},
        rows={
            "ref": Row("ref_item", pop="ref", push={"bounds": pair}, reads=reads),
            "N": Row("ref_absent", pop="ref", push={"bounds": "{64'd0, ITEM}"}),
            "stop": Row("ref_stop", pop="ref", push={"bounds": "ref_head"}),
            "D": Row("ref_done", pop="ref", push={"bounds": "ref_head"}),
        },
    )


def gen(kind: str, rl: int) -> Table:
    """`mode` is 0: idle, 1: run, 2: close."""
    lo, hi = "bounds_value[31:0]", "bounds_value[63:32]"
    first, current = ("32'd0", "32'd0") if kind == "c" else ("32'd0", "cur - low")
    late = "crd_then[1:0] == ITEM ? {mem_crd_word, ITEM} : crd_then"
    both = {"crd": stop(0), "ref": stop(0)}

    def reads(address):
        return {"crd": address} if kind == "c" else {}

    return Table(
        params={"level": 1, "kind": kind, "crd": "crd" if kind == "c" else None}, rl=rl,
        latency={"crd": rl + 1} if kind == "c" else {}, late={"crd": late} if kind == "c" else {},
        registers={"mode": (2, 0), "cur": (32, 0), "end_": (32, 0), "low": (32, 0)},
        legal=["!bounds_absent", f"!(bounds_visible && bounds_item) || {lo} <= {hi}"],
        rows={
            "idle, lo < hi": Row(
                f"mode == 0 && bounds_item && {lo} < {hi}", pop="bounds",
                push={"crd": number(first), "ref": number(lo)}, reads=reads(lo),
                then={"mode": f"{lo} + 32'd1 < {hi} ? 1 : 2", "cur": f"{lo} + 32'd1", "end_": hi, "low": lo}),
            "idle, lo = hi": Row(f"mode == 0 && bounds_item && {lo} == {hi}", pop="bounds", push=both),
            "idle, Sn": Row("mode == 0 && bounds_stop", pop="bounds",
                            push=dict.fromkeys(("crd", "ref"), "{bounds_raised, STOP}")),
            "idle, D": Row("mode == 0 && bounds_done", pop="bounds", push={"crd": "DONE", "ref": "DONE"}),
            "run": Row("mode == 1", push={"crd": number(current), "ref": number("cur")}, reads=reads("cur"),
                       then={"mode": "cur + 32'd1 < end_ ? 1 : 2", "cur": "cur + 32'd1"}),
            "close": Row("mode == 2", push=both, then={"mode": "0"}),
        },
    )


DROP_ABSENT = Table(
    params={"level": 1},
    legal=["!(crd_visible && val_visible && crd_item) || val_leaf"],
    rows={
        "item, item": Row("crd_item && val_item", pop="crd val", push=heads("crd", "val")),
        "item, N": Row("crd_item && val_absent", pop="crd val"),
        "no items": Row("!crd_item", pop="crd val", push=heads("crd", "val")),
    },
)

DROP_EMPTY = Table(
    params={"level": 1, "outer": ["ref"], "inner": ["val"]},
    registers={"is_open": (1, 0)},
    legal=["!inner_visible || !is_open || inner_item || (inner_stop && inner_level == 0)",
           "!inner_visible || !outer_visible || is_open || !outer_item || inner_item || "
           "(inner_stop && inner_level == 0)"],
    rows={
        "closed, empty fiber": Row(f"!is_open && outer_item && {closes('inner', 0)}", pop="outer o0 inner i0"),
        "closed, fiber": Row("!is_open && outer_item && inner_item", pop="outer o0 inner i0",
                             push=heads("outer", "o0", "inner", "i0"), then={"is_open": "1"}),
        "closed, Sn or D": Row("!is_open && !outer_item", pop="outer o0 inner i0",
                               push=heads("outer", "o0", "inner", "i0")),
        "open, item": Row("is_open && inner_item", pop="inner i0", push=heads("inner", "i0")),
        "open, S0": Row("is_open && !inner_item", pop="inner i0", push=heads("inner", "i0"), then={"is_open": "0"}),
    },
)


def squeeze(fiber: int) -> Table:
    return Table(
        params={"type": "crd", "level": 4, "fiber": fiber},
        registers={"first": (1, 1)},
        rows={
            "empty fiber": Row(f"{closes('in', fiber)} && first", pop="in"),
            "end of a fiber": Row(f"in_stop && in_level >= {fiber} && !(first && in_level == {fiber})", pop="in",
                                  push={"out": "in_head"}, then={"first": "1"}),
            "inside": Row(f"in_leaf || (in_stop && in_level < {fiber})", pop="in", push={"out": "in_head"},
                          then={"first": "0"}),
            "D": Row("in_done", pop="in", push={"out": "in_head"}, then={"first": "1"}),
        },
    )


LAST = Table(
    params={"level": 1, "count": True},
    registers={"has": (1, 0), "held": (32, 0), "n": (32, 0)},
    rows={
        "item, empty": Row("val_item && !has", pop="val", then={"has": "1", "held": "val_value", "n": "1"}),
        "item, held": Row("val_item && has", pop="val", push={"flagged": "{1'b0, held, ITEM}"},
                          then={"held": "val_value", "n": "n + 1"}),
        "N": Row("val_absent", pop="val"),
        "S0, held": Row(f"{closes('val', 0)} && has", pop="val",
                        push={"flagged": "{1'b1, held, ITEM}", "count": number("n")}, then={"has": "0"}),
        "S0, empty": Row(f"{closes('val', 0)} && !has", pop="val", push={"flagged": stop(0), "count": "ABSENT"}),
        "S(n+1)": Row("val_stop && val_level != 0", pop="val",
                      push={"flagged": "val_head", "count": "{val_lowered, STOP}"}),
        "D": Row("val_done", pop="val", push={"flagged": "DONE", "count": "DONE"}),
    },
)

TABLES: dict[str, list[Table]] = {
    "root": [ROOT],
    "fork": [FORK],
    "repeat": [REPEAT],
    "replay": [replay(1, 3, 1), replay(2, 3, 2)],
    "locate": [locate(flat, rl) for flat in (False, True) for rl in (1, 2)],
    "lookup": [LOOKUP],
    "intersect": [intersect([], []), intersect(["ref"], ["val"])],
    "union": [union([], []), union(["ref", "val"], ["ref"])],
    "left_join": [LEFT_JOIN],
    "realign": [realign(1), realign(2)],
    "bounds": [bounds(kind, rl) for kind in "cd" for rl in (1, 2)],
    "gen": [gen(kind, rl) for kind in "cd" for rl in (1, 2)],
    "drop_absent": [DROP_ABSENT],
    "drop_empty": [DROP_EMPTY],
    "squeeze": [squeeze(0), squeeze(1)],
    "last": [LAST],
}
"""For each kind of node, its table for some parameters."""
