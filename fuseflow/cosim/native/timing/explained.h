// Nodes visited action by action, with the constraint that bound each.
#pragma once

#include "runs.h"

namespace ff {

inline size_t port_of(const std::vector<i32>& ports, i32 channel) {
    return static_cast<size_t>(std::find(ports.begin(), ports.end(), channel) - ports.begin());
}

inline void note(Timer& timer, TimedNode& n, const std::vector<std::pair<i64, Chan*>>& heads,
                 const std::vector<std::pair<i64, Chan*>>& rooms, i64 floor, i64 distance) {
    const i64 t = n.last;
    Step step{t, Bound::interval, -1, 0};
    const auto at = [t](const std::pair<i64, Chan*>& x) { return x.first == t; };
    const auto head = std::find_if(heads.begin(), heads.end(), at);
    const auto room = std::find_if(rooms.begin(), rooms.end(), at);
    const size_t v = static_cast<size_t>(&n - timer.nodes.data());
    if (head != heads.end()) {
        step = {t, Bound::head, static_cast<i32>(head->second - timer.channels.data()), 0};
        n.by_head[port_of(timer.inputs[v], step.channel)]++;
    } else if (room != rooms.end()) {
        step = {t, Bound::room, static_cast<i32>(room->second - timer.channels.data()), 0};
        n.by_room[port_of(timer.outputs[v], step.channel)]++;
    } else if (floor > 0 && floor == t) {
        step = {t, Bound::hazard, -1, distance};
    }
    n.bounds[static_cast<size_t>(step.bound)]++;
    if (t >= timer.window_from && t < timer.window_to) n.steps.push_back(step);
}

// Action by action, with the constraint that bound each.
inline bool visit_explained(Timer& timer, TimedNode& n) {
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
        single_step(timer, n, code, floor);
        note(timer, n, heads, rooms, floor, distance);
    }
    return n.done != before;
}

}  // namespace ff
