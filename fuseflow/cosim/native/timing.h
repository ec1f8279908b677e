// The timing phase: in which cycle every action happens. It knows action tables and no primitive.
//
// t[k] = max(t[k-1] + interval, arrival of every head it needs, time at which every slot it pushes to is free,
//            t[k-d] + W for its hazards), solved node by node over runs of equal actions, as far as the channels' known
// tokens and slots allow, until nobody can go on.
#pragma once

#include "kernel.h"
#include "lanes.h"

#include <array>
#include <atomic>
#include <utility>

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

// A channel. Two rings of times hold, of token k, its arrival (push + L), and the cycle from which its slot is free again
// (pop + 1).
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
    i64 highest = 0;    // most slots taken at the end of a cycle, as far as the tokens before `looked` tell
    i64 looked = 0, patience = 1;
    u64 residence = 0;  // sum of pop - push, modulo 2^64
    std::vector<i64>*push_log = nullptr, *pop_log = nullptr;
    std::unique_ptr<LaneRing> lanes;  // instead, where sixteen timings are computed

    i64 size() const { return mask + 1; }
    i64 fill() const { return pushed - popped; }

    void open(i64 depth_, i64 latency_) {
        depth = depth_;
        latency = latency_;
        batch = std::clamp<i64>(depth / 2, 1, 256);
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
        if (depth >= UNBOUNDED)
            while (m + std::max(fill(), highest) > size()) grow();
        else
            while (pushed + m > size() && elastic) {
                grow();
                elastic = size() < 2 * depth;
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

// Raise `highest` by the tokens from `looked` on whose times are known: it is too low by one where token k was pushed before
// token k - highest was popped.
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
        c.highest++;
        k = std::max(k, c.highest);
    }
    c.looked = c.highest < c.depth ? k : c.pushed;
}

// Why an action happened when it did, in the order in which ties are told.
enum class Bound : u8 { head, room, hazard, interval };

struct Step {
    i64 cycle;
    Bound bound;
    i32 channel;   // of head and room
    i64 distance;  // actions back, of hazard
};

struct TimedNode {
    // The channels of one action, and the kernel for as many ports.
    struct Code {
        Chan* const* ports = nullptr;  // peeked, popped, pushed ones
        int peeks = 0, pops = 0, pushes = 0;
        bool (*run)(class Timer&, TimedNode&, const Code&) = nullptr;
        void (*time)(class Timer&, TimedNode&, const Code&, i64, i64) = nullptr;

        Chan* const* pop() const { return ports + peeks; }
        Chan* const* push() const { return ports + peeks + pops; }
    };
    std::vector<Code> codes;
    std::vector<std::vector<Chan*>> ports;
    bool single = false, final = false;
    i64 interval = 1, hazard = 1;
    i64 last = -1;    // cycle of the latest action
    i64 done = 0;     // actions that were taken
    i64 known = 0;    // actions that are known
    i64 base = 0;     // number of the first one that is kept
    u64 *active = nullptr, *later = nullptr, bit = 0;  // its bit in the work lists
    std::vector<u8> list;  // codes from `base` on, and 8 more bytes
    std::vector<Hazard> hazards;
    size_t next_hazard = 0;
    Chan history;  // cycles of past actions, where hazards look back
    std::unique_ptr<NodeLanes> lanes;
    bool looks_back = false;
    bool (*visit)(class Timer&, TimedNode&) = nullptr;
    i64 stalled_output = 0;
    Chan* waits = nullptr;  // why it stopped; null: out of actions
    bool for_room = false;
    std::vector<TimedNode*> followers;  // of a node that leads a group, itself included
    const Code* now = nullptr;
    i64 least_depth = UNBOUNDED;
    // Joins: the channels of each side, the scanner that alone feeds a side, if there is one, and what each action moves
    // (1 left, 2 right, 4 output; a byte for each code). Of a scanner: the channel of its heads, and the codes that pop it.
    std::vector<Chan*> left, right, joined;
    TimedNode *feeds_left = nullptr, *feeds_right = nullptr;
    u32 moves = 0;
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

constexpr i64 LONGEST = 4096;  // actions of one block
inline const i64 ALWAYS_FREE[LONGEST] = {};

// Consecutive actions that pop NI and push NO ports, whose times lie in line.
template <int NI, int NO, bool FIGURES> struct Segment {
    struct In { const i64* arrival; i64* freed; } in[NI + 1];
    struct Out { i64* arrival; const i64* freed; i64 latency; } out[NO + 1];
    i64 t;  // of the action before
    const i64 interval;
    i64 stalled = 0;
    u64 sum = 0;

    Segment(i64 last, i64 interval_) : t(last), interval(interval_) {}

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
                stalled += total(stalls);
                sum += static_cast<u64>(total(sums));
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
        if (FIGURES) stalled += std::max<i64>(0, room - std::max(t + 1, head));
        t = std::max(std::max(t + interval, floor), std::max(head, room));
        if (FIGURES) sum += static_cast<u64>(t);
        for (int p = 0; p < NI; p++) in[p].freed[k] = t + 1;
        for (int p = 0; p < NO; p++) out[p].arrival[k] = t + out[p].latency;
    }
};

class Timer {
public:
    std::vector<TimedNode> nodes;
    std::vector<Chan> channels;
    bool figures = true, explain = false;
    i64 base = 0;  // the cycle that the times of lanes count from
    i64 heaviest = 1;  // the largest interval, latency, hazard distance or gap in any lane
    bool make_way();
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

