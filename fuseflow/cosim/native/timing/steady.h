// A steady state: a node that pushes without popping (a scanner in the midst of a fiber), with all that its tokens pass
// through, each taking one action a cycle. Then action k of a node comes k cycles after its first one, which need only
// be checked: whether heads and slots are there in time. Times of one channel rise by at least 1 from token to token,
// so that the last one of a row tells for all; and where both ends of a channel are in the group, the distance of their
// first actions does. So m actions of all nodes, across fibers, cost little more than writing their times down.
//
// Of one timing (`OneTiming`) or of sixteen (lane_steady.h), which are steady together or not at all.
#pragma once

#include "lockstep.h"

namespace ff {

struct OneTiming {
    using Time = i64;

    static void raise(i64& t, i64 other) { t = std::max(t, other); }
    static bool within(i64 t, i64 limit) { return t <= limit; }
    static i64 next(const TimedNode& n) { return n.last + n.interval; }  // at the earliest
    static bool every_cycle(const TimedNode& n) { return n.interval == 1; }
    // Of the token that is popped, or pushed, after so many others.
    static i64 head(const Chan& c, i64 ahead) { return c.arrival[(c.popped + ahead) & c.mask]; }
    static i64 room(const Chan& c, i64 ahead) {
        const i64 token = c.pushed + ahead - c.depth;
        return token < 0 ? 0 : c.freed[token & c.mask];  // see `reuses`
    }
    static void wait_for_room(i64& t, const Chan& c) { t = std::max(t, room(c, 0)); }
    static i64 arrival(const Chan& c, i64 t) { return t + c.latency; }
    static i64 slots(const Chan& c) { return c.depth; }

