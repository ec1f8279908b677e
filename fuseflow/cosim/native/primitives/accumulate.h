// The two halves of a sparse accumulator of order n. sacc sums into a workspace; at the end of a bank its entries, in
// the order of keys, wait in a queue that drain empties.
#pragma once
#include "../kernel.h"
#include "number.h"

namespace ff {

struct Entry {
    i32 key, value, count;
};

// What sacc has summed and drain has not yet sent: entries bank by bank.
struct Handed {
    std::vector<Entry> entries;
    std::vector<i64> banks;  // entries of each bank
    size_t entry = 0, bank = 0;
    void compact() {
        if (entry) entries.erase(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(entry));
        if (bank) banks.erase(banks.begin(), banks.begin() + static_cast<std::ptrdiff_t>(bank));
        entry = bank = 0;
    }
};

// Where the coordinates stand in a key: their extents, lowest bits and bits, by the order in which they come in or go
// out.
struct Key {
    std::vector<i64> sizes;
    std::vector<int> low, bits;
    i64 extent = 1;  // keys are less

    static Key of(const NodeSpec& spec, bool going_out) {
        const std::vector<i64> sizes = spec.list("sizes"), perm = spec.list("perm");
        const size_t n = sizes.size();
        Key in{sizes, std::vector<int>(n), std::vector<int>(n)}, out{in};
        int low = 0;
        for (size_t q = n; q-- > 0;) {
            const auto p = static_cast<size_t>(perm[q]);
            const i64 most = std::max<i64>(0, sizes[p] - 1);
            int bits = 0;
            while (most >> bits) bits++;
            out.sizes[q] = sizes[p];
            in.low[p] = out.low[q] = low;
            in.bits[p] = out.bits[q] = bits;
            out.extent += most << low;
            low += bits;
        }
        in.extent = out.extent;
        return going_out ? out : in;
    }
};

// Actions: 0 updates; from order 2 on, j + 1 passes Sj below what is handed over, n hands over. At order 1, S0 pops
// what an update pops.
struct Sacc : Kernel {
    const std::string op = spec.text("op");
    const Key key = Key::of(spec, false);
    const size_t n = key.sizes.size();  // the port of the values, behind those of the coordinates
    i32 reach = 0;                      // largest distance of a hazard that can matter
    std::shared_ptr<Handed> handed;
    static constexpr i64 ENTRIES = 1 << 16;  // that may wait for drain

    explicit Sacc(const NodeSpec& s) : Kernel(s) {
        marks_.resize(static_cast<size_t>((key.extent + 63) / 64));
        touched_.resize(static_cast<size_t>(key.extent) + 1);
        cells_[0].assign(static_cast<size_t>(key.extent), {INT64_MIN / 2, 0, 0});
        cells_[1] = cells_[0];
    }
    std::vector<Action> table() const override {
        std::vector<Action> actions = {{ports(n - 1), ports(n + 1, n - 1), {}}};
        // A fiber that ends takes the coordinate above it along.
        for (size_t j = 0; j + 1 < n; j++) actions.push_back({{}, ports(n + 1, n - 2 - j), {}});
        actions.push_back({{}, ports(n + 1), {0}});
        return actions;
    }
    void run() override {
        with_reduction(op, [this](auto f) { n == 1 ? accumulate<true>(f) : accumulate<false>(f); });
    }

private:
    struct Cell {
        i64 last;  // the latest action that updated it
        i32 value, count;
    };
    std::vector<Cell> cells_[2];  // of each bank, by key
    std::vector<i32> touched_;    // keys that this bank has, `used_` of them
    std::vector<u64> marks_;
    i64 used_ = 0, start_ = 0;  // action with which this bank began
    int bank_ = 0;

