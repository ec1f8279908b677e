// source and sink: the stalling surroundings of a primitive under test.
#pragma once
#include "../kernel.h"

namespace ff {

struct Source : Kernel {
    const Memory tokens = spec.memory("tokens");
    i64 k = 0, gap = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {}, {0}}}; }
    void run() override {
        i64 left = actions.final ? 0 : std::min<i64>(room(), 4096);
        for (; left > 0; left--, k++) {
            if (3 * k + 2 >= tokens.words) out_of_range(tokens, std::max(3 * k, tokens.words));
            const u32* w = tokens.data + 3 * k;
            const i64 x = token(w[0] & 3, w[1] | static_cast<u64>(w[2]) << 32);
            if (Stream* s = out[0]) {
                if (width(s->type) == 8) push(0, x);
                else push(0, static_cast<i32>(x));
            }
            if (gap) actions.hazards.push_back({actions.next(), 1, 1 + gap});
            gap = w[0] >> 2;
            actions.add(0);
            if (x == DONE) {
                actions.final = true;
                return;
            }
        }
    }

private:
    i64 token(u32 kind, u64 data) {
        const Type type = spec.output_types[0];
        switch (kind) {
            case 1:
                return ABSENT;
            case 2:
                if (data >= LEVELS) malformed("a stop is above S999");
                return stop(static_cast<i64>(data));
            case 3:
                return DONE;
        }
        if (type == Type::val) {
            const u32 b = static_cast<u32>(data);
            return static_cast<i32>((b & 0x7FFFFFFF) > 0x7F800000 ? NAN_BITS : b);
        }
        const u64 limit = type == Type::bounds    ? u64{1} << 63
                          : type == Type::flagged ? u64{1} << 33
                                                  : (u64{1} << 31) - 1024;
        if (data >= limit) malformed("an item is out of range");
        return static_cast<i64>(data);
    }
};

struct Sink : Kernel {
    const Memory gaps = spec.memory("gaps");
    i64 k = 0, gap = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, {}}}; }
    void run() override {
        Reader& r = in[0];
        for (; r.left() > 0; r.at++) {
            if (k >= gaps.words) out_of_range(gaps, k);
            if (gap) actions.hazards.push_back({actions.next(), 1, 1 + gap});
            gap = gaps.data[k];
            k = (k + 1) % 64;
            actions.add(0);
            actions.final = head(0) == DONE;
        }
    }
};

}  // namespace ff
