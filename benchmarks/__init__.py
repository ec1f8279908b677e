"""Measure the engine, and compare with an earlier run: ``make bench``, or ``python -m bench --help``.

`cases` says what is measured, `graphs` and `models` hold the larger inputs, `measure` runs it, `record` describes the
machine, `report` prints and compares. Nothing here is shipped.
"""
