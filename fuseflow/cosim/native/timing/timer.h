// The timing phase: in which cycle every action happens. It knows action tables and no primitive.
//
// t[k] = max(t[k-1] + interval, arrival of every head it needs, time at which every slot it pushes to is free,
//            t[k-d] + W for its hazards),
//
// solved node by node as far as the channels' known tokens and slots allow, until nobody can go on. How a node is
// visited is its own affair: by runs of equal actions (runs.h), with others that act once a cycle (steady.h) or in
// lockstep (lockstep.h), as a join with its scanners (joins.h), action by action (explained.h), in sixteen lanes
// (lane_runs.h, lane_joins.cpp, lane_march.h).
#pragma once

#include <utility>

#include "node.h"

namespace ff {

class Timer {
public:
    std::vector<TimedNode> nodes;
    std::vector<Chan> channels;
    bool figures = true, explain = false;
    i64 base = 0;                         // the cycle that the times of lanes count from
    i64 heaviest = 1;                     // the largest interval, latency, hazard distance or gap in any lane
    i64 window_from = 0, window_to = -1;  // cycles whose steps are kept

    Timer() = default;
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    ~Timer() {
        for (Chan& c : channels) {
            c.close();
            if (c.lanes) c.lanes->close();
        }
        for (TimedNode& n : nodes) n.history.close();
    }

    // Work lists, a bit for each node by rank: those that are worth a visit, and those that can do little yet.
    std::vector<u64> active, later;
    i64 rounds = 0;  // times that the latter became the former
    std::vector<TimedNode*> by_rank;
    std::vector<std::vector<i32>> inputs, outputs;  // channels of the nodes, by port

    // Take over the actions that a node has newly taken.
    void hand(size_t v, Actions& a) {
        TimedNode& n = nodes[v];
        if (!n.single) {
            // Codes move to the start when no more are left than were used up: each moves once on average.
            const i64 left = n.known - n.done, used = n.done - n.base;
            if (used && left <= used) {
                std::memcpy(n.list.data(), n.code_list(), static_cast<size_t>(left));
                n.base = n.done;
            }
            const size_t end = static_cast<size_t>(n.known - n.base), more = static_cast<size_t>(a.size);
            if (n.list.size() < end + more + 8) n.list.resize(2 * (end + more) + 8);
            if (more) std::memcpy(n.list.data() + end, a.codes.data(), more);
        }
        if (n.next_hazard) {
            n.hazards.erase(n.hazards.begin(), n.hazards.begin() + static_cast<std::ptrdiff_t>(n.next_hazard));
            n.next_hazard = 0;
        }
        n.hazards.insert(n.hazards.end(), a.hazards.begin(), a.hazards.end());
        n.known += a.size;
        n.final = a.final;
        a.handed += a.size;
        a.size = 0;
        a.hazards.clear();
        if (!n.out_of_actions()) n.wake();
    }

    // Run to the fixpoint; false if nothing moved.
    bool run() {
        bool moved = false;
        size_t v = 0;
        do {
            while (next_active(v)) {
                TimedNode& n = *by_rank[v];
                *n.active &= ~n.bit;
                *n.later &= ~n.bit;
                moved |= n.visit(*this, n);
                if (++v == nodes.size()) v = 0;
            }
            rounds++;
            for (size_t k = 0; k < active.size(); k++) active[k] |= std::exchange(later[k], 0);
        } while (next_active(v));
        return moved;
    }

    bool finished() const {
        for (const TimedNode& n : nodes)
            if (!n.finished()) return false;
        return true;
    }

    // At a fixpoint: might a node go on if it were told more actions? If not, and some are not finished, they never
    // will.
    bool hopeful() const {
        std::vector<char> dead(nodes.size(), 0);  // 1: on the way, 2: waits for ever
        for (size_t s = 0; s < nodes.size(); s++) {
            std::vector<size_t> path;
            for (size_t v = s; !dead[v];) {
                dead[v] = 1;
                path.push_back(v);
                const TimedNode& n = nodes[v];
                if (!n.waits) {
                    if (!n.finished()) return true;
                    break;
                }
                v = static_cast<size_t>(n.for_room ? n.waits->consumer : n.waits->producer);
            }
        }
        return false;
    }

