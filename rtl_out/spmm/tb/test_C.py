"""RTL against what the simulator said, in every cycle of every channel. Needs cocotb only; see the Makefile.

``expected.json``, next to this file, holds the address map, the channels, the cycle of every push and pop, every token
and the results; numbers are packed as 8 bytes each, compressed, in base64; cycles as differences.
"""

from __future__ import annotations

import json
import zlib
from array import array
from base64 import b64decode
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

import cocotb
from bench import Bench, decode
from check import compare

HERE = Path(__file__).resolve().parent


def unpack(text: str) -> list[int]:
    return array("Q", zlib.decompress(b64decode(text))).tolist()


def channel(push, pop, tokens) -> SimpleNamespace:
    return SimpleNamespace(push=list(push), pop=list(pop), tokens=list(tokens))


@cocotb.test()
async def equal_in_every_cycle(dut):
    expected = json.loads((HERE / "expected.json").read_text())
    names = [c["name"] for c in expected["channels"]]
    bench = Bench(dut)
    await bench.begin()
    for memory in expected["memories"].values():
        if "file" in memory:
            words = [int(line, 16) for line in (HERE.parent / "mem" / memory["file"]).read_text().split()]
        else:
            words = unpack(memory["preset"]) if "preset" in memory else []
        await bench.load(memory["base"], words)

    records: list[bytes] = []
    assert await bench.start(), "start did not lead to busy"
    ending = await bench.record(records.append, limit=2 * expected["cycles"] + 10_000)

    simulator = SimpleNamespace(cycles=expected["cycles"], channels={
        c["name"]: channel(
            accumulate(unpack(c["push"])), accumulate(unpack(c["pop"])),
            zip(unpack(c["kinds"]), unpack(c["data"]), strict=True),
        )
        for c in expected["channels"]
    })
    seen = decode(b"".join(records), [c["width"] for c in expected["channels"]])
    rtl = SimpleNamespace(cycles=ending.cycles, faults=ending.faults, channels={
        name: channel(*log) for name, log in zip(names, seen, strict=True)
    })
    graph = SimpleNamespace(channels=[
        SimpleNamespace(name=c["name"], type=c["type"], latency=c["latency"]) for c in expected["channels"]
    ])
    mismatches = [str(m) for m in compare(graph, simulator, rtl)]
    assert not mismatches, f"{len(mismatches)} mismatches:\n" + "\n".join(mismatches[:20])
    assert ending.how == "done", f"the kernel is {ending.how}"

    for name, memory in expected["memories"].items():
        if "result" in memory:
            words = unpack(memory["result"])
            assert await bench.read(memory["base"], len(words)) == words, f"memory {name} has other words"
    print(f"{len(names)} channels, {expected['tokens']:,} tokens, {ending.cycles:,} cycles: every cycle equal")
