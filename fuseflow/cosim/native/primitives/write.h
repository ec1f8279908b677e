// The writers: results into memories.
#pragma once
#include "../kernel.h"

namespace ff {

// Items of one stream into a memory, one after the other; `Self::stored` sees how many came, `Self::ended` the control
// token after them.
template <class Self> struct Append : Kernel {
    i64 p = 0;  // the next place
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {}}}; }

protected:
    void append(const Memory& memory) {
        i64 left = in[0].left();
        actions.add(0, left);
        while (left > 0) {
            const i32* x = in[0].head<i32>();
            i64 n = items(x, left);
            if (n) {
                if (p + n > memory.words) out_of_range(memory, std::max(p, memory.words));
                std::memcpy(memory.data + p, x, static_cast<size_t>(4 * n));
                p += n;
                bytes_written += 4 * n;
                static_cast<Self*>(this)->stored();
            }
            if (n < left) {
                static_cast<Self*>(this)->ended(x[n], n);
                actions.final = x[n] == DONE;
                n++;
            }
            in[0].at += n;
            left -= n;
        }
    }
};

struct WriteCrd : Append<WriteCrd> {
    const Memory seg = spec.memory("seg"), crd = spec.memory("crd");
    i64 i = 1;
    using Append::Append;
    void run() override { append(crd); }
    void stored() {}
    void ended(i32 token, i64 offset) {
        if (token == ABSENT) malformed("a coordinate is absent", offset);
        if (token != S0) return;
        if (i >= seg.words) out_of_range(seg, i);
        seg.data[i++] = static_cast<u32>(p);
        bytes_written += 4;
    }
};

struct WriteVal : Append<WriteVal> {
    const Memory vals = spec.memory("vals"), present = spec.memory("present");
    using Append::Append;
    void run() override { append(vals); }
    void stored() { mark(1); }
    void ended(i32 token, i64) {
        if (token != ABSENT) return;
        p++;  // its place keeps the fill
        mark(0);
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
