// Records a run inside the simulator: the cycle of every push and pop and every popped token, for each channel.
// recorder.sv calls `fuseflow_watch` in every cycle; recorder.py calls the rest.

#include <cstdint>
#include <vector>

#include "svdpi.h"

namespace {

using Words = std::vector<uint64_t>;

struct Channel {
    unsigned low, width;  // of its head: the lowest bit, kind included; the bits of data
    Words push, pop, kinds, data;
};

std::vector<Channel> channels;
bool recording = false;
uint64_t cycle, limit;
uint64_t wrong_cycle, wrong_count;  // where `cycles` was wrong first, one on, or 0; what it read
uint64_t early_done;                // where `done` was first seen together with events, one on, or 0

uint64_t bits(const svBitVecVal* words, unsigned low, unsigned width) {
    uint64_t value = 0;
    for (unsigned got = 0; got < width;) {
        const unsigned at = low + got, shift = at % 32;
        value |= uint64_t(words[at / 32] >> shift) << got;
        got += 32 - shift;
    }
    return width < 64 ? value & ((uint64_t(1) << width) - 1) : value;
}

void append(uint64_t*& out, Words& words) {
    for (uint64_t word : words) *out++ = word;
    words.clear();
}

}  // namespace

extern "C" {

// The present cycle is cycle 0. Nothing is recorded behind cycle `last`.
void fuseflow_begin(const uint32_t* widths, uint64_t count, uint64_t last) {
    channels.clear();
    unsigned low = 0;
    for (uint64_t k = 0; k < count; ++k) {
        channels.push_back({low, widths[k], {}, {}, {}, {}});
        low += widths[k] + 2;
    }
    cycle = wrong_cycle = wrong_count = early_done = 0;
    limit = last;
    recording = true;
}

// Number of the present cycle.
uint64_t fuseflow_cycle() {
    return cycle;
}

void fuseflow_end() {
    recording = false;
}

void fuseflow_faults(uint64_t* out) {
    out[0] = wrong_cycle;
    out[1] = wrong_count;
    out[2] = early_done;
}

// 64-bit words that `fuseflow_take` writes.
uint64_t fuseflow_size() {
    uint64_t size = 0;
    for (const Channel& c : channels) size += 2 + c.push.size() + 3 * c.pop.size();
    return size;
}

// Write for every channel the numbers of pushes and pops since the last time, their cycles, the tokens' kinds, data.
void fuseflow_take(uint64_t* out) {
    for (Channel& c : channels) {
        *out++ = c.push.size();
        *out++ = c.pop.size();
        append(out, c.push);
        append(out, c.pop);
        append(out, c.kinds);
        append(out, c.data);
    }
}

void fuseflow_watch(svBit done, unsigned long long cycles, const svBitVecVal* events, const svBitVecVal* heads) {
    if (!recording || cycle > limit) return;
    if (cycles != cycle && !wrong_cycle) {
        wrong_cycle = cycle + 1;
        wrong_count = cycles;
    }
    bool any = false;
    for (unsigned word = 0; word < (2 * channels.size() + 31) / 32; ++word) {
        for (uint32_t left = events[word]; left; left &= left - 1) {
            const unsigned bit = 32 * word + unsigned(__builtin_ctz(left));
            Channel& c = channels[bit / 2];
            any = true;
            if (bit % 2) {
                c.pop.push_back(cycle);
                c.kinds.push_back(bits(heads, c.low, 2));
                c.data.push_back(bits(heads, c.low + 2, c.width));
            } else {
                c.push.push_back(cycle);
            }
        }
    }
    if (done && any && !early_done) early_done = cycle + 1;
    ++cycle;
}
}
