// repeat, and what it shares with locate: one head of an upper stream stays while a fiber of a lower one passes.
// Actions: 0 keeps the upper head, 1 pops both.
#pragma once
#include "../kernel.h"

namespace ff {

// `Item::each(upper, lower items, out, n)` computes the n items of the output below one upper head.
template <class Self> struct Below : Kernel {
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{0}, {1}, {0}}, {{}, {0, 1}, {0}}}; }
    void run() override {
        Reader &up = in[0], &low = in[1];
        Self& self = static_cast<Self&>(*this);
        i64 left = std::min(low.left(), room());
        while (left > 0 && up.left() > 0) {
            const i32 u = *up.head<i32>();
            const i32* x = low.head<i32>();
            if (!control(x[0])) {
                if (!leaf(u)) malformed(Self::why);
                const i64 m = items(x, left);
                if (Stream* s = out[0]) {
                    self.each(u, x, s->end<i32>(), m);
                    s->size += m;
                }
                actions.add(0, m);
                low.at += m;
                left -= m;
                continue;
            }
            const bool fits = x[0] == S0 ? leaf(u) : x[0] == DONE ? u == DONE : x[0] != ABSENT && u == x[0] + 1;
            if (!fits) malformed(Self::why);
            push(0, x[0]);
            actions.add(1);
            actions.final = x[0] == DONE;
            up.at++;
            low.at++;
            left--;
        }
    }
};

struct Repeat : Below<Repeat> {
    static constexpr const char* why = "base and rep are out of step";
    using Below::Below;
    void each(i32 u, const i32*, i32* o, i64 m) {
        for (i64 k = 0; k < m; k += 16)
            for (int j = 0; j < 16; j++) o[k + j] = u;
    }
};

}  // namespace ff
