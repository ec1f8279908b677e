// Groups in sixteen timings at once, where not all of them are steady.
#pragma once

#include "lane_steady.h"

namespace ff {

// Where the lanes are not all steady, the members take actions in turn, in topological order: as many in a round as all
// channels from one member to another have free slots. Then the head that a member pops was pushed in this round or
// before, the slot that it pushes to was freed before.
struct SteadyLanes final : Steady<SixteenTimings> {
    static constexpr bool MARCHES = true;
    static constexpr int SHAPED = 4;    // ports up to 3 each way have kernels of their own
    static constexpr i64 RECENT = 128;  // actions whose times are kept
    static constexpr i64 LONGEST_PERIOD = 12;

protected:
    bool resume(Timer& timer, i64 m) override {
        if (!period_ || !unbroken(timer)) return false;
        for (Member& v : members)
            if ((m = countable(v, m)) < LEAST) return false;
        return deep_in_time() && follow(timer, m);
    }
    bool march(Timer& timer, i64 m) override {
        for (Member& v : members)
            if ((m = countable(v, m)) < LEAST) return false;
        if (marchers_.empty())
            for (Member& v : members) marchers_.emplace_back(v);
        const bool had = period_ > 0;
        if (unbroken(timer)) leave();
        else forget(timer);
        const bool found = find_period();
        if (found && follow(timer, m)) return true;
        period_ = 0;
        m = std::min(m, had || found ? 2 * LONGEST_PERIOD : MOST);
        const Lanes even = steady(m);
        i64 round = m;
        for (const Member& v : members)
            for (const Regular& r : v.out)
                if (r.other != NONE) round = std::min(round, r.c->depth - r.c->fill());
        for (Marcher& v : marchers_) {
            v.open(m, round);
            v.begin(even);
        }
        for (i64 k = 0; k < m; k += round)
            for (Marcher& v : marchers_) v.act(v, k, std::min(k + round, m));
        close(timer, m);
        return true;
    }
    // The times of the latest actions are of no use.
    void forget(const Timer& timer) {
        base_ = timer.base;
        period_ = followed_ = 0;
        for (Marcher& v : marchers_) v.next = v.member->node->done, v.count = 0;
    }
    // The period is over, if there was one.
    void leave() {
        if (!period_) return;
        for (Marcher& v : marchers_)
            for (i64 k = -period_ - 1; k >= -std::min(followed_, RECENT); k--) v.time(k) = v.time(k + period_) - shift_;
        period_ = followed_ = 0;
    }

private:
    // All members have taken m actions.
    void close(Timer& timer, i64 m) {
        for (size_t j = 0; j < members.size(); j++) {
            TimedNode& n = *members[j].node;
            Marcher& v = marchers_[j];
            v.last.to(n.lanes->last);
            v.next = n.done += m;
            v.count += m;
            for (const Regular& r : members[j].in)
                if (r.other == NONE) timer.popped<false>(*r.c, m, 0);
            for (const Regular& r : members[j].out)
                r.other == NONE ? timer.pushed<false>(*r.c, m, 0) : timer.passed<false>(*r.c, m, 0);
            for (const Irregular& i : members[j].irregular)
                if (i.count) i.pushed ? timer.pushed<false>(*i.c, i.count, 0) : timer.popped<false>(*i.c, i.count, 0);
        }
    }
    struct Marcher {
        using Act = void (*)(Marcher&, i64 k, i64 end);
        // The slots of a channel that some lanes wait for.
        struct Room {
            LanePort port;
            const DepthLanes* lanes;  // null: all of a channel with many depths

            void raise(Sixteen& t, i64 k) const {
                if (lanes) lanes->raise(t, port.row(k - lanes->depth));
                else port.wait_for_room(t, k);
            }
        };
        Member* member;
        std::vector<LanePort> in, out, irregular;
        std::vector<Room> rooms;        // of each output by depth, then of those with many depths
        std::vector<const Room*> late;  // those that may be waited for after the first action
        Sixteen last, interval;
        Rows* past;  // where hazards look back
        int same;    // the code of the action before, if its irregular heads and slots are still those; or -1
        Act act;     // actions k to end - 1
        // The times of the latest actions, by number: `count` of them came without a break.
        std::array<Sixteen, RECENT> recent;
        i64 count = 0, next = -1;

        // Of action k from the next one on, which is negative.
        Sixteen& time(i64 k) { return recent[static_cast<size_t>(next + k) % recent.size()]; }
        const Sixteen& time(i64 k) const { return recent[static_cast<size_t>(next + k) % recent.size()]; }

