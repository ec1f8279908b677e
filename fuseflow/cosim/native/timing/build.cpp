#include "build.h"

#include "explained.h"
#include "joins.h"
#include "lane_march.h"
#include "lane_runs.h"
#include "lockstep.h"
#include "runs.h"

namespace ff {

void build(Timer& timer, const std::vector<std::pair<i32, i32>>& ends, const std::vector<std::vector<Action>>& tables,
           const std::vector<std::vector<i32>>& inputs, const std::vector<std::vector<i32>>& outputs,
           const std::vector<Timings>& timings, const std::vector<bool>& looks_back, const std::vector<size_t>& joins,
           const std::vector<int>& order) {
    timer.channels.resize(ends.size());
    for (size_t c = 0; c < ends.size(); c++) {
        timer.channels[c].producer = ends[c].first;
        timer.channels[c].consumer = ends[c].second;
        timer.channels[c].open(timings[0].channels[c].depth, timings[0].channels[c].latency);
        if (timings.size() > 1) open_lanes(timer, timer.channels[c], timings, c);
    }
    timer.nodes.resize(tables.size());
    timer.active.assign((timer.nodes.size() + 63) / 64, 0);
    timer.later = timer.active;
    timer.by_rank.resize(timer.nodes.size());
    std::vector<size_t> rank(timer.nodes.size());
    for (size_t k = 0; k < order.size(); k++) rank[static_cast<size_t>(order[k])] = k;
    for (size_t v = 0; v < timer.nodes.size(); v++) {
        TimedNode& n = timer.nodes[v];
        n.single = tables[v].size() == 1;
        n.interval = timings[0].nodes[v].interval;
        n.looks_back = looks_back[v];
        n.hazard = timings[0].nodes[v].hazard;
        n.last = -n.interval;
        n.active = &timer.active[rank[v] / 64];
        n.later = &timer.later[rank[v] / 64];
        n.bit = u64{1} << (rank[v] % 64);
        timer.by_rank[rank[v]] = &n;
        n.history.open(UNBOUNDED, 0);
        n.history.reserve(n.hazard + 1);
        for (const Action& a : tables[v]) {
            std::vector<Chan*> ports;
            TimedNode::Code code;
            for (int p : a.peek)
                ports.push_back(&timer.channels[static_cast<size_t>(inputs[v][static_cast<size_t>(p)])]);
            for (int p : a.pop)
                ports.push_back(&timer.channels[static_cast<size_t>(inputs[v][static_cast<size_t>(p)])]);
            for (int p : a.push) {
                const i32 c = outputs[v][static_cast<size_t>(p)];
                if (c >= 0) ports.push_back(&timer.channels[static_cast<size_t>(c)]);
            }
            if (looks_back[v] && timings.size() == 1) ports.push_back(&n.history);
            code.rare = a.rare;
            code.peeks = static_cast<int>(a.peek.size());
            code.pops = static_cast<int>(a.pop.size());
            code.pushes = static_cast<int>(ports.size()) - code.peeks - code.pops;
            pick_runs(code, timer.figures);
            n.ports.push_back(std::move(ports));
            code.ports = n.ports.back().data();
            n.codes.push_back(code);
        }
        n.by_head.assign(timer.explain ? inputs[v].size() : 0, 0);
        n.by_room.assign(timer.explain ? outputs[v].size() : 0, 0);
        timer.inputs.push_back(inputs[v]);
        timer.outputs.push_back(outputs[v]);
        n.visit = timer.explain ? visit_explained : visit_runs;
        if (timings.size() > 1) open_lanes(timer, n, timings, v);
    }
    for (size_t v = 0; v < timer.nodes.size(); v++)
        if (joins[v] && !timer.explain) prepare_join(timer, timer.nodes[v], tables[v], joins[v]);
    for (TimedNode& n : timer.nodes) {
        if (timer.explain || n.single || n.visit != visit_runs) continue;
        if (timings.size() == 1) follow(timer, n, order);
        timings.size() == 1 ? prepare_steady<Steady<OneTiming>>(timer, n, order)
                            : prepare_steady<SteadyLanes>(timer, n, order);
        if (n.steady || !n.followers.empty()) n.visit = visit_lead;
    }
}

}  // namespace ff
