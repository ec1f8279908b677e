// A channel in sixteen timings, as actions one after the other see it.
#pragma once

#include "channel.h"

namespace ff {

struct LanePort {
    const LaneRing* ring = nullptr;
    i32* data = nullptr;
    i64 mask = 0, at = 0, depth = 0;  // depth: 0 where the lanes differ in it

    static LanePort in(const Chan& c) { return {c.lanes.get(), c.lanes->times.data, c.lanes->times.mask, c.popped, 0}; }
    static LanePort out(const Chan& c) {
        const LaneRing& r = *c.lanes;
        return {&r, r.times.data, r.times.mask, c.pushed, r.alike ? r.depths[0].depth : 0};
    }
    // With room in the ring for m more tokens than there are.
    static LanePort out(Chan& c, i64 m) {
        LaneRing& r = *c.lanes;
        while (!r.bounded() && c.fill() + m > r.times.mask + 1) r.grow(c.popped, c.pushed);
        return out(c);
    }

    // Of the token after k others. A row tells of one token: when it arrived; when it is popped, from which cycle on
    // its slot is free.
    i32* row(i64 k) const { return data + ((at + k) & mask) * WIDTH; }
    void wait_for_head(Sixteen& t, i64 k) const { t.raise(Sixteen::of(row(k))); }
    void wait_for_room(Sixteen& t, i64 k) const {
        if (depth) t.raise(Sixteen::of(row(k - depth)));
        else ring->wait_for_room(t, at + k);
    }
    void pop(const Sixteen& t, i64 k) const { (t + 1).to(row(k)); }
    void push(const Sixteen& t, i64 k) const { (t + Sixteen::of(ring->latency)).to(row(k)); }
};

}  // namespace ff