        explicit Marcher(Member& v)
            : member(&v),
              in(v.in.size()),
              out(v.out.size()),
              irregular(v.irregular.size()),
              interval(Sixteen::of(v.node->lanes->interval)),
              past(v.node->looks_back ? &v.node->lanes->history : nullptr),
              act(pick(in.size(), out.size(), std::make_integer_sequence<int, SHAPED * SHAPED>{})) {
            for (const Regular& r : v.out) {
                for (const DepthLanes& d : r.c->lanes->depths) rooms.push_back({LanePort::out(*r.c), &d});
                rooms.push_back({LanePort::out(*r.c), nullptr});
            }
        }
        // Before m actions, in rounds of so many.
        void open(i64 m, i64 round) {
            for (size_t p = 0; p < in.size(); p++) in[p] = LanePort::in(*member->in[p].c);
            for (size_t p = 0; p < out.size(); p++)
                out[p] = LanePort::out(*member->out[p].c, member->out[p].other == NONE ? m : round);
            for (size_t p = 0; p < irregular.size(); p++) {
                const Irregular& i = member->irregular[p];
                irregular[p] = i.pushed ? LanePort::out(*i.c, m) : LanePort::in(*i.c);
            }
        }
        // The lanes in `even` are steady.
        void begin(Lanes even) {
            Room* room = rooms.data();
            late.clear();
            for (size_t p = 0; p < out.size(); p++) {
                const Regular& r = member->out[p];
                const size_t before = late.size();
                for (; room->lanes; room++) {
                    if (!(room->lanes->lanes & ~even)) continue;
                    room->port.at = r.c->pushed;
                    late.push_back(room);
                }
                room->port.at = r.c->pushed;
                if (late.size() - before >= LaneRing::MANY) {
                    late.resize(before);
                    late.push_back(room);
                }
                room++;
            }
            for (Irregular& i : member->irregular) i.count = 0;
            // The first action comes when it is known to.
            last = member->start - interval;
            same = -1;
        }
        template <int... S> static Act pick(size_t ni, size_t no, std::integer_sequence<int, S...>) {
            static constexpr Act acts[] = {march<S / SHAPED, S % SHAPED>...};
            return ni < SHAPED && no < SHAPED ? acts[ni * SHAPED + no] : march<-1, -1>;
        }
        // NI, NO: ports that every action pops and pushes; -1: any number.
        template <int NI, int NO> static void march(Marcher& v, i64 k, i64 end) {
            const size_t ni = NI < 0 ? v.in.size() : NI, no = NO < 0 ? v.out.size() : NO;
            // What stores of times cannot change stays in registers.
            LanePort own_in[NI + 2], own_out[NO + 2];
            for (int p = 0; p < NI; p++) own_in[p] = v.in[static_cast<size_t>(p)];
            for (int p = 0; p < NO; p++) own_out[p] = v.out[static_cast<size_t>(p)];
            const LanePort *const in = NI < 0 ? v.in.data() : own_in, *const out = NO < 0 ? v.out.data() : own_out;
            const Room *const *const rooms = v.late.data(), *const *const last = rooms + v.late.size();
            const u8* list = v.member->uniform ? nullptr : v.member->node->code_list();
            const Sixteen interval = v.interval;
            Sixteen t = v.last;
            for (; k < end; k++) {
                t = t + interval;
                for (size_t p = 0; p < ni; p++) in[p].wait_for_head(t, k);
                for (const Room* const* r = rooms; r != last; r++) (*r)->raise(t, k);
                if (list && list[k] != v.same) v.pass_irregular(t, k);
                for (size_t p = 0; p < ni; p++) in[p].pop(t, k);
                for (size_t p = 0; p < no; p++) out[p].push(t, k);
                v.recent[static_cast<size_t>(v.member->node->done + k) % v.recent.size()] = t;
                if (v.past) t.to(v.past->at(v.member->node->done + k));
            }
            v.last = t;
        }
        void pass_irregular(Sixteen& t, i64 k) {
            const u8 code = member->node->code_list()[k];
            same = code;
            for (const Use& u : member->uses[code]) {
                const Irregular& i = member->irregular[u.irregular];
                const LanePort& p = irregular[u.irregular];
                i.pushed ? p.wait_for_room(t, i.count) : p.wait_for_head(t, i.count);
            }
            // The times of all are known now, `in` and `out` among them.
            for (const Use& u : member->uses[code]) {
                if (!u.moves) continue;
                Irregular& i = member->irregular[u.irregular];
                const LanePort& p = irregular[u.irregular];
                i.pushed ? p.push(t, i.count) : p.pop(t, i.count);
                i.count++;
                same = -1;
            }
        }
    };
    std::vector<Marcher> marchers_;
    // The period of all members, 0 if there is none: their actions of the last two came so many cycles after those of
    // a period before.
    i64 period_ = 0, reach_ = 0;
    i64 followed_ = 0;  // actions that were taken so
    Sixteen shift_;
    i64 base_ = 0;  // the cycle that the times count from

