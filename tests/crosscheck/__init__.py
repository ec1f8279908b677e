"""RTL against simulator and reference, for whole models and real data: ``python -m tests.crosscheck``."""
