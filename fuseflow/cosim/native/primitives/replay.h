// replay: a tree of payload for every item of a fiber of rep, from a buffer after the first time.
#pragma once
#include "realign.h"

namespace ff {

// Actions: 0 takes both heads; within a tree 1 passes a token, 2 drops it, 3 sends one from the buffer; 4 takes a head
// of rep only.
struct Replay : Kernel {
    const i64 extra = spec.integer("extra"), size = spec.integer("size");
    const i32 end = stop(extra - 1);
    std::vector<i32> stored;  // so far, or all of a tree
    bool sending = false;
    i64 next = 0;  // token to send
    using Kernel::Kernel;
    std::vector<Action> table() const override {
        return {{{}, {0, 1}, {0}}, {{1}, {0}, {0}}, {{1}, {0}, {}}, {{1}, {}, {0}}, {{}, {1}, {0}}};
    }
    void run() override {
        i64 left = room();
        while (left > 0 && in[1].left() > 0)
            if (sending) left -= send(left);
            else if (in[0].left() > 0) left -= pass_on(left);
            else return;
    }

private:
    // What comes in: how many actions, up to `most`.
    i64 pass_on(i64 most) {
        const i32 *x = in[0].head<i32>(), r = *in[1].head<i32>();
        if (control(r) && r != S0) {
            if (r == ABSENT || x[0] != (r == DONE ? DONE : static_cast<i32>(r + 1 - extra))) out_of_step();
            push(0, r == DONE ? DONE : static_cast<i32>(r - extra));
            actions.final = r == DONE;
            return take_both();
        }
        const bool wanted = r != S0;
        const i64 m = before_end(x, std::min(most, in[0].left()), end);
        if (m == 0 && x[0] != end) out_of_step();
        if (wanted) store(x, std::max<i64>(m, 1));
        if (m > 0) {
            if (wanted) emit(x, m);
            actions.add(wanted ? 1 : 2, m);
            in[0].at += m;
            return m;
        }
        push(0, wanted ? end : stop(extra));
        sending = wanted;
        return take_both();
    }
    // What the buffer holds.
    i64 send(i64 most) {
        const i32 r = *in[1].head<i32>();
        if (control(r)) {
            if (r != S0) malformed("a fiber of rep is not closed by S0");
            push(0, stop(extra));
            stored.clear();
            sending = false;
            return take_rep();
        }
        const i64 m = std::min(most, static_cast<i64>(stored.size()) - 1 - next);
        if (m > 0) {
            emit(stored.data() + next, m);
            actions.add(3, m);
            next += m;
            return m;
        }
        push(0, end);
        next = 0;
        return take_rep();
    }
    void store(const i32* x, i64 m) {
        const std::string n = std::to_string(size);
        if (static_cast<i64>(stored.size()) + m > size)
            malformed("a tree of more than " + n + " tokens in a buffer of " + n);
        stored.insert(stored.end(), x, x + m);
    }
    void emit(const i32* x, i64 m) {
        Stream* s = out[0];
        if (!s) return;
        std::memcpy(s->end<i32>(), x, static_cast<size_t>(4 * m));
        s->size += m;
    }
    i64 take_both() {
        in[0].at++;
        in[1].at++;
        actions.add(0);
        return 1;
    }
    i64 take_rep() {
        in[1].at++;
        actions.add(4);
        return 1;
    }
    [[noreturn]] void out_of_step() { malformed("payload and rep are out of step"); }
};

}  // namespace ff
