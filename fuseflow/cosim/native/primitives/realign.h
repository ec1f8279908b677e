// realign: the trees below old coordinates, laid below new ones.
#pragma once
#include "../kernel.h"

namespace ff {

// Of n tokens of a stream, those that come before the last one of a tree, which is the stop `end`.
inline i64 before_end(const i32* x, i64 n, i32 end) {
    i64 k = 0;
    while (k < n && (leaf(x[k]) || x[k] > end)) k++;
    return k;
}

// Actions: 0 takes all heads; within a tree 1 passes a token, 2 drops it; 3 drops the end of a tree with its old
// coordinate; 4 closes an empty tree below a new one.
struct Realign : Kernel {
    const i64 extra = spec.integer("extra");
    const i32 end = stop(extra - 1);
    using Kernel::Kernel;
    std::vector<Action> table() const override {
        return {{{}, {0, 1, 2}, {0}}, {{0, 1}, {2}, {0}}, {{0, 1}, {2}, {}}, {{1}, {0, 2}, {}}, {{0}, {1}, {0}}};
    }
    void run() override {
        Reader &old = in[0], &now = in[1], &payload = in[2];
        i64 left = room();
        while (left > 0 && old.left() > 0 && now.left() > 0) {
            const i32 a = *old.head<i32>(), b = *now.head<i32>();
            if (first(b, a)) {
                push(0, end);
                take(4, {&now}, left);
                continue;
            }
            const bool lost = first(a, b);
            if (!lost && (a != b || a == ABSENT)) malformed("old and new are out of step");
            if (payload.left() == 0) return;
            const i32* x = payload.head<i32>();
            if (control(a) && !lost) {
                if (x[0] != (a == DONE ? DONE : static_cast<i32>(a - extra))) out_of_step();
                push(0, x[0]);
                take(0, {&old, &now, &payload}, left);
                actions.final = a == DONE;
                continue;
            }
            const i64 m = before_end(x, std::min(left, payload.left()), end);
            if (m > 0) {
                if (Stream* s = lost ? nullptr : out[0]) {
                    std::memcpy(s->end<i32>(), x, static_cast<size_t>(4 * m));
                    s->size += m;
                }
                actions.add(lost ? 2 : 1, m);
                payload.at += m;
                left -= m;
                continue;
            }
            if (x[0] != end) out_of_step();
            if (lost) {
                take(3, {&old, &payload}, left);
            } else {
                push(0, end);
                take(0, {&old, &now, &payload}, left);
            }
        }
    }

private:
    // x is a coordinate that comes before what y is.
    static bool first(i32 x, i32 y) { return !control(x) && (y == S0 || (!control(y) && x < y)); }
    void take(u8 code, std::initializer_list<Reader*> popped, i64& left) {
        actions.add(code);
        for (Reader* r : popped) r->at++;
        left--;
    }
    [[noreturn]] void out_of_step() { malformed("payload is out of step with old"); }
};

}  // namespace ff
