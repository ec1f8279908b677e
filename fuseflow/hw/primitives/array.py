"""array in hardware; its specification is `fuseflow.machine.primitives.array`."""

from __future__ import annotations

from amaranth.hdl import Const, Mux

from fuseflow.hw.node import Node, Token, absent, act, with_data


class Array(Node):
    def latencies(self):
        return {"rl": self.profile.memory}

    def reads(self):
        return {"vals": "vals"} | ({} if self.params["present"] is None else {"present": "present"})

    def tags(self):
        return [*(["present"] if "present" in self.reads() else []), f"rl{self.profile.memory}"]

    def actions(self, m):
        (ref,), (val,) = self.inputs, self.outputs
        val.late = with_data(m, val.token, self.profile.memory, self.read(m, "vals", ref.data))
        if "present" in self.reads():
            present = self.read(m, "present", Const(0, 32))
            val.late = Mux(Token(val.late).is_item & (present == 0), absent(), val.late)
        return (act(pop=ref, push={val: ref.head}),)
