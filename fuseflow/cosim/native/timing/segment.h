// The times of consecutive actions, as a scan over arrays, in vectors where there are any.
#pragma once

#include "node.h"

namespace ff {

inline const i64 ALWAYS_FREE[LONGEST] = {};

// Consecutive actions that pop NI and push NO ports, whose times lie in line.
template <int NI, int NO, bool FIGURES> struct Segment {
    struct In {
        const i64* arrival;
        i64* freed;
    } in[NI + 1];
    struct Out {
        i64* arrival;
        const i64* freed;
        i64 latency;
    } out[NO + 1];
    i64 t;  // of the action before
    const i64 interval;
    Sum &stalled, &times;

    Segment(TimedNode& n, const TimedNode::Code& code)
        : t(n.last), interval(n.interval), stalled(n.stalled_output), times(code.times) {}

    // The first action needs `head` beside its own heads, and comes no earlier than `floor`.
    void run(i64 m, i64 head, i64 floor) {
        i64 k = 0;
        if (head > 0 || floor > 0) one(k++, head, floor);
#if FF_LANES
        if (m - k >= FF_LANES) {
            const Times rising = RISING * interval;
            Times before = all(t), sums{}, stalls{};  // the last lane holds the action before
            for (; k + FF_LANES <= m; k += FF_LANES) {
                Times heads{}, rooms{};
                for (int p = 0; p < NI; p++) heads = larger(heads, load(in[p].arrival + k));
                for (int p = 0; p < NO; p++) rooms = larger(rooms, load(out[p].freed + k));
                const Times next = __builtin_shuffle(before, all(FF_LANES - 1)) + interval;
                const Times now = larger(prefix_max(larger(heads, rooms) - rising), next) + rising;
                if (FIGURES) {
                    const Times waited = rooms - larger(previous(before, now) + 1, heads);
                    stalls += larger(waited, Times{});
                    sums += now;
                }
                for (int p = 0; p < NI; p++) store(in[p].freed + k, now + 1);
                for (int p = 0; p < NO; p++) store(out[p].arrival + k, now + out[p].latency);
                before = now;
            }
            t = before[FF_LANES - 1];
            if (FIGURES) {
                stalled.add(stalls);
                times.add(sums);
            }
        }
#endif
        for (; k < m; k++) one(k, 0, 0);
    }

private:
    void one(i64 k, i64 head, i64 floor) {
        i64 room = 0;
        for (int p = 0; p < NI; p++) head = std::max(head, in[p].arrival[k]);
        for (int p = 0; p < NO; p++) room = std::max(room, out[p].freed[k]);
        if (FIGURES) stalled.rest += static_cast<u64>(std::max<i64>(0, room - std::max(t + 1, head)));
        t = std::max(std::max(t + interval, floor), std::max(head, room));
        if (FIGURES) times.rest += static_cast<u64>(t);
        for (int p = 0; p < NI; p++) in[p].freed[k] = t + 1;
        for (int p = 0; p < NO; p++) out[p].arrival[k] = t + out[p].latency;
    }
};

}  // namespace ff