    template <bool ORDER_1, class F> void accumulate(F f) {
        const i64 m = std::min({in[n - 1].left(), in[n].left(), room()});
        const i32 *c = in[n - 1].head<i32>(), *v = in[n].head<i32>();
        i64 k = 0;
        const i64 bad = disagreement(c, v, std::max<i64>(m, 0));
        const i64 size = key.sizes[n - 1];
        const int low = ORDER_1 ? 0 : key.low[n - 1];
        Cell* cells = cells_[bank_].data();
        i32* touched = touched_.data();
        const i64 near = reach;
        i64 now = actions.next(), start = start_;
        while (k < m) {
            i64 run = k, upper = 0, used = used_, sums = 0;
            if (!ORDER_1 && leaf(c[k])) {
                if (!above(upper, k)) break;
            }
            for (; run < m && !control(c[run]); run++, now++) {
                if (run >= bad) break;
                if (c[run] >= size) fail(outside(size), run);
                const i64 j = ORDER_1 ? c[run] : upper | static_cast<i64>(c[run]) << low;
                if (v[run] == ABSENT) continue;
                Cell& cell = cells[j];
                const bool first = cell.last < start;
                const i64 distance = now - cell.last;
                const i32 sum = compute(f, cell.value, v[run]);
                cell = {now, first ? v[run] : sum, first ? 1 : cell.count + 1};
                touched[used] = static_cast<i32>(j);
                used += first;
                sums += !first;
                if (distance < near) actions.hazards.push_back({now, static_cast<i32>(distance), 0});
            }
            used_ = used;
            flops += sums;
            actions.add(0, run - k);
            k = run;
            if (k == m) break;
            if (k >= bad || c[k] == ABSENT) fail("crd and val are out of step", k);
            const i64 level = c[k] == DONE ? INT64_MAX : level_of(c[k]);
            if (!ORDER_1 && !closable(level, k)) break;
            const i64 handed_level = level - static_cast<i64>(n) + 1;
            if (handed_level <= 0) {
                actions.add(ORDER_1 ? 0 : static_cast<u8>(std::min(level + 1, static_cast<i64>(n) - 1)));
            } else {
                if (handed_level == 1) {
                    if (static_cast<i64>(handed->entries.size() - handed->entry) > ENTRIES) break;
                    hand_over();
                    cells = cells_[bank_].data();
                    start_ = start = now;
                }
                push(0, c[k] == DONE ? DONE : stop(handed_level));
                actions.add(static_cast<u8>(n));
                actions.final = c[k] == DONE;
            }
            if (!ORDER_1) close(level);
            k++;
            now++;
        }
        in[n - 1].at += k;
        in[n].at += k;
    }

