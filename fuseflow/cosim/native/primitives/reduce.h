// Reductions: reduce in one node; last, fold and racc for a pipelined sum.
#pragma once
#include "../kernel.h"
#include "number.h"

namespace ff {

// Actions: 0 pushes nothing, 1 pushes on all outputs.
struct Reduce : Kernel {
    const std::string op = spec.text("op");
    i32 total = 0;
    i64 present = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {}}, {{}, {0}, ports(out.size())}}; }
    void run() override {
        with_reduction(op, [this](auto f) { reduce(f); });
    }

private:
    template <class F> void reduce(F f) {
        Reader& r = in[0];
        i64 left = std::min(r.left(), room());
        while (left > 0) {
            const i32* x = r.head<i32>();
            i64 n = 0;
            for (; n < left && !control(x[n]); n++) {
                total = present ? compute(f, total, x[n]) : x[n];
                flops += present > 0;
                present++;
            }
            actions.add(0, n);
            r.at += n;
            left -= n;
            if (left == 0) return;
            const i32 c = x[n];
            left--;
            if (c == ABSENT) {
                actions.add(0);
            } else if (c == S0) {
                push(0, present ? total : ABSENT);
                if (out.size() > 1) push(1, present ? static_cast<i32>(present) : ABSENT);
                present = 0;
                actions.add(1);
            } else {
                if (present) malformed("a fiber is not closed");
                push_all(c == DONE ? DONE : c + 1);
                actions.add(1);
                actions.final = c == DONE;
            }
            r.at++;
        }
    }
};

constexpr i64 FLAG = i64{1} << 32;
inline i64 flagged(i32 value, bool last) {
    return static_cast<i64>(static_cast<u32>(value)) | (last ? FLAG : 0);
}

// Actions: 0 pushes nothing, 1 pushes the held item, 2 pushes on all outputs.
struct Last : Kernel {
    i32 held = 0;
    i64 n = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {}}, {{}, {0}, {0}}, {{}, {0}, ports(out.size())}}; }
    void run() override {
        const i64 m = std::min(available(), room());
        const i32* x = in[0].head<i32>();
        for (i64 k = 0; k < m; k++) {
            if (!control(x[k])) {
                if (n) push(0, flagged(held, false));
                actions.add(n ? 1 : 0);
                held = x[k];
                n++;
            } else if (x[k] == ABSENT) {
                actions.add(0);
            } else if (n) {
                if (x[k] != S0) malformed("a fiber is not closed", k);
                both(flagged(held, true), static_cast<i32>(n));
                n = 0;
            } else {
                both(x[k], x[k] == DONE ? DONE : x[k] == S0 ? ABSENT : x[k] + 1);
                actions.final = x[k] == DONE;
            }
        }
        in[0].at += std::max<i64>(m, 0);
    }

private:
    void both(i64 item, i32 count) {
        push(0, item);
        if (out.size() > 1) push(1, count);
        actions.add(2);
    }
};

// Actions: 0 pushes nothing, 1 pushes.
struct Fold : Kernel {
    bool has = false;
    i32 held = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {}}, {{}, {0}, {0}}}; }
    void run() override {
        const i64 m = std::min(available(), room());
        const i64* x = in[0].head<i64>();
        for (i64 k = 0; k < m; k++) {
            if (x[k] < 0) {
                if (has || x[k] == ABSENT) malformed("N, or a fiber that is not closed", k);
                push(0, x[k]);
                actions.add(1);
                actions.final = x[k] == DONE;
                continue;
            }
            const i32 v = static_cast<i32>(x[k]);
            const bool last = x[k] & FLAG;
            if (has) {
                push(0, flagged(compute(Add{}, held, v), last));
                flops++;
                has = false;
                actions.add(1);
            } else if (last) {
                push(0, x[k]);
                actions.add(1);
            } else {
                held = v;
                has = true;
                actions.add(0);
            }
        }
        in[0].at += std::max<i64>(m, 0);
    }
};

// Actions: 0 pushes nothing, 1 pushes.
struct Racc : Kernel {
    bool has = false, added = false;  // has an accumulated value; the action before added to it
    i32 total = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {}}, {{}, {0}, {0}}}; }
    void run() override {
        const i64 m = std::min(available(), room());
        const i64* x = in[0].head<i64>();
        for (i64 k = 0; k < m; k++) {
            if (x[k] < 0) {
                if (has || x[k] == ABSENT) malformed("N, or a fiber that is not closed", k);
                push(0, x[k] == DONE ? DONE : x[k] == S0 ? ABSENT : static_cast<i32>(x[k] + 1));
                actions.add(1);
                actions.final = x[k] == DONE;
                continue;
            }
            const i32 v = static_cast<i32>(x[k]);
            if (has && added) actions.hazards.push_back({actions.next(), 1, 0});
            total = has ? compute(Add{}, total, v) : v;
            flops += has;
            added = has;
            has = true;
            if (x[k] & FLAG) {
                push(0, total);
                has = added = false;
            }
            actions.add(x[k] & FLAG ? 1 : 0);
        }
        in[0].at += std::max<i64>(m, 0);
    }
};

}  // namespace ff
