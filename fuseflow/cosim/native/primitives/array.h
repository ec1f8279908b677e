// array: the value behind a reference.
#pragma once
#include "../kernel.h"

namespace ff {

struct Array : Kernel {
    const Memory vals = spec.memory("vals"), present = spec.memory("present");
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {0}}}; }
    void run() override {
        const i64 m = std::min(available(), room());
        if (m <= 0) return;
        const i32* x = in[0].head<i32>();
        actions.final = x[m - 1] == DONE;
        const i64 n = count_items(x, m);
        if (n && present.given() && present.words == 0) out_of_range(present, 0);
        const bool absent = n && present.given() && !present.data[0];
        bytes_read += 4 * n;
        i32 trash[16];
        for (i64 k = 0; k < m; k += 16) {
            const int b = static_cast<int>(std::min<i64>(16, m - k));
            read(x + k, out[0] ? out[0]->end<i32>() + k : trash, b, absent);
        }
        if (out[0]) out[0]->size += m;
        in[0].at += m;
        actions.add(0, m);
    }

private:
    // Values of up to 16 references; consecutive ones are copied.
    void read(const i32* x, i32* o, int n, bool absent) {
        const i32* v = reinterpret_cast<const i32*>(vals.data);
        if (n == 16 && !absent && x[0] >= 0 && x[0] + i64{16} <= vals.words) {
            u32 differ = 0;
            for (int j = 0; j < 16; j++) differ |= static_cast<u32>(x[j] ^ (x[0] + j));
            if (!differ) {
                const i32* from = v + x[0];
                for (int j = 0; j < 16; j++) o[j] = canonical(from[j]);
                return;
            }
        }
        for (int j = 0; j < n; j++) {
            if (control(x[j])) {
                o[j] = x[j];
            } else {
                if (x[j] >= vals.words) out_of_range(vals, x[j]);
                o[j] = absent ? ABSENT : canonical(v[x[j]]);
            }
        }
    }
    static i32 canonical(i32 b) { return (b & 0x7FFFFFFF) > 0x7F800000 ? static_cast<i32>(NAN_BITS) : b; }
};

}  // namespace ff
