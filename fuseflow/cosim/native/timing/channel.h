// A channel of the timing phase: when its tokens arrive, when its slots are free.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "lanes.h"

namespace ff {

struct NodeTiming {
    i64 interval = 1, hazard = 1;
};
struct ChannelTiming {
    i64 depth = 16, latency = 1;
};
struct Timings {
    std::vector<NodeTiming> nodes;
    std::vector<ChannelTiming> channels;
};

struct Chan;
inline void raise_highest(Chan& c);

// A channel. Two rings of times hold, of token k, its arrival (push + L), and the cycle from which its slot is free
// again (pop + 1).
struct Chan {
    i64 *arrival = nullptr, *freed = nullptr;
    i64 mask = 0;
    i64 pushed = 0, popped = 0;
    i64 depth = 1, latency = 1;
    i32 producer = -1, consumer = -1;
    bool token_wanted = false, room_wanted = false;  // its consumer, its producer waits at it
    bool stepping = false;                           // popped in the present step of a group
    i64 batch = 1;                                   // tokens, or slots, that are worth a visit
    bool elastic = false;                            // its ring may have to grow
    i64 highest = 0;  // most slots taken at the end of a cycle, as far as the tokens before `looked` tell
    i64 looked = 0, patience = 1;
    u64 residence = 0;  // sum of pop - push, modulo 2^64
    std::vector<i64>*push_log = nullptr, *pop_log = nullptr;
    std::unique_ptr<LaneRing> lanes;  // instead, where sixteen timings are computed

    i64 size() const { return mask + 1; }
    i64 fill() const { return pushed - popped; }
    // Does the next token take a slot that another one had before? Where it does not, what a ring of less than 2 D
    // slots says of token `pushed` - D is the time of some other one.
    bool reuses() const { return !elastic || pushed >= depth; }

    void open(i64 depth_, i64 latency_) {
        depth = depth_;
        latency = latency_;
        batch = std::clamp<i64>((depth + 1) / 2, 1, 256);
        patience = depth < 64 ? 64 : 1;
        i64 n = 256;
        while (n < 2 * std::min<i64>(depth, 2048)) n *= 2;
        allocate(n);
        elastic = n < 2 * depth;
    }
    // Room in the ring for m more tokens, with all that is still asked for kept. A ring of less than 2 D slots must not
    // come around: the slot of token k - D is needed.
    void reserve(i64 m) {
        if (!elastic) return;
        if (depth >= UNBOUNDED) {
            // Before anything that it looks at is overwritten.
            if (highest) raise_highest(*this);
            while (m + std::max(fill(), highest) > size()) grow();
        } else {
            while (pushed + m > size() && elastic) {
                grow();
                elastic = size() < 2 * depth;
            }
        }
    }
    void close() { std::free(block_); }

    // Channels move through their rings together. Rings start in different cache sets, lest they evict each other.
    static constexpr i64 APART = 40;
    i64 to_freed() const { return mask + 1 + APART; }  // freed - arrival

private:
    i64* block_ = nullptr;

    void allocate(i64 n) {
        static std::atomic<unsigned> count{0};
        const i64 offset = 8 * (11 * count++ % 64);
        block_ = static_cast<i64*>(std::calloc(static_cast<size_t>(2 * n + APART + offset), sizeof(i64)));
        if (!block_) throw std::bad_alloc();
        arrival = block_ + offset;
        mask = n - 1;
        freed = arrival + to_freed();
    }
    void grow() {
        i64 *old = arrival, *old_freed = freed, *old_block = block_;
        const i64 n = size();
        allocate(2 * n);
        for (i64 k = std::max<i64>(0, pushed - n); k < pushed; k++) {
            arrival[k & mask] = old[k & (n - 1)];
            freed[k & mask] = old_freed[k & (n - 1)];
        }
        std::free(old_block);
    }
};

// Raise `highest` by the tokens from `looked` on whose times are known: it is too low by one where token k was pushed
// before token k - highest was popped.
inline void raise_highest(Chan& c) {
    const i64 mask = c.mask, late = 1 - c.latency;
    if (c.highest == 0 && c.pushed > 0) c.highest = 1;
    i64 k = std::max(c.looked, c.highest);
    while (c.highest < c.depth) {
        const i64 b = c.highest, hi = std::min(c.pushed, c.popped + b);
        bool found = false;
        while (k < hi && !found) {
            const i64 x = k & mask, y = (k - b) & mask;
            const i64 n = std::min({hi - k, i64{64}, mask + 1 - x, mask + 1 - y});
            const i64 *arrival = c.arrival + x, *freed = c.freed + y;
            i64 any = 0;
            for (i64 j = 0; j < n; j++) any |= freed[j] > arrival[j] + late;
            found = any;
            if (!found) k += n;
        }
        if (!found) break;
        while (!(c.freed[(k - b) & mask] > c.arrival[k & mask] + late)) k++;
        // No push raises the fill by more than one; and what lies further back may be gone.
        c.highest++;
        k = std::max(k + 1, c.highest);
    }
    c.looked = c.highest < c.depth ? k : c.pushed;
}

}  // namespace ff
