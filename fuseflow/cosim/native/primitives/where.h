// where: a value where a condition holds, absent elsewhere.
#pragma once
#include "../kernel.h"

namespace ff {

struct Where : Kernel {
    const bool test = spec.integer("test") != 0, need = spec.integer("need") != 0;
    const i32 fill = static_cast<i32>(spec.integer("fill"));
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0, 1}, {0}}}; }
    void run() override {
        const i64 m = std::min(available(), room());
        if (m <= 0) return;
        const i32 *c = in[0].head<i32>(), *x = in[1].head<i32>();
        const i64 bad = disagreement(c, x, m);
        if (bad < m) malformed("cond and x are out of step", bad);
        if (Stream* s = out[0]) {
            i32* o = s->end<i32>();
            for (i64 k = 0; k < m; k++) {
                const bool holds = c[k] != ABSENT && !(test && (c[k] & 0x7FFFFFFF) == 0);
                const i32 value = x[k] == ABSENT && !need ? fill : x[k];
                o[k] = !leaf(c[k]) ? x[k] : holds ? value : ABSENT;
            }
            s->size += m;
        }
        actions.final = c[m - 1] == DONE;
        for (Reader& r : in) r.at += m;
        actions.add(0, m);
    }
};

}  // namespace ff
