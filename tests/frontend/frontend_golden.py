"""Write the golden files anew: ``python tests/frontend/frontend_golden.py``; then read the difference."""

import runpy
import sys
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]


def gcn_karate():
    from fuseflow.models import load

    return load("gcn")()


def gcn_example():
    return runpy.run_path(str(ROOT / "examples" / "gcn.py"))["build"]()


MODELS = {"gcn_karate": gcn_karate, "gcn_example": gcn_example}


def listing(program) -> str:
    """The text of a program, and where its statements come from, relative to the project."""
    lines = [str(program), "", "# inputs"]
    lines += [f"# {n}: {program.sources[n]}, {f}, {program.shapes[n]}" for n, f in program.formats.items()]
    lines += ["", "# name, module, source"]
    for s in program.statements:
        file, _, _ = s.source.rpartition(":")
        lines.append(f"# {s.name}, {s.module}, {Path(file).relative_to(ROOT)}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from fuseflow.frontend import trace

    for name, build in MODELS.items():
        (GOLDEN / f"{name}.ein").write_text(listing(trace(*build())), encoding="utf-8")
