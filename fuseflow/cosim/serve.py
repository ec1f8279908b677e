"""What runs inside the simulator for a parent process that asks through a socket: `fuseflow.cosim.rtl`."""

from __future__ import annotations

import json
import os
import socket
import struct
from array import array

import cocotb
from bench import Bench, Ending
from recorder import Recorder


@cocotb.test()
async def serve(dut):
    """Do what the parent process asks for, until it closes the socket.

    A request is a line of JSON, [operation, arguments, bytes that follow]; answers are (tag, length) and that many
    bytes. load: [[base, count], ...] and the words. read: [[base, count], ...], answered by the words. reset. run:
    see `_run`, answered by records (tag ``r``; ``n`` from a `Recorder`) and one ending (tag ``e``) per run.
    """
    link = socket.socket(fileno=int(os.environ["FUSEFLOW_SOCKET"]))
    requests = link.makefile("rb")

    def answer(tag: bytes, data: bytes) -> None:
        link.sendall(struct.pack("<cQ", tag, len(data)) + data)

    bench = Bench(dut)
    await bench.begin()
    answer(b"k", json.dumps([len(dut.events), len(dut.heads)]).encode())
    widths = json.loads(os.environ["FUSEFLOW_WIDTHS"])
    recorder, tag = (Recorder(dut, bench, widths), b"n") if Recorder.present() else (bench, b"r")
    while line := requests.readline():
        operation, arguments, size = json.loads(line)
        data = requests.read(size)
        if operation == "load":
            words = memoryview(data).cast("I")
            for base, count in arguments:
                await bench.load(base, words[:count])
                words = words[count:]
        elif operation == "read":
            words = array("I")
            for base, count in arguments:
                words.extend(await bench.read(base, count))
            answer(b"w", words.tobytes())
        elif operation == "reset":
            await bench.reset()
        else:
            await _run(bench, recorder, lambda rows: answer(tag, rows), answer, **arguments)


async def _run(bench, recorder, emit, answer, gap: int, reset_after: int | None, second_start: bool, poke: int | None,
               limit: int):
    """One run, or two in a row, after `gap` idle cycles and, if asked for, one that is cut short by a reset."""
    faults = []
    if reset_after is not None:
        faults += await bench.abort(reset_after)
    await bench.wait(gap)
    started = await bench.start()
    for k in range(1 + second_start):
        if not started:
            ending = Ending("never started", 0, [(0, "start did not lead to busy before the first event")])
        else:
            ending = await recorder.record(emit, limit, second_start and k == 0, poke)
        faults += ending.faults
        answer(b"e", json.dumps([ending.how, ending.cycles, faults]).encode())
        started, faults = started and ending.how == "done" and bench.busy() == "1", []
