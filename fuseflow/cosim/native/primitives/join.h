// The joins of two coordinate streams: intersect, union, left_join.
// Actions: 0 takes both sides, 1 the left one only, 2 the right one only.
#pragma once
#include "../kernel.h"

namespace ff {

struct Join : Kernel {
    enum Kind { intersect, unite, left } const kind;
    const size_t b;  // port of the right lead
    static constexpr i64 BLOCK = 1024;

    explicit Join(const NodeSpec& s)
        : Kernel(s),
          kind(s.kind == "intersect" ? intersect
               : s.kind == "union"   ? unite
                                     : left),
          b(split(s)) {}

    std::vector<Action> table() const override {
        const int lead = static_cast<int>(b), n = static_cast<int>(in.size());
        const std::vector<int> every = ports(out.size()), nothing;
        std::vector<int> pop_a = ports(b), pop_b;
        for (int p = lead; p < n; p++) pop_b.push_back(p);
        return {{{}, ports(in.size()), every},
                {{lead}, pop_a, kind == intersect ? nothing : every},
                {{0}, pop_b, kind == unite ? every : nothing}};
    }

    size_t right_lead() const override { return b; }
    void run() override {
        for (;;) {
            i64 na = INT64_MAX / 2, nb = na;
            for (size_t p = 0; p < in.size(); p++) (p < b ? na : nb) = std::min(p < b ? na : nb, in[p].left());
            const i64 m = std::min({room(), BLOCK, na + nb});
            if (m <= 0 || na == 0 || nb == 0) return;
            const Moved moved = merge(in[0].head<i32>(), in[b].head<i32>(), na, nb, m, actions.end());
            move_payloads(actions.end(), moved);
            if (moved.a && in[0].head<i32>()[moved.a - 1] == DONE) actions.final = true;
            for (size_t j = 0; j < in.size(); j++) in[j].at += j < b ? moved.a : moved.b;
            actions.size += moved.actions;
        }
    }

private:
    static size_t split(const NodeSpec& s) {
        return s.kind == "left_join" ? 1 : 1 + static_cast<size_t>(s.integer("a_payloads"));
    }
    struct Moved {
        i64 a = 0, b = 0, actions = 0, both = 0;
    };
    struct Pair {
        i32 a, b;
    };
    Pair both_[BLOCK + 1];  // where both sides were taken

    // Two fibers on their way through each other: the next items, those behind the last ones, where codes and places
    // go.
    struct Way {
        i64 i, j, end_a, end_b;
        u8* code;
        Pair* both;