    // The times of a member's next actions, if it goes on with its period.
    struct Course {
        Sixteen times[LONGEST_PERIOD];
        const Sixteen shift;
        const i64 period;
        i64 at = 0;

        Course(const SteadyLanes& g, const Marcher& v) : shift(g.shift_), period(g.period_) {
            for (i64 k = 0; k < period; k++) times[k] = v.time(k - period);
        }
        const Sixteen& next() {
            Sixteen& t = times[at];
            at = at + 1 == period ? 0 : at + 1;
            return t = t + shift;
        }
    };

    // Has nobody else taken actions of the members?
    bool unbroken(const Timer& timer) const {
        return base_ == timer.base && std::all_of(marchers_.begin(), marchers_.end(),
                                                  [](const Marcher& v) { return v.next == v.member->node->done; });
    }
    // Up to m actions of all members that go on with their period. False if that are few.
    bool follow(Timer& timer, i64 m) {
        for (Marcher& v : marchers_)
            if ((m = outside_in_time(v, m)) < LEAST) return false;
        for (Marcher& v : marchers_) go_on(v, m);
        close(timer, m);
        followed_ += m;
        return true;
    }

    // The least period of the lead, if all members have it and wait for each other only: then every later action has
    // to wait for one a period later than the action a period before did, and for nothing longer.
    bool find_period() {
        const Marcher& lead = marchers_[0];
        for (period_ = 1; 2 * period_ <= std::min(lead.count, 2 * LONGEST_PERIOD); period_++) {
            shift_ = lead.time(-1) - lead.time(-1 - period_);
            reach_ = std::min(lead.count, RECENT) - period_;
            const auto all = [this](auto holds) { return std::all_of(marchers_.begin(), marchers_.end(), holds); };
            if (!all([this](const Marcher& v) { return repeats(v); })) continue;
            if (all([this](const Marcher& v) { return bound_within(v); }) && deep_in_time()) return true;
            // After as long a time, there is no other one.
            if (reach_ >= 2 * LONGEST_PERIOD) break;
        }
        period_ = 0;
        return false;
    }
    bool repeats(const Marcher& v) {
        i64 k = 0;
        while (k < reach_ && v.time(-k - 1) - v.time(-k - 1 - period_) == shift_) k++;
        reach_ = k;
        return reach_ >= period_;
    }
    // Were the times of the last period set by the action before, or by another member's within a period?
    bool bound_within(const Marcher& v) const {
        for (i64 k = -period_; k < 0; k++) {
            Sixteen t = v.time(k - 1) + v.interval;
            for (const Regular& r : v.member->in) {
                if (r.other == NONE) continue;
                if (r.c->fill() <= reach_) t.raise(SixteenTimings::arrival(*r.c, marcher(r).time(k - r.c->fill())));
            }
            for (const Regular& r : v.member->out) {
                if (r.other == NONE) continue;
                for (const DepthLanes& d : r.c->lanes->depths) {
                    const i64 back = d.depth - r.c->fill();
                    if (back <= reach_) t.raise((marcher(r).time(k - back) + 1) & d.mask);
                }
            }
            if (v.time(k).within(t) != EVERY) return false;
        }
        return true;
    }
    // Heads that were pushed, and slots that were freed, more than a period before, at least a cycle apart: is the last
    // of them in time?
    bool deep_in_time() const {
        for (const Marcher& v : marchers_) {
            const Sixteen next = v.time(-period_) + shift_;
            for (const Regular& r : v.member->in) {
                if (r.other == NONE || r.c->fill() <= reach_) continue;
                const Sixteen last = SixteenTimings::arrival(*r.c, marcher(r).time(-1));
                if (!SixteenTimings::within(last + (1 - r.c->fill()), next)) return false;
            }
            for (const Regular& r : v.member->out) {
                if (r.other == NONE) continue;
                Lanes near = 0;
                for (const DepthLanes& d : r.c->lanes->depths)
                    if (d.depth - r.c->fill() <= reach_) near |= d.lanes;
                const Sixteen last = marcher(r).time(-1) + (2 + r.c->fill());
                if ((near | last.within(SixteenTimings::slots(*r.c) + next)) != EVERY) return false;
            }
        }
        return true;
    }
    const Marcher& marcher(const Regular& r) const { return marchers_[static_cast<size_t>(r.other)]; }
    // Of m actions, how many have their heads and slots outside of the group in time. Notes which move tokens.
    i64 outside_in_time(Marcher& v, i64 m) {
        Member& member = *v.member;
        const auto outside = [](const Regular& r) { return r.other == NONE; };
        const bool ports = std::any_of(member.in.begin(), member.in.end(), outside) ||
                           std::any_of(member.out.begin(), member.out.end(), outside);
        if (ports) {
            Course course(*this, v);
            for (i64 k = 0; k < m; k++) {
                const Sixteen& t = course.next();
                for (const Regular& r : member.in)
                    if (r.other == NONE && !SixteenTimings::within(SixteenTimings::head(*r.c, k), t)) m = k;
                for (const Regular& r : member.out)
                    if (r.other == NONE && !SixteenTimings::within(SixteenTimings::room(*r.c, k), t)) m = k;
            }
        }
        return member.uniform ? m : walk(member, m, [&](i64 k) { return expected(v, k); });
    }
    Sixteen expected(const Marcher& v, i64 k) const {
        return v.time(k % period_ - period_) + shift_ * (k / period_ + 1);
    }
    // m actions of a member that go on with its period.
    void go_on(Marcher& v, i64 m) const {
        v.open(m, 0);
        for (size_t p = 0; p < v.irregular.size(); p++) {
            Irregular& i = v.member->irregular[p];
            while (i.count && i.places[static_cast<size_t>(i.count - 1)] >= m) i.count--;
            for (i64 k = 0; k < i.count; k++) {
                const Sixteen t = expected(v, i.places[static_cast<size_t>(k)]);
                i.pushed ? v.irregular[p].push(t, k) : v.irregular[p].pop(t, k);
            }
        }
        const i64 done = v.member->node->done;
        Sixteen times[MOST];
        for (i64 j = 0; j < period_; j++) {
            Sixteen t = v.time(j - period_);
            for (i64 k = j; k < m; k += period_) times[k] = t = t + shift_;
        }
        // What other members will overwrite, or overwrote, is not written.
        for (size_t p = 0; p < v.in.size(); p++) {
            const Regular& r = v.member->in[p];
            const LanePort port = v.in[p];
            const i64 first = r.other == NONE ? 0 : m + r.c->fill() - port.mask - 1;
            for (i64 k = std::max<i64>(0, first); k < m; k++) port.pop(times[k], k);
        }
        for (size_t p = 0; p < v.out.size(); p++) {
            const Regular& r = v.member->out[p];
            const LanePort port = v.out[p];
            const i64 first = r.other == NONE ? 0 : m - r.c->fill();
            for (i64 k = std::max<i64>(0, first); k < m; k++) port.push(times[k], k);
        }
        if (v.past)
            for (i64 k = 0; k < m; k++) times[k].to(v.past->at(done + k));
        // Those before are filled in when they are asked for: see `leave`.
        for (i64 k = std::max<i64>(0, m - period_); k < m; k++)
            v.recent[static_cast<size_t>(done + k) % v.recent.size()] = times[k];
        v.last = times[m - 1];
    }

