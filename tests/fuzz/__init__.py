"""The program fuzzer: random whole programs, compiled and simulated, against the interpreter."""
