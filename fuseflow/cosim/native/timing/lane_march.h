// Groups in sixteen timings at once, where not all lanes are steady.
#pragma once

#include "marcher.h"

namespace ff {

// The members then take actions in turn, in topological order: as many in a round as all channels from one member to
// another have free slots, so that the head that a member pops was pushed in this round or before, the slot that it
// pushes to was freed before. Where this comes back to the same course again and again, its periods are followed.
struct SteadyLanes final : Steady<SixteenTimings> {
    static constexpr bool MARCHES = true;
    static constexpr i64 RECENT = Marcher::RECENT;
    static constexpr i64 LONGEST_PERIOD = 12;

protected:
    bool resume(Timer& timer, i64 m) override {
        if (!period_ || !unbroken(timer)) return false;
        for (Member& v : members)
            if ((m = countable(v, m)) < LEAST) return false;
        return far_in_time() && follow(timer, m);
    }
    bool march(Timer& timer, i64 m) override {
        for (Member& v : members)
            if ((m = countable(v, m)) < LEAST) return false;
        if (marchers_.empty())
            for (Member& v : members) marchers_.emplace_back(v);
        const bool had_period = period_ > 0;
        unbroken(timer) ? leave() : forget(timer);
        if (find_period() && follow(timer, m)) return true;
        // Another one may come soon.
        if (had_period || period_) m = std::min(m, 2 * LONGEST_PERIOD);
        period_ = 0;
        const Lanes even = steady(m);
        i64 round = m;
        for (const Member& v : members)
            for (const Regular& r : v.out)
                if (r.other != NONE) round = std::min(round, r.c->depth - r.c->fill());
        for (Marcher& v : marchers_) v.begin(m, round, even);
        for (i64 k = 0; k < m; k += round)
            for (Marcher& v : marchers_) v.act(v, k, std::min(k + round, m));
        close(timer, m);
        return true;
    }

private:
    std::vector<Marcher> marchers_;  // of the members

    const Marcher& other(const Regular& r) const { return marchers_[static_cast<size_t>(r.other)]; }
    // All members have taken m actions.
    void close(Timer& timer, i64 m) {
        for (Marcher& v : marchers_) {
            TimedNode& n = *v.member->node;
            v.last.to(n.lanes->last);
            v.next = n.done += m;
            v.count += m;
            for (const Regular& r : v.member->in)
                if (r.other == NONE) timer.popped<false>(*r.c, m, 0);
            for (const Regular& r : v.member->out)
                r.other == NONE ? timer.pushed<false>(*r.c, m, 0) : timer.passed<false>(*r.c, m, 0);
            for (const Irregular& i : v.member->irregular)
                if (i.count) i.pushed ? timer.pushed<false>(*i.c, i.count, 0) : timer.popped<false>(*i.c, i.count, 0);
        }
    }

    // Periods.
    //
    // Let action k of every member come C cycles (in each lane; the same for all members) after its action k - P, for
    // the last `reach_` actions, P of them or more. Then the next ones do so, too:
    //  - What an action waits for at another member, it waits for in the same number of actions from it: a head from
    //    `fill` actions back, a slot from D - fill. If that is not more than `reach_`, it comes C later than a period
    //    before, as the action does, and is in time. The times of a member rise by at least 1, so that what comes from
    //    farther back is in time always if it is in time for the next action (`far_in_time`).
    //  - No action comes sooner, for something that it waits for sets its time: a period before, it was the action
    //    before, or another member's, not farther back than `reach_` (`bound_within`).
    //  - What comes from outside of the group must be in time, and is looked at one by one (`outside_in_time`).
    i64 period_ = 0;  // P; 0: there is none
    Sixteen shift_;   // C
    i64 reach_ = 0;
    i64 followed_ = 0;  // actions that were taken so
    i64 base_ = 0;      // the cycle that the times of the marchers count from

