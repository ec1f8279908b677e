#include "joins.h"

#include "runs.h"

namespace ff {
namespace {

constexpr size_t OUTPUTS = 3;  // channels that a join pushes, at most

// One side of a join, whose channels are twins: the first one stands for all.
template <i64 SIZE, bool FIGURES> struct Side {
    static constexpr i64 MASK = SIZE - 1, FREED = SIZE + Chan::APART;
    i64* const ring;  // arrivals; from FREED on, times at which slots are free
    const i64 start, end, latency, more;
    i64 at;  // next token to pop
    u64 popped_sum = 0;

    Side(const std::vector<Chan*>& side)
        : ring(side[0]->arrival),
          start(side[0]->popped),
          end(side[0]->pushed),
          latency(side[0]->latency),
          more(slowest(side) - latency),
          at(start) {}
    static i64 slowest(const std::vector<Chan*>& side) {
        i64 most = 0;
        for (const Chan* c : side) most = std::max(most, c->latency);
        return most;
    }
    // The lead is needed in any case, payloads only if the side moves.
    __attribute__((always_inline)) i64 head(i64 moves) const { return ring[at & MASK] + (more & -moves); }
    // The head is popped in cycle t, or stays; what is written of one that stays is written again.
    __attribute__((always_inline)) void pop(i64 t, i64 moves) {
        ring[(at & MASK) + FREED] = t + 1;
        at += moves;
        if (FIGURES) popped_sum += static_cast<u64>(t & -moves);
    }
    void close(Timer& timer, const std::vector<Chan*>& side) {
        for (Chan* c : side) {
            if (c != side[0])
                for (i64 k = start; k < at; k++) c->freed[k & MASK] = ring[(k & MASK) + FREED];
            timer.popped<FIGURES>(*c, at - start, popped_sum);
        }
    }
};

// As many actions as are possible. False if none is.
template <i64 SIZE, bool FIGURES> inline bool merge(Timer& timer, TimedNode& n) {
    constexpr i64 MASK = SIZE - 1, FREED = SIZE + Chan::APART;
    Side<SIZE, FIGURES> a(n.left), b(n.right);
    struct Out {
        i64 *ring, latency;
    } out[OUTPUTS];
    const size_t outputs = n.joined.size();
    for (size_t p = 0; p < outputs; p++) out[p] = {n.joined[p]->arrival, n.joined[p]->latency};
    const i64 depth = outputs ? n.joined[0]->depth : 0;
    const i64 start = outputs ? n.joined[0]->pushed : 0;
    i64 full = outputs ? INT64_MAX : LONGEST;
    // Those that pop the outputs need not be equally far.
    for (size_t p = 0; p < outputs; p++) full = std::min(full, n.joined[p]->popped + depth);
    const i64 m = std::min<i64>(n.known - n.done, LONGEST);
    i64 o = start, t = n.last, stalled = 0, k = 0;
    u64 sum = 0;
    const u8* list = n.code_list();
    const u32 table = n.moves;
    for (; k < m; k++) {
        const i64 moves = table >> 8 * list[k] & 7;
        const i64 ta = moves & 1, tb = moves >> 1 & 1;
        if (a.at == a.end || b.at == b.end) break;
        const i64 head = std::max(a.head(ta), b.head(tb));
        // What is joined is the exception, or the rule: that can be predicted.
        if (moves & 4) {
            if (o == full) break;
            i64 room = 0;
            for (size_t p = 0; p < outputs; p++) room = std::max(room, out[p].ring[((o - depth) & MASK) + FREED]);
            if (FIGURES) stalled += std::max<i64>(0, room - std::max(t + 1, head));
            t = std::max(t + 1, std::max(head, room));
            for (size_t p = 0; p < outputs; p++) out[p].ring[o & MASK] = t + out[p].latency;
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

// One side of a join that takes an action a cycle. If a scanner alone feeds it and has filled its channels, they go on
// together, whatever the depth is. Of what the scanner pushes from now on, the k-th token takes the slot of the k-th
// one that is popped, in cycle p[k], so that it is pushed in cycle max(last + 1 + k, p[k] + 1), if no head is late. It
// is needed D - 1 pops later, not before cycle p[k] + D: it is there if D > L, and if the scanner is not too late now.
template <i64 SIZE, bool FIGURES> struct Flow {
    static constexpr i64 MASK = SIZE - 1, FREED = SIZE + Chan::APART, MOST = SIZE / 2;
    const std::vector<Chan*>& side;
    i64* const ring;
    const i64 start;
    i64 at, end;  // the next token to pop, the first one that must not be popped
    TimedNode* feeder = nullptr;
    i64 earliest = 0;            // cycle of what it pushes next, at the least
    i64 heads = 0;               // that the scanner pops
    std::array<i32, MOST> pops;  // the tokens that it pushes then, from `start` + D on

    // `t`: the cycle of the join's next action.
    Flow(const std::vector<Chan*>& side_, TimedNode* f, i64 t)
        : side(side_), ring(side[0]->arrival), start(side[0]->popped), at(start) {
        const Chan& c = *side[0];
        const i64 slowest = Side<SIZE, FIGURES>::slowest(side), first = t + c.latency - slowest;
        const i64 there = std::min(c.fill(), MOST);
        end = start + due(there, [&](i64 k) { return ring[(start + k) & MASK] <= first + k; });
        if (!f || c.fill() < c.depth || end < start + c.depth || f->last + slowest >= t + c.depth || c.depth <= slowest)
            return;
        feeder = f;
        earliest = f->last + 1;
        const u8* list = f->code_list();
        i64 m = std::min(f->known - f->done, MOST);
        for (i64 k = 0; k < m;) {
            const i64 run = run_length(list + k, m - k);
            for (i64 j = k; j < k + run && (f->popping >> list[k] & 1); j++) {
                if (heads == f->heads->fill()) m = j;
                else pops[static_cast<size_t>(heads++)] = static_cast<i32>(j);
                if (m == j) break;
            }
            k += run;
        }
        end = start + m;
    }
    i64 freed(i64 k) const { return ring[((start + k) & MASK) + FREED]; }
    i64 pushed(i64 k) const { return std::max(freed(k), earliest + k); }
    // The cycle of the pop after which the scanner could push, but has no head; INT64_MAX if there is none.
    i64 late() const {
        if (!feeder) return INT64_MAX;
        const Chan& h = *feeder->heads;
        for (i64 k = 0; k < heads && pops[static_cast<size_t>(k)] < at - start; k++) {
            const i64 token = pops[static_cast<size_t>(k)];
            if (h.arrival[(h.popped + k) & MASK] > pushed(token)) return freed(token) - 1;
        }
        return INT64_MAX;
    }
    void close(Timer& timer) {
        const i64 n = at - start;
        if (n == 0) return;
        u64 popped_sum = 0, pushed_sum = 0;
        if (FIGURES)
            for (i64 k = 0; k < n; k++) {
                popped_sum += static_cast<u64>(freed(k) - 1);
                pushed_sum += static_cast<u64>(pushed(k));
            }
        for (Chan* c : side)
            if (c != side[0]) copy(c->freed, 0, n, INT64_MIN / 2, 0);
        if (feeder) {
            for (Chan* c : side) copy(c->arrival, c->depth, n, earliest, c->latency);
            scan(timer, n);
            for (Chan* c : side) timer.passed<FIGURES>(*c, n, static_cast<i64>(popped_sum - pushed_sum));
        } else {
            for (Chan* c : side) timer.popped<FIGURES>(*c, n, popped_sum);
        }
    }

private:
    // to[k + shift] = max(freed[k], least + k) + more, for n tokens from `start` on.
    void copy(i64* to, i64 shift, i64 n, i64 least, i64 more) const {
        for (i64 k = 0; k < n;) {
            const i64 x = (start + k) & MASK, y = (start + k + shift) & MASK;
            const i64 length = std::min({n - k, SIZE - x, SIZE - y});
            const i64* from = ring + FREED + x;
            for (i64 j = 0; j < length; j++) to[y + j] = std::max(from[j], least + k + j) + more;
            k += length;
        }
    }
    void scan(Timer& timer, i64 n) {
        Chan& h = *feeder->heads;
        i64 popped = 0, waited = 0;
        u64 sum = 0;
        for (; popped < heads && pops[static_cast<size_t>(popped)] < n; popped++) {
            const i64 k = pops[static_cast<size_t>(popped)], t = pushed(k), x = (h.popped + popped) & MASK;
            const i64 before = k ? pushed(k - 1) : feeder->last;
            waited += std::max<i64>(0, h.arrival[x] - (before + 1));
            h.freed[x] = t + 1;
            sum += static_cast<u64>(t);
        }
        // Where it does not push in the next cycle, it has no room, but where it would have waited for a head anyway.
        if (FIGURES) feeder->stalled_output.rest += static_cast<u64>(pushed(n - 1) - feeder->last - n - waited);
        feeder->last = pushed(n - 1);
        feeder->done += n;
        if (popped) timer.popped<FIGURES>(h, popped, sum);
    }
};

// Actions one cycle after the other, as long as all heads and slots are there in time. False if that are few.
template <i64 SIZE, bool FIGURES> inline bool flow(Timer& timer, TimedNode& n) {
    constexpr i64 MASK = SIZE - 1, FREED = SIZE + Chan::APART, LEAST = 4;
    const u8* list = n.code_list();
    const auto moves = [table = n.moves, list](i64 k) { return table >> 8 * list[k] & 7; };
    for (auto [f, side] : {std::pair{n.feeds_left, n.left[0]}, {n.feeds_right, n.right[0]}}) {
        if (f && side->fill() < side->depth && f->done < f->known) f->visit(timer, *f);
        if (side->fill() == 0) return false;
    }
    const i64 first = moves(0);
    const bool pushes = !n.joined.empty();
    i64 room = 0, slots = pushes ? INT64_MAX : 0;
    for (const Chan* c : n.joined) {
        slots = std::min(slots, c->depth - c->fill());
        room = std::max(room, c->freed[(c->pushed - c->depth) & MASK]);
    }
    if (!(first & 4)) room = 0;
    else if (pushes && slots == 0) return false;
    const i64 head =
        std::max(Side<SIZE, FIGURES>(n.left).head(first & 1), Side<SIZE, FIGURES>(n.right).head(first >> 1 & 1));
    const i64 t = std::max({n.last + 1, head, room});
    Flow<SIZE, FIGURES> a(n.left, n.feeds_left, t), b(n.right, n.feeds_right, t);
    for (const Chan* c : n.joined)
        slots = slots ? due(slots, [&](i64 k) { return c->freed[(c->pushed + k - c->depth) & MASK] <= t + k; }) : 0;
    const i64 known = n.known - n.done;
    i64 k = 0, pushed = 0;
    u64 sum = 0;
    // What stores of times cannot change stays in registers.
    i64 at = a.at, bt = b.at;
    i64 *const freed_a = a.ring + FREED, *const freed_b = b.ring + FREED;
    const i64 end_a = a.end, end_b = b.end;
    bool full = false;
    // No side ends within as many actions as are left of the one that ends first.
    for (i64 m; !full && (m = std::min({end_a - at, end_b - bt, known - k})) > 0;) {
        for (m += k; k < m; k++) {
            const i64 what = moves(k);
            if (what & 4) {
                if (pushes && pushed == slots) {
                    full = true;
                    break;
                }
                for (Chan* c : n.joined) c->arrival[(c->pushed + pushed) & MASK] = t + k + c->latency;
                pushed++;
                if (FIGURES) sum += static_cast<u64>(t + k);
            }
            // What is written of a head that stays is written again.
            freed_a[at & MASK] = freed_b[bt & MASK] = t + k + 1;
            at += what & 1;
            bt += what >> 1 & 1;
        }
    }
    a.at = at;
    b.at = bt;
    const i64 late = std::min(a.late(), b.late());
    if (late < INT64_MAX) {
        // Without the pop after which a scanner has not got its head.
        k = late - t;
        a.at = a.start;
        b.at = b.start;
        pushed = 0;
        sum = 0;
        for (i64 j = 0; j < k; j++) {
            const i64 what = moves(j);
            a.at += what & 1;
            b.at += what >> 1 & 1;
            pushed += what >> 2;
            if (FIGURES && (what & 4)) sum += static_cast<u64>(t + j);
        }
    }
    if (k < LEAST) return false;
    if (FIGURES) n.stalled_output.rest += static_cast<u64>(std::max<i64>(0, room - std::max(n.last + 1, head)));
    n.last = t + k - 1;
    n.done += k;
    a.close(timer);
    b.close(timer);
    for (Chan* c : n.joined) timer.pushed<FIGURES>(*c, pushed, sum);
    return true;
}

constexpr i64 SMALL_RING = 256, LARGE_RING = 2048;

template <i64 SIZE, bool FIGURES> inline bool visit_join(Timer& timer, TimedNode& n) {
    const i64 before = n.done;
    n.stop_waiting();
    while (n.done < n.known) {
        if (flow<SIZE, FIGURES>(timer, n) || merge<SIZE, FIGURES>(timer, n)) continue;
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
    return f.single || !f.heads ? nullptr : &f;
}

}  // namespace

void prepare_join(Timer& timer, TimedNode& n, const std::vector<Action>& table, size_t lead) {
    const size_t v = static_cast<size_t>(&n - timer.nodes.data());
    for (size_t p = 0; p < timer.inputs[v].size(); p++)
        (p < lead ? n.left : n.right).push_back(&timer.channels[static_cast<size_t>(timer.inputs[v][p])]);
    for (i32 c : timer.outputs[v])
        if (c >= 0) n.joined.push_back(&timer.channels[static_cast<size_t>(c)]);
    n.moves = 7 | (table[1].push.empty() ? 1u : 5u) << 8 | (table[2].push.empty() ? 2u : 6u) << 16;
    if (!twins(timer, n.left) || !twins(timer, n.right)) return;
    n.feeds_left = scanner(timer, n.left);
    n.feeds_right = scanner(timer, n.right);
    if (n.lanes) return visit_in_lanes(n);
    // The kernels know the size of the rings, and that those of a side are alike.
    const i64 size = n.left[0]->size();
    const auto alike = [size](const std::vector<Chan*>& side) {
        return std::all_of(side.begin(), side.end(), [&](const Chan* c) {
            return !c->elastic && c->size() == size && c->depth == side[0]->depth;
        });
    };
    if (n.joined.size() > OUTPUTS || n.interval != 1 || !alike(n.left) || !alike(n.right) || !alike(n.joined)) return;
    for (TimedNode** f : {&n.feeds_left, &n.feeds_right})
        if (*f && ((*f)->interval != 1 || (*f)->heads->size() != size)) *f = nullptr;
    static constexpr decltype(n.visit) small[] = {visit_join<SMALL_RING, false>, visit_join<SMALL_RING, true>},
                                       large[] = {visit_join<LARGE_RING, false>, visit_join<LARGE_RING, true>};
    if (size == SMALL_RING) n.visit = small[timer.figures];
    if (size == LARGE_RING) n.visit = large[timer.figures];
}

}  // namespace ff
