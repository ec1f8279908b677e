"""Which streams of a fusion table can hold N (absent)."""

from __future__ import annotations

from fuseflow.compiler.table import Ref, Table


def may_be_absent(table: Table, ref: Ref) -> bool:
    """Can the stream hold N? A static superset."""
    cell = table.cell(ref)
    match cell.op:
        case "root" | "scan" | "accumulate":
            return False
        case "intersect" if ref.port != "crd":
            k = int(ref.port[1:]) + 1 + (1 + len(cell["a"]) if ref.port[0] == "b" else 0)
            return may_be_absent(table, cell.args[k])
        case "repeat" | "replay" | "locate":
            return may_be_absent(table, cell.args[0])
        case "realign":
            return may_be_absent(table, cell.args[2])
        case "array":
            return cell["present"] or may_be_absent(table, cell.args[0])
        case "alu":
            absent = [may_be_absent(table, x) for x in cell.args]
            if cell["annihilators"]:
                return any(absent[k] for k in cell["annihilators"])
            return not cell["full"] and all(absent)
    return True