    i64 latest() const {
        i64 t = -1;
        for (const TimedNode& n : nodes)
            if (n.done) t = std::max(t, n.last);
        return t;
    }
    i64 pushed() const {
        i64 n = 0;
        for (const Chan& c : channels) n += c.pushed;
        return n;
    }
    // Sum of pop - push of every channel.
    std::vector<i64> residence() const {
        std::vector<u64> sum;
        for (const Chan& c : channels) sum.push_back(c.residence);
        for (const TimedNode& n : nodes)
            for (const TimedNode::Code& code : n.codes) {
                const u64 times = code.times.value();
                const auto place = [&](const Chan* c) { return static_cast<size_t>(c - channels.data()); };
                for (int p = 0; p < code.pops; p++) sum[place(code.pop()[p])] += times;
                for (int p = 0; p < code.pushes; p++)
                    if (code.push()[p] != &n.history) sum[place(code.push()[p])] -= times;
            }
        return {sum.begin(), sum.end()};
    }
    i64 bytes() const {
        i64 n = 0;
        for (const Chan& c : channels) n += 16 * c.size();
        for (const TimedNode& v : nodes) n += static_cast<i64>(v.list.capacity());
        return n;
    }

    // m tokens of a channel were popped, or pushed, at times whose sum is `sum`, if it is not kept with the action.
    template <bool FIGURES> __attribute__((always_inline)) void popped(Chan& c, i64 m, u64 sum) {
        c.popped += m;
        if (FIGURES) c.residence += sum;
        if (c.room_wanted) give_room(c);
        log_pops(c, m);
    }
    template <bool FIGURES> __attribute__((always_inline)) void pushed(Chan& c, i64 m, u64 sum) {
        c.pushed += m;
        if (c.consumer < 0) {
            c.popped = c.pushed;
            return;
        }
        if (FIGURES) {
            c.residence -= sum;
            if (c.pushed - c.looked >= c.patience) raise_highest(c);
        }
        if (c.token_wanted) give_tokens(c);
        log_pushes(c, m);
    }

    // m tokens of a channel were popped, and m pushed: its fill stays, and who waits for more of it or less still does.
    // `low`: what is known of the fill up to here holds on.
    template <bool FIGURES>
    __attribute__((always_inline)) void passed(Chan& c, i64 m, i64 residence, bool low = false) {
        c.popped += m;
        c.pushed += m;
        if (FIGURES) {
            c.residence += static_cast<u64>(residence);
            if (low) c.looked = c.pushed;
            else if (c.pushed - c.looked >= c.patience) raise_highest(c);
        }
        log_pops(c, m);
        log_pushes(c, m);
    }

private:
    static void log_pops(const Chan& c, i64 m) {
        if (c.pop_log)
            for (i64 k = c.popped - m; k < c.popped; k++) c.pop_log->push_back(c.freed[k & c.mask] - 1);
    }
    static void log_pushes(const Chan& c, i64 m) {
        if (c.push_log)
            for (i64 k = c.pushed - m; k < c.pushed; k++) c.push_log->push_back(c.arrival[k & c.mask] - c.latency);
    }
    // The first active rank from v on, cyclically.
    bool next_active(size_t& v) const {
        size_t w = v / 64;
        u64 bits = active[w] >> (v % 64) << (v % 64);
        for (size_t k = 0; k <= active.size(); k++) {
            if (bits) {
                v = 64 * w + static_cast<size_t>(__builtin_ctzll(bits));
                return true;
            }
            w = w + 1 == active.size() ? 0 : w + 1;
            bits = active[w];
        }
        return false;
    }

    // Have a waiting node visited: at once if there is enough to do.
    void give_room(Chan& c) {
        const i64 room = c.depth - c.fill();
        if (room <= 0) return;
        TimedNode& n = nodes[static_cast<size_t>(c.producer)];
        c.room_wanted = room < c.batch;
        c.room_wanted ? n.wake_later() : n.wake();
    }
    void give_tokens(Chan& c) {
        TimedNode& n = nodes[static_cast<size_t>(c.consumer)];
        c.token_wanted = c.fill() < c.batch;
        c.token_wanted ? n.wake_later() : n.wake();
    }
};

}  // namespace ff
