// A run of a graph: functional and timing phase in turn, or at the same time in two threads, chunk by chunk.
#pragma once

#include <atomic>
#include <chrono>
#include <exception>
#include <functional>
#include <thread>
#include <utility>

#include "functional.h"
#include "timing/build.h"
#include "timing/lane_runs.h"

namespace ff {

inline bool looks_back(const std::string& kind) {
    return kind == "sacc" || kind == "racc" || kind == "drain" || kind == "source" || kind == "sink";
}
inline bool is_sink(const std::string& kind) {
    return kind == "write_crd" || kind == "write_val" || kind == "write_dense" || kind == "sink";
}

// A helper thread that does one piece of work at a time, beside its owner.
class Worker {
public:
    explicit Worker(std::function<void()> work) : work_(std::move(work)), thread_([this] { loop(); }) {}
    ~Worker() {
        turn_.store(-1, std::memory_order_release);
        thread_.join();
    }
    void start() { turn_.store(1, std::memory_order_release); }
    void wait() {
        for (int turns = 0; turn_.load(std::memory_order_acquire) == 1;) rest(turns);
        if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
    }

private:
    std::function<void()> work_;
    std::atomic<int> turn_{0};  // 0: nothing to do, 1: working, -1: the end
    std::exception_ptr error_;
    std::thread thread_;

    // The other one is done in some microseconds: too soon to sleep, but the core may be shared.
    static void rest(int& turns) {
        if (++turns > 2000) return std::this_thread::yield();
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    }
    void loop() {
        for (int turns = 0;;) {
            const int t = turn_.load(std::memory_order_acquire);
            if (t < 0) return;
            if (t == 0) {
                rest(turns);
                continue;
            }
            try {
                work_();
            } catch (...) {
                error_ = std::current_exception();
            }
            turns = 0;
            turn_.store(0, std::memory_order_release);
        }
    }
};

enum class Status { running, done, deadlock, too_far };  // the last one: for lanes of 32 bits

class Engine {
public:
    const GraphSpec graph;
    Functional functional;
    Timer timer;
    std::vector<std::vector<i64>> push_log, pop_log;

    Engine(GraphSpec g, const std::vector<Timings>& timings, i64 chunk, bool check, bool figures, bool log,
           bool explain, i64 window_from, i64 window_to)
        : graph(std::move(g)), functional(graph, chunk, reach(timings), check, log), lanes_(timings.size() > 1) {
        timer.figures = figures;
        timer.explain = explain;
        timer.window_from = window_from;
        timer.window_to = window_to;
        std::vector<std::pair<i32, i32>> ends;
        for (const ChannelSpec& c : graph.channels) ends.push_back({c.src, c.dst});
        std::vector<std::vector<Action>> tables;
        std::vector<std::vector<i32>> inputs, outputs;
        std::vector<bool> back;
        std::vector<size_t> joins;
        for (size_t v = 0; v < graph.nodes.size(); v++) {
            const NodeSpec& n = graph.nodes[v];
            tables.push_back(functional.kernels[v]->table());
            inputs.push_back(n.inputs);
            outputs.push_back(n.outputs);
            back.push_back(looks_back(n.kind));
            joins.push_back(functional.kernels[v]->right_lead());
        }
        build(timer, ends, tables, inputs, outputs, timings, back, joins, functional.order);
        if (log) {
            push_log.resize(ends.size());
            pop_log.resize(ends.size());
            for (size_t c = 0; c < ends.size(); c++) {
                timer.channels[c].push_log = &push_log[c];
                timer.channels[c].pop_log = &pop_log[c];
            }
        }
    }

