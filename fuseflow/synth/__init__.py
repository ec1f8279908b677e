"""How large and how fast is the hardware on an FPGA? Synthesis by Yosys, placement and routing by nextpnr, on an ECP5.

What is measured stands between registers: every bit of every port has one, outside of what is counted, so that each
path of the design lies between two registers. There are no pins, clock and reset reach every register at the same
time (``nextpnr-ecp5 --out-of-context``), and a design is flattened before it is optimised.
"""

from fuseflow.synth.area import Area
from fuseflow.synth.cases import CASES, Case, select
from fuseflow.synth.measure import DEVICE, Measurement, kernel, measure
from fuseflow.synth.tools import installed, versions

__all__ = [
    "CASES", "DEVICE", "Area", "Case", "Measurement", "installed", "kernel", "measure", "select", "versions",
]
