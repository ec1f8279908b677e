// The droppers: drop_absent, drop_empty, squeeze.
#pragma once
#include "../kernel.h"

namespace ff {

// Actions: 0 passes a pair, 1 drops it.
struct DropAbsent : Kernel {
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0, 1}, {0, 1}}, {{}, {0, 1}, {}}}; }
    void run() override {
        const i64 m = std::min(available(), room());
        if (m <= 0) return;
        const i32 *c = in[0].head<i32>(), *v = in[1].head<i32>();
        const i64 bad = disagreement(c, v, m);
        if (bad < m) malformed("crd and val are out of step", bad);
        u8* code = actions.end();
        u32 absent = 0;
        for (i64 k = 0; k < m; k++) {
            code[k] = v[k] == ABSENT;
            absent |= static_cast<u32>(c[k] == ABSENT);
        }
        if (absent) malformed("a coordinate is absent");
        keep(out[0], c, code, m);
        keep(out[1], v, code, m);
        actions.final = c[m - 1] == DONE;
        actions.size += m;
        for (Reader& r : in) r.at += m;
    }

private:
    static void keep(Stream* s, const i32* x, const u8* code, i64 m) {
        if (!s) return;
        i32* o = s->end<i32>();
        i64 w = 0;
        for (i64 k = 0; k < m; k++) {
            o[w] = x[k];
            w += code[k] == 0;
        }
        s->size += w;
    }
};

// Actions: 0 passes heads of both levels, 1 drops them, 2 passes the inner ones.
struct DropEmpty : Kernel {
    const size_t inner = 1 + static_cast<size_t>(spec.integer("outer_payloads"));
    bool open = false;
    using Kernel::Kernel;
    std::vector<Action> table() const override {
        return {{{}, ports(in.size()), ports(in.size())},
                {{}, ports(in.size()), {}, true},
                {{}, ports(in.size(), inner), ports(in.size(), inner)}};
    }
    void run() override {
        for (;;) {
            i64 n = INT64_MAX / 2;
            for (size_t p = inner; p < in.size(); p++) n = std::min(n, in[p].left());
            n = std::min(n, room());
            if (n <= 0) return;
            const i32* x = in[inner].head<i32>();
            if (open) {
                i64 m = items(x, n);
                if (m < n) {
                    if (x[m] != S0) malformed("an inner fiber is not closed by S0", m);
                    m++;
                    open = false;
                }
                pass(inner, m);
                actions.add(2, m);
                continue;
            }
            for (size_t p = 0; p < inner; p++)
                if (in[p].left() == 0) return;
            const i32 o = *in[0].head<i32>();
            const bool item = !control(o);
            const bool fits = item        ? !control(x[0]) || x[0] == S0
                              : o == DONE ? x[0] == DONE
                                          : is_stop(o) && x[0] == o - 1;
            if (!fits) malformed("outer and inner are out of step");
            if (item && x[0] == S0) {
                check(0, inner, 1);
                check(inner, in.size(), 1);
                for (Reader& r : in) r.at++;
                actions.add(1);
                continue;
            }
            pass(0, 1);
            actions.add(0);
            open = item;
            actions.final = o == DONE;
        }
    }

private:
    void check(size_t from, size_t to, i64 m) {
        for (size_t p = from + 1; p < to; p++) {
            const i64 bad = disagreement(in[from].head<i32>(), in[p].head<i32>(), m);
            if (bad < m) malformed("a payload is out of step with its coordinates", bad);
        }
    }
    void pass(size_t from, i64 m) {
        if (from < inner) check(0, inner, m);
        check(inner, in.size(), m);
        for (size_t p = from; p < in.size(); p++) {
            if (Stream* s = out[p]) {
                std::memcpy(s->end<i32>(), in[p].head<i32>(), static_cast<size_t>(4 * m));
                s->size += m;
            }
            in[p].at += m;
        }
    }
};

// Actions: 0 passes a token, 1 drops it.
struct Squeeze : Kernel {
    const i64 fiber = spec.integer("fiber");
    bool first = true;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {0}}, {{}, {0}, {}}}; }
    void run() override {
        if (width(in[0].stream->type) == 8) squeeze<i64>();
        else squeeze<i32>();
    }

private:
    template <class T> void squeeze() {
        const i64 m = std::min(available(), room());
        const T* x = in[0].head<T>();
        for (i64 k = 0; k < m; k++) {
            if (first && x[k] == stop(fiber)) {
                actions.add(1);
                continue;
            }
            push(0, x[k]);
            actions.add(0);
            first = x[k] == DONE || (is_stop(x[k]) && level_of(x[k]) >= fiber);
            actions.final = x[k] == DONE;
        }
        in[0].at += std::max<i64>(m, 0);
    }
};

}  // namespace ff
