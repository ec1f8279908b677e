// What a functional kernel is: a primitive on streams, resumable at any token. It appends what it pushes to its output
// streams and one code per action to its action list; it stops where an input has nothing more or an output has no
// room. It knows no cycles.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "token.h"

namespace ff {

struct Memory {
    std::string name;
    u32* data = nullptr;
    i64 words = 0;

    bool given() const { return !name.empty(); }
};

using Parameter = std::variant<std::monostate, i64, std::string, std::vector<i64>>;

// A node as the graph has it; memories stand under the parameter that names them.
struct NodeSpec {
    std::string name, kind;
    std::map<std::string, Parameter> params;
    std::map<std::string, Memory> memories;
    std::vector<i32> inputs, outputs;  // channels, -1 for an open output
    std::vector<Type> input_types, output_types;

    i64 integer(const char* key) const { return std::get<i64>(params.at(key)); }
    std::string text(const char* key) const { return std::get<std::string>(params.at(key)); }
    std::vector<i64> list(const char* key) const { return std::get<std::vector<i64>>(params.at(key)); }
    Memory memory(const char* key) const {
        auto m = memories.find(key);
        return m == memories.end() ? Memory{} : m->second;
    }
};

// The ports of one action: heads it needs to see and keeps, heads it pops, outputs it pushes. `rare`: few are of this
// kind, so that others may be timed as if there were none, up to the next one.
struct Action {
    std::vector<int> peek, pop, push;
    bool rare = false;
};

// Action `action` comes no less than `wait` cycles after the one `distance` before it; wait 0: the node's own distance
// W.
struct Hazard {
    i64 action;
    i32 distance;
    i64 wait;
};

// The actions that were taken and not yet handed to the timing phase.
struct Actions {
    bool single = false;  // all codes are 0, and not stored
    bool final = false;   // no more will come
    i64 size = 0, handed = 0, limit = 0;
    i64 untimed = 0;  // of those handed over, how many the timing phase has not done
    // Portions that there may be of them: a kernel that sums up much would need memory for all that it sums up before
    // the channel behind it, short as it is, is empty again.
    i64 ahead = 8;
    std::vector<u8> codes;
    std::vector<Hazard> hazards;

    i64 next() const { return handed + size; }  // number of the next action
    bool held() const { return untimed > ahead * limit; }
    i64 room() const { return single ? INT64_MAX / 2 : limit - size; }
    void resize(i64 limit_) {
        limit = limit_;
        if (!single) codes.resize(static_cast<size_t>(limit + SLACK));
    }
    u8* end() { return codes.data() + size; }
    void add(u8 code) {
        if (!single) codes[static_cast<size_t>(size)] = code;
        size++;
    }
    void add(u8 code, i64 n) {
        if (!single) std::memset(end(), code, static_cast<size_t>(n));
        size += n;
    }
};

struct Reader {
    Stream* stream = nullptr;
    i64 at = 0;
    i64 left() const { return stream->size - at; }
    template <class T> const T* head() const { return stream->begin<T>() + at; }
};

struct Kernel {
    const NodeSpec spec;
    std::vector<Reader> in;
    std::vector<Stream*> out;  // null: an open output
    Actions actions;
    i64 flops = 0, bytes_read = 0, bytes_written = 0;

    explicit Kernel(NodeSpec s) : spec(std::move(s)) {}
    virtual ~Kernel() = default;
    virtual std::vector<Action> table() const = 0;
    virtual void run() = 0;
    // Entries of the level that a graph iterates first, of the node that scans it; 0: not such a node, or not known
    // yet.
    virtual i64 outermost() const { return 0; }
    // The port of the right lead of a join; 0: not a join.
    virtual size_t right_lead() const { return 0; }

    // Least room of all outputs and the action list.
    i64 room() const {
        i64 m = actions.room();
        for (Stream* s : out)
            if (s) m = std::min(m, s->room());
        return m;
    }
    // Fewest tokens at any input.
    i64 available() const {
        i64 m = INT64_MAX / 2;
        for (const Reader& r : in) m = std::min(m, r.left());
        return m;
    }
    template <class T> void push(int port, T x) {
        if (Stream* s = out[static_cast<size_t>(port)]) s->begin<T>()[s->size++] = x;
    }
    template <class T> void push_all(T x) {
        for (size_t p = 0; p < out.size(); p++) push(static_cast<int>(p), x);
    }
    i64 head(size_t port) const {
        const Reader& r = in[port];
        return width(r.stream->type) == 8 ? *r.head<i64>() : *r.head<i32>();
    }

    [[noreturn]] void malformed(const std::string& why, const std::vector<i64>& heads) const {
        std::string text = "node '" + spec.name + "' (" + spec.kind + "): " + why;
        const auto& names = port_names;
        for (size_t p = 0; p < heads.size() && p < names.size(); p++)
            text += (p ? ", " : ": ") + names[p] + " has " + show(heads[p], spec.input_types[p]);
        throw Malformed(text);
    }
    // With the heads at some offset from where every input stands.
    [[noreturn]] void malformed(const std::string& why, i64 offset = 0) const {
        std::string text = "node '" + spec.name + "' (" + spec.kind + "): " + why;
        const char* separator = ": ";
        for (size_t p = 0; p < in.size(); p++) {
            const Reader& r = in[p];
            if (r.at + offset >= r.stream->size) continue;
            const i64 x = width(r.stream->type) == 8 ? r.head<i64>()[offset] : r.head<i32>()[offset];
            text += separator + port_names[p] + " has " + show(x, spec.input_types[p]);
            separator = ", ";
        }
        throw Malformed(text);
    }
    [[noreturn]] void out_of_range(const Memory& m, i64 word) const {
        throw Malformed("node '" + spec.name + "' (" + spec.kind + ") addresses word " + std::to_string(word) +
                        " of memory '" + m.name + "', which has " + std::to_string(m.words) + " words");
    }

    std::vector<std::string> port_names;  // of the inputs
};

inline std::vector<int> ports(size_t n, size_t from = 0) {
    std::vector<int> p;
    for (size_t k = from; k < n; k++) p.push_back(static_cast<int>(k));
    return p;
}

// First of n places where two streams of one shape disagree: two leaves, or the same control token; n if they agree.
inline i64 disagreement(const i32* a, const i32* b, i64 n) {
    u32 bad = 0;
    for (i64 k = 0; k < n; k++) {
        const u32 ca = control(a[k]) & (a[k] != ABSENT), cb = control(b[k]) & (b[k] != ABSENT);
        bad |= (ca | cb) & static_cast<u32>(a[k] != b[k]);
    }
    if (!bad) return n;
    for (i64 k = 0; k < n; k++)
        if ((!leaf(a[k]) || !leaf(b[k])) && a[k] != b[k]) return k;
    return n;
}

using Make = std::unique_ptr<Kernel> (*)(const NodeSpec&);
template <class K> std::unique_ptr<Kernel> make(const NodeSpec& s) {
    return std::make_unique<K>(s);
}

}  // namespace ff
