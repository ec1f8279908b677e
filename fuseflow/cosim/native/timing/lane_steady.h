// Times of a steady state in sixteen timings at once.
#pragma once

#include "lane_port.h"
#include "steady.h"

namespace ff {

struct SixteenTimings {
    using Time = Sixteen;

    static void raise(Sixteen& t, const Sixteen& other) { t.raise(other); }
    static bool within(const Sixteen& t, const Sixteen& limit) { return t.within(limit) == EVERY; }
    static Sixteen next(const TimedNode& n) { return Sixteen::of(n.lanes->last) + Sixteen::of(n.lanes->interval); }
    static bool every_cycle(const TimedNode& n) {
        return std::all_of(n.lanes->interval, n.lanes->interval + WIDTH, [](i32 x) { return x == 1; });
    }
    static Sixteen head(const Chan& c, i64 ahead) { return Sixteen::of(LanePort::in(c).row(ahead)); }
    static Sixteen room(const Chan& c, i64 ahead) { return c.lanes->free(c.pushed + ahead); }
    static void wait_for_room(Sixteen& t, const Chan& c) { LanePort::out(c).wait_for_room(t, 0); }
    static Sixteen arrival(const Chan& c, const Sixteen& t) { return t + Sixteen::of(c.lanes->latency); }
    static Sixteen slots(const Chan& c) { return Sixteen::of(c.lanes->slots); }

    static void push(Chan& c, i64 m, const Sixteen& t) { rise(LanePort::out(c, m), 0, m, arrival(c, t)); }
    static void pop(Chan& c, i64 m, const Sixteen& t) { rise(LanePort::in(c), 0, m, t + 1); }
    // More tokens than there are rows: what would be overwritten is not written.
    static void pass(Chan& c, i64 m, const Sixteen& pushed, const Sixteen& popped) {
        const LanePort in = LanePort::in(c), out = LanePort::out(c);
        rise(out, std::max<i64>(0, m - c.fill()), m, arrival(c, pushed));
        rise(in, std::max<i64>(0, m + c.fill() - in.mask - 1), m, popped + 1);
    }
    static void push_one(Chan& c, i64 ahead, const Sixteen& t) { LanePort::out(c).push(t, ahead); }
    static void pop_one(Chan& c, i64 ahead, const Sixteen& t) { LanePort::in(c).pop(t, ahead); }
    static void reserve(Chan& c, i64 m) { LanePort::out(c, m); }
    static void act(TimedNode& n, i64 m, const Sixteen& t) {
        (t + (m - 1)).to(n.lanes->last);
        if (!n.looks_back) return;
        const Rows& past = n.lanes->history;
        for (i64 k = std::max<i64>(0, m - 1 - past.mask); k < m; k++) (t + k).to(past.at(n.done + k));
    }

private:
    // The times of tokens k to m - 1, of m that take a cycle each from t on.
    static void rise(const LanePort& port, i64 k, i64 m, const Sixteen& t) {
        for (Sixteen x = t + k; k < m; k++, x = x + 1) x.to(port.row(k));
    }
};

}  // namespace ff