    // The bits of the outer coordinates at their heads; false if one is not there yet.
    bool above(i64& bits, i64 k) {
        for (size_t q = 0; q + 1 < n; q++)
            if (in[q].left() == 0) return false;
        for (size_t q = 0; q + 1 < n; q++) {
            const i32 x = *in[q].head<i32>();
            if (control(x)) fail("crd and val are out of step", k);
            if (x >= key.sizes[q]) fail(outside(key.sizes[q]), k);
            bits |= static_cast<i64>(x) << key.low[q];
        }
        return true;
    }
    // First of the outer coordinates that go with a stop of that level on val.
    size_t closed(i64 level) const {
        const i64 q = static_cast<i64>(n) - 2 - std::min(level, static_cast<i64>(n));
        return static_cast<size_t>(std::max<i64>(0, q));
    }
    // Are the heads of the outer coordinates there that a stop of that level on val takes along?
    bool closable(i64 level, i64 k) {
        for (size_t q = closed(level); q + 1 < n; q++)
            if (in[q].left() == 0) return false;
        for (size_t q = closed(level); q + 1 < n; q++) {
            const i32 x = *in[q].head<i32>();
            const i64 own = level - static_cast<i64>(n - 1 - q);
            if (own < 0 ? control(x) : level == INT64_MAX ? x != DONE : x != stop(own))
                fail("crd and val are out of step", k);
        }
        return true;
    }
    void close(i64 level) {
        for (size_t q = closed(level); q + 1 < n; q++) in[q].at++;
    }
    static std::string outside(i64 size) { return "a coordinate is outside the extent " + std::to_string(size); }
    [[noreturn]] void fail(const std::string& why, i64 k) {
        in[n - 1].at += k;
        in[n].at += k;
        malformed(why);
    }
    void hand_over() {
        for (i64 k = 0; k < used_; k++) {
            const u64 j = static_cast<u64>(touched_[static_cast<size_t>(k)]);
            marks_[j >> 6] |= u64{1} << (j & 63);
        }
        for (size_t w = 0; w < marks_.size(); w++) {
            for (u64 bits = marks_[w]; bits; bits &= bits - 1) {
                const i32 j = static_cast<i32>(64 * w) + __builtin_ctzll(bits);
                const Cell& cell = cells_[bank_][static_cast<size_t>(j)];
                handed->entries.push_back({j, cell.value, cell.count});
            }
            marks_[w] = 0;
        }
        handed->banks.push_back(used_);
        used_ = 0;
        bank_ ^= 1;
    }
};

// Actions: 0 starts a bank; 1 + q sends an entry of which level q and those below are new, or closes the fibers below
// level q - 1; n + 1 ends a bank or passes a stop.
struct Drain : Kernel {
    const Key key = Key::of(spec, true);
    const size_t n = key.sizes.size();
    std::shared_ptr<Handed> handed;
    bool running = false, started = false;  // within a bank; the action before started it
    bool sent = false;                      // an entry of this bank: the one with the key `previous`
    i32 previous = 0;
    size_t stops = 0;  // closed since then
    i64 left = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override {
        std::vector<Action> actions = {{{0}, {}, {}, true}};
        for (size_t q = 0; q < n; q++) actions.push_back({{0}, {}, ports(out.size(), q)});
        actions.push_back({{}, {0}, ports(out.size())});
        return actions;
    }
    void run() override {
        Reader& r = in[0];
        i64 space = room();
        while (space > 0 && r.left() > 0) {
            const i32 head = *r.head<i32>();
            if (head == stop(1) && !running) {
                running = started = true;
                left = handed->banks[handed->bank++];
                actions.add(0);
                space--;
                continue;
            }
            if (running && (left > 0 || sent)) {
                const size_t q = left > 0 && sent ? changed(handed->entries[handed->entry].key) : 0;
                if (sent && stops + q + 1 < n) {
                    wait();
                    for (size_t p = q + stops + 1; p < out.size(); p++) push(static_cast<int>(p), stop(stops));
                    actions.add(static_cast<u8>(q + stops + 2));
                    stops++;
                    space--;
                    continue;
                }
                if (left > 0) {
                    space -= send(q, std::min(left, space));
                    continue;
                }
            }
            if ((!is_stop(head) && head != DONE) || head == S0) malformed("a hand-over has stops above S0 only");
            wait();
            running = sent = false;
            stops = 0;
            for (size_t p = 0; p < out.size(); p++)
                push(static_cast<int>(p), head == DONE ? DONE : stop(level_of(head) - 1 + std::min<i64>(p, n - 1)));
            actions.add(static_cast<u8>(n + 1));
            actions.final = head == DONE;
            r.at++;
            space--;
        }
        handed->compact();
    }

private:
    // The first action after the start of a bank keeps a distance to it.
    void wait() {
        if (started) actions.hazards.push_back({actions.next(), 1, 0});
        started = false;
    }
    // The outermost level of which the entry before does not have the coordinate of this one.
    size_t changed(i32 next) const {
        size_t q = 0;
        while ((next ^ previous) >> key.low[q] == 0) q++;
        return q;
    }
    // Send at most m entries of one innermost fiber, level q and those below new with the first one; their number.
    i64 send(size_t q, i64 m) {
        wait();
        const Entry* e = handed->entries.data() + handed->entry;
        if (n > 1) {
            const int upper = key.low[n - 2];
            i64 k = 1;
            while (k < m && (e[k].key ^ e[0].key) >> upper == 0) k++;
            m = k;
        }
        for (size_t p = q; p + 1 < n; p++) push(static_cast<int>(p), e[0].key >> key.low[p] & mask(p));
        const i32 innermost = mask(n - 1);
        column(n - 1, m, [&](i64 k) { return e[k].key & innermost; });
        column(n, m, [&](i64 k) { return e[k].value; });
        if (out.size() > n + 1) column(n + 1, m, [&](i64 k) { return e[k].count; });
        actions.add(static_cast<u8>(1 + q));
        if (m > 1) actions.add(static_cast<u8>(n), m - 1);
        previous = e[m - 1].key;
        sent = true;
        stops = 0;
        handed->entry += static_cast<size_t>(m);
        left -= m;
        return m;
    }
    i32 mask(size_t p) const { return static_cast<i32>((i64{1} << key.bits[p]) - 1); }
    template <class Of> void column(size_t port, i64 m, Of of) {
        Stream* s = out[port];
        if (!s) return;
        i32* o = s->end<i32>();
        for (i64 k = 0; k < m; k++) o[k] = of(k);
        s->size += m;
    }
};

}  // namespace ff
