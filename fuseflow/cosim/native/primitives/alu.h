// ALU: one function of one or two values, absent operands included.
#pragma once
#include "../kernel.h"
#include "number.h"

namespace ff {

struct Alu : Kernel {
    const std::string op = spec.text("op");
    const std::vector<i64> annihilators = spec.list("annihilators"), fills = spec.list("fills");
    const std::vector<i64> constant = spec.list("constant");  // [position, bits], or empty
    const bool full = spec.integer("full") != 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, ports(in.size()), {0}}}; }

    void run() override {
        const i64 m = std::min(available(), room());
        if (m <= 0) return;
        const i32* a = in[0].head<i32>();
        const i32* b = in.back().head<i32>();
        const i64 bad = in.size() == 2 ? disagreement(a, b, m) : m;
        if (bad < m) malformed("the operands are out of step", bad);
        if (Stream* s = out[0]) {
            i32* o = s->end<i32>();
            with_unary(op, [&](auto f) { one<0>(f, a, o, m); }) || with_binary(op, [&](auto f) {
                if (in.size() == 2) two(f, a, b, o, m);
                else if (constant[0] == 1) one<1>(f, a, o, m);
                else one<2>(f, a, o, m);
            });
            flops += count_items(s->end<i32>(), m);
            s->size += m;
        }
        actions.final = a[m - 1] == DONE;
        for (Reader& r : in) r.at += m;
        actions.add(0, m);
    }

private:
    bool annihilates(i64 port) const {
        return std::find(annihilators.begin(), annihilators.end(), port) != annihilators.end();
    }
    template <class F> void two(F f, const i32* __restrict a, const i32* __restrict b, i32* __restrict o, i64 m) {
        // Absent: any of them, the first, the second, or only both.
        const bool na = annihilates(0), nb = annihilates(1), both = !full;
        const i32 fa = static_cast<i32>(fills[0]), fb = static_cast<i32>(fills[1]);
        for (i64 k = 0; k < m; k++) {
            const i32 x = a[k], y = b[k];
            const bool ax = x == ABSENT, ay = y == ABSENT;
            const bool absent = (na & ax) | (nb & ay) | (both & ax & ay);
            const i32 r = compute(f, ax ? fa : x, ay ? fb : y);
            o[k] = control(x) & !ax ? x : absent ? ABSENT : r;
        }
    }
    // WHERE: 0 a unary function; 1, 2: the constant is the second, the first operand.
    template <int WHERE, class F> void one(F f, const i32* __restrict a, i32* __restrict o, i64 m) {
        const bool stays = annihilates(0) || !full;
        const i32 fill = static_cast<i32>(fills[0]), c = WHERE ? static_cast<i32>(constant[1]) : 0;
        for (i64 k = 0; k < m; k++) {
            const i32 x = a[k], v = x == ABSENT ? fill : x;
            const i32 r = WHERE == 2 ? compute(f, c, v) : compute(f, v, c);
            o[k] = control(x) && (x != ABSENT || stays) ? x : r;
        }
    }
};

}  // namespace ff
