// Joins: which side an action takes cannot be predicted, so nothing may branch on it.
#pragma once

#include "runs.h"

namespace ff {

// One side of a join, whose channels are twins: the first one stands for all. If it is FED, the scanner that feeds it
// is timed along: whenever the side moves, the scanner pushes its next token, so that neither waits for a visit,
// whatever the depths are.
template <i64 SIZE, bool FED, bool FIGURES> struct Side {
    static constexpr i64 MASK = SIZE - 1, FREED = SIZE + Chan::APART;
    i64* const ring;  // arrivals; from FREED on, times at which slots are free
    const i64 start, end, latency, more;
    i64 at;  // next token to pop
    u64 popped_sum = 0;
    // Of the scanner: its codes and heads; its next token is `ahead` of `at`.
    TimedNode* const feeder;
    const i64 ahead, back;
    i64 last, stalled = 0;
    const u8 *list, *const list_end;
    i64* const heads;
    i64 head_at;
    const i64 head_end;
    const u32 popping;
    u64 pushed_sum = 0, heads_sum = 0;

    Side(const std::vector<Chan*>& side, TimedNode* f)
        : ring(side[0]->arrival),
          start(side[0]->popped),
          end(side[0]->pushed),
          latency(side[0]->latency),
          more(slowest(side) - latency),
          at(start),
          feeder(f),
          ahead(end - start),
          back(ahead - side[0]->depth),
          last(FED ? f->last : 0),
          list(FED ? f->code_list() : nullptr),
          list_end(FED ? list + (f->known - f->done) : nullptr),
          heads(FED ? f->heads->arrival : nullptr),
          head_at(FED ? f->heads->popped : 0),
          head_end(FED ? f->heads->pushed : 0),
          popping(FED ? f->popping : 0) {}
    static i64 slowest(const std::vector<Chan*>& side) {
        i64 most = 0;
        for (const Chan* c : side) most = std::max(most, c->latency);
        return most;
    }
    __attribute__((always_inline)) bool exhausted() const {
        return FED ? list == list_end || (head_at == head_end && (popping >> *list & 1)) : at == end;
    }
    // The lead is needed in any case, payloads only if the side moves.
    __attribute__((always_inline)) i64 head(i64 moves) const { return ring[at & MASK] + (more & -moves); }
    // The head is popped in cycle t, or stays; what is written of one that stays is written again.
    __attribute__((always_inline)) void pop(i64 t, i64 moves) {
        ring[(at & MASK) + FREED] = t + 1;
        at += moves;
        if (FIGURES) popped_sum += static_cast<u64>(t & -moves);
        if (FED) feed(moves);
    }
    void close(Timer& timer, const std::vector<Chan*>& side) {
        for (size_t p = 1; p < side.size(); p++) {
            i64 *arrival = side[p]->arrival, *freed = side[p]->freed;
            for (i64 k = start; k < at; k++) freed[k & MASK] = ring[(k & MASK) + FREED];
            if (FED)
                for (i64 k = end; k < at + ahead; k++) arrival[k & MASK] = ring[k & MASK] + side[p]->latency - latency;
        }
        if (FED && at > start) {
            const i64 n = at - start, from = feeder->heads->popped;
            for (Chan* c : side) timer.pushed<FIGURES>(*c, n, pushed_sum);
            feeder->done += n;
            feeder->last = last;
            if (FIGURES) feeder->stalled_output.rest += static_cast<u64>(stalled);
            if (head_at > from) timer.popped<FIGURES>(*feeder->heads, head_at - from, heads_sum);
        }
        for (Chan* c : side) timer.popped<FIGURES>(*c, at - start, popped_sum);
    }

private:
    // `at` has moved already: the token to push is `ahead` of where it was, its slot was freed a depth before.
    __attribute__((always_inline)) void feed(i64 moves) {
        const i64 token = at - moves + ahead, pops = popping >> *list & 1, h = head_at & MASK;
        const i64 head = heads[h] & -pops;
        const i64 room = ring[((at - moves + back) & MASK) + FREED];
        const i64 t = std::max(std::max(last + 1, head), room);
        ring[token & MASK] = t + latency;
        heads[h + FREED] = t + 1;
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

template <i64 SIZE, int NO, bool FIGURES, bool FED_A, bool FED_B> inline bool merge(Timer& timer, TimedNode& n) {
    constexpr i64 MASK = SIZE - 1, FREED = SIZE + Chan::APART;
    Side<SIZE, FED_A, FIGURES> a(n.left, n.feeds_left);
    Side<SIZE, FED_B, FIGURES> b(n.right, n.feeds_right);
    struct Out {
        i64 *ring, latency;
    } out[NO + 1];
    for (size_t p = 0; p < NO; p++) out[p] = {n.joined[p]->arrival, n.joined[p]->latency};
    const i64 depth = NO ? n.joined[0]->depth : 0;
    const i64 start = NO ? n.joined[0]->pushed : 0;
    i64 full = NO ? INT64_MAX : LONGEST;
    // Those that pop the outputs need not be equally far.
    for (size_t p = 0; p < NO; p++) full = std::min(full, n.joined[p]->popped + depth);
    const i64 m = std::min<i64>(n.known - n.done, FED_A || FED_B ? 128 : LONGEST);
    i64 o = start, t = n.last, stalled = 0, k = 0;
    u64 sum = 0;
    const u8* list = n.code_list();
    const u32 table = n.moves;
    for (; k < m; k++) {
        const i64 moves = table >> 8 * list[k] & 7;
        const i64 ta = moves & 1, tb = moves >> 1 & 1;
        if (a.exhausted() || b.exhausted()) break;
        const i64 head = std::max(a.head(ta), b.head(tb));
        // What is joined is the exception, or the rule: that can be predicted.
        if (moves & 4) {
            if (o == full) break;
            i64 room = 0;
            for (int p = 0; p < NO; p++) room = std::max(room, out[p].ring[((o - depth) & MASK) + FREED]);
            if (FIGURES) stalled += std::max<i64>(0, room - std::max(t + 1, head));
            t = std::max(t + 1, std::max(head, room));
            for (int p = 0; p < NO; p++) out[p].ring[o & MASK] = t + out[p].latency;
            o++;
            if (FIGURES) sum += static_cast<u64>(t);
        } else {
            t = std::max(t + 1, head);
        }
        a.pop(t, ta);
        b.pop(t, tb);
    }
    if (k == 0) return false;
    n.last = t;
    n.done += k;
    n.stalled_output.rest += static_cast<u64>(stalled);
    a.close(timer, n.left);
    b.close(timer, n.right);
    for (Chan* c : n.joined) timer.pushed<FIGURES>(*c, o - start, sum);
    return true;
}

// As many actions as are possible. False if none is. Scanners of deep channels need not be timed along.
constexpr i64 DEEP = 16, SMALL_RING = 256, LARGE_RING = 2048;
template <i64 SIZE, int NO, bool FIGURES> inline bool merge(Timer& timer, TimedNode& n) {
    if constexpr (SIZE > SMALL_RING) {
        return merge<SIZE, NO, FIGURES, false, false>(timer, n);
    } else {
        const auto can_feed = [](const TimedNode* f, const Chan& c) {
            return f && c.depth < DEEP && f->done < f->known && c.fill() > 0 &&
                   !(f->heads->fill() == 0 && (f->popping >> *f->code_list() & 1));
        };
        return can_feed(n.feeds_left, *n.left[0])     ? can_feed(n.feeds_right, *n.right[0])
                                                            ? merge<SIZE, NO, FIGURES, true, true>(timer, n)
                                                            : merge<SIZE, NO, FIGURES, true, false>(timer, n)
               : can_feed(n.feeds_right, *n.right[0]) ? merge<SIZE, NO, FIGURES, false, true>(timer, n)
                                                      : merge<SIZE, NO, FIGURES, false, false>(timer, n);
    }
}

template <i64 SIZE, int NO, bool FIGURES> inline bool visit_join(Timer& timer, TimedNode& n) {
    const i64 before = n.done;
    n.stop_waiting();
    while (n.done < n.known) {
        if (merge<SIZE, NO, FIGURES>(timer, n)) continue;
        const TimedNode::Code& code = n.next_code();
        if (blocked(n, code)) break;
        single_step(timer, n, code, 0);
    }
    return n.done != before;
}

// Do all actions of one producer push either all of these channels or none? A join pops all or none, too, so that
// what happens in one of them happens in all, but for the latency.
inline bool twins(const Timer& timer, const std::vector<Chan*>& side) {
    const TimedNode& f = timer.nodes[static_cast<size_t>(side[0]->producer)];
    for (const TimedNode::Code& code : f.codes) {
        const i64 n = std::count_if(side.begin(), side.end(), [&](const Chan* c) {
            return std::find(code.push(), code.push() + code.pushes, c) != code.push() + code.pushes;
        });
        if (n != 0 && n != static_cast<i64>(side.size())) return false;
    }
    return std::all_of(side.begin(), side.end(), [&](const Chan* c) { return c->producer == side[0]->producer; });
}
// The producer of these twins, if its every action pushes just them, and pops one other channel or nothing.
inline TimedNode* scanner(Timer& timer, const std::vector<Chan*>& side) {
    TimedNode& f = timer.nodes[static_cast<size_t>(side[0]->producer)];
    f.popping = 0;
    f.heads = nullptr;
    for (size_t k = 0; k < f.codes.size(); k++) {
        const TimedNode::Code& c = f.codes[k];
        if (c.peeks || c.pops > 1 || c.pushes != static_cast<int>(side.size()) ||
            (f.heads && c.pops && c.pop()[0] != f.heads))
            return nullptr;
        if (!c.pops) continue;
        f.heads = c.pop()[0];
        f.popping |= 1u << k;
    }
    return f.single || f.interval != 1 || !f.heads ? nullptr : &f;
}

inline void prepare_join(Timer& timer, TimedNode& n, const std::vector<Action>& table, size_t lead) {
    const size_t v = static_cast<size_t>(&n - timer.nodes.data());
    for (size_t p = 0; p < timer.inputs[v].size(); p++)
        (p < lead ? n.left : n.right).push_back(&timer.channels[static_cast<size_t>(timer.inputs[v][p])]);
    for (i32 c : timer.outputs[v])
        if (c >= 0) n.joined.push_back(&timer.channels[static_cast<size_t>(c)]);
    n.moves = 7 | (table[1].push.empty() ? 1u : 5u) << 8 | (table[2].push.empty() ? 2u : 6u) << 16;
    // The kernels know the size of the rings, and that those of a side are alike.
    const i64 size = n.left[0]->size();
    const auto alike = [size](const std::vector<Chan*>& side) {
        return std::all_of(side.begin(), side.end(), [&](const Chan* c) {
            return !c->elastic && c->size() == size && c->depth == side[0]->depth;
        });
    };
    if (n.joined.size() > 3 || n.interval != 1 || !alike(n.left) || !alike(n.right) || !alike(n.joined) ||
        !twins(timer, n.left) || !twins(timer, n.right))
        return;
    n.feeds_left = scanner(timer, n.left);
    n.feeds_right = scanner(timer, n.right);
    for (TimedNode** f : {&n.feeds_left, &n.feeds_right})
        if (*f && (*f)->heads->size() != size) *f = nullptr;
    using Visits = decltype(n.visit)[2][4];
    static constexpr Visits small = {{visit_join<SMALL_RING, 0, false>, visit_join<SMALL_RING, 1, false>,
                                      visit_join<SMALL_RING, 2, false>, visit_join<SMALL_RING, 3, false>},
                                     {visit_join<SMALL_RING, 0, true>, visit_join<SMALL_RING, 1, true>,
                                      visit_join<SMALL_RING, 2, true>, visit_join<SMALL_RING, 3, true>}};
    static constexpr Visits large = {{visit_join<LARGE_RING, 0, false>, visit_join<LARGE_RING, 1, false>,
                                      visit_join<LARGE_RING, 2, false>, visit_join<LARGE_RING, 3, false>},
                                     {visit_join<LARGE_RING, 0, true>, visit_join<LARGE_RING, 1, true>,
                                      visit_join<LARGE_RING, 2, true>, visit_join<LARGE_RING, 3, true>}};
    if (size == SMALL_RING) n.visit = small[timer.figures][n.joined.size()];
    if (size == LARGE_RING) n.visit = large[timer.figures][n.joined.size()];
}

}  // namespace ff
