"""source and sink: they stand around a primitive under test, and stall. No compiler places them.

source pushes the tokens of its memory `tokens` (a stream of `type`, depth `level`), each some cycles after the
one before. Token k is three words: 3k: kind + 4 * gap, 3k+1 and 3k+2: data, low word first. L = `latency`::

    armed by go, or running; wait = 0: -> token k {k += 1, wait := gap}        wait > 0: wait -= 1 in every cycle
    after D: {k = 0, wait = 0, not running}

sink pops everything, some cycles after the pop before: `gaps` has 64 words, the k-th pop is followed by gaps[k mod 64]
idle cycles. Its pop of D ends it like a writer::

    x, wait = 0: pop {wait := gaps[k], k += 1 mod 64}        D: {k = 0, wait = 0}
"""

from fuseflow.machine.graph import NodeKind, Port
from fuseflow.machine.token import decode, decode_flagged


def _source_ports(params):
    return (), (Port("out", params["type"], params["level"]),)


def _source_apply(params, memories):
    words = memories[params["tokens"]]
    tokens = []
    for k in range(0, len(words), 3):
        tokens.append((words[k] & 3, words[k + 1] | words[k + 2] << 32))
        if tokens[-1][0] == 3:
            break
    read = decode_flagged if params["type"] == "val+last" else decode
    return (read(tokens, params["level"]),)


SOURCE = NodeKind(
    "source",
    frozenset({"type", "level", "tokens", "latency"}),
    _source_ports,
    _source_apply,
    latency=lambda params, profile: {"out": params["latency"]},
    uses=("tokens",),
)


def _sink_ports(params):
    return (Port("in", params["type"], params["level"]),), ()


SINK = NodeKind("sink", frozenset({"type", "level", "gaps"}), _sink_ports, lambda *_: (), uses=("gaps",))
