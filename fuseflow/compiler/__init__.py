"""From Einsums to dataflow graphs: one file per intermediate representation, one per pass."""
