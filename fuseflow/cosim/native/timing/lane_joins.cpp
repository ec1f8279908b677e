#include "joins.h"
#include "lane_port.h"
#include "timer.h"

namespace ff {
namespace {

constexpr i64 BURST = 64;                // tokens that a scanner pushes ahead of a join, at most
constexpr size_t SIDE = 2, OUTPUTS = 3;  // channels of a side, of the output, at most

alignas(64) constexpr i32 START[WIDTH] = {};  // no action comes before cycle 0

// One or the other, without a branch, which nobody could predict.
template <class T, class U> inline T* either(bool first, T* x, U* y) {
    const auto mask = -static_cast<std::uintptr_t>(first);
    return reinterpret_cast<T*>((reinterpret_cast<std::uintptr_t>(x) & mask) |
                                (reinterpret_cast<std::uintptr_t>(y) & ~mask));
}

// One side of a join, of N twins, and the scanner that alone feeds it, if one does.
template <int N> struct LaneSide {
    Chan* channel[N];
    LanePort port[N];  // rows by the number of the token
    int rooms = 1;     // channels whose slots are waited for: twins that are equally deep free theirs together
    i64 popped, pushed, ahead = INT64_MAX;
    TimedNode* const feeder;
    const u8* codes = nullptr;
    i64 taken = 0, known = 0;  // the scanner's actions
    LanePort heads;            // rows from the next head on
    i64 heads_popped = 0, heads_there = 0;
    Sixteen last{}, interval{};  // of the scanner

    LaneSide(const std::vector<Chan*>& side, TimedNode* f)
        : popped(side[0]->popped), pushed(side[0]->pushed), feeder(f) {
        for (size_t p = 0; p < N; p++) ahead = std::min({ahead, side[p]->depth, BURST});
        for (size_t p = 0; p < N; p++) {
            channel[p] = side[p];
            port[p] = LanePort::out(*side[p], f ? std::max<i64>(0, ahead - side[p]->fill()) : 0);
            port[p].at = 0;
            if (std::memcmp(port[p].ring->slots, port[0].ring->slots, sizeof port[0].ring->slots)) rooms = N;
        }
        if (!f) return;
        codes = f->code_list();
        known = f->known - f->done;
        heads = LanePort::in(*f->heads);
        heads_there = f->heads->fill();
        last = Sixteen::of(f->lanes->last);
        interval = Sixteen::of(f->lanes->interval);
    }
    // Is there a token? If there was none, the scanner goes on until there are as many as the channels hold.
    bool token() { return popped < pushed || (feeder && scan()); }
    // The lead is needed in any case, payloads only if the side moves.
    void wait_for_head(Sixteen& t, bool moves) const {
        port[0].wait_for_head(t, popped);
        for (int p = 1; p < N; p++) t.raise(Sixteen::of(either<const i32>(moves, port[p].row(popped), START)));
    }
    void pop(const Sixteen& t, bool moves, i32* nowhere) {
        for (int p = 0; p < N; p++) (t + 1).to(either(moves, port[p].row(popped), nowhere));
        popped += moves;
    }
    void close(Timer& timer) {
        const i64 m = popped - channel[0]->popped;
        for (Chan* c : channel) {
            timer.pushed<false>(*c, taken, 0);
            timer.popped<false>(*c, m, 0);
        }
        if (!taken) return;
        last.to(feeder->lanes->last);
        feeder->done += taken;
        timer.popped<false>(*feeder->heads, heads_popped, 0);
    }

private:
    bool scan() {
        Sixteen t = last;
        for (; pushed - popped < ahead && taken < known; taken++, pushed++) {
            const bool pops = feeder->popping >> codes[taken] & 1;
            if (pops && heads_popped == heads_there) break;
            t = t + interval;
            if (pops) heads.wait_for_head(t, heads_popped);
            for (int p = 0; p < rooms; p++) port[p].wait_for_room(t, pushed);
            if (pops) heads.pop(t, heads_popped++);
            for (int p = 0; p < N; p++) port[p].push(t, pushed);
        }
        last = t;
        return popped < pushed;
    }
};

// As many actions as are possible. False if none is.
template <int NA, int NB> bool merge_lanes(Timer& timer, TimedNode& n) {
    LaneSide<NA> a(n.left, n.feeds_left);
    LaneSide<NB> b(n.right, n.feeds_right);
    const i64 m = std::min(n.known - n.done, LONGEST);
    LanePort out[OUTPUTS];
    const size_t outputs = n.joined.size();
    i64 room = m;
    for (const Chan* c : n.joined) room = std::min(room, c->depth - c->fill());
    for (size_t p = 0; p < outputs; p++) out[p] = LanePort::out(*n.joined[p], room);
    const u8* list = n.code_list();
    const u32 table = n.moves;
    const Sixteen interval = Sixteen::of(n.lanes->interval);
    Sixteen t = Sixteen::of(n.lanes->last);
    alignas(64) i32 nowhere[WIDTH];
    i64 k = 0, joined = 0;
    for (; k < m && a.token() && b.token(); k++) {
        const u32 moves = table >> 8 * list[k];
        if (moves & 4 && joined == room) break;
        t = t + interval;
        a.wait_for_head(t, moves & 1);
        b.wait_for_head(t, moves & 2);
        if (moves & 4) {
            for (size_t p = 0; p < outputs; p++) out[p].wait_for_room(t, joined);
            for (size_t p = 0; p < outputs; p++) out[p].push(t, joined);
            joined++;
        }
        a.pop(t, moves & 1, nowhere);
        b.pop(t, moves & 2, nowhere);
    }
    t.to(n.lanes->last);
    n.done += k;
    a.close(timer);
    b.close(timer);
    for (Chan* c : n.joined) timer.pushed<false>(*c, joined, 0);
    return k > 0;
}

template <int NA, int NB> bool visit_lanes(Timer& timer, TimedNode& n) {
    const i64 before = n.done;
    n.stop_waiting();
    while (n.done < n.known)
        if (!merge_lanes<NA, NB>(timer, n) && blocked(n, n.next_code())) break;
    return n.done != before;
}

}  // namespace

void visit_in_lanes(TimedNode& n) {
    static constexpr decltype(n.visit) visits[SIDE][SIDE] = {{visit_lanes<1, 1>, visit_lanes<1, 2>},
                                                             {visit_lanes<2, 1>, visit_lanes<2, 2>}};
    if (n.left.size() > SIDE || n.right.size() > SIDE || n.joined.size() > OUTPUTS) return;
    n.visit = visits[n.left.size() - 1][n.right.size() - 1];
}

}  // namespace ff
