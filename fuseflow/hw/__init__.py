"""Hardware: channels, arithmetic, memories and primitives as Amaranth components."""