    // `ends[c]`: producer and consumer of channel c; `tables`, `inputs`, `outputs`: per node its actions and its channels
    // by port (-1: open); `looks_back`: it may have hazards; `joins`: per node, the port of the right lead of a join, or 0;
    // `order`: a topological one, in which nodes are visited.
    void build(const std::vector<std::pair<i32, i32>>& ends, const std::vector<std::vector<Action>>& tables,
               const std::vector<std::vector<i32>>& inputs, const std::vector<std::vector<i32>>& outputs,
               const std::vector<Timings>& timings,
               const std::vector<bool>& looks_back, const std::vector<size_t>& joins, const std::vector<int>& order) {
        channels.resize(ends.size());
        for (size_t c = 0; c < ends.size(); c++) {
            channels[c].producer = ends[c].first;
            channels[c].consumer = ends[c].second;
            channels[c].open(timings[0].channels[c].depth, timings[0].channels[c].latency);
            if (timings.size() > 1) open_lanes(channels[c], timings, c);
        }
        nodes.resize(tables.size());
        active_.assign((nodes.size() + 63) / 64, 0);
        later_ = active_;
        by_rank_.resize(nodes.size());
        std::vector<size_t> rank(nodes.size());
        for (size_t k = 0; k < order.size(); k++) rank[static_cast<size_t>(order[k])] = k;
        for (size_t v = 0; v < nodes.size(); v++) {
            TimedNode& n = nodes[v];
            n.single = tables[v].size() == 1;
            n.interval = timings[0].nodes[v].interval;
            n.looks_back = looks_back[v];
            n.hazard = timings[0].nodes[v].hazard;
            n.last = -n.interval;
            n.active = &active_[rank[v] / 64];
            n.later = &later_[rank[v] / 64];
            n.bit = u64{1} << (rank[v] % 64);
            by_rank_[rank[v]] = &n;
            n.history.open(UNBOUNDED, 0);
            n.history.reserve(n.hazard + 1);
            for (const Action& a : tables[v]) {
                std::vector<Chan*> ports;
                TimedNode::Code code;
                for (int p : a.peek) ports.push_back(&channels[static_cast<size_t>(inputs[v][static_cast<size_t>(p)])]);
                for (int p : a.pop) ports.push_back(&channels[static_cast<size_t>(inputs[v][static_cast<size_t>(p)])]);
                for (int p : a.push) {
                    const i32 c = outputs[v][static_cast<size_t>(p)];
                    if (c >= 0) ports.push_back(&channels[static_cast<size_t>(c)]);
                }
                if (looks_back[v] && timings.size() == 1) ports.push_back(&n.history);
                code.peeks = static_cast<int>(a.peek.size());
                code.pops = static_cast<int>(a.pop.size());
                code.pushes = static_cast<int>(ports.size()) - code.peeks - code.pops;
                pick(code);
                n.ports.push_back(std::move(ports));
                code.ports = n.ports.back().data();
                n.codes.push_back(code);
            }
            n.by_head.assign(explain ? inputs[v].size() : 0, 0);
            n.by_room.assign(explain ? outputs[v].size() : 0, 0);
            inputs_.push_back(inputs[v]);
            outputs_.push_back(outputs[v]);
            n.visit = explain ? visit_explained : visit_runs;
            if (timings.size() > 1) open_lanes(n, timings, v);
        }
        for (size_t v = 0; v < nodes.size(); v++)
            if (joins[v] && !explain && timings.size() == 1) join(nodes[v], tables[v], joins[v]);
        for (TimedNode& n : nodes) {
            if (explain || n.single || n.visit != visit_runs) continue;
            follow(n, order);
            for (TimedNode* f : n.followers)
                for (i32 c : outputs_[static_cast<size_t>(f - nodes.data())])
                    if (c >= 0) n.least_depth = std::min(n.least_depth, channels[static_cast<size_t>(c)].depth);
            if (!n.followers.empty()) n.visit = visit_lead;
        }
    }

    // Take over the actions that a node has newly taken.
    void hand(size_t v, Actions& a) {
        TimedNode& n = nodes[v];
        if (!n.single) {
            const size_t left = static_cast<size_t>(n.known - n.done), more = static_cast<size_t>(a.size);
            if (left && n.done > n.base) std::memmove(n.list.data(), n.code_list(), left);
            n.base = n.done;
            if (n.list.size() < left + more + 8) n.list.resize(2 * (left + more) + 8);
            if (more) std::memcpy(n.list.data() + left, a.codes.data(), more);
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
                TimedNode& n = *by_rank_[v];
                *n.active &= ~n.bit;
                *n.later &= ~n.bit;
                moved |= n.visit(*this, n);
                if (++v == nodes.size()) v = 0;
            }
            for (size_t k = 0; k < active_.size(); k++) active_[k] |= std::exchange(later_[k], 0);
        } while (next_active(v));
        return moved;
    }

    bool finished() const {
        for (const TimedNode& n : nodes)
            if (!n.finished()) return false;
        return true;
    }

    // At a fixpoint: might a node go on if it were told more actions? If not, and some are not finished, they never will.
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
    i64 bytes() const {
        i64 n = 0;
        for (const Chan& c : channels) n += 16 * c.size();
        for (const TimedNode& v : nodes) n += static_cast<i64>(v.list.capacity());
        return n;
    }

