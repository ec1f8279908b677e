// Steady states in sixteen timings at once.
#pragma once

#include "lane_port.h"
#include "steady.h"

namespace ff {

struct SixteenTimings {
    using Time = Sixteen;

    static void raise(Sixteen& t, const Sixteen& other) { t.raise(other); }
    static bool within(const Sixteen& t, const Sixteen& limit) { return t.within(limit); }
    static Sixteen last(const TimedNode& n) { return Sixteen::of(n.lanes->last); }
    static bool every_cycle(const TimedNode& n) {
        return std::all_of(n.lanes->interval, n.lanes->interval + WIDTH, [](i32 x) { return x == 1; });
    }
    static Sixteen head(const Chan& c, i64 ahead) { return Sixteen::of(LanePort::in(c).row(ahead)); }
    static Sixteen room(const Chan& c, i64 ahead) {
        Sixteen t = Sixteen::all(0);
        LanePort::out(c).wait_for_room(t, ahead);
        return t;
    }
    static Sixteen arrival(const Chan& c, const Sixteen& t) { return t + Sixteen::of(c.lanes->latency); }
    static Sixteen slots(const Chan& c) { return Sixteen::of(c.lanes->slots); }

    static void push(Chan& c, i64 m, const Sixteen& t) { rise(LanePort::out(c, m), 0, m, arrival(c, t)); }
    static void pop(Chan& c, i64 m, const Sixteen& t) { rise(LanePort::in(c), 0, m, t + 1); }
    // More tokens than there are rows: what would be overwritten is not written.
    static void pass(Chan& c, i64 m, const Sixteen& pushed, const Sixteen& popped) {
        const LanePort in = LanePort::in(c), out = LanePort::out(c);
        rise(out, std::max<i64>(0, m - c.fill()), m, arrival(c, pushed));
        rise(in, std::max<i64>(0, m + c.fill() - in.mask - 1), m, popped + 1);
    }
    static void push_one(Chan& c, i64 ahead, const Sixteen& t) { LanePort::out(c).push(t, ahead); }
    static void pop_one(Chan& c, i64 ahead, const Sixteen& t) { LanePort::in(c).pop(t, ahead); }
    static void reserve(Chan& c, i64 m) { LanePort::out(c, m); }
    static void act(TimedNode& n, i64 m, const Sixteen& t) {
        (t + (m - 1)).to(n.lanes->last);
        if (!n.looks_back) return;
        const Rows& past = n.lanes->history;
        for (i64 k = std::max<i64>(0, m - 1 - past.mask); k < m; k++) (t + k).to(past.at(n.done + k));
    }

private:
    // The times of tokens k to m - 1, of m that take a cycle each from t on.
    static void rise(const LanePort& port, i64 k, i64 m, const Sixteen& t) {
        for (Sixteen x = t + k; k < m; k++, x = x + 1) x.to(port.row(k));
    }
};

// Where the lanes are not all steady, the members take actions in turn, in topological order: as many in a round as all
// channels from one member to another have free slots. Then the head that a member pops was pushed in this round or
// before, the slot that it pushes to was freed before.
struct SteadyLanes final : Steady<SixteenTimings> {
    static constexpr bool MARCHES = true;
    static constexpr int SHAPED = 4;  // ports up to 3 each way have kernels of their own

protected:
    bool march(Timer& timer, i64 m) override {
        for (Member& v : members)
            if ((m = countable(v, m)) < 2) return false;
        const Sixteen even = steady(m);
        i64 round = m;
        for (const Member& v : members)
            for (const Regular& r : v.out)
                if (r.other != NONE) round = std::min(round, r.c->depth - r.c->fill());
        marchers_.resize(members.size());
        for (size_t j = 0; j < members.size(); j++) marchers_[j].begin(members[j], m, round, even);
        for (i64 k = 0; k < m; k += round)
            for (Marcher& v : marchers_) v.act(v, k, std::min(k + round, m));
        for (size_t j = 0; j < members.size(); j++) {
            TimedNode& n = *members[j].node;
            marchers_[j].last.to(n.lanes->last);
            n.done += m;
            for (const Regular& r : members[j].in)
                if (r.other == NONE) timer.popped<false>(*r.c, m, 0);
            for (const Regular& r : members[j].out)
                r.other == NONE ? timer.pushed<false>(*r.c, m, 0) : timer.passed<false>(*r.c, m, 0);
            for (const Irregular& i : members[j].irregular)
                if (i.count) i.pushed ? timer.pushed<false>(*i.c, i.count, 0) : timer.popped<false>(*i.c, i.count, 0);
        }
        return true;
    }

private:
    struct Marcher {
        using Act = void (*)(Marcher&, i64 k, i64 end);
        Member* member;
        std::vector<LanePort> in, out, irregular;
        struct Room {
            LanePort port;
            const DepthLanes* lanes;  // null: all

