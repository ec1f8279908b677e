"""What a token, a channel, a primitive and a dataflow graph are. Specification only: nothing here is a simulator."""
