// fold_absent: the absent terms of a reduction, after the present ones.
#pragma once
#include "../kernel.h"
#include "number.h"

namespace ff {

struct FoldAbsent : Kernel {
    const std::string op = spec.text("op");
    const i64 extent = spec.integer("extent");
    const i32 fill = static_cast<i32>(spec.integer("fill"));
    const bool sum = op == "sum", product = op == "prod";
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0, 1}, {0}}}; }
    void run() override {
        const i64 m = std::min(available(), room());
        if (m <= 0) return;
        const i32 *x = in[0].head<i32>(), *c = in[1].head<i32>();
        with_reduction(op, [&](auto f) {
            for (i64 k = 0; k < m; k++) {
                if (control(x[k]) || control(c[k])) {
                    if (x[k] != c[k]) malformed("val and count are out of step", k);
                    push(0, x[k]);
                    continue;
                }
                const i64 absent = extent - c[k];
                if (absent < 0) malformed("more terms are present than the extent " + std::to_string(extent), k);
                if (absent == 0) {
                    push(0, x[k]);
                    continue;
                }
                push(0, compute(f, x[k], terms(absent)));
                flops += sum || product ? 2 : 1;
            }
        });
        actions.final = x[m - 1] == DONE;
        for (Reader& r : in) r.at += m;
        actions.add(0, m);
    }

private:
    // What so many absent terms come to.
    i32 terms(i64 absent) const {
        if (sum) return bits(static_cast<float>(absent) * real(fill));
        return product ? power(fill, absent) : fill;
    }
};

}  // namespace ff
