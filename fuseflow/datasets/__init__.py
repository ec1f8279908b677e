"""Graphs and masks: readers of what a user has, generators of what looks like the data sets of the FuseFlow paper.

No data set is shipped. A name stands for a random look-alike, and says so; the file of the real one is read.
"""

from fuseflow.datasets.bigbird import bigbird_mask
from fuseflow.datasets.generate import block_diagonal, power_law, uniform
from fuseflow.datasets.graph import Graph
from fuseflow.datasets.known import KNOWN, Known, load, look_alike
from fuseflow.datasets.readers import of_pyg, read_graph

__all__ = ["KNOWN", "Graph", "Known", "bigbird_mask", "block_diagonal", "load", "look_alike", "of_pyg", "power_law",
           "read_graph", "uniform"]