    // The lanes in which m actions of all members come a cycle each after the first ones: no room is waited for.
    Lanes steady(i64 m) const {
        Lanes yes = EVERY;
        for (const Member& v : members) yes &= Sixteen::of(v.node->lanes->interval).within(Sixteen::all(1));
        for (const Member& v : members) {
            for (const Regular& r : v.in) {
                const i64 there = r.c->fill(), n = std::min(there, m) - 1;
                if (n >= 0) yes &= SixteenTimings::head(*r.c, n).within(v.start + n);
                if (there < m) yes &= (SixteenTimings::arrival(*r.c, other(r).start) + -there).within(v.start);
            }
            for (const Regular& r : v.out) {
                Lanes in_time = 0;
                if (r.other != NONE)
                    in_time = (other(r).start + (1 + r.c->fill())).within(SixteenTimings::slots(*r.c) + v.start);
                if (m <= r.c->depth - r.c->fill())
                    in_time |= SixteenTimings::room(*r.c, m - 1).within(v.start + (m - 1));
                yes &= in_time;
            }
            if (!yes) return 0;
            if (!v.uniform) yes &= steady_irregular(v, m);
        }
        return yes;
    }
    static Lanes steady_irregular(const Member& v, i64 m) {
        Lanes yes = EVERY;
        std::vector<i64> count(v.irregular.size(), 0);
        const u8* list = v.node->code_list();
        for (i64 k = 0; k < m; k++)
            for (const Use& u : v.uses[list[k]]) {
                const Irregular& i = v.irregular[u.irregular];
                const i64 n = u.moves ? count[u.irregular]++ : count[u.irregular];
                yes &= (i.pushed ? SixteenTimings::room(*i.c, n) : SixteenTimings::head(*i.c, n)).within(v.start + k);
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