    // Go on for about so many seconds.
    Status advance(double seconds, int threads) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
        std::unique_ptr<Worker> worker;
        if (threads > 1) worker = std::make_unique<Worker>([this] { timed_ = timer.run(); });
        for (;;) {
            bool moved;
            for (size_t v = 0; v < timer.nodes.size(); v++)
                functional.kernels[v]->actions.untimed = timer.nodes[v].known - timer.nodes[v].done;
            if (worker) {
                worker->start();
                try {
                    moved = functional.step();
                } catch (...) {
                    worker->wait();
                    throw;
                }
                worker->wait();
                moved |= timed_;
                hand();
            } else {
                moved = functional.step();
                hand();
                if (lanes_ && !make_way(timer)) return Status::too_far;
                moved |= timer.run();
            }
            if (moved) {
                still_ = 0;
            } else if (timer.finished()) {
                return Status::done;
            } else if (++still_ > (worker ? 1 : 0)) {
                // In two threads, what was handed over last has not been timed yet.
                still_ = 0;
                if (!timer.hopeful() || !functional.full()) return Status::deadlock;
                functional.grow();
            }
            if (std::chrono::steady_clock::now() >= end) return Status::running;
        }
    }

    i64 cycles() const {
        i64 t = -1;
        for (size_t v = 0; v < graph.nodes.size(); v++)
            if (is_sink(graph.nodes[v].kind) && timer.nodes[v].done) t = std::max(t, timer.nodes[v].last);
        return t + 1;
    }
    // By lane, where there are several.
    std::vector<i64> lane_cycles() const {
        std::vector<i64> t(WIDTH, 0);
        for (size_t v = 0; v < graph.nodes.size(); v++)
            if (is_sink(graph.nodes[v].kind) && timer.nodes[v].lanes)
                for (size_t l = 0; l < WIDTH; l++) {
                    const NodeLanes& n = *timer.nodes[v].lanes;
                    t[l] = std::max(t[l], 1 + (n.gone ? n.end[l] : timer.base + n.last[l]));
                }
        return t;
    }
    // How much of the outermost level was used up by whoever is slowest of those that take it from its scanner.
    double share() const {
        for (int v : functional.order) {
            const i64 entries = functional.kernels[static_cast<size_t>(v)]->outermost();
            if (entries <= 0) continue;
            i64 least = entries;
            std::vector<i32> ends = graph.nodes[static_cast<size_t>(v)].outputs;
            while (!ends.empty()) {
                const i32 c = ends.back();
                ends.pop_back();
                if (c < 0) continue;
                const NodeSpec& taker = graph.nodes[static_cast<size_t>(graph.channels[static_cast<size_t>(c)].dst)];
                if (taker.kind == "fork") ends.insert(ends.end(), taker.outputs.begin(), taker.outputs.end());
                else least = std::min(least, timer.channels[static_cast<size_t>(c)].popped);
            }
            return static_cast<double>(least) / static_cast<double>(entries);
        }
        return 0;
    }

    // Tokens by channel and number, from a second functional run: the first one has dropped them. Missing ones are left
    // out.
    std::map<std::pair<size_t, i64>, i64> probe(const std::vector<std::pair<size_t, i64>>& wanted) const {
        Functional again(graph, 4096, 1, false, false);
        std::map<std::pair<size_t, i64>, i64> found;
        for (bool moved = true; found.size() < wanted.size() && (moved || again.full());) {
            if (!moved) again.grow();
            moved = again.step();
            for (const auto& w : wanted) {
                i64 x;
                if (again.token(w.first, w.second, x)) found[w] = x;
            }
            for (auto& k : again.kernels) {
                k->actions.handed += std::exchange(k->actions.size, 0);
                k->actions.hazards.clear();
            }
        }
        return found;
    }

    // The least distance at which no hazard matters.
    static i32 reach(const std::vector<Timings>& timings) {
        i64 most = 1;
        for (const Timings& t : timings)
            for (const NodeTiming& n : t.nodes) most = std::max(most, n.hazard);
        return static_cast<i32>(most);
    }

private:
    const bool lanes_;
    bool timed_ = false;
    int still_ = 0;

    void hand() {
        for (size_t v = 0; v < timer.nodes.size(); v++) timer.hand(v, functional.kernels[v]->actions);
    }
};

}  // namespace ff