    // Has nobody else taken actions of the members?
    bool unbroken(const Timer& timer) const {
        return base_ == timer.base && std::all_of(marchers_.begin(), marchers_.end(),
                                                  [](const Marcher& v) { return v.next == v.member->node->done; });
    }
    void forget(const Timer& timer) {
        base_ = timer.base;
        period_ = 0;
        for (Marcher& v : marchers_) {
            v.next = v.member->node->done;
            v.count = 0;
        }
    }
    // The times that were not kept while the period was followed.
    void leave() {
        if (!period_) return;
        for (Marcher& v : marchers_)
            for (i64 k = -period_ - 1; k >= -std::min(followed_, RECENT); k--) v.time(k) = v.time(k + period_) - shift_;
        period_ = 0;
    }
    // The least one, 0 if there is none.
    i64 find_period() {
        const auto all = [this](auto holds) { return std::all_of(marchers_.begin(), marchers_.end(), holds); };
        const Marcher& lead = marchers_[0];
        followed_ = 0;
        for (period_ = 1; 2 * period_ <= std::min(lead.count, 2 * LONGEST_PERIOD); period_++) {
            shift_ = lead.time(-1) - lead.time(-1 - period_);
            reach_ = std::min(lead.count, RECENT) - period_;
            if (!all([this](const Marcher& v) { return repeats(v); })) continue;
            if (all([this](const Marcher& v) { return bound_within(v); }) && far_in_time()) return period_;
            // What has gone on so long has no other one.
            if (reach_ >= 2 * LONGEST_PERIOD) break;
        }
        return period_ = 0;
    }
    bool repeats(const Marcher& v) {
        i64 k = 0;
        while (k < reach_ && v.time(-k - 1) - v.time(-k - 1 - period_) == shift_) k++;
        reach_ = k;
        return reach_ >= period_;
    }
    bool bound_within(const Marcher& v) const {
        for (i64 k = -period_; k < 0; k++) {
            Sixteen t = v.time(k - 1) + v.interval;
            for (const Regular& r : v.member->in)
                if (r.other != NONE && r.c->fill() <= reach_)
                    t.raise(SixteenTimings::arrival(*r.c, other(r).time(k - r.c->fill())));
            for (const Regular& r : v.member->out) {
                if (r.other == NONE) continue;
                for (const DepthLanes& d : r.c->lanes->depths)
                    if (const i64 back = d.depth - r.c->fill(); back <= reach_)
                        t.raise((other(r).time(k - back) + 1) & d.mask);
            }
            if (!SixteenTimings::within(v.time(k), t)) return false;
        }
        return true;
    }
    bool far_in_time() const {
        for (const Marcher& v : marchers_) {
            const Sixteen next = v.time(-period_) + shift_;
            for (const Regular& r : v.member->in) {
                if (r.other == NONE || r.c->fill() <= reach_) continue;
                const Sixteen last = SixteenTimings::arrival(*r.c, other(r).time(-1));
                if (!SixteenTimings::within(last + (1 - r.c->fill()), next)) return false;
            }
            for (const Regular& r : v.member->out) {
                if (r.other == NONE) continue;
                Lanes near = 0;
                for (const DepthLanes& d : r.c->lanes->depths)
                    if (d.depth - r.c->fill() <= reach_) near |= d.lanes;
                const Sixteen last = other(r).time(-1) + (2 + r.c->fill());
                if ((near | last.within(SixteenTimings::slots(*r.c) + next)) != EVERY) return false;
            }
        }
        return true;
    }
    // Of m actions, how many have their heads and slots outside of the group in time. Notes which move tokens.
    i64 outside_in_time(const Marcher& v, i64 m) {
        Member& member = *v.member;
        for (const Regular& r : member.in)
            if (r.other == NONE) m = in_time(v, m, [&](i64 k) { return SixteenTimings::head(*r.c, k); });
        for (const Regular& r : member.out)
            if (r.other == NONE) m = in_time(v, m, [&](i64 k) { return SixteenTimings::room(*r.c, k); });
        return member.uniform ? m : walk(member, m, [&](i64 k) { return expected(v, k); });
    }
    template <class Of> i64 in_time(const Marcher& v, i64 m, Of of) const {
        for (i64 j = 0; j < period_; j++) {
            Sixteen t = v.time(j - period_);
            for (i64 k = j; k < m; k += period_) {
                t = t + shift_;
                if (!SixteenTimings::within(of(k), t)) m = k;
            }
        }
        return m;
    }
    // The time of a member's action k from the next one on.
    Sixteen expected(const Marcher& v, i64 k) const {
        return v.time(k % period_ - period_) + shift_ * (k / period_ + 1);
    }
    // Up to m actions of all members. False if that are few.
    bool follow(Timer& timer, i64 m) {
        for (const Marcher& v : marchers_)
            if ((m = outside_in_time(v, m)) < LEAST) return false;
        for (Marcher& v : marchers_) go_on(v, m);
        close(timer, m);
        followed_ += m;
        return true;
    }
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
        Sixteen times[MOST];
        for (i64 j = 0; j < period_; j++) {
            Sixteen t = v.time(j - period_);
            for (i64 k = j; k < m; k += period_) times[k] = t = t + shift_;
        }
        // Of what passes from one member to another, the last row that a ring holds is written.
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
        const i64 done = v.member->node->done;
        if (v.past)
            for (i64 k = 0; k < m; k++) times[k].to(v.past->at(done + k));
        for (i64 k = std::max<i64>(0, m - period_); k < m; k++) v.at(done + k) = times[k];
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
                if (there < m)
                    yes &= (SixteenTimings::arrival(*r.c, members[static_cast<size_t>(r.other)].start) + -there)
                               .within(v.start);
            }
            for (const Regular& r : v.out) {
                Lanes in_time = 0;
                if (r.other != NONE)
                    in_time = (members[static_cast<size_t>(r.other)].start + (1 + r.c->fill()))
                                  .within(SixteenTimings::slots(*r.c) + v.start);
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
