// The two halves of a level scanner: bounds, gen.
#pragma once
#include "../kernel.h"

namespace ff {

struct Bounds : Kernel {
    const bool dense = spec.text("kind") == "d";
    const i64 size = dense ? spec.integer("size") : 0;
    const Memory seg = spec.memory("seg");
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {0}}}; }
    void run() override {
        const i64 m = std::min(available(), room());
        const i32* x = in[0].head<i32>();
        i64* o = out[0] ? out[0]->end<i64>() : nullptr;
        for (i64 k = 0; k < m; k++) {
            i64 pair = x[k];
            if (!control(x[k])) {
                i64 lo, hi;
                if (dense) {
                    lo = x[k] * size;
                    hi = lo + size;
                    if (hi > INT32_MAX) malformed("a position is beyond 2^31 - 1", k);
                } else {
                    if (x[k] + i64{1} >= seg.words)
                        out_of_range(seg, std::max<i64>(x[k] >= seg.words ? x[k] : x[k] + i64{1}, 0));
                    lo = seg.data[x[k]];
                    hi = seg.data[x[k] + 1];
                    if (lo > INT32_MAX || hi > INT32_MAX) malformed("a segment is beyond 2^31 - 1", k);
                    bytes_read += 8;
                }
                pair = lo | hi << 32;
            } else if (x[k] == ABSENT) {
                pair = 0;
            }
            if (o) o[k] = pair;
        }
        if (m <= 0) return;
        actions.final = x[m - 1] == DONE;
        if (out[0]) out[0]->size += m;
        in[0].at += m;
        actions.add(0, m);
    }
};

// Actions: 0 takes a head and pushes on both outputs, 1 pushes without a head.
struct Gen : Kernel {
    const bool dense = spec.text("kind") == "d";
    const Memory crd = spec.memory("crd");
    enum { idle, running, closing } state = idle;
    i64 lo = 0, cur = 0, hi = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {0, 1}}, {{}, {}, {0, 1}}}; }

    i64 outermost() const override { return spec.integer("level") == 0 ? hi - lo : 0; }
    void run() override {
        Reader& r = in[0];
        i64 left = room();
        while (left > 0) {
            if (state == idle) {
                if (r.left() == 0) return;
                const i64 x = *r.head<i64>();
                if (x >= 0) {
                    lo = x & 0xFFFFFFFF;
                    hi = x >> 32;
                    if (lo > hi) malformed("a fiber ends before it starts");
                    if (!dense && hi > crd.words && lo < hi) out_of_range(crd, std::max(lo, crd.words));
                    cur = lo;
                    state = lo < hi ? running : idle;
                    if (state == idle) push_all(S0);
                } else if (x == ABSENT) {
                    malformed("bounds are never absent");
                } else {
                    push_all(x == DONE ? DONE : static_cast<i32>(x - 1));
                    actions.final = x == DONE;
                }
                r.at++;
                if (state == idle) {
                    actions.add(0);
                    left--;
                    continue;
                }
            }
            if (state == running) {
                const i64 m = std::min(hi - cur, left);
                fill(m);
                actions.add(1, m);
                if (cur == lo) *(actions.end() - m) = 0;
                cur += m;
                left -= m;
                if (cur < hi) return;
                state = closing;
                if (left == 0) return;
            }
            push_all(S0);
            actions.add(1);
            left--;
            state = idle;
        }
    }

private:
    void fill(i64 m) {
        if (Stream* s = out[0]) {
            i32* o = s->end<i32>();
            if (dense) {
                count(o, cur - lo, m);
            } else {
                const i32* c = reinterpret_cast<const i32*>(crd.data) + cur;
                copy(o, c, m);
                bytes_read += 4 * m;
            }
            s->size += m;
        } else if (!dense) {
            bytes_read += 4 * m;
        }
        if (Stream* s = out[1]) {
            count(s->end<i32>(), cur, m);
            s->size += m;
        }
    }
    static void count(i32* __restrict o, i64 from, i64 m) {
        const i32 b = static_cast<i32>(from);
        for (i64 k = 0; k < m; k += 16)
            for (int j = 0; j < 16; j++) o[k + j] = b + static_cast<i32>(k) + j;
    }
    void copy(i32* __restrict o, const i32* __restrict c, i64 m) {
        i32 sign = 0;
        i64 k = 0;
        for (; k + 16 <= m; k += 16)
            for (int j = 0; j < 16; j++) {
                o[k + j] = c[k + j];
                sign |= c[k + j];
            }
        for (; k < m; k++) {
            o[k] = c[k];
            sign |= c[k];
        }
        if (sign < 0) throw Malformed("node '" + spec.name + "' (gen): a coordinate is beyond 2^31 - 1");
    }
};

}  // namespace ff