private:
    // Work lists, a bit for each node by rank: those that are worth a visit, and those that can do little yet.
    std::vector<u64> active_, later_;
    std::vector<TimedNode*> by_rank_;
    std::vector<std::vector<i32>> inputs_, outputs_;

    // The first active rank from v on, cyclically.
    bool next_active(size_t& v) const {
        size_t w = v / 64;
        u64 bits = active_[w] >> (v % 64) << (v % 64);
        for (size_t k = 0; k <= active_.size(); k++) {
            if (bits) {
                v = 64 * w + static_cast<size_t>(__builtin_ctzll(bits));
                return true;
            }
            w = w + 1 == active_.size() ? 0 : w + 1;
            bits = active_[w];
        }
        return false;
    }

    template <bool FIGURES> __attribute__((always_inline)) void popped(Chan& c, i64 m, u64 sum) {
        c.popped += m;
        if (FIGURES) c.residence += sum;
        if (c.room_wanted) give_room(c);
        if (c.pop_log)
            for (i64 k = c.popped - m; k < c.popped; k++) c.pop_log->push_back(c.freed[k & c.mask] - 1);
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
        if (c.push_log)
            for (i64 k = c.pushed - m; k < c.pushed; k++) c.push_log->push_back(c.arrival[k & c.mask] - c.latency);
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

    // Note what the next action waits for; false if it waits for nothing.
    static bool blocked(TimedNode& n, const TimedNode::Code& code) {
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

    // The floor that hazards set to the next action; m becomes the number of actions up to the next hazard.
    static i64 hazards(TimedNode& n, i64& m) {
        i64 floor = 0;
        while (n.next_hazard < n.hazards.size()) {
            const Hazard& h = n.hazards[n.next_hazard];
            const i64 ahead = h.action - n.done;
            if (ahead > 0) {
                m = std::min(m, ahead);
                break;
            }
            const i64 wait = h.wait ? h.wait : n.hazard;
            // At a distance of W or more it is kept anyway, and the time may be gone.
            if (h.distance < wait)
                floor = std::max(floor, n.history.arrival[(h.action - h.distance) & n.history.mask] + wait);
            n.next_hazard++;
            m = 1;
        }
        return floor;
    }

    // Runs of equal actions, each as one block. True if anything moved.
    static bool visit_runs(Timer& timer, TimedNode& n) {
        const i64 before = n.done;
        n.stop_waiting();
        while (n.done < n.known) {
            const TimedNode::Code& code = n.next_code();
            if (!code.run(timer, n, code)) break;
        }
        return n.done != before;
    }

    // Actions that pop NI and push NO ports, as many as are of one code and can be timed. False if none can.
    template <int NI, int NO, bool FIGURES> static bool run_block(Timer& timer, TimedNode& n, const TimedNode::Code& code) {
        Chan *const *pops = code.pop(), *const *pushes = code.push();
        i64 m = std::min(n.known - n.done, LONGEST), floor = 0;
        for (int p = 0; p < NI; p++) m = std::min(m, pops[p]->fill());
        for (int p = 0; p < NO; p++) m = std::min(m, pushes[p]->depth - pushes[p]->fill());
        for (int p = 0; p < code.peeks; p++) m = code.ports[p]->fill() > 0 ? m : 0;
        if (m <= 0) {
            blocked(n, code);
            return false;
        }
        if (!n.single) m = run_length(n.code_list(), m);
        if (n.next_hazard < n.hazards.size()) floor = hazards(n, m);
        time_block<NI, NO, FIGURES>(timer, n, code, m, floor);
        return true;
    }

    // m actions of one code whose heads and slots are known.
    template <int NI, int NO, bool FIGURES>
    static void time_block(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, i64 floor) {
        i64 head = 0;
        for (int p = 0; p < code.peeks; p++)
            head = std::max(head, code.ports[p]->arrival[code.ports[p]->popped & code.ports[p]->mask]);
        for (int p = 0; p < NO; p++)
            if (code.push()[p]->elastic) code.push()[p]->reserve(m);
        m < FEW ? time_few<NI, NO, FIGURES>(timer, n, code, m, head, floor)
                : time_many<NI, NO, FIGURES>(timer, n, code, m, head, floor);
    }

    static constexpr i64 FEW = 8;
    template <int NI, int NO, bool FIGURES>
    static inline void time_few(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, i64 head, i64 floor) {
        Chan *const *pops = code.pop(), *const *pushes = code.push();
        struct In { i64 *ring, mask, at; } in[NI + 1];
        struct Out { i64 *ring, mask, at, back, bounded, latency; } out[NO + 1];
        for (int p = 0; p < NI; p++) in[p] = {pops[p]->arrival, pops[p]->mask, pops[p]->popped};
        for (int p = 0; p < NO; p++) {
            const Chan& c = *pushes[p];
            out[p] = {c.arrival, c.mask, c.pushed, c.pushed - c.depth, c.depth < UNBOUNDED ? -1 : 0, c.latency};
        }
        i64 t = n.last, stalled = 0;
        const i64 interval = n.interval;
        u64 sum = 0;
        for (i64 k = 0; k < m; k++) {
            i64 room = 0;
            for (int p = 0; p < NI; p++) head = std::max(head, in[p].ring[(in[p].at + k) & in[p].mask]);
            for (int p = 0; p < NO; p++)
                room = std::max(room, out[p].ring[((out[p].back + k) & out[p].mask) + out[p].mask + 1 + Chan::APART] & out[p].bounded);
            if (FIGURES) stalled += std::max<i64>(0, room - std::max(t + 1, head));
            t = std::max(std::max(t + interval, floor), std::max(head, room));
            head = floor = 0;
            if (FIGURES) sum += static_cast<u64>(t);
            for (int p = 0; p < NI; p++) in[p].ring[((in[p].at + k) & in[p].mask) + in[p].mask + 1 + Chan::APART] = t + 1;
            for (int p = 0; p < NO; p++) out[p].ring[(out[p].at + k) & out[p].mask] = t + out[p].latency;
        }
        finish<NI, NO, FIGURES>(timer, n, code, m, t, stalled, sum);
    }
    template <int NI, int NO, bool FIGURES>
    static inline void finish(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, i64 t, i64 stalled, u64 sum) {
        n.last = t;
        n.done += m;
        if (FIGURES) n.stalled_output += stalled;
        for (int p = 0; p < NI; p++) timer.popped<FIGURES>(*code.pop()[p], m, sum);
        for (int p = 0; p < NO; p++) timer.pushed<FIGURES>(*code.push()[p], m, sum);
    }

    template <int NI, int NO, bool FIGURES>
    __attribute__((noinline)) static void time_many(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m,
                                                    i64 head, i64 floor) {
        Chan *const *pops = code.pop(), *const *pushes = code.push();
        Segment<NI, NO, FIGURES> segment(n.last, n.interval);
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
                const bool bounded = c.depth < UNBOUNDED;
                if (bounded) length = std::min(length, c.size() - back);
                segment.out[p] = {c.arrival + at, bounded ? c.freed + back : ALWAYS_FREE, c.latency};
            }
            segment.run(length, head, floor);
            head = floor = 0;
            k += length;
        }
        finish<NI, NO, FIGURES>(timer, n, code, m, segment.t, segment.stalled, segment.sum);
    }

    // Any number of ports.
    static bool run_any(Timer& timer, TimedNode& n, const TimedNode::Code& code) {
        if (blocked(n, code)) return false;
        i64 m = 1;
        const i64 floor = hazards(n, m);
        timer.single_step(n, code, floor);
        return true;
    }

    static constexpr int SHAPES = 5;  // ports up to 4 each way have kernels of their own
    template <bool FIGURES, int... S> static void pick(TimedNode::Code& code, std::integer_sequence<int, S...>) {
        static constexpr decltype(code.run) runs[] = {run_block<S / SHAPES, S % SHAPES, FIGURES>...};
        static constexpr decltype(code.time) times[] = {time_block<S / SHAPES, S % SHAPES, FIGURES>...};
        const int shape = code.pops * SHAPES + code.pushes;
        const bool fits = code.pops < SHAPES && code.pushes < SHAPES;
        code.run = fits ? runs[shape] : run_any;
        code.time = fits ? times[shape] : nullptr;
    }
    void pick(TimedNode::Code& code) {
        using All = std::make_integer_sequence<int, SHAPES * SHAPES>;
        figures ? pick<true>(code, All{}) : pick<false>(code, All{});
    }

    // --- lockstep: a node that pushes without popping (a scanner within a fiber), with those that pass its tokens on one
    // by one, can go on for a whole fiber whatever the depths of the channels between them

    // The nodes that tokens pushed by `lead` reach through nodes that pop and pass them, in topological order.
    void follow(TimedNode& lead, const std::vector<int>& order) {
        const auto pushes_freely = [](const TimedNode& n) {
            return std::any_of(n.codes.begin(), n.codes.end(),
                               [](const TimedNode::Code& c) { return c.pops == 0 && c.pushes > 0; });
        };
        if (!pushes_freely(lead)) return;
        std::vector<char> member(nodes.size(), 0);
        member[static_cast<size_t>(&lead - nodes.data())] = 1;
        for (int v : order) {
            TimedNode& n = nodes[static_cast<size_t>(v)];
            if (!member[static_cast<size_t>(v)]) continue;
            lead.followers.push_back(&n);
            for (i32 c : outputs_[static_cast<size_t>(v)]) {
                if (c < 0) continue;
                const size_t w = static_cast<size_t>(channels[static_cast<size_t>(c)].consumer);
                if (!pushes_freely(nodes[w]) && nodes[w].left.empty()) member[w] = 1;
            }
        }
        if (lead.followers.size() < 2) lead.followers.clear();
    }

    static constexpr i64 WORTHWHILE = 2;  // rounds through a group
    static constexpr i64 NARROW = 8;      // depth from which on visits are as fast

    // All nodes of a group by as many actions as each can take in its present code. False if that is not worthwhile.
    static bool lockstep(Timer& timer, TimedNode& lead) {
        i64 m = std::min<i64>(lead.known - lead.done, 128);
        const TimedNode::Code& first = lead.next_code();
        if (first.pops) return false;
        for (int p = 0; p < first.pushes; p++) {
            const Chan& c = *first.push()[p];
            if (c.consumer >= 0 && 2 * c.fill() > c.depth) return false;
        }
        m = run_length(lead.code_list(), m);
        if (lead.least_depth > NARROW || m < WORTHWHILE * lead.least_depth) return false;
        // Channels that are popped and pushed in this step are coupled; others are known as far as they are.
        for (TimedNode* n : lead.followers) {
            if (n->done == n->known) return false;
            n->now = &n->next_code();
            if (!n->now->time) return false;
            for (int p = 0; p < n->now->pops; p++) n->now->pop()[p]->stepping = true;
        }
        i64 round = m;
        for (TimedNode* n : lead.followers) {
            const TimedNode::Code& code = *n->now;
            m = std::min(m, n->known - n->done);
            if (!n->single && m > 0) m = run_length(n->code_list(), m);
            if (n->next_hazard < n->hazards.size()) m = std::min(m, n->hazards[n->next_hazard].action - n->done);
            for (int p = 0; p < code.peeks; p++) m = code.ports[p]->fill() > 0 ? m : 0;
            for (int p = 0; p < code.pops; p++)
                if (code.pop()[p]->stepping) m = std::min(m, code.pop()[p]->fill());
            for (int p = 0; p < code.pushes; p++) {
                Chan& c = *code.push()[p];
                const i64 room = c.depth - c.fill();
                (c.stepping ? round : m) = std::min(c.stepping ? round : m, room);
                c.stepping = false;
            }
        }
        const bool worthwhile = round > 0 && m >= WORTHWHILE * round;
        for (TimedNode* n : lead.followers)
            for (int p = 0; p < n->now->pops; p++) n->now->pop()[p]->stepping = false;
        if (!worthwhile) return false;
        for (i64 k = 0; k < m; k += round)
            for (TimedNode* n : lead.followers) n->now->time(timer, *n, *n->now, std::min(round, m - k), 0);
        for (TimedNode* n : lead.followers) n->wake();
        return true;
    }
    static bool visit_lead(Timer& timer, TimedNode& n) {
        const i64 before = n.done;
        n.stop_waiting();
        while (n.done < n.known) {
            if (lockstep(timer, n)) continue;
            const TimedNode::Code& code = n.next_code();
            if (!code.run(timer, n, code)) break;
        }
        return n.done != before;
    }

    // --- sixteen timings at once; a channel is as deep as in its shallowest lane, as far as what is known goes

    void open_lanes(Chan& c, const std::vector<Timings>& timings, size_t index) {
        c.lanes = std::make_unique<LaneRing>();
        i64 least = UNBOUNDED, most = 1;
        for (size_t l = 0; l < WIDTH; l++) {
            const ChannelTiming& t = timings[std::min(l, timings.size() - 1)].channels[index];
            c.lanes->depth[l] = t.depth;
            c.lanes->latency[l] = static_cast<i32>(t.latency);
            least = std::min(least, t.depth);
            heaviest = std::max(heaviest, t.latency + 1);
            if (t.depth < UNBOUNDED) most = std::max(most, t.depth);
            c.lanes->alike &= t.depth == c.lanes->depth[0];
        }
        c.depth = least;
        c.lanes->open(most);
    }
    void open_lanes(TimedNode& n, const std::vector<Timings>& timings, size_t index) {
        n.lanes = std::make_unique<NodeLanes>();
        i64 most = 1;
        for (size_t l = 0; l < WIDTH; l++) {
            const NodeTiming& t = timings[std::min(l, timings.size() - 1)].nodes[index];
            n.lanes->interval[l] = static_cast<i32>(t.interval);
            n.lanes->hazard[l] = static_cast<i32>(t.hazard);
            n.lanes->last[l] = static_cast<i32>(-t.interval);
            most = std::max(most, t.hazard);
            heaviest = std::max({heaviest, t.interval, t.hazard});
        }
        if (n.looks_back) n.lanes->history.open(most + 1);
        for (TimedNode::Code& code : n.codes) pick_lanes(code, std::make_integer_sequence<int, SHAPES * SHAPES>{});
    }
    template <int... S> static void pick_lanes(TimedNode::Code& code, std::integer_sequence<int, S...>) {
        static constexpr decltype(code.run) runs[] = {run_lanes<S / SHAPES, S % SHAPES>...};
        static constexpr decltype(code.time) times[] = {time_lanes<S / SHAPES, S % SHAPES>...};
        const bool fits = code.pops < SHAPES && code.pushes < SHAPES;
        code.run = fits ? runs[code.pops * SHAPES + code.pushes] : run_lanes<-1, -1>;
        code.time = fits ? times[code.pops * SHAPES + code.pushes] : time_lanes<-1, -1>;
    }
    // NI, NO: how many ports are popped and pushed; -1: any number.
    template <int NI, int NO> static bool run_lanes(Timer& timer, TimedNode& n, const TimedNode::Code& code);
    template <int NI, int NO>
    static void time_from(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, Sixteen floor);
    template <int NI, int NO>
    static void time_lanes(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, i64) {
        time_from<NI, NO>(timer, n, code, m, Sixteen::of(n.lanes->last));
    }

    // One action of any shape; `floor`: the earliest cycle that its hazards leave.
    void single_step(TimedNode& n, const TimedNode::Code& code, i64 floor) {
        i64 head = 0, room = 0;
        for (int p = 0; p < code.peeks + code.pops; p++)
            head = std::max(head, code.ports[p]->arrival[code.ports[p]->popped & code.ports[p]->mask]);
        for (int p = 0; p < code.pushes; p++) {
            Chan& c = *code.push()[p];
            c.reserve(1);
            if (c.depth < UNBOUNDED) room = std::max(room, c.freed[(c.pushed - c.depth) & c.mask]);
        }
        const i64 t = std::max({n.last + n.interval, head, room, floor});
        n.stalled_output += std::max<i64>(0, room - std::max(n.last + 1, head));
        for (int p = 0; p < code.pops; p++) {
            Chan& c = *code.pop()[p];
            c.freed[c.popped & c.mask] = t + 1;
            figures ? popped<true>(c, 1, static_cast<u64>(t)) : popped<false>(c, 1, 0);
        }
        for (int p = 0; p < code.pushes; p++) {
            Chan& c = *code.push()[p];
            c.arrival[c.pushed & c.mask] = t + c.latency;
            figures ? pushed<true>(c, 1, static_cast<u64>(t)) : pushed<false>(c, 1, 0);
        }
        n.last = t;
        n.done++;
    }

    // Action by action, with the constraint that bound each.
    static bool visit_explained(Timer& timer, TimedNode& n) {
        const i64 before = n.done;
        n.stop_waiting();
        while (n.done < n.known) {
            const TimedNode::Code& code = n.next_code();
            if (blocked(n, code)) break;
            const i64 distance = n.next_hazard < n.hazards.size() ? n.hazards[n.next_hazard].distance : 0;
            i64 m = 1;
            const i64 floor = hazards(n, m);
            std::vector<std::pair<i64, Chan*>> heads, rooms;
            for (int p = 0; p < code.peeks + code.pops; p++) {
                Chan* c = code.ports[p];
                heads.push_back({c->arrival[c->popped & c->mask], c});
            }
            for (int p = 0; p < code.pushes; p++) {
                Chan* c = code.push()[p];
                if (c->depth < UNBOUNDED && c->pushed >= c->depth)
                    rooms.push_back({c->freed[(c->pushed - c->depth) & c->mask], c});
            }
            timer.single_step(n, code, floor);
            timer.note(n, heads, rooms, floor, distance);
        }
        return n.done != before;
    }
    void note(TimedNode& n, const std::vector<std::pair<i64, Chan*>>& heads,
              const std::vector<std::pair<i64, Chan*>>& rooms, i64 floor, i64 distance) {
        const i64 t = n.last;
        Step step{t, Bound::interval, -1, 0};
        const auto at = [t](const std::pair<i64, Chan*>& x) { return x.first == t; };
        const auto head = std::find_if(heads.begin(), heads.end(), at);
        const auto room = std::find_if(rooms.begin(), rooms.end(), at);
        const size_t v = static_cast<size_t>(&n - nodes.data());
        if (head != heads.end()) {
            step = {t, Bound::head, static_cast<i32>(head->second - channels.data()), 0};
            n.by_head[port(inputs_[v], step.channel)]++;
        } else if (room != rooms.end()) {
            step = {t, Bound::room, static_cast<i32>(room->second - channels.data()), 0};
            n.by_room[port(outputs_[v], step.channel)]++;
        } else if (floor == t) {
            step = {t, Bound::hazard, -1, distance};
        }
        n.bounds[static_cast<size_t>(step.bound)]++;
        if (t >= window_from && t < window_to) n.steps.push_back(step);
    }
    static size_t port(const std::vector<i32>& ports, i32 channel) {
        return static_cast<size_t>(std::find(ports.begin(), ports.end(), channel) - ports.begin());
    }

    // --- joins: which side an action takes cannot be predicted, so nothing may branch on it

    void join(TimedNode& n, const std::vector<Action>& table, size_t lead) {
        const size_t v = static_cast<size_t>(&n - nodes.data());
        for (size_t p = 0; p < inputs_[v].size(); p++)
            (p < lead ? n.left : n.right).push_back(&channels[static_cast<size_t>(inputs_[v][p])]);
        for (i32 c : outputs_[v])
            if (c >= 0) n.joined.push_back(&channels[static_cast<size_t>(c)]);
        n.moves = 7 | (table[1].push.empty() ? 1u : 5u) << 8 | (table[2].push.empty() ? 2u : 6u) << 16;
        const auto alike = [](const std::vector<Chan*>& side) {
            return std::all_of(side.begin(), side.end(), [&](const Chan* c) {
                return !c->elastic && c->mask == side[0]->mask && c->depth == side[0]->depth;
            });
        };
        if (n.joined.size() > 3 || n.interval != 1 || !alike(n.left) || !alike(n.right) || !alike(n.joined) ||
            !twins(n.left) || !twins(n.right))
            return;
        n.feeds_left = scanner(n.left);
        n.feeds_right = scanner(n.right);
        static constexpr decltype(n.visit) visits[2][4] = {
            {visit_join<0, false>, visit_join<1, false>, visit_join<2, false>, visit_join<3, false>},
            {visit_join<0, true>, visit_join<1, true>, visit_join<2, true>, visit_join<3, true>}};
        n.visit = visits[figures][n.joined.size()];
    }
    // Do all actions of one producer push either all of these channels or none? A join pops all or none, too, so that
    // what happens in one of them happens in all, but for the latency.
    bool twins(const std::vector<Chan*>& side) const {
        const TimedNode& f = nodes[static_cast<size_t>(side[0]->producer)];
        for (const TimedNode::Code& code : f.codes) {
            const i64 n = std::count_if(side.begin(), side.end(), [&](const Chan* c) {
                return std::find(code.push(), code.push() + code.pushes, c) != code.push() + code.pushes;
            });
            if (n != 0 && n != static_cast<i64>(side.size())) return false;
        }
        return std::all_of(side.begin(), side.end(), [&](const Chan* c) { return c->producer == side[0]->producer; });
    }
    // The producer of these twins, if its every action pushes just them, and pops one other channel or nothing.
    TimedNode* scanner(const std::vector<Chan*>& side) {
        TimedNode& f = nodes[static_cast<size_t>(side[0]->producer)];
        f.popping = 0;
        f.heads = nullptr;
        for (size_t k = 0; k < f.codes.size(); k++) {
            const TimedNode::Code& c = f.codes[k];
            if (c.peeks || c.pops > 1 || c.pushes != static_cast<int>(side.size()) || (f.heads && c.pops && c.pop()[0] != f.heads))
                return nullptr;
            if (!c.pops) continue;
            f.heads = c.pop()[0];
            f.popping |= 1u << k;
        }
        return f.single || f.interval != 1 || !f.heads ? nullptr : &f;
    }

    template <int NO, bool FIGURES> static bool visit_join(Timer& timer, TimedNode& n) {
        const i64 before = n.done;
        n.stop_waiting();
        while (n.done < n.known) {
            if (merge<NO, FIGURES>(timer, n)) continue;
            const TimedNode::Code& code = n.next_code();
            if (blocked(n, code)) break;
            timer.single_step(n, code, 0);
        }
        return n.done != before;
    }

    // One side of a join, whose channels are twins: the first one stands for all. If it is FED, the scanner that feeds it
    // is timed along: whenever the side moves, the scanner pushes its next token, so that neither waits for a visit,
    // whatever the depths are.
    template <bool FED, bool FIGURES> struct Side {
        i64* const ring;  // arrivals, then times at which slots are free
        const i64 mask, start, end, latency, more;
        i64 at;  // next token to pop
        u64 popped_sum = 0;
        // Of the scanner: its codes and heads; its next token is `ahead` of `at`.
        TimedNode* const feeder;
        const i64 ahead, back;
        i64 last, stalled = 0;
        const u8 *list, *const list_end;
        i64 *const heads, head_mask, head_at, head_end;
        const u32 popping;
        u64 pushed_sum = 0, heads_sum = 0;

        Side(const std::vector<Chan*>& side, TimedNode* f)
            : ring(side[0]->arrival), mask(side[0]->mask), start(side[0]->popped), end(side[0]->pushed),
              latency(side[0]->latency), more(slowest(side) - latency), at(start), feeder(f), ahead(end - start),
              back(ahead - side[0]->depth), last(FED ? f->last : 0), list(FED ? f->code_list() : nullptr),
              list_end(FED ? list + (f->known - f->done) : nullptr), heads(FED ? f->heads->arrival : nullptr),
              head_mask(FED ? f->heads->mask : 0), head_at(FED ? f->heads->popped : 0),
              head_end(FED ? f->heads->pushed : 0), popping(FED ? f->popping : 0) {}
        static i64 slowest(const std::vector<Chan*>& side) {
            i64 most = 0;
            for (const Chan* c : side) most = std::max(most, c->latency);
            return most;
        }
        __attribute__((always_inline)) bool exhausted() const {
            return FED ? list == list_end || (head_at == head_end && (popping >> *list & 1)) : at == end;
        }
        // The lead is needed in any case, payloads only if the side moves.
        __attribute__((always_inline)) i64 head(i64 moves) const { return ring[at & mask] + (more & -moves); }
        // The head is popped in cycle t, or stays; what is written of one that stays is written again.
        __attribute__((always_inline)) void pop(i64 t, i64 moves) {
            ring[(at & mask) + mask + 1 + Chan::APART] = t + 1;
            at += moves;
            if (FIGURES) popped_sum += static_cast<u64>(t & -moves);
            if (FED) feed(moves);
        }
        void close(Timer& timer, const std::vector<Chan*>& side) {
            for (size_t p = 1; p < side.size(); p++) {
                i64 *arrival = side[p]->arrival, *freed = side[p]->freed;
                for (i64 k = start; k < at; k++) freed[k & mask] = ring[(k & mask) + mask + 1 + Chan::APART];
                if (FED)
                    for (i64 k = end; k < at + ahead; k++) arrival[k & mask] = ring[k & mask] + side[p]->latency - latency;
            }
            if (FED && at > start) {
                const i64 n = at - start, from = feeder->heads->popped;
                for (Chan* c : side) timer.pushed<FIGURES>(*c, n, pushed_sum);
                feeder->done += n;
                feeder->last = last;
                if (FIGURES) feeder->stalled_output += stalled;
                if (head_at > from) timer.popped<FIGURES>(*feeder->heads, head_at - from, heads_sum);
            }
            for (Chan* c : side) timer.popped<FIGURES>(*c, at - start, popped_sum);
        }

    private:
        // `at` has moved already: the token to push is `ahead` of where it was, its slot was freed a depth before.
        __attribute__((always_inline)) void feed(i64 moves) {
            const i64 token = at - moves + ahead, pops = popping >> *list & 1, h = head_at & head_mask;
            const i64 head = heads[h] & -pops;
            const i64 room = ring[((at - moves + back) & mask) + mask + 1 + Chan::APART];
            const i64 t = std::max(std::max(last + 1, head), room);
            ring[token & mask] = t + latency;
            heads[h + head_mask + 1 + Chan::APART] = t + 1;
            if (FIGURES) {
                stalled += std::max<i64>(0, room - std::max(last + 1, head)) & -moves;
                pushed_sum += static_cast<u64>(t & -moves);
                heads_sum += static_cast<u64>(t & -(moves & pops));
            }
            last = moves ? t : last;
            list += moves;
            head_at += moves & pops;
        }
    };

    // As many actions as are possible. False if none is. Scanners of deep channels need not be timed along.
    static constexpr i64 DEEP = 16;
    template <int NO, bool FIGURES> static bool merge(Timer& timer, TimedNode& n) {
        const auto can_feed = [](const TimedNode* f, const Chan& c) {
            return f && c.depth < DEEP && f->done < f->known && c.fill() > 0 && !(f->heads->fill() == 0 && (f->popping >> *f->code_list() & 1));
        };
        return can_feed(n.feeds_left, *n.left[0])
                   ? can_feed(n.feeds_right, *n.right[0]) ? merge<NO, FIGURES, true, true>(timer, n)
                                                          : merge<NO, FIGURES, true, false>(timer, n)
               : can_feed(n.feeds_right, *n.right[0]) ? merge<NO, FIGURES, false, true>(timer, n)
                                                      : merge<NO, FIGURES, false, false>(timer, n);
    }
    template <int NO, bool FIGURES, bool FED_A, bool FED_B> static bool merge(Timer& timer, TimedNode& n) {
        Side<FED_A, FIGURES> a(n.left, n.feeds_left);
        Side<FED_B, FIGURES> b(n.right, n.feeds_right);
        struct Out { i64 *ring, latency; } out[NO + 1];
        for (size_t p = 0; p < NO; p++) out[p] = {n.joined[p]->arrival, n.joined[p]->latency};
        const i64 mask = NO ? n.joined[0]->mask : 0, depth = NO ? n.joined[0]->depth : 0;
        const i64 start = NO ? n.joined[0]->pushed : 0, full = NO ? n.joined[0]->popped + depth : LONGEST;
        const i64 m = std::min<i64>(n.known - n.done, FED_A || FED_B ? 128 : LONGEST);
        i64 o = start, t = n.last, stalled = 0, k = 0;
        u64 sum = 0;
        const u8* list = n.code_list();
        const u32 table = n.moves;
        for (; k < m; k++) {
            const i64 moves = table >> 8 * list[k] & 7;
            const i64 ta = moves & 1, tb = moves >> 1 & 1, to = moves >> 2;
            if (a.exhausted() || b.exhausted() || o + to > full) break;
            const i64 head = std::max(a.head(ta), b.head(tb));
            i64 room = 0;
            for (int p = 0; p < NO; p++) room = std::max(room, out[p].ring[((o - depth) & mask) + mask + 1 + Chan::APART] & -to);
            if (FIGURES) stalled += std::max<i64>(0, room - std::max(t + 1, head));
            t = std::max(t + 1, std::max(head, room));
            a.pop(t, ta);
            b.pop(t, tb);
            for (int p = 0; p < NO; p++) out[p].ring[o & mask] = t + out[p].latency;
            o += to;
            if (FIGURES) sum += static_cast<u64>(t & -to);
        }
        if (k == 0) return false;
        n.last = t;
        n.done += k;
        n.stalled_output += stalled;
        a.close(timer, n.left);
        b.close(timer, n.right);
        for (Chan* c : n.joined) timer.pushed<FIGURES>(*c, o - start, sum);
        return true;
    }
};

