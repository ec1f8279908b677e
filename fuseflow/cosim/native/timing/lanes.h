// Sixteen timings of the same actions at once, one in each lane: other depths, latencies, intervals, hazard distances.
// Times are int32, relative to a cycle that moves along.
#pragma once

#include <atomic>

#include "vector.h"

namespace ff {

constexpr int WIDTH = 16;

// One number per lane, in as many vectors as it takes.
struct Sixteen {
#if FF_LANES
    typedef i32 Part __attribute__((vector_size(8 * FF_LANES)));
#else
    typedef i32 Part __attribute__((vector_size(16)));
#endif
    static constexpr int PARTS = WIDTH * sizeof(i32) / sizeof(Part);
    Part part[PARTS];

    static Sixteen of(const i32* p) {
        Sixteen x;
        std::memcpy(&x, p, sizeof x);
        return x;
    }
    void to(i32* p) const { std::memcpy(p, this, sizeof *this); }
    Sixteen operator+(const Sixteen& y) const {
        Sixteen z;
        for (int k = 0; k < PARTS; k++) z.part[k] = part[k] + y.part[k];
        return z;
    }
    Sixteen operator+(i32 y) const {
        Sixteen z;
        for (int k = 0; k < PARTS; k++) z.part[k] = part[k] + y;
        return z;
    }
    void raise(const Sixteen& y) {
        for (int k = 0; k < PARTS; k++) part[k] = part[k] > y.part[k] ? part[k] : y.part[k];
    }
};

// Rows of sixteen times.
struct Rows {
    i32* data = nullptr;
    i64 mask = 0;

    i32* at(i64 k) const { return data + (k & mask) * WIDTH; }
    void open(i64 least) {
        i64 n = 1;
        while (n < least) n *= 2;
        // Apart, lest the rows of all channels fall into the same cache sets.
        static std::atomic<unsigned> count{0};
        const size_t offset = 64 * (11 * count++ % 61), bytes = static_cast<size_t>(n) * WIDTH * sizeof(i32);
        block_ = static_cast<char*>(std::aligned_alloc(64, bytes + offset));
        if (!block_) throw std::bad_alloc();
        data = reinterpret_cast<i32*>(block_ + offset);
        std::memset(data, 0, bytes);
        mask = n - 1;
    }
    void close() { std::free(block_); }
    // Later by `shift`; what lies far back binds nobody.
    void move(i64 shift) {
        for (i64 k = 0; k < (mask + 1) * WIDTH; k++) data[k] = earlier(data[k], shift);
    }
    static i32 earlier(i32 t, i64 shift) { return static_cast<i32>(std::max<i64>(t - shift, INT32_MIN / 2)); }

private:
    char* block_ = nullptr;
};

// The times of a channel. Where all lanes have one depth, a row of `times` holds the arrival of a token until it is
// popped, then the time at which its slot is free. Else row k of `freed` holds, for each lane, when the slot that token
// k takes is free: the pop of token k - depth of that lane puts it there.
struct LaneRing {
    Rows times, freed;
    alignas(64) i64 depth[WIDTH];
    alignas(64) i32 latency[WIDTH];
    bool alike = true, bounded = true;

    void open(i64 most) {
        bounded = depth[0] < UNBOUNDED || !alike;
        times.open(bounded ? most : 64);
        if (!alike) freed.open(most);
    }
    // Twice the rows, for unbounded channels.
    void grow(i64 popped, i64 pushed) {
        Rows wider;
        wider.open(2 * (times.mask + 1));
        for (i64 k = popped; k < pushed; k++) std::memcpy(wider.at(k), times.at(k), WIDTH * sizeof(i32));
        times.close();
        times = wider;
    }
    void close() {
        times.close();
        freed.close();
    }
    void set_freed(i64 token, const Sixteen& t) {
        if (alike) {
            t.to(times.at(token));
            return;
        }
        alignas(64) i32 x[WIDTH];
        t.to(x);
        for (int l = 0; l < WIDTH; l++)
            if (depth[l] < UNBOUNDED) freed.at(token + depth[l])[l] = x[l];
    }
};

struct NodeLanes {
    alignas(64) i32 last[WIDTH], interval[WIDTH], hazard[WIDTH];
    i64 end[WIDTH];     // the last cycle, absolute, of a node that has finished
    bool gone = false;  // that is known
    Rows history;       // of past cycles, where hazards look back
};

}  // namespace ff