        bool open() const { return i < end_a && j < end_b; }
        // Without a branch.
        __attribute__((always_inline)) void step(const i32* A, const i32* B) {
            const i32 x = A[i], y = B[j], le = x <= y, ge = x >= y;
            *both = {static_cast<i32>(i), static_cast<i32>(j)};
            *code++ = static_cast<u8>(2 - 2 * le + (le & ~ge));
            both += le & ge;
            i += le;
            j += ge;
        }
        // What is left of one side, and the control token behind both.
        void finish() {
            std::memset(code, i < end_a ? 1 : 2, static_cast<size_t>(end_a - i + (end_b - j)));
            code += end_a - i + (end_b - j);
            *both++ = {static_cast<i32>(end_a), static_cast<i32>(end_b)};
            *code++ = 0;
            i = end_a + 1;
            j = end_b + 1;
        }
    };
    // The fiber w and the next one at the same time: the steps of one need not wait for those of the other. False if
    // they are not there, or have more than m actions.
    __attribute__((always_inline)) bool two_fibers(const i32* A, const i32* B, i64 na, i64 nb, i64 m, u8* code, Way w,
                                                   Moved& n) {
        if (w.end_a == na || w.end_b == nb || A[w.end_a] != S0 || B[w.end_b] != S0) return false;
        const i64 a = w.end_a + 1, b = w.end_b + 1;
        u8 codes[BLOCK];
        Pair both[BLOCK];
        Way v{a, b, a + items(A + a, na - a), b + items(B + b, nb - b), codes, both};
        if (v.end_a == na || v.end_b == nb || A[v.end_a] != S0 || B[v.end_b] != S0 ||
            v.end_a + 1 - w.i + (v.end_b + 1 - w.j) > m - n.actions)
            return false;
        while (w.open() && v.open()) {
            w.step(A, B);
            v.step(A, B);
        }
        while (w.open()) w.step(A, B);
        while (v.open()) v.step(A, B);
        w.finish();
        v.finish();
        std::memcpy(w.code, codes, static_cast<size_t>(v.code - codes));
        std::copy(both, v.both, w.both);
        n = {v.i, v.j, w.code - code + (v.code - codes), w.both - both_ + (v.both - both)};
        return true;
    }
    // Items are merged without a branch; control tokens, one by one.
    Moved merge(const i32* A, const i32* B, i64 na, i64 nb, i64 m, u8* code) {
        Moved n;
        while (n.actions < m && n.a < na && n.b < nb) {
            const i64 end_a = n.a + items(A + n.a, na - n.a), end_b = n.b + items(B + n.b, nb - n.b);
            Way w{n.a, n.b, end_a, end_b, code + n.actions, both_ + n.both};
            if (two_fibers(A, B, na, nb, m, code, w, n)) continue;
            for (const u8* last = code + m; w.open() && w.code < last;) w.step(A, B);
            n = {w.i, w.j, w.code - code, w.both - both_};
            if (n.actions == m || n.a == na || n.b == nb) break;
            if (n.a < end_a || n.b < end_b) {
                // The rest of a fiber whose other side is closed.
                const bool left_over = n.a < end_a;
                if ((left_over ? B[n.b] : A[n.a]) != S0) out_of_step(A[n.a], B[n.b]);
                const i64 rest = std::min(left_over ? end_a - n.a : end_b - n.b, m - n.actions);
                std::memset(code + n.actions, left_over ? 1 : 2, static_cast<size_t>(rest));
                n.actions += rest;
                (left_over ? n.a : n.b) += rest;
                continue;
            }
            if (A[n.a] != B[n.b] || A[n.a] == ABSENT) out_of_step(A[n.a], B[n.b]);
            both_[n.both] = {static_cast<i32>(n.a), static_cast<i32>(n.b)};
            code[n.actions] = 0;
            n = {n.a + 1, n.b + 1, n.actions + 1, n.both + 1};
        }
        return n;
    }
    [[noreturn]] void out_of_step(i32 x, i32 y) {
        throw Malformed("node '" + spec.name + "' (" + spec.kind + "): the two sides are out of step: crd_a has " +
                        show(x, Type::crd) + ", crd_b has " + show(y, Type::crd));
    }
    void move_payloads(const u8* code, const Moved& n) {
        for (size_t j = 0; j < in.size(); j++) {
            if (j == 0 || j == b) continue;
            const i64 count = j < b ? n.a : n.b;
            const i64 bad = disagreement(in[j < b ? 0 : b].head<i32>(), in[j].head<i32>(), count);
            if (bad < count) malformed("a payload is out of step with its coordinates", bad);
        }
        size_t o = 0;
        if (kind == intersect) {
            for (size_t j = 0; j < in.size(); j++)
                if (j != b) taken(in[j].head<i32>(), j < b ? &Pair::a : &Pair::b, n.both, out[o++]);
            return;
        }
        if (kind == unite) {
            lead(code, n.actions, out[o++]);
            for (size_t j = 1; j < b; j++) payload<2>(code, n.actions, in[j].head<i32>(), out[o++]);
        }
        for (size_t j = b + 1; j < in.size(); j++) payload<1>(code, n.actions, in[j].head<i32>(), out[o++]);
    }
    void taken(const i32* x, i32 Pair::* side, i64 n, Stream* s) const {
        if (!s) return;
        i32* o = s->end<i32>();
        for (i64 k = 0; k < n; k++) o[k] = x[both_[k].*side];
        s->size += n;
    }
    void lead(const u8* code, i64 k, Stream* s) {
        if (!s) return;
        const i32 *A = in[0].head<i32>(), *B = in[b].head<i32>();
        i32* o = s->end<i32>();
        i64 i = 0, j = 0, w = 0;
        for (i64 n = 0; n < k; n++) {
            const u8 c = code[n];
            o[w] = c == 2 ? B[j] : A[i];
            w++;
            i += c != 2;
            j += c != 1;
        }
        s->size += w;
    }
    // SKIP: the code of the action that leaves this side alone.
    template <u8 SKIP> void payload(const u8* code, i64 k, const i32* x, Stream* s) {
        if (!s) return;
        i32* o = s->end<i32>();
        i64 i = 0, w = 0;
        // The left join keeps the left side: it pushes unless only the right one goes.
        for (i64 n = 0; n < k; n++) {
            o[w] = code[n] == SKIP ? ABSENT : x[i];
            w += kind == unite || code[n] != 2;
            i += code[n] != SKIP;
        }
        s->size += w;
    }
};

}  // namespace ff
