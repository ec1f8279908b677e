// locate: positions of given coordinates in a dense level.
#pragma once
#include "repeat.h"

namespace ff {

struct Locate : Below<Locate> {
    static constexpr const char* why = "ref and crd are out of step";
    const i64 size = spec.integer("size");
    using Below::Below;
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
