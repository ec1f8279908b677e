// The Python module of the engine. FF_MODULE is its name, one for each instruction set that it is compiled for.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include "engine.h"
#include "measure.h"

namespace nb = nanobind;
using namespace ff;

namespace {

Type type_of(const std::string& t) {
    if (t == "crd") return Type::crd;
    if (t == "ref") return Type::ref;
    if (t == "val") return Type::val;
    if (t == "bounds") return Type::bounds;
    if (t == "val+last") return Type::flagged;
    throw std::invalid_argument("unknown channel type '" + t + "'");
}

Parameter parameter(nb::handle x) {
    if (x.is_none()) return std::monostate{};
    if (nb::isinstance<nb::str>(x)) return nb::cast<std::string>(x);
    if (nb::isinstance<nb::int_>(x)) return nb::cast<i64>(x);
    if (nb::isinstance<nb::sequence>(x)) {
        std::vector<i64> list;
        for (nb::handle y : nb::cast<nb::sequence>(x)) list.push_back(nb::cast<i64>(y));
        return list;
    }
    throw std::invalid_argument("a parameter of an unknown type");
}

NodeSpec node_of(nb::dict d) {
    NodeSpec n;
    n.name = nb::cast<std::string>(d["name"]);
    n.kind = nb::cast<std::string>(d["kind"]);
    for (auto [key, value] : nb::cast<nb::dict>(d["params"])) n.params[nb::cast<std::string>(key)] = parameter(value);
    for (auto [key, value] : nb::cast<nb::dict>(d["memories"])) {
        nb::tuple t = nb::cast<nb::tuple>(value);
        Memory m;
        m.name = nb::cast<std::string>(t[0]);
        // Operands may be read-only; kernels write into memories of results only.
        if (nb::cast<bool>(t[2])) {
            auto a = nb::cast<nb::ndarray<u32, nb::ndim<1>, nb::c_contig, nb::device::cpu>>(t[1]);
            m.data = a.data();
            m.words = static_cast<i64>(a.shape(0));
        } else {
            auto a = nb::cast<nb::ndarray<const u32, nb::ndim<1>, nb::c_contig, nb::device::cpu>>(t[1]);
            m.data = const_cast<u32*>(a.data());
            m.words = static_cast<i64>(a.shape(0));
        }
        n.memories[nb::cast<std::string>(key)] = m;
    }
    n.inputs = nb::cast<std::vector<i32>>(d["inputs"]);
    n.outputs = nb::cast<std::vector<i32>>(d["outputs"]);
    for (nb::handle t : nb::cast<nb::sequence>(d["input_types"]))
        n.input_types.push_back(type_of(nb::cast<std::string>(t)));
    for (nb::handle t : nb::cast<nb::sequence>(d["output_types"]))
        n.output_types.push_back(type_of(nb::cast<std::string>(t)));
    return n;
}

GraphSpec graph_of(nb::list nodes, nb::list channels) {
    GraphSpec g;
    for (nb::handle x : nodes) {
        nb::dict d = nb::cast<nb::dict>(x);
        g.nodes.push_back(node_of(d));
        g.input_names.push_back(nb::cast<std::vector<std::string>>(d["input_names"]));
    }
    for (nb::handle x : channels) {
        nb::tuple t = nb::cast<nb::tuple>(x);
        g.channels.push_back({nb::cast<std::string>(t[0]), nb::cast<i32>(t[1]), nb::cast<i32>(t[2]),
                              nb::cast<i32>(t[3]), nb::cast<i32>(t[4]), type_of(nb::cast<std::string>(t[5])),
                              nb::cast<i32>(t[6])});
    }
    return g;
}

// A list of (interval, hazard of each node, depth, latency of each channel); depth -1: unbounded.
std::vector<Timings> timings_of(nb::list list) {
    std::vector<Timings> out;
    for (nb::handle x : list) {
        nb::tuple t = nb::cast<nb::tuple>(x);
        const auto interval = nb::cast<std::vector<i64>>(t[0]), hazard = nb::cast<std::vector<i64>>(t[1]);
        const auto depth = nb::cast<std::vector<i64>>(t[2]), latency = nb::cast<std::vector<i64>>(t[3]);
        Timings timing;
        for (size_t v = 0; v < interval.size(); v++) timing.nodes.push_back({interval[v], hazard[v]});
        for (size_t c = 0; c < depth.size(); c++)
            timing.channels.push_back({depth[c] < 0 ? UNBOUNDED : depth[c], latency[c]});
        out.push_back(std::move(timing));
    }
    return out;
}

// One of the functions of the ALU on arrays of float32 bits; a function of one operand ignores b.
nb::object apply(const std::string& name, nb::ndarray<const u32, nb::ndim<1>, nb::c_contig, nb::device::cpu> a,
                 nb::ndarray<const u32, nb::ndim<1>, nb::c_contig, nb::device::cpu> b) {
    const size_t n = a.shape(0);
    if (b.shape(0) != n) throw std::invalid_argument("operands of different lengths");
    u32* out = new u32[n + 1];
    nb::capsule owner(out, [](void* p) noexcept { delete[] static_cast<u32*>(p); });
    ff::pointwise(name, a.data(), b.data(), out, n);
    return nb::cast(nb::ndarray<nb::numpy, u32, nb::ndim<1>>(out, {n}, owner));
}

nb::object array_of(const std::vector<i64>& v) {
    i64* data = new i64[v.size() ? v.size() : 1];
    std::copy(v.begin(), v.end(), data);
    nb::capsule owner(data, [](void* p) noexcept { delete[] static_cast<i64*>(p); });
    return nb::cast(nb::ndarray<nb::numpy, i64, nb::ndim<1>>(data, {v.size()}, owner));
}

// 1, 3 or 4: the x86-64 level that this processor supports (psABI); 1 elsewhere.
int cpu_level() {
#if defined(__x86_64__)
    // What a level has beyond the one before, as far as the compiler may use it.
    const bool has3 = __builtin_cpu_supports("avx") && __builtin_cpu_supports("avx2") &&
                      __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                      __builtin_cpu_supports("f16c") && __builtin_cpu_supports("fma") &&
                      __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("movbe");
    const bool has4 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512vl");
    return has3 && has4 ? 4 : has3 ? 3 : 1;
#else
    return 1;
#endif
}

// Nodes that are nothing but tables and lists of actions, joined by channels.
struct Network {
    // Actions as (peeked, popped, pushed ports), channels by input and by output port, W, interval, codes, and hazards
    // as (action, distance, wait; 0: W).
    using Ports = std::tuple<std::vector<int>, std::vector<int>, std::vector<int>>;
    using NodeLists = std::tuple<std::vector<Ports>, std::vector<i32>, std::vector<i32>, i64, i64, std::vector<int>,
                                 std::vector<std::tuple<i64, i32, i64>>>;
    Timer timer;
    std::vector<std::vector<i64>> push_log, pop_log;
    std::vector<NodeLists> nodes;
    std::vector<i64> given;

