"""Arithmetic units side by side in one compiled simulation: a pair of operands a cycle, all results."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from amaranth.back import verilog
from amaranth.hdl import Cat, Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out
from verilate import verilate

from fuseflow.hw.float32 import Pipeline

MAIN = """
#include <cstdio>
#include "Vbench.h"

int main(int, char** argv) {
    FILE* operands = fopen(argv[1], "rb");
    FILE* results = fopen(argv[2], "wb");
    Vbench bench;
    for (unsigned pair[2]; fread(pair, sizeof pair, 1, operands);) {
        bench.a = pair[0];
        bench.b = pair[1];
        bench.clk = 0;
        bench.eval();
        fwrite(bench.results.data(), sizeof bench.results, 1, results);
        bench.clk = 1;
        bench.eval();
    }
    fclose(results);
}
"""


class Bench(wiring.Component):
    """The same operands into every unit, one word of `results` from each; then those of functions of `a`."""

    def __init__(self, units: Mapping[Hashable, Pipeline], functions: Mapping[Hashable, Callable]):
        self.units, self.functions = units, functions
        results = 32 * (len(units) + len(functions))
        super().__init__({"a": In(32), "b": In(32), "results": Out(results), "cycle": Out(32)})

    def elaborate(self, platform):
        m = Module()
        for number, unit in enumerate(self.units.values()):
            m.submodules[f"unit_{number}"] = unit
            m.d.comb += unit.a.eq(self.a)
            if hasattr(unit, "b"):
                m.d.comb += unit.b.eq(self.b)
        results = [unit.o for unit in self.units.values()] + [function(self.a) for function in self.functions.values()]
        m.d.comb += self.results.eq(Cat(results))
        m.d.sync += self.cycle.eq(self.cycle + 1)  # So there is a clock, even if no unit has a register.
        return m


@dataclass
class Program:
    """A compiled bench; `columns` are the keys of its units and functions."""

    path: Path
    columns: list

    def run(self, pairs: np.ndarray) -> dict[Hashable, np.ndarray]:
        """What each unit shows, cycle by cycle.

        Parameters
        ----------
        pairs : (n, 2) uint32 array
            Operands a and b of each cycle.
        """
        operands, results = self.path.with_name("operands"), self.path.with_name("results")
        pairs.tofile(operands)
        subprocess.run([self.path, operands, results], check=True)
        return dict(zip(self.columns, np.fromfile(results, np.uint32).reshape(-1, len(self.columns)).T, strict=True))


def build(folder: Path, units: Mapping[Hashable, Pipeline], functions: Mapping[Hashable, Callable] | None = None,
          optimise: str = "-O1") -> Program:
    """Compile a bench in an empty folder; `optimise` is g++'s option."""
    bench = Bench(units, functions or {})
    path = verilate(folder, verilog.convert(bench, name="bench", emit_src=False), "bench", MAIN, optimise)
    return Program(path, [*units, *bench.functions])
