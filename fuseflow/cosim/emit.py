"""Emitted RTL on disk: Verilog, memory images, a test bench that stands alone, a manifest, a README."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import fuseflow
from fuseflow.cosim.engine import run
from fuseflow.cosim.images import fresh, stored
from fuseflow.cosim.standalone import write_bench
from fuseflow.errors import ToolError
from fuseflow.hw.host import host_map
from fuseflow.hw.verilog import emit
from fuseflow.machine.elementary import ELEMENTARY
from fuseflow.machine.graph import Graph, unique
from fuseflow.machine.tables import sha256

PORTS = {"clk": 1, "rst": 1, "start": 1, "busy": 1, "done": 1, "cycles": 64, "stuck": 1, "host_addr": 32,
         "host_wdata": 32, "host_we": 1, "host_rdata": 32}


def emit_rtl(compiled, directory: Path, kernels: str, inputs: Mapping) -> dict:
    """Write the RTL of the kernels that `kernels` (globs) selects.

    Parameters
    ----------
    compiled : Compiled
    directory : path
        Of one kernel: it holds ``NAME.v``, ``mem/``, ``tb/``, ``manifest.json`` and ``README.md``. Of several: one such
        folder per kernel, and a manifest that lists them. Written aside and renamed: a folder is whole or not there.
        A folder that is there is replaced if it is one of ours.
    inputs : mapping of name -> tensor
        Operands of the run whose images and cycles are written, where they are not those compiled for.

    Returns
    -------
    dict
        The manifest.

    Raises
    ------
    Unsupported
        FF-U009 for a kernel with a product whose absent terms have too many powers.
    ToolError
        FF-E502 if the directory cannot be written, or holds something else.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())) \
            and not (directory / "manifest.json").exists():
        raise ToolError("FF-E502", f"{directory} exists, and is no folder of emitted RTL", hint="choose another folder")
    chosen = compiled.select(kernels)
    designs = {k.name: emit(k.graph, computes=str(k.fused)) for k in chosen}
    tensors = compiled.operands(inputs)
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    except OSError as error:
        raise ToolError("FF-E502", f"{directory} cannot be written: {error.strerror}") from error
    try:
        manifests = {}
        for kernel in compiled.kernels:
            images = compiled.images(kernel, tensors)
            memories = fresh(kernel.graph, images)
            log = run(kernel.graph, memories, log=True).log
            tensors |= stored(kernel.graph, memories)
            if kernel in chosen:
                own = unique(kernel.graph.name, {m["directory"] for m in manifests.values()})
                place = folder if len(chosen) == 1 else folder / own
                manifests[kernel.name] = {
                    "directory": own, **_write(place, kernel, designs[kernel.name], images, memories, log)}
            if len(manifests) == len(chosen):
                break
        manifest = next(iter(manifests.values()))
        if len(chosen) > 1:
            manifest = {"kernels": manifests}
            listing = {"kernels": {name: m["directory"] for name, m in manifests.items()}}
            (folder / "manifest.json").write_text(json.dumps(listing, indent=1) + "\n")
        os.chmod(folder, 0o755)
        if directory.exists():
            shutil.rmtree(directory)
        os.replace(folder, directory)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return manifest


def _write(folder: Path, kernel, rtl, images: Mapping, memories: Mapping, log) -> dict:
    graph = kernel.graph
    (folder / "mem").mkdir(parents=True, exist_ok=True)
    (folder / f"{graph.name}.v").write_text(rtl.verilog)
    for m in graph.memories:
        if m.direction == "in":
            (folder / "mem" / f"{m.name}.hex").write_text("".join(f"{w:08x}\n" for w in images[m.name].tolist()))
    results = {m.name: memories[m.name] for m in graph.memories if m.direction == "out"}
    write_bench(folder, graph, rtl, images, log, results)
    manifest = _manifest(kernel, rtl, log)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    (folder / "README.md").write_text(_readme(kernel, manifest))
    return manifest


def _manifest(kernel, rtl, log) -> dict:
    graph: Graph = kernel.graph
    base = host_map(graph.memories)
    return {
        "top": rtl.top,
        "statement": str(kernel.fused),
        "order": list(kernel.indices),
        "ports": {**PORTS, "events": 2 * len(graph.channels)},
        "parameters": {"profile": graph.profile.name, "memory_latency": graph.profile.memory},
        "graph_sha256": hashlib.sha256(graph.to_json().encode()).hexdigest(),
        "nodes": {n.name: n.kind for n in graph.nodes},
        "channels": [{"name": c.name, "type": c.type, "level": c.level, "depth": c.depth, "latency": c.latency}
                     for c in graph.channels],
        "depth_valid": kernel.depth_valid,
        "memories": {m.name: {"base": base[m.name], "words": m.words, "tensor": m.tensor, "role": m.role,
                              "level": m.level, "direction": m.direction} for m in graph.memories},
        "inputs": {name: {"shape": list(i.shape), "format": i.format, "fill": repr(i.fill)}
                   for name, i in graph.inputs.items()},
        "outputs": {name: {"shape": list(i.shape), "format": i.format, "fill": repr(i.fill)}
                    for name, i in graph.outputs.items()},
        "copies": list(graph.copies),
        "expected": {"cycles": log.cycles, "tokens": log.tokens},
        "modules": dict(rtl.modules),
        **_tables(graph),
        "versions": {"fuseflow": fuseflow.__version__, "amaranth": version("amaranth")},
    }


def _tables(graph: Graph) -> dict:
    """The tables that the expected values were computed with, where they matter."""
    used = any(n.kind == "alu" and n.params["op"] in ELEMENTARY for n in graph.nodes)
    return {"function_tables": sha256()} if used else {}


def _readme(kernel, manifest: dict) -> str:
    name = manifest["top"]
    return f"""# {name}

Dataflow order {" -> ".join(kernel.indices)}, profile {manifest["parameters"]["profile"]}:

```
{kernel.fused}
```

```
{kernel.table}
```

| file | what it is |
|-|-|
| `{name}.v` | the hardware, Verilog-2005 |
| `mem/` | levels and values of the operands, one 32-bit word a line |
| `tb/` | a bench that stands alone: `make SIM=verilator` in it compares every cycle of every channel |
| `manifest.json` | ports, memory map, nodes, channels, expected cycles |

With the data in `mem/` the kernel takes {manifest["expected"]["cycles"]:,} cycles. Write the operands through the host
port (`manifest.json`, `memories`: base addresses in words), set word 0 of every result's `seg` memory to 0 and all
words of its `vals` memory to its fill, pulse `start`, wait for `done`. Other data of the same shapes give their own
results, in the cycles that `fuseflow simulate` predicts for them.
"""
