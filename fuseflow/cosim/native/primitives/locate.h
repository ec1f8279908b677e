// locate: positions of given coordinates in a dense level.
#pragma once
#include "repeat.h"

namespace ff {

// Flat, there is one action only, which pops both heads.
struct Locate : Below<Locate> {
    static constexpr const char* why = "ref and crd are out of step";
    const i64 size = spec.integer("size");
    const bool flat = spec.integer("flat") != 0;
    using Below::Below;
    std::vector<Action> table() const override {
        return flat ? std::vector<Action>{{{}, {0, 1}, {0}}} : Below::table();
    }
    void run() override {
        if (!flat) return Below::run();
        for (i64 left = std::min(available(), room()); left > 0; left--) {
            const i32 *r = in[0].head<i32>(), *c = in[1].head<i32>();
            if (*c == ABSENT || (control(*c) ? *r != *c : !leaf(*r))) malformed(why);
            actions.final = *c == DONE;
            if (Stream* s = out[0]) {
                if (control(*c)) *s->end<i32>() = *c;
                else each(*r, c, s->end<i32>(), 1);
                s->size++;
            }
            in[0].at++;
            in[1].at++;
            actions.add(0);
        }
    }
    void each(i32 u, const i32* x, i32* o, i64 m) {
        const i64 base = u == ABSENT ? 0 : u * size;
        if (base + size > INT32_MAX) malformed("a position is beyond 2^31 - 1");
        u32 most = 0;
        for (i64 k = 0; k < m; k++) most = std::max(most, static_cast<u32>(x[k]));
        if (most >= size) malformed("a coordinate is outside a level of size " + std::to_string(size));
        if (u == ABSENT) {
            for (i64 k = 0; k < m; k++) o[k] = ABSENT;
            return;
        }
        const i32 b = static_cast<i32>(base);
        for (i64 k = 0; k < m; k++) o[k] = b + x[k];
    }
};

}  // namespace ff
