"""RTL in a simulator: built once, started once, asked many times."""

from __future__ import annotations

import json
import shutil
import socket
import struct
import subprocess
import tempfile
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from fuseflow.cosim import simulators
from fuseflow.cosim.record import Recording, RtlLog
from fuseflow.errors import ToolError
from fuseflow.hw.host import host_map
from fuseflow.machine.graph import TYPES, Graph

LIMIT = 100_000_000

SILENCE = 600.0
"""Seconds after which a simulator that says nothing is ended. In a run it does so every 2^16 cycles, at the latest."""


class Run(NamedTuple):
    """What `RtlSimulation.run` returns: the log, the memories that were asked for, and the log of a second run."""

    log: RtlLog
    results: dict[str, list[int]]
    second: RtlLog | None


class RtlSimulation:
    """The RTL of a graph, simulated by Verilator or Icarus under cocotb; a context manager.

    Parameters
    ----------
    graph : Graph
        Gives the names and types of the channels, and the memories.
    rtl : object with `verilog` (text) and `top` (module name)
        Emitted with heads.
    simulator : {"verilator", "icarus"}
    directory : path, optional
        Where builds are kept, by a hash of the Verilog; otherwise `simulators.cache_folder`.
    waves : bool or path
        Write a VCD file: to this path, or to ``GRAPH.vcd`` in `directory` or the current folder (`waves` then holds
        the path). It is complete after `close`.

    Raises
    ------
    ToolError
        FF-E501: the simulator, or something that it needs, is not installed. FF-E502: the build failed, or the
        simulator ended by itself; with the end of its output.
    """

    def __init__(self, graph: Graph, rtl, simulator: str = "verilator", directory: Path | str | None = None,
                 waves: bool | Path | str = False):
        self.graph, self.simulator = graph, simulator
        self.memories = {m.name: m for m in graph.memories}
        self.base = host_map(graph.memories)
        folder = Path(directory) if directory is not None else None
        self.waves: Path | None = None
        if waves:
            name = f"{graph.name}.vcd"
            self.waves = ((folder or Path.cwd()) / name if waves is True else Path(waves)).resolve()
        built = simulators.build(
            rtl.verilog, rtl.top, simulator, (folder or simulators.cache_folder()).resolve(), waves=bool(waves)
        )
        self._process: subprocess.Popen | None = None
        self._link: socket.socket | None = None
        self._answers: BinaryIO | None = None
        self._unfinished = False
        self._folder = Path(tempfile.mkdtemp(prefix="fuseflow-rtl-"))
        try:
            self._start(built, rtl.top)
        except BaseException:
            self.close()
            raise

    def _start(self, built: Path, top: str) -> None:
        for name in ("bench.py", "recorder.py", "serve.py"):
            shutil.copy(Path(__file__).with_name(name), self._folder / name)
        widths = [TYPES[c.type] for c in self.graph.channels]
        env = simulators.environment(top, "serve", self._folder) | {"FUSEFLOW_WIDTHS": json.dumps(widths)}
        self._link, theirs = socket.socketpair()
        self._link.settimeout(SILENCE)
        with theirs, open(self._folder / "log.txt", "wb") as log:
            # A session of its own: Ctrl-C reaches this process only, which then ends the simulator.
            self._process = subprocess.Popen(
                simulators.command(self.simulator, built, self.waves),
                cwd=self._folder, env=env | {"FUSEFLOW_SOCKET": str(theirs.fileno())}, pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )
        self._answers = self._link.makefile("rb")
        events, heads = json.loads(self._answer(b"k"))
        row = Recording(self.graph.channels).row
        if 8 + events + heads != row or events != 2 * len(self.graph.channels):
            raise ToolError(
                "FF-E502", f"the Verilog is not that of graph {self.graph.name!r}: {events} bits of events and {heads} "
                f"of heads for {len(self.graph.channels)} channels", hint="emit it with heads=True",
            )

    def __enter__(self) -> RtlSimulation:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        """End the simulator. Nothing stays behind but a file of waves."""
        if self._link is not None:
            self._link.close()
            if self._answers is not None:
                self._answers.close()
            self._link = None
        if self._process is not None:
            try:
                self._process.wait(timeout=20 if self.waves else 2)
            except BaseException as error:
                simulators.stop(self._process)
                if not isinstance(error, subprocess.TimeoutExpired):
                    raise
            finally:
                self._process = None
        shutil.rmtree(self._folder, ignore_errors=True)

    def run(
        self,
        images: Mapping[str, Sequence[int]],
        *,
        read: Sequence[str] = (),
        gap: int = 0,
        reset_after: int | None = None,
        second_start: bool = False,
        poke: int | None = None,
        limit: int = LIMIT,
    ) -> Run:
        """Load memories, run the kernel, read memories back. A run that was not done is followed by a reset.

        Parameters
        ----------
        images : mapping of memory name -> words
            Written from word 0 on; a memory that is not mentioned, and words beyond the end, keep what they hold.
        read : names of memories
            Read after the (last) run.
        gap : int
            Idle cycles before start.
        reset_after : int, optional
            First start once, and reset after so many cycles.
        second_start : bool
            Start again in the very cycle in which done rises, on what the memories then hold.
        poke : int, optional
            Also pulse start in this cycle of the run, where it must be ignored.
        limit : int
            Give up after so many cycles.

        Returns
        -------
        Run
            (log, {memory: words}, log of the second run or None). A log's `ending` says if the kernel was done.
        """
        if self._unfinished:
            self._ask("reset", None)
            self._unfinished = False
        self.load(images)
        self._ask("run", {"gap": gap, "reset_after": reset_after, "second_start": second_start, "poke": poke,
                          "limit": limit})
        log = self._log()
        second = self._log() if second_start else None
        return Run(log, self.read(read), second)

    def load(self, images: Mapping[str, Sequence[int]]) -> None:
        """Write memories through the host port."""
        places, words = [], []
        for name, image in images.items():
            if len(image) > self.memories[name].words:
                raise ToolError(
                    "FF-E503", f"{len(image)} words for memory {name!r}, which holds {self.memories[name].words}"
                )
            places.append([self.base[name], len(image)])
            words.append(np.asarray(image, np.uint32).tobytes())
        self._ask("load", places, b"".join(words))

    def read(self, names: Sequence[str]) -> dict[str, list[int]]:
        """Read whole memories through the host port."""
        if not names:
            return {}
        self._ask("read", [[self.base[name], self.memories[name].words] for name in names])
        words = array("I", self._answer(b"w"))
        out, at = {}, 0
        for name in names:
            out[name] = words[at : at + self.memories[name].words].tolist()
            at += self.memories[name].words
        return out

    def _log(self) -> RtlLog:
        recording = Recording(self.graph.channels)
        while True:
            tag, data = self._receive()
            if tag == b"e":
                log = recording.log(*json.loads(data))
                self._unfinished = log.ending != "done"
                return log
            (recording.take if tag == b"n" else recording.feed)(data)

    def _ask(self, operation: str, arguments, data: bytes = b"") -> None:
        try:
            self._link.sendall(json.dumps([operation, arguments, len(data)]).encode() + b"\n" + data)
        except TimeoutError:
            raise self._silent() from None
        except OSError:
            raise self._crash() from None

    def _answer(self, tag: bytes) -> bytes:
        got, data = self._receive()
        if got != tag:
            raise ToolError("FF-E502", f"the test bench answered {got!r} instead of {tag!r}")
        return data

    def _receive(self) -> tuple[bytes, bytes]:
        try:
            header = self._answers.read(9)
            if len(header) == 9:
                tag, size = struct.unpack("<cQ", header)
                data = self._answers.read(size)
                if len(data) == size:
                    return tag, data
        except TimeoutError:
            raise self._silent() from None
        raise self._crash()

    def _silent(self) -> ToolError:
        simulators.stop(self._process)
        return ToolError(
            "FF-E502", f"the simulation of {self.graph.name!r} said nothing for {SILENCE:g} s and was ended",
            where=simulators.tail(self._folder / "log.txt") or None,
            hint="is the machine busy, or asleep? If it happens again, please report the kernel",
        )

    def _crash(self) -> ToolError:
        try:
            code = self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            simulators.stop(self._process)
            code = self._process.returncode
        name = {"verilator": "Verilator", "icarus": "Icarus Verilog"}[self.simulator]
        return ToolError(
            "FF-E502", f"the simulation with {name} ended by itself (exit code {code})",
            where=simulators.tail(self._folder / "log.txt") or None,
        )
