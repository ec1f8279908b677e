// Nodes in lockstep: a node that pushes without popping (a scanner within a fiber), with those that pass its tokens on
// one by one, can go on for a whole fiber, whatever the depths of the channels between them.
#pragma once

#include "timer.h"

namespace ff {

// The nodes that tokens pushed by `lead` reach through nodes that pop and pass them, in topological order.
inline void follow(Timer& timer, TimedNode& lead, const std::vector<int>& order) {
    const auto pushes_freely = [](const TimedNode& n) {
        return std::any_of(n.codes.begin(), n.codes.end(),
                           [](const TimedNode::Code& c) { return c.pops == 0 && c.pushes > 0; });
    };
    if (!pushes_freely(lead)) return;
    std::vector<char> member(timer.nodes.size(), 0);
    member[static_cast<size_t>(&lead - timer.nodes.data())] = 1;
    for (int v : order) {
        TimedNode& n = timer.nodes[static_cast<size_t>(v)];
        if (!member[static_cast<size_t>(v)]) continue;
        lead.followers.push_back(&n);
        for (i32 c : timer.outputs[static_cast<size_t>(v)]) {
            if (c < 0) continue;
            const size_t w = static_cast<size_t>(timer.channels[static_cast<size_t>(c)].consumer);
            if (!pushes_freely(timer.nodes[w]) && timer.nodes[w].left.empty()) member[w] = 1;
        }
    }
    if (lead.followers.size() < 2) lead.followers.clear();
    for (const TimedNode* f : lead.followers)
        for (i32 c : timer.outputs[static_cast<size_t>(f - timer.nodes.data())])
            if (c >= 0) lead.least_depth = std::min(lead.least_depth, timer.channels[static_cast<size_t>(c)].depth);
}

constexpr i64 WORTHWHILE = 2;  // rounds through a group
constexpr i64 NARROW = 8;      // depth from which on visits are as fast

// All nodes of a group by as many actions as each can take in its present code. False if that is not worthwhile.
inline bool lockstep(Timer& timer, TimedNode& lead) {
    i64 m = std::min<i64>(lead.known - lead.done, 128);
    const TimedNode::Code& first = lead.next_code();
    if (first.pops) return false;
    for (int p = 0; p < first.pushes; p++) {
        const Chan& c = *first.push()[p];
        if (c.consumer >= 0 && 2 * c.fill() > c.depth) return false;
    }
    m = run_length(lead.code_list(), m);
    if (lead.least_depth > NARROW || m < WORTHWHILE * lead.least_depth) return false;
    for (TimedNode* n : lead.followers) {
        if (n->done == n->known) return false;
        n->now = &n->next_code();
        if (!n->now->time) return false;
    }
    // Channels that are popped and pushed in this step are coupled; others are known as far as they are.
    for (TimedNode* n : lead.followers)
        for (int p = 0; p < n->now->pops; p++) n->now->pop()[p]->stepping = true;
    i64 round = m;
    for (TimedNode* n : lead.followers) {
        const TimedNode::Code& code = *n->now;
        m = std::min(m, n->known - n->done);
        if (!n->single && m > 0) m = run_length(n->code_list(), m);
        if (n->next_hazard < n->hazards.size()) m = std::min(m, n->hazards[n->next_hazard].action - n->done);
        for (int p = 0; p < code.peeks; p++) m = code.ports[p]->fill() > 0 ? m : 0;
        for (int p = 0; p < code.pops; p++)
            if (code.pop()[p]->stepping) m = std::min(m, code.pop()[p]->fill());
        for (int p = 0; p < code.pushes; p++) {
            Chan& c = *code.push()[p];
            const i64 room = c.depth - c.fill();
            (c.stepping ? round : m) = std::min(c.stepping ? round : m, room);
            c.stepping = false;
        }
    }
    const bool worthwhile = round > 0 && m >= WORTHWHILE * round;
    for (TimedNode* n : lead.followers)
        for (int p = 0; p < n->now->pops; p++) n->now->pop()[p]->stepping = false;
    if (!worthwhile) return false;
    for (i64 k = 0; k < m; k += round)
        for (TimedNode* n : lead.followers) n->now->time(timer, *n, *n->now, std::min(round, m - k), 0);
    for (TimedNode* n : lead.followers) n->wake();
    return true;
}

}  // namespace ff