    // The next m tokens are pushed, or popped, in a cycle each, from t on.
    static void push(Chan& c, i64 m, i64 t) {
        c.reserve(m);
        rise(c.arrival, c.mask, c.pushed, m, t + c.latency);
    }
    static void pop(Chan& c, i64 m, i64 t) { rise(c.freed, c.mask, c.popped, m, t + 1); }
    static void pass(Chan& c, i64 m, i64 pushed, i64 popped) {
        push(c, m, pushed);
        pop(c, m, popped);
    }
    // The token after so many others is.
    static void push_one(Chan& c, i64 ahead, i64 t) { c.arrival[(c.pushed + ahead) & c.mask] = t + c.latency; }
    static void pop_one(Chan& c, i64 ahead, i64 t) { c.freed[(c.popped + ahead) & c.mask] = t + 1; }
    static void reserve(Chan& c, i64 m) { c.reserve(m); }
    static void act(TimedNode& n, i64 m, i64 t) { n.last = t + m - 1; }

private:
    static void rise(i64* ring, i64 mask, i64 at, i64 m, i64 from) {
        at &= mask;
        const i64 n = std::min(m, mask + 1 - at);
        for (i64 k = 0; k < n; k++) ring[at + k] = from + k;
        for (i64 k = n; k < m; k++) ring[k - n] = from + k;
    }
};

// What a node that leads a group knows of it.
struct SteadyGroup {
    // Actions were taken; followers wait for others, which may come to it: to run ahead of them would end the steady
    // state; or there are none to take.
    enum Outcome { taken, unready, in_vain };
    virtual ~SteadyGroup() = default;
    // As many actions of all members as they can take, if that is worth it.
    virtual Outcome go(Timer& timer) = 0;
};

template <class Timing_> struct Steady : SteadyGroup {
    using Timing = Timing_;
    using Time = typename Timing::Time;
    static constexpr i64 MOST = 128;  // actions: a ring holds what `raise_highest` may look at
    static constexpr i64 LEAST = 4;   // that are worth it
    static constexpr int NONE = -1;
    static constexpr bool MARCHES = false;  // see `march`

    // A channel that every action of a member pops or pushes; `other`: the member at its other end, if that does so,
    // too.
    struct Regular {
        Chan* c;
        int other;
    };
    // A channel that some actions use.
    struct Irregular {
        Chan* c;
        bool pushed;
        i64 count;
        std::array<u8, MOST> places;  // of the actions that pop or push it
    };
    struct Use {
        size_t irregular;
        bool moves;  // or only looks
    };
    struct Member {
        TimedNode* node;
        std::vector<Regular> in, out;
        std::vector<Irregular> irregular;
        std::vector<std::vector<Use>> uses;  // by code
        std::vector<char> fits;              // by code: it uses all of `in` and `out`; others end the steady state
        bool uniform;                        // all codes are alike
        Time start{};                        // of the next action
        i64 stalled = 0;
    };
    std::vector<Member> members;  // in topological order, the lead first
    bool even = true;             // all of them can act in every cycle
    i64 failures = 0, pause = 0;  // attempts in a row that came to nothing; visits without one
    i64 round = -1;               // of the timer, in which another attempt was put off

    Outcome go(Timer& timer) override {
        if (pause > 0) return pause--, in_vain;
        i64 m = MOST;
        for (const Member& v : members) m = std::min(m, v.node->known - v.node->done);
        if (m < LEAST) return in_vain;
        if (resume(timer, m)) {
            failures = 0;
            round = -1;
            return taken;
        }
        if (!first(members[0])) return in_vain;
        bool all = true;
        for (size_t k = 1; k < members.size() && all; k++) all = first(members[k]);
        if (all) {
            const i64 n = even ? together(m) : 0;
            if (n >= LEAST) {
                if constexpr (std::is_same_v<Time, i64>) timer.figures ? take<true>(timer, n) : take<false>(timer, n);
                else take<false>(timer, n);
            }
            if (n >= LEAST || march(timer, m)) {
                failures = 0;
                round = -1;
                return taken;
            }
        } else if (round < 0 || round == timer.rounds) {
            round = timer.rounds;
            return unready;
        }
        round = -1;
        failures = std::min<i64>(failures + 1, 6);
        pause = (i64{1} << failures) - 1;
        return in_vain;
    }

protected:
    // Up to m actions of each in the way in which they were taken last, if that can go on and is worth it.
    virtual bool resume(Timer&, i64) { return false; }
    // Where the members are not steady: up to m actions of each in another way, if there is one and it is worth it.
    virtual bool march(Timer&, i64) { return false; }

    // How many actions, at most m, all members can take one cycle after the other.
    i64 together(i64 m) {
        for (Member& v : members) {
            const TimedNode& n = *v.node;
            if (n.next_hazard < n.hazards.size()) m = std::min(m, n.hazards[n.next_hazard].action - n.done);
            for (const Regular& r : v.in) m = heads(v, r, m);
            for (const Regular& r : v.out) m = rooms(v, r, m);
            if (m < LEAST) return 0;
        }
        for (Member& v : members)
            if (!v.uniform && (m = walk(v, m, [&](i64 k) { return v.start + k; })) < LEAST) return 0;
        return m;
    }

    // The time of a member's next action; false if it is not known.
    bool first(Member& v) {
        const TimedNode& n = *v.node;
        Time head = Timing::next(n), room = head;
        for (const Regular& r : v.in) {
            const Chan& c = *r.c;
            if (c.fill() > 0) Timing::raise(head, Timing::head(c, 0));
            else if (r.other == NONE) return false;
            else Timing::raise(head, Timing::arrival(c, other(r).start));
        }
        for (const Regular& r : v.out) {
            const Chan& c = *r.c;
            if (c.fill() < c.depth) Timing::wait_for_room(room, c);
            else return false;
        }
        if (n.done == n.known) return false;
        const size_t code = n.single ? 0 : *n.code_list();
        if (!v.fits[code]) return false;
        for (const Use& u : v.uses[code]) {
            const Chan& c = *v.irregular[u.irregular].c;
            if (v.irregular[u.irregular].pushed) {
                if (c.fill() >= c.depth) return false;
                Timing::wait_for_room(room, c);
            } else {
                if (c.fill() == 0) return false;
                Timing::raise(head, Timing::head(c, 0));
            }
        }
        if constexpr (std::is_same_v<Time, i64>) v.stalled = std::max<i64>(0, room - head);
        Timing::raise(head, room);
        v.start = head;
        return true;
    }
    const Member& other(const Regular& r) const { return members[static_cast<size_t>(r.other)]; }
    // Of m actions, how many have their heads in time.
    i64 heads(const Member& v, const Regular& r, i64 m) const {
        const Chan& c = *r.c;
        const i64 there = c.fill();
        if (there > 0) {
            const i64 n = std::min(there, m),
                      k = due(n, [&](i64 j) { return Timing::within(Timing::head(c, j), v.start + j); });
            if (k < n) return k;
        }
        if (there >= m) return m;
        if (r.other == NONE) return there;
        return Timing::within(Timing::arrival(c, other(r).start) + -there, v.start) ? m : there;
    }
    // Pop k of the member at the other end, counted from its next one, is in time for a push D_l - fill later, in lane
    // l. Earlier pops, which lie at least a cycle apart, then are, too, whatever that lane has of them.
    i64 rooms(const Member& v, const Regular& r, i64 m) const {
        const Chan& c = *r.c;
        const i64 there = c.depth - c.fill(), n = std::min(there, m);
        if (r.other != NONE && Timing::within(other(r).start + (1 + c.fill()), Timing::slots(c) + v.start)) return m;
        return due(n, [&](i64 j) { return Timing::within(Timing::room(c, j), v.start + j); });
    }
    // The same for channels that some actions use, action k in cycle `when(k)`; notes the places of those that move
    // tokens.
    template <class When> i64 walk(Member& v, i64 m, When when) {
        const TimedNode& n = *v.node;
        const u8* list = n.code_list();
        for (Irregular& i : v.irregular) i.count = 0;
        for (i64 k = 0, next; k < m; k = next) {
            if (!v.fits[list[k]]) return k;
            next = k + run_length(list + k, m - k);
            for (const Use& u : v.uses[list[k]]) {
                Irregular& i = v.irregular[u.irregular];
                const Chan& c = *i.c;
                const i64 there = i.pushed ? c.depth - c.fill() : c.fill();
                for (i64 j = k; j < (u.moves ? next : k + 1); j++) {
                    if (i.count == there ||
                        !Timing::within(i.pushed ? Timing::room(c, i.count) : Timing::head(c, i.count), when(j))) {
                        m = next = j;
                        break;
                    }
                    if (u.moves) i.places[static_cast<size_t>(i.count++)] = static_cast<u8>(j);
                }
            }
        }
        return m;
    }

    template <bool FIGURES> void take(Timer& timer, i64 m) {
        // All times first: what is told of a channel may look at both of its ends.
        for (Member& v : members) {
            for (const Regular& r : v.in)
                if (r.other == NONE) Timing::pop(*r.c, m, v.start);
            for (const Regular& r : v.out) {
                if (r.other == NONE) Timing::push(*r.c, m, v.start);
                else Timing::pass(*r.c, m, v.start, other(r).start);
            }
        }
        for (Member& v : members) {
            TimedNode& n = *v.node;
            Timing::act(n, m, v.start);
            n.done += m;
            u64 sum = 0;
            if constexpr (FIGURES) {
                n.stalled_output.rest += static_cast<u64>(v.stalled);
                sum = static_cast<u64>(m * v.start + m * (m - 1) / 2);
            }
            for (const Regular& r : v.in)
                if (r.other == NONE) timer.popped<FIGURES>(*r.c, m, sum);
            for (const Regular& r : v.out) {
                if (r.other == NONE) timer.pushed<FIGURES>(*r.c, m, sum);
                else if constexpr (FIGURES) pass(timer, *r.c, m, other(r).start - v.start);
                else timer.passed<false>(*r.c, m, 0);
            }
            for (Irregular& i : v.irregular) move<FIGURES>(timer, v, i, m);
        }
    }
    // m tokens that are popped so many cycles after as many are pushed. Their fill is fill + behind at most: token k -
    // fill - behind is popped when token k is pushed, or was before, for earlier pops lie at least a cycle apart, too.
    static void pass(Timer& timer, Chan& c, i64 m, i64 behind) {
        const bool low = c.looked == c.pushed && c.highest >= c.fill() + std::max<i64>(0, behind);
        timer.passed<true>(c, m, m * behind, low);
    }
    template <bool FIGURES> static void move(Timer& timer, const Member& v, Irregular& i, i64 m) {
        Chan& c = *i.c;
        i64 n = 0;
        u64 sum = 0;
        if (i.pushed) Timing::reserve(c, i.count);
        for (; n < i.count && i.places[static_cast<size_t>(n)] < m; n++) {
            const Time t = v.start + i64{i.places[static_cast<size_t>(n)]};
            i.pushed ? Timing::push_one(c, n, t) : Timing::pop_one(c, n, t);
            if constexpr (FIGURES) sum += static_cast<u64>(t);
        }
        if (n) i.pushed ? timer.pushed<FIGURES>(c, n, sum) : timer.popped<FIGURES>(c, n, sum);
    }
};

inline bool has(Chan* const* ports, int n, const Chan* c) {
    return std::find(ports, ports + n, c) != ports + n;
}

// A member whose actions of the codes that fit all pop `in` and push `out`.
template <class Group> typename Group::Member member(TimedNode& n, std::vector<char> fits) {
    typename Group::Member v{&n, {}, {}, {}, {}, std::move(fits), n.single};
    std::vector<Chan*> in, out;
    bool first = true;
    for (size_t k = 0; k < n.codes.size(); k++) {
        if (!v.fits[k]) continue;
        const TimedNode::Code& code = n.codes[k];
        const auto keep = [first](std::vector<Chan*>& those, Chan* const* ports, int count) {
            if (first) those.assign(ports, ports + count);
            else
                those.erase(std::remove_if(those.begin(), those.end(), [&](Chan* c) { return !has(ports, count, c); }),
                            those.end());
        };
        keep(in, code.pop(), code.pops);
        keep(out, code.push(), code.pushes);
        first = false;
    }
    for (Chan* c : in) v.in.push_back({c, Group::NONE});
    for (Chan* c : out) v.out.push_back({c, Group::NONE});
    for (const TimedNode::Code& code : n.codes) {
        v.uses.emplace_back();
        for (int p = 0; p < code.peeks + code.pops + code.pushes; p++) {
            Chan* c = code.ports[p];
            const bool pushed = p >= code.peeks + code.pops;
            if (std::find(in.begin(), in.end(), c) != in.end() || std::find(out.begin(), out.end(), c) != out.end())
                continue;
            size_t k = 0;
            while (k < v.irregular.size() && v.irregular[k].c != c) k++;
            if (k == v.irregular.size()) v.irregular.push_back({c, pushed, 0, {}});
            v.uses.back().push_back({k, p >= code.peeks});
        }
    }
    return v;
}

// The group of a lead: whoever pops, in every action, what every action of a member pushes.
template <class Group> void prepare_steady(Timer& timer, TimedNode& lead, const std::vector<int>& order) {
    const auto free = [](const TimedNode::Code& c) {
        return c.pops == 0 &&
               std::any_of(c.push(), c.push() + c.pushes, [](const Chan* x) { return x->consumer >= 0; });
    };
    const auto some = std::find_if(lead.codes.begin(), lead.codes.end(), free);
    if (some == lead.codes.end() || some->rare || !(Group::MARCHES || Group::Timing::every_cycle(lead))) return;
    std::vector<char> fits;
    for (const TimedNode::Code& c : lead.codes) fits.push_back(!c.rare);
    auto group = std::make_shared<Group>();
    group->members.push_back(member<Group>(lead, fits));
    std::vector<int> place_of(timer.channels.size(), Group::NONE);  // by channel: the member that always pushes it
    const auto note = [&] {
        for (const typename Group::Regular& r : group->members.back().out)
            if (r.c->consumer >= 0)
                place_of[static_cast<size_t>(r.c - timer.channels.data())] =
                    static_cast<int>(group->members.size()) - 1;
    };
    note();
    for (int v : order) {
        TimedNode& n = timer.nodes[static_cast<size_t>(v)];
        std::vector<const Chan*> given;
        for (i32 c : timer.inputs[static_cast<size_t>(v)])
            if (place_of[static_cast<size_t>(c)] != Group::NONE)
                given.push_back(&timer.channels[static_cast<size_t>(c)]);
        const auto takes = [&](const TimedNode::Code& c) {
            return (c.peeks == 0 || !n.single) &&
                   std::all_of(given.begin(), given.end(), [&](const Chan* x) { return has(c.pop(), c.pops, x); });
        };
        if (given.empty() || !(Group::MARCHES || Group::Timing::every_cycle(n)) ||
            !std::all_of(n.codes.begin(), n.codes.end(), takes))
            continue;
        std::vector<char> common;
        for (const TimedNode::Code& c : n.codes) common.push_back(!c.rare);
        group->members.push_back(member<Group>(n, common));
        for (typename Group::Regular& r : group->members.back().in) {
            r.other = place_of[static_cast<size_t>(r.c - timer.channels.data())];
            if (r.other == Group::NONE) continue;
            for (typename Group::Regular& o : group->members[static_cast<size_t>(r.other)].out)
                if (o.c == r.c) o.other = static_cast<int>(group->members.size()) - 1;
        }
        note();
    }
    for (const typename Group::Member& v : group->members) group->even &= Group::Timing::every_cycle(*v.node);
    if (group->members.size() > 1) lead.steady = std::move(group);
}

inline bool visit_lead(Timer& timer, TimedNode& n) {
    const i64 before = n.done;
    n.stop_waiting();
    while (n.done < n.known) {
        const auto outcome = n.steady ? n.steady->go(timer) : SteadyGroup::in_vain;
        if (outcome == SteadyGroup::taken) continue;
        if (outcome == SteadyGroup::unready) {
            n.wake_later();
            break;
        }
        if (!n.followers.empty() && lockstep(timer, n)) continue;
        const TimedNode::Code& code = n.next_code();
        if (!code.run(timer, n, code)) break;
    }
    return n.done != before;
}

}  // namespace ff
