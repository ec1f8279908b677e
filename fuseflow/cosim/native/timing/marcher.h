// A member of a group in sixteen timings, action by action.
#pragma once

#include "lane_steady.h"

namespace ff {

struct Marcher {
    using Group = Steady<SixteenTimings>;
    static constexpr int SHAPED = 3;    // ports up to 2 each way have kernels of their own
    static constexpr i64 RECENT = 128;  // actions whose times are kept

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
    Group::Member* member;
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

    // Of the action with this number; of action k from the next one on, which is negative.
    Sixteen& at(i64 action) { return recent[static_cast<size_t>(action) % recent.size()]; }
    Sixteen& time(i64 k) { return at(next + k); }
    const Sixteen& time(i64 k) const { return recent[static_cast<size_t>(next + k) % recent.size()]; }

    explicit Marcher(Group::Member& v)
        : member(&v),
          in(v.in.size()),
          out(v.out.size()),
          irregular(v.irregular.size()),
          interval(Sixteen::of(v.node->lanes->interval)),
          past(v.node->looks_back ? &v.node->lanes->history : nullptr),
          act(pick(in.size(), out.size(), std::make_integer_sequence<int, SHAPED * SHAPED>{})) {
        for (const Group::Regular& r : v.out) {
            for (const DepthLanes& d : r.c->lanes->depths) rooms.push_back({LanePort::out(*r.c), &d});
            rooms.push_back({LanePort::out(*r.c), nullptr});
        }
    }
    // Before m actions, in rounds of so many.
    void open(i64 m, i64 round) {
        for (size_t p = 0; p < in.size(); p++) in[p] = LanePort::in(*member->in[p].c);
        for (size_t p = 0; p < out.size(); p++)
            out[p] = LanePort::out(*member->out[p].c, member->out[p].other == Group::NONE ? m : round);
        for (size_t p = 0; p < irregular.size(); p++) {
            const Group::Irregular& i = member->irregular[p];
            irregular[p] = i.pushed ? LanePort::out(*i.c, m) : LanePort::in(*i.c);
        }
    }
    // The same, for `act`. The lanes in `even` are steady.
    void begin(i64 m, i64 round, Lanes even) {
        open(m, round);
        Room* room = rooms.data();
        late.clear();
        for (size_t p = 0; p < out.size(); p++) {
            const Group::Regular& r = member->out[p];
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
        for (Group::Irregular& i : member->irregular) i.count = 0;
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
            v.at(v.member->node->done + k) = t;
            if (v.past) t.to(v.past->at(v.member->node->done + k));
        }
        v.last = t;
    }
    __attribute__((noinline)) void pass_irregular(Sixteen& t, i64 k) {
        const u8 code = member->node->code_list()[k];
        same = code;
        for (const Group::Use& u : member->uses[code]) {
            const Group::Irregular& i = member->irregular[u.irregular];
            const LanePort& p = irregular[u.irregular];
            i.pushed ? p.wait_for_room(t, i.count) : p.wait_for_head(t, i.count);
        }
        // The times of all are known now, `in` and `out` among them.
        for (const Group::Use& u : member->uses[code]) {
            if (!u.moves) continue;
            Group::Irregular& i = member->irregular[u.irregular];
            const LanePort& p = irregular[u.irregular];
            i.pushed ? p.push(t, i.count) : p.pop(t, i.count);
            i.count++;
            same = -1;
        }
    }
};

}  // namespace ff