    // Each timing: depth (-1: unbounded) and latency of a channel.
    Network(std::vector<NodeLists> nodes_, std::vector<std::pair<i32, i32>> ends,
            std::vector<std::vector<i64>> channels, bool figures)
        : push_log(ends.size()), pop_log(ends.size()), nodes(std::move(nodes_)), given(nodes.size(), 0) {
        timer.figures = figures;
        std::vector<std::vector<Action>> tables;
        std::vector<std::vector<i32>> inputs, outputs;
        Timings timing;
        for (const auto& [table, in, out, hazard, interval, codes, hazards] : nodes) {
            std::vector<Action> actions;
            for (const auto& [peek, pop, push] : table) actions.push_back({peek, pop, push, false});
            tables.push_back(actions);
            inputs.push_back(in);
            outputs.push_back(out);
            timing.nodes.push_back({interval, hazard});
        }
        for (const auto& c : channels) timing.channels.push_back({c[0] < 0 ? UNBOUNDED : c[0], c[1]});
        std::vector<int> order;
        for (size_t v = 0; v < nodes.size(); v++) order.push_back(static_cast<int>(v));
        build(timer, ends, tables, inputs, outputs, {timing}, std::vector<bool>(nodes.size(), true),
              std::vector<size_t>(nodes.size(), 0), order);
        for (size_t c = 0; c < ends.size(); c++) {
            timer.channels[c].push_log = &push_log[c];
            timer.channels[c].pop_log = &pop_log[c];
        }
    }
    // The next `n` actions of node v; its last ones if that is all.
    void hand(size_t v, i64 n) {
        const auto& codes = std::get<5>(nodes[v]);
        Actions a;
        a.single = std::get<0>(nodes[v]).size() == 1;
        const i64 from = given[v], to = std::min<i64>(from + n, static_cast<i64>(codes.size()));
        a.resize(to - from);
        a.handed = from;
        for (i64 k = from; k < to; k++) a.add(static_cast<u8>(codes[static_cast<size_t>(k)]));
        for (const auto& [action, distance, wait] : std::get<6>(nodes[v]))
            if (action >= from && action < to) a.hazards.push_back({action, distance, wait});
        a.final = to == static_cast<i64>(codes.size());
        timer.hand(v, a);
        given[v] = to;
    }
};

// Seconds of a fixed piece of work, the same whatever the data: times of two machines are compared as ratios to it. A
// max-plus recurrence over arrays that fit the first cache, then passes over 16 MB.
double calibrate() {
    constexpr size_t SHORT = 1024, LONG = size_t{2} << 20;
    constexpr int ROUNDS = 25000, PASSES = 6;
    std::vector<i64> head(SHORT), room(SHORT), stream(LONG, 1);
    for (size_t k = 0; k < SHORT; k++) head[k] = static_cast<i64>(k * 7 % 1021);
    const auto start = std::chrono::steady_clock::now();
    i64 t = 0;
    for (int round = 0; round < ROUNDS; round++)
        for (size_t k = 0; k < SHORT; k++) {
            t = std::max(t + 1, std::max(head[k] + round, room[k] + 2));
            room[k] = t;
        }
    for (int pass = 0; pass < PASSES; pass++)
        for (i64& x : stream) x = std::max(x + 1, t);
    volatile i64 used = stream[static_cast<size_t>(t) % LONG];
    static_cast<void>(used);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

NB_MODULE(FF_MODULE, m) {
    nb::exception<Malformed>(m, "Malformed");
    m.def("cpu_level", &cpu_level);
    m.def("calibrate", &calibrate, nb::call_guard<nb::gil_scoped_release>());
    m.def("pointwise", &apply, nb::arg("name"), nb::arg("a"), nb::arg("b"));
    // (largest error, its operand, sum of errors, results measured, wrong results, operand of one of them)
    m.def("measure", [](const std::string& name, u32 first, i64 count) {
        Errors e;
        {
            nb::gil_scoped_release release;
            e = measure(name, first, count);
        }
        return std::make_tuple(e.most, e.at, e.sum, e.measured, e.wrong, e.wrong_at);
    });

    nb::class_<Engine>(m, "Engine")
        .def(
            "__init__",
            [](Engine* self, nb::list nodes, nb::list channels, nb::list timings, i64 chunk, bool check, bool figures,
               bool log, bool explain, i64 window_from, i64 window_to) {
                new (self) Engine(graph_of(nodes, channels), timings_of(timings), chunk, check, figures, log, explain,
                                  window_from, window_to);
            },
            nb::arg("nodes"), nb::arg("channels"), nb::arg("timings"), nb::arg("chunk"), nb::arg("check"),
            nb::arg("figures"), nb::arg("log"), nb::arg("explain"), nb::arg("window_from"), nb::arg("window_to"))
        .def(
            "advance",
            [](Engine& e, double seconds, int threads) { return static_cast<int>(e.advance(seconds, threads)); },
            nb::call_guard<nb::gil_scoped_release>())
        .def_prop_ro("cycles", &Engine::cycles)
        .def_prop_ro("lane_cycles", &Engine::lane_cycles)
        .def_prop_ro("latest", [](Engine& e) { return e.timer.latest(); })
        .def_prop_ro("tokens", [](Engine& e) { return e.timer.pushed(); })
        .def_prop_ro("share", &Engine::share)
        .def_prop_ro("bytes", [](Engine& e) { return e.functional.bytes() + e.timer.bytes(); })
        .def("nodes",
             [](Engine& e) {
                 nb::list out;
                 for (size_t v = 0; v < e.timer.nodes.size(); v++) {
                     const TimedNode& n = e.timer.nodes[v];
                     const Kernel& k = *e.functional.kernels[v];
                     out.append(nb::make_tuple(n.done, static_cast<i64>(n.stalled_output.value()), n.last, n.finished(),
                                               k.flops, k.bytes_read, k.bytes_written));
                 }
                 return out;
             })
        .def("channels",
             [](Engine& e) {
                 nb::list out;
                 const std::vector<i64> residence = e.timer.residence();
                 for (size_t k = 0; k < residence.size(); k++) {
                     Chan& c = e.timer.channels[k];
                     raise_highest(c);
                     // What was never popped is there at the end.
                     c.highest = std::max(c.highest, c.fill());
                     out.append(nb::make_tuple(c.pushed, c.popped, c.highest, residence[k]));
                 }
                 return out;
             })
        // Per node that is not finished: its channels by waiting for a token, for room.
        .def("waits",
             [](Engine& e) {
                 nb::list out;
                 for (size_t v = 0; v < e.timer.nodes.size(); v++) {
                     const TimedNode& n = e.timer.nodes[v];
                     nb::list tokens, room;
                     bool actions = false;
                     if (!n.out_of_actions()) {
                         actions = true;
                         const auto& code = n.next_code();
                         for (int p = 0; p < code.peeks + code.pops + code.pushes; p++) {
                             const Chan* c = code.ports[p];
                             const bool pushes = p >= code.peeks + code.pops;
                             if (pushes ? c->fill() >= c->depth : c->fill() == 0)
                                 (pushes ? room : tokens).append(static_cast<i32>(c - e.timer.channels.data()));
                         }
                     }
                     out.append(nb::make_tuple(n.finished(), actions, tokens, room));
                 }
                 return out;
             })
        // The token of each (channel, number), None where there is none.
        .def("probe",
             [](Engine& e, const std::vector<std::pair<size_t, i64>>& wanted) {
                 std::map<std::pair<size_t, i64>, i64> found;
                 {
                     nb::gil_scoped_release release;
                     found = e.probe(wanted);
                 }
                 nb::list out;
                 for (const auto& w : wanted) {
                     const auto x = found.find(w);
                     if (x == found.end()) out.append(nb::none());
                     else out.append(x->second);
                 }
                 return out;
             })
        .def("log",
             [](Engine& e, size_t c) {
                 return nb::make_tuple(array_of(e.push_log[c]), array_of(e.pop_log[c]), array_of(e.functional.logs[c]));
             })
        // Per node: how many actions each constraint bound (head, room, hazard, interval), by port; the steps of the
        // window.
        .def("bounds",
             [](Engine& e, size_t v) {
                 const TimedNode& n = e.timer.nodes[v];
                 return nb::make_tuple(array_of(n.by_head), array_of(n.by_room), n.bounds[2], n.bounds[3]);
             })
        .def("steps", [](Engine& e, size_t v) {
            const TimedNode& n = e.timer.nodes[v];
            std::vector<i64> flat;
            for (const Step& s : n.steps) {
                flat.push_back(s.cycle);
                flat.push_back(static_cast<i64>(s.bound));
                flat.push_back(s.channel);
                flat.push_back(s.distance);
            }
            return array_of(flat);
        });

    // The timing phase alone, on any network of action lists: for tests.
    nb::class_<Network>(m, "Network")
        .def(nb::init<std::vector<Network::NodeLists>, std::vector<std::pair<i32, i32>>, std::vector<std::vector<i64>>,
                      bool>(),
             nb::arg("nodes"), nb::arg("ends"), nb::arg("timings"), nb::arg("figures"))
        .def("hand", &Network::hand)
        .def("run", [](Network& n) { return n.timer.run(); })
        .def_prop_ro("finished", [](Network& n) { return n.timer.finished(); })
        .def_prop_ro("hopeful", [](Network& n) { return n.timer.hopeful(); })
        .def("log",
             [](Network& n, size_t c) { return nb::make_tuple(array_of(n.push_log[c]), array_of(n.pop_log[c])); })
        .def("node", [](Network& n, size_t v) {
            const TimedNode& t = n.timer.nodes[v];
            return nb::make_tuple(t.done, t.last, static_cast<i64>(t.stalled_output.value()));
        });
}
