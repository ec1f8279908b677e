// lookup: the reference of one coordinate in each fiber.
#pragma once
#include "../kernel.h"

namespace ff {

// Actions: within a fiber 0 passes a reference, 1 drops it; at its end 2 takes all heads, 3 does so without a push.
struct Lookup : Kernel {
    bool found = false;
    using Kernel::Kernel;
    std::vector<Action> table() const override {
        return {{{0}, {1, 2}, {0}}, {{0}, {1, 2}, {}}, {{}, {0, 1, 2}, {0}}, {{}, {0, 1, 2}, {}}};
    }
    void run() override {
        i64 left = std::min(room(), std::min(in[1].left(), in[2].left()));
        while (left > 0 && in[0].left() > 0) {
            const i32 want = *in[0].head<i32>();
            const i32 *crd = in[1].head<i32>(), *ref = in[2].head<i32>();
            const i64 m = items(crd, left), n = std::max<i64>(m, 1);
            const bool fits = m || crd[0] == S0 ? !control(want) : crd[0] == want - (want != DONE);
            if (!fits || want == ABSENT) malformed("want and crd are out of step");
            const i64 bad = disagreement(crd, ref, n);
            if (bad < n) malformed("crd and ref are out of step", bad);
            if (m) {
                search(want, crd, ref, m);
            } else {
                const bool silent = crd[0] == S0 && found;
                if (!silent) push(0, crd[0] == S0 ? ABSENT : want);
                actions.add(silent ? 3 : 2);
                actions.final = want == DONE;
                found = false;
                in[0].at++;
            }
            in[1].at += n;
            in[2].at += n;
            left -= n;
        }
    }

private:
    void search(i32 want, const i32* crd, const i32* ref, i64 m) {
        u8* code = actions.end();
        actions.add(1, m);
        for (i64 k = 0; k < m; k++) {
            if (crd[k] != want) continue;
            push(0, ref[k]);
            code[k] = 0;
            found = true;
        }
    }
};

}  // namespace ff
