"""The cycle-stepped simulator, the RTL under cocotb, and the proof that the two are equal."""