template <int NI, int NO> bool Timer::run_lanes(Timer& timer, TimedNode& n, const TimedNode::Code& code) {
    Chan *const *pops = code.pop(), *const *pushes = code.push();
    const int ni = NI < 0 ? code.pops : NI, no = NO < 0 ? code.pushes : NO;
    i64 m = std::min(n.known - n.done, LONGEST);
    for (int p = 0; p < ni; p++) m = std::min(m, pops[p]->fill());
    for (int p = 0; p < no; p++) m = std::min(m, pushes[p]->depth - pushes[p]->fill());
    for (int p = 0; p < code.peeks; p++) m = code.ports[p]->fill() > 0 ? m : 0;
    if (m <= 0) {
        blocked(n, code);
        return false;
    }
    if (!n.single) m = run_length(n.code_list(), m);
    NodeLanes& own = *n.lanes;
    Sixteen floor = Sixteen::of(own.last);
    while (n.next_hazard < n.hazards.size()) {
        const Hazard& h = n.hazards[n.next_hazard];
        const i64 ahead = h.action - n.done;
        if (ahead > 0) {
            m = std::min(m, ahead);
            break;
        }
        const i32* past = own.history.at(h.action - h.distance);
        alignas(64) i32 earliest[WIDTH];
        for (int l = 0; l < WIDTH; l++) {
            const i32 wait = h.wait ? h.wait : own.hazard[l];
            earliest[l] = h.distance < wait ? past[l] + wait : own.last[l];
        }
        floor.raise(Sixteen::of(earliest));
        n.next_hazard++;
        m = 1;
    }
    time_from<NI, NO>(timer, n, code, m, floor);
    return true;
}

