// The functional phase: all kernels of a graph over bounded streams. It gives, per node, the list of its actions.
#pragma once

#include "grammar.h"
#include "kinds.h"

namespace ff {

struct ChannelSpec {
    std::string name;
    i32 src, src_port, dst, dst_port;
    Type type;
    i32 level;
};

struct GraphSpec {
    std::vector<NodeSpec> nodes;
    std::vector<ChannelSpec> channels;
    std::vector<std::vector<std::string>> input_names;  // per node
};

class Functional {
public:
    std::vector<std::unique_ptr<Kernel>> kernels;
    std::vector<int> order;              // topological
    std::vector<std::vector<i64>> logs;  // all tokens of every channel, if asked for

    // `chunk`: tokens that a stream holds before its producer waits; `reach`: hazards at this distance or more do not
    // matter.
    Functional(const GraphSpec& g, i64 chunk, i32 reach, bool check, bool log) : graph_(g), check_(check) {
        for (const NodeSpec& n : g.nodes) {
            auto k = make_kernel(n);
            k->port_names = g.input_names[kernels.size()];
            k->in.resize(n.inputs.size());
            k->out.resize(n.outputs.size(), nullptr);
            k->actions.single = k->table().size() == 1;
            k->actions.resize(2 * chunk);
            kernels.push_back(std::move(k));
        }
        sort();
        of_channel_.resize(g.channels.size());
        for (int v : order) {
            Kernel& k = *kernels[static_cast<size_t>(v)];
            const NodeSpec& n = k.spec;
            for (size_t p = 0; p < n.inputs.size(); p++)
                k.in[p] = Reader{of_channel_[static_cast<size_t>(n.inputs[p])], 0};
            for (size_t p = 0; p < n.outputs.size(); p++) {
                if (n.outputs[p] < 0) continue;
                if (n.kind == "fork") {
                    k.out[p] = nullptr;
                    of_channel_[static_cast<size_t>(n.outputs[p])] = k.in[0].stream;
                    continue;
                }
                streams_.push_back(std::make_unique<Stream>(n.output_types[p], chunk));
                k.out[p] = streams_.back().get();
                of_channel_[static_cast<size_t>(n.outputs[p])] = k.out[p];
            }
        }
        for (auto& k : kernels)
            for (Reader& r : k->in) r.stream->readers.push_back(&r.at);
        if (check)
            for (size_t c = 0; c < g.channels.size(); c++) {
                const ChannelSpec& s = g.channels[c];
                if (g.nodes[static_cast<size_t>(s.src)].kind != "fork")
                    grammars_.push_back({Grammar(s.type, s.level), c, of_channel_[c], 0});
            }
        if (log) logs.resize(g.channels.size());
        pair_accumulators(kernels, reach);
        for (size_t v = 0; v < kernels.size(); v++)
            if (kernels[v]->spec.kind == "fork") kernels[v]->out.assign(g.nodes[v].outputs.size(), nullptr);
    }

    // One sweep over all kernels. False if nothing moved.
    bool step() {
        for (auto& s : streams_) s->compact();
        bool moved = false;
        for (int v : order) {
            Kernel& k = *kernels[static_cast<size_t>(v)];
            if (k.actions.held()) continue;
            const i64 before = k.actions.next();
            k.run();
            moved |= k.actions.next() != before;
        }
        if (check_)
            for (Watched& w : grammars_) watch(w);
        for (size_t c = 0; c < logs.size(); c++) record(*of_channel_[c], logs[c]);
        return moved;
    }

    // Does a kernel wait for room, or for the timing of its actions?
    bool full() const {
        for (auto& k : kernels)
            if (!k->actions.final && (k->room() <= 0 || k->actions.held())) return true;
        return false;
    }

    // Full buffers become twice as large: those that block each other must grow, or a deadlock would be invented. Who
    // waits for its timing may run twice as far ahead, or nobody could say what another one waits for.
    void grow() {
        for (auto& s : streams_)
            if (s->room() <= 0) s->resize(2 * s->limit);
        for (auto& k : kernels)
            if (k->actions.held()) k->actions.ahead *= 2;
    }

    i64 tokens(size_t channel) const { return of_channel_[channel]->total(); }

    // The token with that number on a channel, if it still is in its buffer: for reports.
    bool token(size_t channel, i64 number, i64& x) const {
        Stream* s = of_channel_[channel];
        const i64 k = number - s->dropped;
        if (k < 0 || k >= s->size) return false;
        x = width(s->type) == 8 ? s->begin<i64>()[k] : s->begin<i32>()[k];
        return true;
    }
    Stream* stream(size_t channel) const { return of_channel_[channel]; }

    i64 bytes() const {
        i64 n = 0;
        for (auto& s : streams_) n += s->bytes();
        for (auto& k : kernels) n += static_cast<i64>(k->actions.codes.capacity());
        return n;
    }

private:
    struct Watched {
        Grammar grammar;
        size_t channel;
        Stream* stream;
        i64 seen;
    };
    const GraphSpec& graph_;
    bool check_;
    std::vector<std::unique_ptr<Stream>> streams_;
    std::vector<Stream*> of_channel_;
    std::vector<Watched> grammars_;

    void sort() {
        std::vector<int> waiting(kernels.size(), 0), ready;
        for (const ChannelSpec& c : graph_.channels) waiting[static_cast<size_t>(c.dst)]++;
        for (size_t v = 0; v < kernels.size(); v++)
            if (!waiting[v]) ready.push_back(static_cast<int>(v));
        for (size_t k = 0; k < ready.size(); k++) {
            order.push_back(ready[k]);
            for (i32 c : graph_.nodes[static_cast<size_t>(ready[k])].outputs)
                if (c >= 0 && --waiting[static_cast<size_t>(graph_.channels[static_cast<size_t>(c)].dst)] == 0)
                    ready.push_back(graph_.channels[static_cast<size_t>(c)].dst);
        }
        if (order.size() != kernels.size()) throw std::invalid_argument("the channels form a cycle");
    }
    static void record(Stream& s, std::vector<i64>& log) {
        for (i64 k = static_cast<i64>(log.size()) - s.dropped; k < s.size; k++)
            log.push_back(width(s.type) == 8 ? s.begin<i64>()[k] : s.begin<i32>()[k]);
    }
    void watch(Watched& w) {
        Stream& s = *w.stream;
        const i64 from = std::max<i64>(0, w.seen - s.dropped);
        const std::string fault = width(s.type) == 8 ? w.grammar.feed(s.begin<i64>() + from, s.size - from)
                                                     : w.grammar.feed(s.begin<i32>() + from, s.size - from);
        if (!fault.empty()) throw Malformed("channel '" + graph_.channels[w.channel].name + "': " + fault);
        w.seen = s.total();
    }
};

}  // namespace ff
