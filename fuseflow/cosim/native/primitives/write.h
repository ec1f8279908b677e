// The writers: results into memories.
#pragma once
#include "../kernel.h"

namespace ff {

struct WriteCrd : Kernel {
    const Memory seg = spec.memory("seg"), crd = spec.memory("crd");
    i64 p = 0, i = 1;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {}}}; }
    void run() override {
        i64 left = in[0].left();
        if (left == 0) return;
        actions.add(0, left);
        while (left > 0) {
            const i32* x = in[0].head<i32>();
            i64 n = items(x, left);
            if (p + n > crd.words) out_of_range(crd, crd.words);
            if (n) std::memcpy(crd.data + p, x, static_cast<size_t>(4 * n));
            p += n;
            bytes_written += 4 * n;
            if (n < left) {
                if (x[n] == ABSENT) malformed("a coordinate is absent", n);
                if (x[n] == S0) {
                    if (i >= seg.words) out_of_range(seg, i);
                    seg.data[i++] = static_cast<u32>(p);
                    bytes_written += 4;
                }
                actions.final = x[n] == DONE;
                n++;
            }
            in[0].at += n;
            left -= n;
        }
    }
};

struct WriteVal : Kernel {
    const Memory vals = spec.memory("vals"), present = spec.memory("present");
    i64 p = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {}}}; }
    void run() override {
        i64 left = in[0].left();
        if (left == 0) return;
        actions.add(0, left);
        while (left > 0) {
            const i32* x = in[0].head<i32>();
            i64 n = items(x, left);
            if (p + n > vals.words) out_of_range(vals, vals.words);
            if (n) std::memcpy(vals.data + p, x, static_cast<size_t>(4 * n));
            p += n;
            bytes_written += 4 * n;
            if (n) mark(1);
            if (n < left) {
                if (x[n] == ABSENT) {
                    if (!present.given()) malformed("an absent value cannot be stored", n);
                    mark(0);
                }
                actions.final = x[n] == DONE;
                n++;
            }
            in[0].at += n;
            left -= n;
        }
    }

private:
    void mark(u32 word) {
        if (!present.given()) return;
        if (present.words == 0) out_of_range(present, 0);
        present.data[0] = word;
    }
};

struct WriteDense : Kernel {
    const Memory vals = spec.memory("vals");
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0, 1}, {}}}; }
    void run() override {
        const i64 m = available();
        if (m <= 0) return;
        const i32 *r = in[0].head<i32>(), *v = in[1].head<i32>();
        const i64 bad = disagreement(r, v, m);
        if (bad < m) malformed("ref and val are out of step", bad);
        for (i64 k = 0; k < m; k++) {
            if (control(v[k])) continue;
            if (r[k] == ABSENT) malformed("ref and val are out of step", k);
            if (r[k] >= vals.words) out_of_range(vals, r[k]);
            vals.data[r[k]] = static_cast<u32>(v[k]);
            bytes_written += 4;
        }
        actions.final = v[m - 1] == DONE;
        for (Reader& x : in) x.at += m;
        actions.add(0, m);
    }
};

}  // namespace ff