// m actions whose heads and slots are known; the first one comes no earlier than `floor`.
template <int NI, int NO>
void Timer::time_from(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, Sixteen floor) {
    Chan *const *pops = code.pop(), *const *pushes = code.push();
    const int ni = NI < 0 ? code.pops : NI, no = NO < 0 ? code.pushes : NO;
    NodeLanes& own = *n.lanes;
    for (int p = 0; p < code.peeks; p++) floor.raise(Sixteen::of(code.ports[p]->lanes->times.at(code.ports[p]->popped)));
    for (int p = 0; p < no; p++)
        while (!pushes[p]->lanes->bounded && pushes[p]->fill() + m > pushes[p]->lanes->times.mask + 1)
            pushes[p]->lanes->grow(pushes[p]->popped, pushes[p]->pushed);
    const Sixteen interval = Sixteen::of(own.interval);
    Sixteen t = Sixteen::of(own.last);
    for (i64 k = 0; k < m; k++) {
        t = t + interval;
        if (k == 0) t.raise(floor);
#pragma GCC unroll 8
        for (int p = 0; p < ni; p++) t.raise(Sixteen::of(pops[p]->lanes->times.at(pops[p]->popped + k)));
#pragma GCC unroll 8
        for (int p = 0; p < no; p++) {
            const LaneRing& r = *pushes[p]->lanes;
            if (!r.alike) t.raise(Sixteen::of(r.freed.at(pushes[p]->pushed + k)));
            else if (r.bounded) t.raise(Sixteen::of(r.times.at(pushes[p]->pushed + k - r.depth[0])));
        }
#pragma GCC unroll 8
        for (int p = 0; p < ni; p++) pops[p]->lanes->set_freed(pops[p]->popped + k, t + 1);
#pragma GCC unroll 8
        for (int p = 0; p < no; p++) {
            const LaneRing& r = *pushes[p]->lanes;
            (t + Sixteen::of(r.latency)).to(r.times.at(pushes[p]->pushed + k));
        }
        if (n.looks_back) t.to(own.history.at(n.done + k));
    }
    t.to(own.last);
    n.done += m;
    for (int p = 0; p < ni; p++) timer.popped<false>(*pops[p], m, 0);
    for (int p = 0; p < no; p++) timer.pushed<false>(*pushes[p], m, 0);
}

