#include "lane_runs.h"

#include "lane_port.h"
#include "runs.h"

namespace ff {
namespace {

constexpr int SHAPED = 4;  // ports up to 3 each way have kernels of their own

// m actions whose heads and slots are known; the first one comes no earlier than `floor`. NI, NO: how many ports are
// popped and pushed; -1: any number.
template <int NI, int NO>
void time_from(Timer& timer, TimedNode& n, const TimedNode::Code& code, i64 m, Sixteen floor) {
    Chan *const *pops = code.pop(), *const *pushes = code.push();
    const int ni = NI < 0 ? code.pops : NI, no = NO < 0 ? code.pushes : NO;
    NodeLanes& own = *n.lanes;
    for (int p = 0; p < code.peeks; p++)
        floor.raise(Sixteen::of(code.ports[p]->lanes->times.at(code.ports[p]->popped)));
    std::conditional_t < NI<0, std::vector<LanePort>, std::array<LanePort, static_cast<size_t>(NI + NO + 2)>> ports;
    if constexpr (NI < 0) ports.resize(static_cast<size_t>(ni + no));
    LanePort *const in = ports.data(), *const out = in + ni;
    for (int p = 0; p < ni; p++) in[p] = LanePort::in(*pops[p]);
    for (int p = 0; p < no; p++) out[p] = LanePort::out(*pushes[p], m);
    const Sixteen interval = Sixteen::of(own.interval);
    Sixteen t = Sixteen::of(own.last);
    for (i64 k = 0; k < m; k++) {
        t = t + interval;
        if (k == 0) t.raise(floor);
        for (int p = 0; p < ni; p++) in[p].wait_for_head(t, k);
        for (int p = 0; p < no; p++) out[p].wait_for_room(t, k);
        for (int p = 0; p < ni; p++) in[p].pop(t, k);
        for (int p = 0; p < no; p++) out[p].push(t, k);
        if (n.looks_back) t.to(own.history.at(n.done + k));
    }
    t.to(own.last);
    n.done += m;
    for (int p = 0; p < ni; p++) timer.popped<false>(*pops[p], m, 0);
    for (int p = 0; p < no; p++) timer.pushed<false>(*pushes[p], m, 0);
}

template <int NI, int NO> bool run_lanes(Timer& timer, TimedNode& n, const TimedNode::Code& code) {
    i64 m = possible<NI, NO>(n, code);
    if (m <= 0) {
        blocked(n, code);
        return false;
    }
    if (!n.single) m = run_length(n.code_list(), m);
    NodeLanes& own = *n.lanes;
    Sixteen floor = Sixteen::of(own.last);
    hazards(n, m, [&](const Hazard& h) {
        const i32* past = own.history.at(h.action - h.distance);
        alignas(64) i32 earliest[WIDTH];
        for (int l = 0; l < WIDTH; l++) {
            // `make_way` has seen to it that it fits.
            const i32 wait = h.wait ? static_cast<i32>(h.wait) : own.hazard[l];
            earliest[l] = h.distance < wait ? past[l] + wait : own.last[l];
        }
        floor.raise(Sixteen::of(earliest));
    });
    time_from<NI, NO>(timer, n, code, m, floor);
    return true;
}

template <int... S> inline void pick_lanes(TimedNode::Code& code, std::integer_sequence<int, S...>) {
    static constexpr decltype(code.run) runs[] = {run_lanes<S / SHAPED, S % SHAPED>...};
    const bool fits = code.pops < SHAPED && code.pushes < SHAPED;
    code.run = fits ? runs[code.pops * SHAPED + code.pushes] : run_lanes<-1, -1>;
    code.time = nullptr;
}

}  // namespace

void open_lanes(Timer& timer, Chan& c, const std::vector<Timings>& timings, size_t index) {
    c.lanes = std::make_unique<LaneRing>();
    std::vector<i64> depth;
    for (size_t l = 0; l < WIDTH; l++) {
        const ChannelTiming& t = timings[std::min(l, timings.size() - 1)].channels[index];
        depth.push_back(t.depth);
        c.lanes->latency[l] = static_cast<i32>(t.latency);
        timer.heaviest = std::max(timer.heaviest, t.latency + 1);
    }
    c.depth = *std::min_element(depth.begin(), depth.end());
    c.lanes->open(depth);
}
void open_lanes(Timer& timer, TimedNode& n, const std::vector<Timings>& timings, size_t index) {
    n.lanes = std::make_unique<NodeLanes>();
    i64 most = 1;
    for (size_t l = 0; l < WIDTH; l++) {
        const NodeTiming& t = timings[std::min(l, timings.size() - 1)].nodes[index];
        n.lanes->interval[l] = static_cast<i32>(t.interval);
        n.lanes->hazard[l] = static_cast<i32>(t.hazard);
        n.lanes->last[l] = static_cast<i32>(-t.interval);
        most = std::max(most, t.hazard);
        timer.heaviest = std::max({timer.heaviest, t.interval, t.hazard});
    }
    if (n.looks_back) n.lanes->history.open(most + 1);
    for (TimedNode::Code& code : n.codes) pick_lanes(code, std::make_integer_sequence<int, SHAPED * SHAPED>{});
}

bool make_way(Timer& timer) {
    i64 most = 0, least = INT64_MAX, actions = 0;
    for (const TimedNode& n : timer.nodes) {
        actions += n.known - n.done;
        for (size_t k = n.next_hazard; k < n.hazards.size(); k++)
            timer.heaviest = std::max<i64>(timer.heaviest, n.hazards[k].wait);
        for (int l = 0; l < WIDTH; l++) {
            most = std::max<i64>(most, n.lanes->last[l]);
            if (!n.finished()) least = std::min<i64>(least, n.lanes->last[l]);
        }
    }
    // No action comes later than the latest one before it by more than the largest interval, latency or distance.
    if (actions > (i64{1} << 29) / timer.heaviest) return false;
    if (most < i64{1} << 29) return true;
    if (least == INT64_MAX) least = most;
    if (most - least >= i64{1} << 29) return false;
    timer.base += least;
    for (TimedNode& n : timer.nodes) {
        if (n.finished() && !n.lanes->gone) {
            n.lanes->gone = true;
            for (int l = 0; l < WIDTH; l++) n.lanes->end[l] = timer.base - least + n.lanes->last[l];
        }
        for (int l = 0; l < WIDTH; l++) n.lanes->last[l] = Rows::earlier(n.lanes->last[l], least);
        if (n.looks_back) n.lanes->history.move(least);
    }
    for (Chan& c : timer.channels) c.lanes->times.move(least);
    return true;
}

}  // namespace ff
