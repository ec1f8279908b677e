#include "joins.h"
#include "lane_port.h"
#include "timer.h"

namespace ff {
namespace {

constexpr i64 NARROW = 4;                // channels in which a scanner follows the join token by token
constexpr i64 BURST = 64;                // tokens that it pushes ahead of a join in others, at most
constexpr size_t SIDE = 2, OUTPUTS = 3;  // channels of a side, of the output, at most

// One or the other, without a branch, which nobody could predict.
template <class T> T* either(bool first, T* x, T* y) {
    const auto mask = -static_cast<std::uintptr_t>(first);
    return reinterpret_cast<T*>((reinterpret_cast<std::uintptr_t>(x) & mask) |
                                (reinterpret_cast<std::uintptr_t>(y) & ~mask));
}

// One side of a join, of N twins, and the scanner that alone feeds it, if one does. The rings of twins are equally
// large, so that one offset tells where the rows of a token are.
template <int N> struct LaneSide {
    static constexpr u64 ROW = WIDTH * sizeof(i32);

    const std::vector<Chan*>& channels;
    TimedNode* const feeder;
    char* rows[N];
    u64 mask;                            // of offsets
    Sixteen latency[N], last, interval;  // the two of the scanner
    u64 popped, pushed;                  // offsets of the next tokens, without the mask
    u64 ahead = INT64_MAX;               // of the last one, that the scanner may be
    int rooms = 1;  // channels whose slots are waited for: twins that are equally deep free theirs together
    // Depths of lanes in which every token waits for its slot; in the others it is enough where the scanner pops a
    // head. See `scan`.
    struct Shallow {
        int p;
        u64 back;
        Sixteen lanes;
    };
    std::vector<Shallow> shallow;
    const u8* codes = nullptr;
    i64 taken = 0, known = 0;  // the scanner's actions
    u32 popping = 0;           // its codes that pop a head
    LanePort heads;            // rows from the next head on
    i64 heads_popped = 0, heads_there = 0;

    LaneSide(const std::vector<Chan*>& side, TimedNode* f) : channels(side), feeder(f) {
        const auto rows_of = [](const Chan* c) { return c->lanes->times.mask + 1; };
        i64 most = 0;
        for (const Chan* c : side) most = std::max(most, rows_of(c));
        for (Chan* c : side)
            if (rows_of(c) < most) {
                c->lanes->times.close();
                c->lanes->times.open(most);
            }
        for (int p = 0; p < N; p++) {
            const LaneRing& r = *channel(p).lanes;
            latency[p] = Sixteen::of(r.latency);
            ahead = std::min(ahead, ROW * static_cast<u64>(std::min(channel(p).depth, BURST)));
            if (std::memcmp(r.slots, channel(0).lanes->slots, sizeof r.slots)) rooms = N;
        }
        if (!f) return;
        popping = f->popping;
        interval = Sixteen::of(f->lanes->interval);
        Lanes far = interval.within(Sixteen::all(1));
        for (int p = 0; p < N; p++)
            for (int q = 0; q < N; q++) far &= (latency[p] + 1).within(Sixteen::of(channel(q).lanes->slots));
        for (int p = 0; p < rooms; p++)
            for (const DepthLanes& d : channel(p).lanes->depths)
                if (d.lanes & ~far)
                    shallow.push_back({p, ROW * static_cast<u64>(d.depth), Sixteen::mask(d.lanes & ~far)});
    }
    void open() {
        const i64 fill = channel(0).fill();
        for (int p = 0; p < N; p++)
            rows[p] = reinterpret_cast<char*>(
                LanePort::out(channel(p), feeder ? std::max<i64>(0, static_cast<i64>(ahead / ROW) - fill) : 0).data);
        mask = ROW * static_cast<u64>(channel(0).lanes->times.mask);
        popped = ROW * static_cast<u64>(channel(0).popped);
        pushed = ROW * static_cast<u64>(channel(0).pushed);
        if (!feeder) return;
        codes = feeder->code_list();
        taken = heads_popped = 0;
        known = feeder->known - feeder->done;
        heads = LanePort::in(*feeder->heads);
        heads_there = feeder->heads->fill();
        last = Sixteen::of(feeder->lanes->last);
        if (narrow()) scan(popped + ahead);
    }
    // Is there a token? If there was none, the scanner goes on until there are as many as the channels hold.
    bool token() {
        if (popped == pushed) scan(popped + ahead);
        return popped != pushed;
    }
    void wait_for_head(Sixteen& t) const { t.raise(time(0, popped)); }
    void wait_for_payload(Sixteen& t) const {
        for (int p = 1; p < N; p++) t.raise(time(p, popped));
    }
    // In narrow channels, the scanner follows suit.
    void pop(const Sixteen& t) {
        for (int p = 0; p < N; p++) set(p, popped, t + 1);
        popped += ROW;
        if (narrow()) scan(popped + ahead);
    }
    void close(Timer& timer) {
        const i64 m = static_cast<i64>(popped / ROW) - channel(0).popped;
        for (Chan* c : channels) {
            if (taken) timer.pushed<false>(*c, taken, 0);
            if (m) timer.popped<false>(*c, m, 0);
        }
        if (!taken) return;
        last.to(feeder->lanes->last);
        feeder->done += taken;
        if (heads_popped) timer.popped<false>(*feeder->heads, heads_popped, 0);
    }

private:
    Chan& channel(int p) const { return *channels[static_cast<size_t>(p)]; }
    Sixteen time(int p, u64 token) const { return Sixteen::of(reinterpret_cast<i32*>(rows[p] + (token & mask))); }
    void set(int p, u64 token, const Sixteen& t) const { t.to(reinterpret_cast<i32*>(rows[p] + (token & mask))); }
    bool narrow() const { return ahead <= ROW * NARROW; }
    // The scanner's next actions, as many as it can take up to token `end`.
    //
    // Token k takes the slot that is free from cycle f[k - D] on, so that it arrives there in cycle f[k - D] + L, or
    // later for other reasons. It is popped no earlier than f[k - D] - 1 + D, for pops lie at least a cycle apart. So
    // where D > L, the join never waits for a head because the scanner waited for its slot; nor does the scanner, which
    // acts in every cycle if it can, come later than f[k - D] for waiting for the slots of earlier tokens.
    void scan(u64 end) {
        Sixteen t = last;
        i64 k = taken;
        for (; pushed != end && k < known; k++, pushed += ROW) {
            const bool pops = popping >> codes[k] & 1;
            if (pops && heads_popped == heads_there) break;
            t = t + interval;
            if (pops) {
                heads.wait_for_head(t, heads_popped);
                wait_for_slots(t, pushed);
                heads.pop(t, heads_popped++);
            } else {
                for (const Shallow& s : shallow) t.raise(time(s.p, pushed - s.back) & s.lanes);
            }
            for (int p = 0; p < N; p++) set(p, pushed, t + latency[p]);
        }
        last = t;
        taken = k;
    }
    void wait_for_slots(Sixteen& t, u64 token) const {
        for (int p = 0; p < rooms; p++) channel(p).lanes->wait_for_room(t, static_cast<i64>(token / ROW));
    }
};

template <int NA, int NB> struct LaneJoin : PreparedJoin {
    LaneSide<NA> a;
    LaneSide<NB> b;
    explicit LaneJoin(const TimedNode& n) : a(n.left, n.feeds_left), b(n.right, n.feeds_right) {}

    // As many actions as are possible. False if none is.
    bool merge(Timer& timer, TimedNode& n) {
        a.open();
        b.open();
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
        i64 k = 0, joined = 0;
        const auto join = [&] {
            for (size_t p = 0; p < outputs; p++) out[p].wait_for_room(t, joined);
            for (size_t p = 0; p < outputs; p++) out[p].push(t, joined);
            joined++;
        };
        for (; k < m && a.token() && b.token(); k++) {
            const u32 moves = table >> 8 * list[k];
            if (moves & 4 && joined == room) break;
            const auto take = [&](auto& one) {
                one.wait_for_payload(t);
                if (moves & 4) join();
                one.pop(t);
            };
            t = t + interval;
            a.wait_for_head(t);
            b.wait_for_head(t);
            if ((moves & 3) == 3) {
                a.wait_for_payload(t);
                b.wait_for_payload(t);
                if (moves & 4) join();
                a.pop(t);
                b.pop(t);
            } else if constexpr (NA == NB) {
                take(*either(moves & 1, &a, &b));
            } else {
                moves & 1 ? take(a) : take(b);
            }
        }
        t.to(n.lanes->last);
        n.done += k;
        a.close(timer);
        b.close(timer);
        if (joined)
            for (Chan* c : n.joined) timer.pushed<false>(*c, joined, 0);
        return k > 0;
    }
    static bool visit(Timer& timer, TimedNode& n) {
        LaneJoin& j = static_cast<LaneJoin&>(*n.join);
        const i64 before = n.done;
        n.stop_waiting();
        while (n.done < n.known && !full(n))
            if (!j.merge(timer, n) && blocked(n, n.next_code())) break;
        return n.done != before;
    }
    // Does the next action wait for room? Then there is no need to look at the sides.
    static bool full(TimedNode& n) {
        if (!(n.moves >> 8 * *n.code_list() & 4)) return false;
        for (Chan* c : n.joined) {
            if (c->fill() < c->depth) continue;
            n.waits = c;
            n.for_room = true;
            return c->room_wanted = true;
        }
        return false;
    }
};

template <int NA, int NB> void prepare(TimedNode& n) {
    n.join = std::make_shared<LaneJoin<NA, NB>>(n);
    n.visit = LaneJoin<NA, NB>::visit;
}

}  // namespace

void visit_in_lanes(TimedNode& n) {
    static constexpr void (*kinds[SIDE][SIDE])(TimedNode&) = {{prepare<1, 1>, prepare<1, 2>},
                                                              {prepare<2, 1>, prepare<2, 2>}};
    if (n.left.size() > SIDE || n.right.size() > SIDE || n.joined.size() > OUTPUTS) return;
    kinds[n.left.size() - 1][n.right.size() - 1](n);
}

}  // namespace ff
