"""locate in hardware; its specification is `fuseflow.machine.primitives.locate`."""

from __future__ import annotations

from fuseflow.hw.node import Node, absent, act, delay, item, with_data


class Locate(Node):
    parameters = ("size", "flat")

    def latencies(self):
        return {"rl": self.profile.memory}

    def tags(self):
        return [*(["flat"] if self.params["flat"] else []), f"n{self.params['size']}", f"rl{self.profile.memory}"]

    def actions(self, m):
        (base, crd), (ref,) = self.inputs, self.outputs
        rl = self.profile.memory
        product = delay(m, (base.data * self.params["size"])[:32], 1, "product")
        position = (product + delay(m, crd.data, 1, "crd"))[:32]
        ref.late = delay(m, with_data(m, ref.token, 1, position), rl - 1, "located")
        pop = (base, crd) if self.params["flat"] else crd
        return (
            act(when=crd.is_item & base.is_absent, need=base, pop=pop, push={ref: absent()}),
            act(when=crd.is_item, need=base, pop=pop, push={ref: item(crd.data)}),
            act(pop=(base, crd), push={ref: crd.head}),
        )
