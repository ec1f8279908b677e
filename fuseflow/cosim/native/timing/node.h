// A node of the timing phase: its actions, known and done, and what it waits for.
#pragma once

#include <array>

#include "../kernel.h"
#include "channel.h"

namespace ff {

// Why an action happened when it did, in the order in which ties are told.
enum class Bound : u8 { head, room, hazard, interval };

struct Step {
    i64 cycle;
    Bound bound;
    i32 channel;   // of head and room
    i64 distance;  // actions back, of hazard
};

// A sum of cycles that many small blocks add to: in vectors, which are added up at the end.
struct Sum {
    u64 rest = 0;
#if FF_LANES
    i64 lanes[FF_LANES] = {};
    void add(Times x) { store(lanes, load(lanes) + x); }
#endif
    u64 value() const {
        u64 all = rest;
#if FF_LANES
        for (i64 x : lanes) all += static_cast<u64>(x);
#endif
        return all;
    }
};

// What the kernel of a join keeps.
struct PreparedJoin {
    virtual ~PreparedJoin() = default;
};

struct TimedNode {
    // The channels of one action, and the kernel for as many ports.
    struct Code {
        Chan* const* ports = nullptr;  // peeked, popped, pushed ones
        int peeks = 0, pops = 0, pushes = 0;
        bool rare = false;
        mutable Sum times;  // of its actions, where they are not yet in the channels' residence
        bool (*run)(class Timer&, TimedNode&, const Code&) = nullptr;
        void (*time)(class Timer&, TimedNode&, const Code&, i64, i64) = nullptr;

        Chan* const* pop() const { return ports + peeks; }
        Chan* const* push() const { return ports + peeks + pops; }
    };
    // What every visit looks at lies together.
    std::vector<Code> codes;
    bool (*visit)(class Timer&, TimedNode&) = nullptr;
    u64 *active = nullptr, *later = nullptr, bit = 0;  // its bit in the work lists
    i64 done = 0;                                      // actions that were taken
    i64 known = 0;                                     // actions that are known
    i64 base = 0;                                      // number of the first one that is kept
    std::vector<u8> list;                              // codes from `base` on, and 8 more bytes
    Chan* waits = nullptr;                             // why it stopped; null: out of actions
    bool for_room = false, single = false, final = false, looks_back = false;
    std::vector<Hazard> hazards;
    size_t next_hazard = 0;
    std::unique_ptr<NodeLanes> lanes;
    i64 last = -1;  // cycle of the latest action
    i64 interval = 1, hazard = 1;
    Sum stalled_output;

    std::vector<std::vector<Chan*>> ports;
    Chan history;                       // cycles of past actions, where hazards look back
    std::vector<TimedNode*> followers;  // of a node that leads a group, itself included
    const Code* now = nullptr;
    i64 least_depth = UNBOUNDED;
    std::shared_ptr<struct SteadyGroup> steady;  // of a node that leads a group
    // Joins: the channels of each side, the scanner that alone feeds a side, if there is one, and what each action
    // moves (1 left, 2 right, 4 output; a byte for each code). Of a scanner: the channel of its heads, and the codes
    // that pop it.
    std::vector<Chan*> left, right, joined;
    TimedNode *feeds_left = nullptr, *feeds_right = nullptr;
    u32 moves = 0;
    std::shared_ptr<struct PreparedJoin> join;
    Chan* heads = nullptr;
    u32 popping = 0;  // a bit for each code
    // Explanations.
    std::array<i64, 4> bounds{};
    std::vector<i64> by_head, by_room;  // actions that waited for a head, or for room, last, by port
    std::vector<Step> steps;

    bool out_of_actions() const { return done == known; }
    bool finished() const { return final && done == known; }
    const u8* code_list() const { return list.data() + (done - base); }
    const Code& next_code() const { return codes[single ? 0 : *code_list()]; }
    void stop_waiting() {
        if (waits) (for_room ? waits->room_wanted : waits->token_wanted) = false;
        waits = nullptr;
    }
    void wake() { *active |= bit; }
    void wake_later() { *later |= bit; }
};

// Length of the run of equal codes at the start of at most n; 8 bytes more can be read.
inline i64 run_length(const u8* x, i64 n) {
    const u64 all = 0x0101010101010101ull * x[0];
    for (i64 k = 0; k < n; k += 8) {
        u64 w;
        std::memcpy(&w, x + k, 8);
        if (w != all) return std::min(n, k + (__builtin_ctzll(w ^ all) >> 3));
    }
    return n;
}

// How many of n times, n > 0, are due if each is wanted a cycle later than the one before: `in_time(k)` tells of one.
// The times of a channel rise by at least 1: where one is due, those before are.
template <class InTime> inline i64 due(i64 n, InTime in_time) {
    if (in_time(n - 1)) return n;
    i64 low = 0, high = n - 1;
    while (low < high) {
        const i64 k = (low + high) / 2;
        if (in_time(k)) low = k + 1;
        else high = k;
    }
    return low;
}

constexpr i64 LONGEST = 4096;  // actions of one block

// Note what the next action waits for; false if it waits for nothing.
inline bool blocked(TimedNode& n, const TimedNode::Code& code) {
    for (int p = 0; p < code.peeks + code.pops; p++) {
        Chan* c = code.ports[p];
        if (c->fill() > 0) continue;
        n.waits = c;
        n.for_room = false;
        return c->token_wanted = true;
    }
    for (int p = 0; p < code.pushes; p++) {
        Chan* c = code.push()[p];
        if (c->fill() < c->depth) continue;
        n.waits = c;
        n.for_room = true;
        return c->room_wanted = true;
    }
    return false;
}

// How many actions of a code the known heads and slots allow, at most LONGEST. NI, NO: how many ports are popped and
// pushed; -1: any number.
template <int NI, int NO> inline i64 possible(const TimedNode& n, const TimedNode::Code& code) {
    Chan *const *pops = code.pop(), *const *pushes = code.push();
    const int ni = NI < 0 ? code.pops : NI, no = NO < 0 ? code.pushes : NO;
    i64 m = std::min(n.known - n.done, LONGEST);
    for (int p = 0; p < ni; p++) m = std::min(m, pops[p]->fill());
    for (int p = 0; p < no; p++) m = std::min(m, pushes[p]->depth - pushes[p]->fill());
    for (int p = 0; p < code.peeks; p++) m = code.ports[p]->fill() > 0 ? m : 0;
    return m;
}

// Take the hazards of the next action, `take` each; m becomes the number of actions up to the next hazard.
template <class Take> inline void hazards(TimedNode& n, i64& m, Take take) {
    for (; n.next_hazard < n.hazards.size(); n.next_hazard++) {
        const Hazard& h = n.hazards[n.next_hazard];
        const i64 ahead = h.action - n.done;
        if (ahead > 0) {
            m = std::min(m, ahead);
            return;
        }
        take(h);
        m = 1;
    }
}

// The floor that hazards set to the next action.
inline i64 hazards(TimedNode& n, i64& m) {
    i64 floor = 0;
    hazards(n, m, [&](const Hazard& h) {
        const i64 wait = h.wait ? h.wait : n.hazard;
        // At a distance of W or more it is kept anyway, and the time may be gone.
        if (h.distance < wait)
            floor = std::max(floor, n.history.arrival[(h.action - h.distance) & n.history.mask] + wait);
    });
    return floor;
}

}  // namespace ff
