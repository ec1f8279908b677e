// Nodes visited by runs of equal actions.
#pragma once

#include "segment.h"
#include "timer.h"

namespace ff {

// One action of any shape; `floor`: the earliest cycle that its hazards leave.
inline void single_step(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 floor) {
    i64 head = 0, room = 0;
    for (int p = 0; p < code.peeks + code.pops; p++)
        head = std::max(head, code.ports[p]->arrival[code.ports[p]->popped & code.ports[p]->mask]);
    for (int p = 0; p < code.pushes; p++) {
        Chan& c = *code.push()[p];
        c.reserve(1);
        if (c.reuses()) room = std::max(room, c.freed[(c.pushed - c.depth) & c.mask]);
    }
    const i64 t = std::max({n.last + n.interval, head, room, floor});
    n.stalled_output.rest += static_cast<u64>(std::max<i64>(0, room - std::max(n.last + 1, head)));
    for (int p = 0; p < code.pops; p++) {
        Chan& c = *code.pop()[p];
        c.freed[c.popped & c.mask] = t + 1;
        timer.figures ? timer.popped<true>(c, 1, static_cast<u64>(t)) : timer.popped<false>(c, 1, 0);
    }
    for (int p = 0; p < code.pushes; p++) {
        Chan& c = *code.push()[p];
        c.arrival[c.pushed & c.mask] = t + c.latency;
        timer.figures ? timer.pushed<true>(c, 1, static_cast<u64>(t)) : timer.pushed<false>(c, 1, 0);
    }
    n.last = t;
    n.done++;
}

// Runs of equal actions, each as one block. True if anything moved.
inline bool visit_runs(Timer& timer, TimedNode& n) {
    const i64 before = n.done;
    n.stop_waiting();
    while (n.done < n.known) {
        const TimedNode::Code& code = n.next_code();
        if (!code.run(timer, n, code)) break;
    }
    return n.done != before;
}

template <int NI, int NO, bool FIGURES>
inline void finish(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, i64 t) {
    n.last = t;
    n.done += m;
    for (int p = 0; p < NI; p++) timer.popped<FIGURES>(*code.pop()[p], m, 0);
    for (int p = 0; p < NO; p++) timer.pushed<FIGURES>(*code.push()[p], m, 0);
}

constexpr int SHAPES = 5;  // ports up to 4 each way have kernels of their own
constexpr i64 FEW = 8;     // fewer actions than this are not worth a vector

template <int NI, int NO, bool FIGURES>
inline void time_few(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, i64 head, i64 floor) {
    Chan *const *pops = code.pop(), *const *pushes = code.push();
    struct In {
        i64 *ring, mask, at;
    } in[NI + 1];
    struct Out {
        i64 *ring, mask, at, back, bounded, latency;
    } out[NO + 1];
    for (int p = 0; p < NI; p++) in[p] = {pops[p]->arrival, pops[p]->mask, pops[p]->popped};
    for (int p = 0; p < NO; p++) {
        const Chan& c = *pushes[p];
        out[p] = {c.arrival, c.mask, c.pushed, c.pushed - c.depth, c.reuses() ? -1 : 0, c.latency};
    }
    i64 t = n.last, stalled = 0;
    const i64 interval = n.interval;
    u64 sum = 0;
    for (i64 k = 0; k < m; k++) {
        i64 room = 0;
        for (int p = 0; p < NI; p++) head = std::max(head, in[p].ring[(in[p].at + k) & in[p].mask]);
        for (int p = 0; p < NO; p++)
            room = std::max(
                room, out[p].ring[((out[p].back + k) & out[p].mask) + out[p].mask + 1 + Chan::APART] & out[p].bounded);
        if (FIGURES) stalled += std::max<i64>(0, room - std::max(t + 1, head));
        t = std::max(std::max(t + interval, floor), std::max(head, room));
        head = floor = 0;
        if (FIGURES) sum += static_cast<u64>(t);
        for (int p = 0; p < NI; p++) in[p].ring[((in[p].at + k) & in[p].mask) + in[p].mask + 1 + Chan::APART] = t + 1;
        for (int p = 0; p < NO; p++) out[p].ring[(out[p].at + k) & out[p].mask] = t + out[p].latency;
    }
    if (FIGURES) {
        n.stalled_output.rest += static_cast<u64>(stalled);
        code.times.rest += sum;
    }
    finish<NI, NO, FIGURES>(timer, n, code, m, t);
}

template <int NI, int NO, bool FIGURES>
__attribute__((noinline)) void time_many(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, i64 head,
                                         i64 floor) {
    Chan *const *pops = code.pop(), *const *pushes = code.push();
    Segment<NI, NO, FIGURES> segment(n, code);
    for (i64 k = 0; k < m;) {
        // As far as no ring comes around.
        i64 length = m - k;
        for (int p = 0; p < NI; p++) {
            const Chan& c = *pops[p];
            const i64 at = (c.popped + k) & c.mask;
            length = std::min(length, c.size() - at);
            segment.in[p] = {c.arrival + at, c.freed + at};
        }
        for (int p = 0; p < NO; p++) {
            const Chan& c = *pushes[p];
            const i64 at = (c.pushed + k) & c.mask, back = (c.pushed + k - c.depth) & c.mask;
            length = std::min(length, c.size() - at);
            const bool bounded = c.reuses();
            if (bounded) length = std::min(length, c.size() - back);
            segment.out[p] = {c.arrival + at, bounded ? c.freed + back : ALWAYS_FREE, c.latency};
        }
        segment.run(length, head, floor);
        head = floor = 0;
        k += length;
    }
    finish<NI, NO, FIGURES>(timer, n, code, m, segment.t);
}

// m actions of one code whose heads and slots are known.
template <int NI, int NO, bool FIGURES>
inline void time_block(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, i64 floor) {
    i64 head = 0;
    for (int p = 0; p < code.peeks; p++)
        head = std::max(head, code.ports[p]->arrival[code.ports[p]->popped & code.ports[p]->mask]);
    for (int p = 0; p < NO; p++) {
        Chan& c = *code.push()[p];
        if (!c.elastic) continue;
        const i64 fresh = c.reuses() ? 0 : c.depth - c.pushed;
        if (fresh && fresh < m) {
            time_block<NI, NO, FIGURES>(timer, n, code, fresh, floor);
            return time_block<NI, NO, FIGURES>(timer, n, code, m - fresh, 0);
        }
        c.reserve(m);
    }
    // Long runs of more ports are rare.
    if constexpr (NI < SHAPES - 1 && NO < SHAPES - 1)
        if (m >= FEW) return time_many<NI, NO, FIGURES>(timer, n, code, m, head, floor);
    time_few<NI, NO, FIGURES>(timer, n, code, m, head, floor);
}

// Actions that pop NI and push NO ports, as many as are of one code and can be timed. False if none can.
template <int NI, int NO, bool FIGURES> inline bool run_block(Timer& timer, TimedNode& n, const TimedNode::Code& code) {
    i64 m = possible<NI, NO>(n, code), floor = 0;
    if (m <= 0) {
        blocked(n, code);
        return false;
    }
    if (!n.single) m = run_length(n.code_list(), m);
    if (n.next_hazard < n.hazards.size()) floor = hazards(n, m);
    time_block<NI, NO, FIGURES>(timer, n, code, m, floor);
    return true;
}

// Any number of ports.
inline bool run_any(Timer& timer, TimedNode& n, const TimedNode::Code& code) {
    if (blocked(n, code)) return false;
    i64 m = 1;
    const i64 floor = hazards(n, m);
    single_step(timer, n, code, floor);
    return true;
}

template <bool FIGURES, int... S> inline void pick(TimedNode::Code& code, std::integer_sequence<int, S...>) {
    static constexpr decltype(code.run) runs[] = {run_block<S / SHAPES, S % SHAPES, FIGURES>...};
    static constexpr decltype(code.time) times[] = {time_block<S / SHAPES, S % SHAPES, FIGURES>...};
    const int shape = code.pops * SHAPES + code.pushes;
    const bool fits = code.pops < SHAPES && code.pushes < SHAPES;
    code.run = fits ? runs[shape] : run_any;
    code.time = fits ? times[shape] : nullptr;
}
inline void pick_runs(TimedNode::Code& code, bool figures) {
    using All = std::make_integer_sequence<int, SHAPES * SHAPES>;
    figures ? pick<true>(code, All{}) : pick<false>(code, All{});
}

}  // namespace ff
