// Sixteen timings of the same actions at once, one in each lane: other depths, latencies, intervals, hazard distances.
// Times are int32, relative to a cycle that moves along.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <vector>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#include "vector.h"

namespace ff {

constexpr int WIDTH = 16;
using Lanes = u32;  // a bit for each
constexpr Lanes EVERY = 0xFFFF;

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
    void set(size_t lane, i32 x) { std::memcpy(reinterpret_cast<char*>(this) + lane * sizeof x, &x, sizeof x); }
    void to(i32* p) const { std::memcpy(p, this, sizeof *this); }
    static Sixteen all(i32 y) {
        Sixteen x;
        for (int k = 0; k < PARTS; k++) x.part[k] = Part{} + y;
        return x;
    }
    // -1 in these lanes, 0 in the others.
    static Sixteen mask(Lanes lanes) {
        Sixteen x = all(0);
        for (size_t l = 0; l < WIDTH; l++)
            if (lanes >> l & 1) x.set(l, -1);
        return x;
    }
    Sixteen operator+(const Sixteen& y) const {
        Sixteen z;
        for (int k = 0; k < PARTS; k++) z.part[k] = part[k] + y.part[k];
        return z;
    }
    Sixteen operator-(const Sixteen& y) const {
        Sixteen z;
        for (int k = 0; k < PARTS; k++) z.part[k] = part[k] - y.part[k];
        return z;
    }
    Sixteen operator+(i64 y) const { return *this + all(static_cast<i32>(y)); }
    Sixteen operator*(i64 y) const {
        Sixteen z;
        for (int k = 0; k < PARTS; k++) z.part[k] = part[k] * static_cast<i32>(y);
        return z;
    }
    void raise(const Sixteen& y) {
        for (int k = 0; k < PARTS; k++) part[k] = part[k] > y.part[k] ? part[k] : y.part[k];
    }
    Sixteen operator&(const Sixteen& y) const {
        Sixteen z;
        for (int k = 0; k < PARTS; k++) z.part[k] = part[k] & y.part[k];
        return z;
    }
    // The lanes in which it is no more than `limit`.
    Lanes within(const Sixteen& limit) const {
        Lanes lanes = 0;
#if defined(__AVX512F__)
        lanes = _mm512_cmple_epi32_mask(reinterpret_cast<__m512i>(part[0]), reinterpret_cast<__m512i>(limit.part[0]));
#elif defined(__AVX2__)
        for (int k = 0; k < PARTS; k++)
            lanes |= static_cast<Lanes>(_mm256_movemask_ps(reinterpret_cast<__m256>(part[k] <= limit.part[k])))
                     << 8 * k;
#elif defined(__SSE2__)
        for (int k = 0; k < PARTS; k++)
            lanes |= static_cast<Lanes>(_mm_movemask_ps(reinterpret_cast<__m128>(part[k] <= limit.part[k]))) << 4 * k;
#else
        alignas(64) i32 x[WIDTH], y[WIDTH];
        to(x), limit.to(y);
        for (int l = 0; l < WIDTH; l++) lanes |= static_cast<Lanes>(x[l] <= y[l]) << l;
#endif
        return lanes;
    }
    bool operator==(const Sixteen& y) const { return (within(y) & y.within(*this)) == EVERY; }
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

// The lanes in which a channel has this depth.
struct DepthLanes {
    i64 depth;
    Sixteen mask;
    Lanes lanes;

    // No action comes before cycle 0, which is what the other lanes wait for.
    void raise(Sixteen& t, const i32* row) const { t.raise(Sixteen::of(row) & mask); }
};

// The times of a channel: a row holds the arrival of a token until it is popped, then the cycle from which its slot is
// free. So the slot that token k takes in a lane of depth D is free when row k - D says; as many rows as slots at most
// are asked for.
struct LaneRing {
    static constexpr size_t MANY = 8;  // depths from which on each lane looks for itself
    Rows times;
    std::vector<DepthLanes> depths;  // of the lanes that are bounded
    bool alike = false;              // all are, and by one depth
    i64 least = 1;                   // the least depth
    Sixteen limited;                 // the mask of the lanes that are bounded
    alignas(64) i32 slots[WIDTH];    // as much as is of interest
    alignas(64) i32 latency[WIDTH];

    void open(const std::vector<i64>& depth) {
        i64 most = 1;
        limited = Sixteen::all(0);
        for (size_t l = 0; l < WIDTH; l++) {
            slots[l] = static_cast<i32>(std::min<i64>(depth[l], INT32_MAX / 4));
            if (depth[l] >= UNBOUNDED) continue;
            size_t k = 0;
            while (k < depths.size() && depths[k].depth != depth[l]) k++;
            if (k == depths.size()) depths.push_back({depth[l], Sixteen::all(0), 0});
            depths[k].mask.set(l, -1);
            depths[k].lanes |= Lanes{1} << l;
            limited.set(l, -1);
            most = std::max(most, depth[l]);
        }
        least = *std::min_element(depth.begin(), depth.end());
        alike = depths.size() == 1 && depths[0].lanes == EVERY;
        times.open(bounded() ? most : 64);
    }
    bool bounded() const { return !depths.empty(); }
    // When the slots that token k takes are free.
    Sixteen free(i64 k) const {
        Sixteen t = Sixteen::all(0);
        if (depths.size() < MANY) {
            for (const DepthLanes& d : depths) d.raise(t, times.at(k - d.depth));
            return t;
        }
#if defined(__AVX512F__)
        constexpr Sixteen::Part lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        const Sixteen::Part row = (static_cast<i32>(k) - Sixteen::of(slots).part[0]) & static_cast<i32>(times.mask);
        const __m512i place = reinterpret_cast<__m512i>(row * WIDTH + lane);
        const __m512i own = _mm512_mask_i32gather_epi32(__m512i{}, EVERY, place, times.data, sizeof(i32));
        return Sixteen{{reinterpret_cast<Sixteen::Part>(own)}} & limited;
#else
        alignas(64) i32 own[WIDTH];
        const u32 at = static_cast<u32>(k), mask = static_cast<u32>(times.mask);
        for (u32 l = 0; l < WIDTH; l++) own[l] = times.data[((at - static_cast<u32>(slots[l])) & mask) * WIDTH + l];
        return Sixteen::of(own) & limited;
#endif
    }
    // A slot of a deeper lane was freed before.
    void wait_for_room(Sixteen& t, i64 k) const {
        if (Sixteen::of(times.at(k - least)).within(t) != EVERY) t.raise(free(k));
    }
    // Twice the rows, for unbounded channels.
    void grow(i64 popped, i64 pushed) {
        Rows wider;
        wider.open(2 * (times.mask + 1));
        for (i64 k = popped; k < pushed; k++) std::memcpy(wider.at(k), times.at(k), WIDTH * sizeof(i32));
        times.close();
        times = wider;
    }
    void close() { times.close(); }
};

struct NodeLanes {
    alignas(64) i32 last[WIDTH], interval[WIDTH], hazard[WIDTH];
    i64 end[WIDTH];     // the last cycle, absolute, of a node that has finished
    bool gone = false;  // that is known
    Rows history;       // of past cycles, where hazards look back
};

}  // namespace ff