            void raise(Sixteen& t, i64 k) const {
                if (port.depth || !lanes) port.wait_for_room(t, k);
                else lanes->raise(t, port.row(k - lanes->depth));
            }
        };
        std::vector<Room> rooms;  // that may come late to any but the first action
        Sixteen last, interval;
        Rows* past;  // where hazards look back
        Act act;     // actions k to end - 1

        // The lanes in `even` are steady.
        void begin(Member& v, i64 m, i64 round, const Sixteen& even) {
            const TimedNode& n = *v.node;
            member = &v;
            in.clear();
            out.clear();
            irregular.clear();
            rooms.clear();
            for (const Regular& r : v.in) in.push_back(LanePort::in(*r.c));
            for (const Regular& r : v.out) {
                out.push_back(LanePort::out(*r.c, r.other == NONE ? m : round));
                const size_t before = rooms.size();
                for (const DepthLanes& d : r.c->lanes->depths) {
                    const Sixteen others = Sixteen::all(0) <= d.mask;
                    if (!(even | others).everywhere()) rooms.push_back({out.back(), &d});
                }
                if (rooms.size() - before < LaneRing::MANY) continue;
                rooms.resize(before);
                rooms.push_back({out.back(), nullptr});
            }
            for (Irregular& i : v.irregular) {
                irregular.push_back(i.pushed ? LanePort::out(*i.c, m) : LanePort::in(*i.c));
                i.count = 0;
            }
            last = Sixteen::of(n.lanes->last);
            interval = Sixteen::of(n.lanes->interval);
            past = n.looks_back ? &n.lanes->history : nullptr;
            act = pick(in.size(), out.size(), std::make_integer_sequence<int, SHAPED * SHAPED>{});
        }
        template <int... S> static Act pick(size_t ni, size_t no, std::integer_sequence<int, S...>) {
            static constexpr Act acts[] = {march<S / SHAPED, S % SHAPED>...};
            return ni < SHAPED && no < SHAPED ? acts[ni * SHAPED + no] : march<-1, -1>;
        }
        // NI, NO: ports that every action pops and pushes; -1: any number.
        template <int NI, int NO> static void march(Marcher& v, i64 k, i64 end) {
            const size_t ni = NI < 0 ? v.in.size() : NI, no = NO < 0 ? v.out.size() : NO;
            // What stores of times cannot change stays in registers, if that is worth the copies.
            const bool copied = NI >= 0 && end - k >= 8;
            LanePort own[NI + NO + 3];
            for (size_t p = 0; copied && p < ni + no; p++) own[p] = p < ni ? v.in[p] : v.out[p - ni];
            const LanePort *const in = copied ? own : v.in.data(), *const out = copied ? own + ni : v.out.data();
            const Room *const rooms = v.rooms.data(), *const last = rooms + v.rooms.size();
            const u8* list = v.member->uniform ? nullptr : v.member->node->code_list();
            const Sixteen interval = v.interval;
            Sixteen t = v.last;
            int same = -1;  // the code of the action before, if its irregular heads and slots are still those
            for (; k < end; k++) {
                t = t + interval;
                for (size_t p = 0; p < ni; p++) in[p].wait_for_head(t, k);
                if (k == 0)
                    for (size_t p = 0; p < no; p++) out[p].wait_for_room(t, 0);
                else
                    for (const Room* r = rooms; r != last; r++) r->raise(t, k);
                if (list && list[k] != same) same = v.pass_irregular(t, k) ? -1 : list[k];
                for (size_t p = 0; p < ni; p++) in[p].pop(t, k);
                for (size_t p = 0; p < no; p++) out[p].push(t, k);
                if (v.past) t.to(v.past->at(v.member->node->done + k));
            }
            v.last = t;
        }
        // True if a token moves.
        bool pass_irregular(Sixteen& t, i64 k) {
            const std::vector<Use>& uses = member->uses[member->node->code_list()[k]];
            bool moved = false;
            for (const Use& u : uses) {
                const Irregular& i = member->irregular[u.irregular];
                const LanePort& p = irregular[u.irregular];
                i.pushed ? p.wait_for_room(t, i.count) : p.wait_for_head(t, i.count);
            }
            // The times of all are known now, `in` and `out` among them.
            for (const Use& u : uses) {
                if (!u.moves) continue;
                Irregular& i = member->irregular[u.irregular];
                const LanePort& p = irregular[u.irregular];
                i.pushed ? p.push(t, i.count) : p.pop(t, i.count);
                i.count++;
                moved = true;
            }
            return moved;
        }
    };
    std::vector<Marcher> marchers_;