// Before a round: can the lanes' times, counted from a later cycle if need be, hold whatever the known actions add?
inline bool Timer::make_way() {
    i64 most = 0, least = INT64_MAX, actions = 0;
    for (const TimedNode& n : nodes) {
        actions += n.known - n.done;
        for (size_t k = n.next_hazard; k < n.hazards.size(); k++) heaviest = std::max<i64>(heaviest, n.hazards[k].wait);
        for (int l = 0; l < WIDTH; l++) {
            most = std::max<i64>(most, n.lanes->last[l]);
            if (!n.finished()) least = std::min<i64>(least, n.lanes->last[l]);
        }
    }
    // No action comes later than the latest one before it by more than the largest interval, latency or distance.
    if (actions > (i64{1} << 29) / heaviest) return false;
    if (most < i64{1} << 29) return true;
    if (least == INT64_MAX) least = most;
    if (most - least >= i64{1} << 29) return false;
    base += least;
    for (TimedNode& n : nodes) {
        if (n.finished() && !n.lanes->gone) {
            n.lanes->gone = true;
            for (int l = 0; l < WIDTH; l++) n.lanes->end[l] = base - least + n.lanes->last[l];
        }
        for (int l = 0; l < WIDTH; l++) n.lanes->last[l] = Rows::earlier(n.lanes->last[l], least);
        if (n.looks_back) n.lanes->history.move(least);
    }
    for (Chan& c : channels) {
        c.lanes->times.move(least);
        if (!c.lanes->alike) c.lanes->freed.move(least);
    }
    return true;
}

}  // namespace ff