    // The lanes in which m actions of all members come a cycle each after the first ones: no room is waited for.
    Sixteen steady(i64 m) const {
        Sixteen yes = Sixteen::all(-1);
        for (const Member& v : members) yes = yes & (Sixteen::of(v.node->lanes->interval) <= Sixteen::all(1));
        if ((Sixteen::all(0) <= yes).everywhere()) return yes;
        for (const Member& v : members) {
            for (const Regular& r : v.in) {
                const i64 there = r.c->fill(), n = std::min(there, m) - 1;
                if (n >= 0) yes = yes & (SixteenTimings::head(*r.c, n) <= v.start + n);
                if (there < m) yes = yes & (SixteenTimings::arrival(*r.c, other(r).start) + -there <= v.start);
            }
            for (const Regular& r : v.out) {
                Sixteen in_time = Sixteen::all(0);
                if (r.other != NONE)
                    in_time = other(r).start + (1 + r.c->fill()) <= SixteenTimings::slots(*r.c) + v.start;
                if (m <= r.c->depth - r.c->fill())
                    in_time = in_time | (SixteenTimings::room(*r.c, m - 1) <= v.start + (m - 1));
                yes = yes & in_time;
            }
            if (!v.uniform) yes = yes & steady_irregular(v, m);
        }
        return yes;
    }
    static Sixteen steady_irregular(const Member& v, i64 m) {
        Sixteen yes = Sixteen::all(-1);
        std::vector<i64> count(v.irregular.size(), 0);
        const u8* list = v.node->code_list();
        for (i64 k = 0; k < m; k++)
            for (const Use& u : v.uses[list[k]]) {
                const Irregular& i = v.irregular[u.irregular];
                const i64 n = u.moves ? count[u.irregular]++ : count[u.irregular];
                yes = yes & ((i.pushed ? SixteenTimings::room(*i.c, n) : SixteenTimings::head(*i.c, n)) <= v.start + k);
            }
        return yes;
    }

    // Of m actions, how many have their heads and slots outside of the group, and no hazard.
    static i64 countable(Member& v, i64 m) {
        const TimedNode& n = *v.node;
        if (n.next_hazard < n.hazards.size()) m = std::min(m, n.hazards[n.next_hazard].action - n.done);
        for (const Regular& r : v.in)
            if (r.other == NONE) m = std::min(m, r.c->fill());
        for (const Regular& r : v.out)
            if (r.other == NONE) m = std::min(m, r.c->depth - r.c->fill());
        if (v.uniform) return m;
        const u8* list = n.code_list();
        for (Irregular& i : v.irregular) i.count = 0;
        for (i64 k = 0; k < m;) {
            if (!v.fits[list[k]]) return k;
            i64 run = run_length(list + k, m - k);
            for (const Use& u : v.uses[list[k]]) {
                const Irregular& i = v.irregular[u.irregular];
                const i64 there = (i.pushed ? i.c->depth - i.c->fill() : i.c->fill()) - i.count;
                if (u.moves) run = std::min(run, there);
                else if (there == 0) run = 0;
            }
            if (run == 0) return k;
            for (const Use& u : v.uses[list[k]])
                if (u.moves) v.irregular[u.irregular].count += run;
            k += run;
        }
        return m;
    }
};

}  // namespace ff
