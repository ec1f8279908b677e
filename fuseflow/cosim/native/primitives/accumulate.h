// The two halves of a sparse accumulator of order 1. sacc sums into a workspace; at the end of a bank its entries, in
// the order of coordinates, wait in a queue that drain empties.
#pragma once
#include "../kernel.h"
#include "number.h"

namespace ff {

struct Entry {
    i32 crd, value, count;
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

// Actions: 0 updates, or passes S0; 1 hands over.
struct Sacc : Kernel {
    const std::string op = spec.text("op");
    const i64 size = spec.integer("size");
    i32 reach = 0;  // largest distance of a hazard that can matter
    std::shared_ptr<Handed> handed;
    static constexpr i64 ENTRIES = 1 << 16;  // that may wait for drain

    explicit Sacc(const NodeSpec& s) : Kernel(s) {
        marks_.resize(static_cast<size_t>((size + 63) / 64));
        cells_.resize(static_cast<size_t>(size));
        last_[0].assign(static_cast<size_t>(size), INT64_MIN / 2);
        last_[1] = last_[0];
    }
    std::vector<Action> table() const override { return {{{}, {0, 1}, {}}, {{}, {0, 1}, {0}}}; }
    void run() override {
        with_function(op, [this](auto f) { accumulate(f); });
    }

private:
    struct Cell {
        i32 value, count;
    };
    std::vector<u64> marks_;
    std::vector<Cell> cells_;
    std::vector<i64> last_[2];  // by bank and coordinate, the latest action that updated it
    int bank_ = 0;

    template <class F> void accumulate(F f) {
        const i64 m = std::min(available(), room());
        const i32 *c = in[0].head<i32>(), *v = in[1].head<i32>();
        i64 k = 0;
        const i64 bad = disagreement(c, v, std::max<i64>(m, 0));
        Cell* cells = cells_.data();
        u64* marks = marks_.data();
        i64* last = last_[bank_].data();
        i64 now = actions.next();
        while (k < m) {
            i64 run = k;
            for (; run < m && !control(c[run]); run++, now++) {
                const i64 j = c[run];
                if (run >= bad) break;
                if (j >= size) malformed("a coordinate is outside the extent " + std::to_string(size), run);
                if (v[run] == ABSENT) continue;
                const bool first = !(marks[j >> 6] >> (j & 63) & 1);
                marks[j >> 6] |= u64{1} << (j & 63);
                const i32 sum = compute(f, cells[j].value, v[run]);
                cells[j].value = first ? v[run] : sum;
                cells[j].count = first ? 1 : cells[j].count + 1;
                flops += !first;
                const i64 distance = now - last[j];
                if (distance < reach) actions.hazards.push_back({now, static_cast<i32>(distance), 0});
                last[j] = now;
            }
            actions.add(0, run - k);
            k = run;
            if (k == m) break;
            if (k >= bad || c[k] == ABSENT) malformed("crd and val are out of step", k);
            if (c[k] == S0) {
                actions.add(0);
            } else {
                if (c[k] == stop(1)) {
                    if (static_cast<i64>(handed->entries.size() - handed->entry) > ENTRIES) break;
                    hand_over();
                    last = last_[bank_].data();
                }
                push(0, c[k]);
                actions.add(1);
                actions.final = c[k] == DONE;
            }
            k++;
            now++;
        }
        for (Reader& r : in) r.at += k;
    }
    void hand_over() {
        const size_t before = handed->entries.size();
        for (size_t w = 0; w < marks_.size(); w++) {
            for (u64 bits = marks_[w]; bits; bits &= bits - 1) {
                const i32 j = static_cast<i32>(64 * w) + __builtin_ctzll(bits);
                const Cell& cell = cells_[static_cast<size_t>(j)];
                handed->entries.push_back({j, cell.value, cell.count});
            }
            marks_[w] = 0;
        }
        handed->banks.push_back(static_cast<i64>(handed->entries.size() - before));
        bank_ ^= 1;
    }
};

// Actions: 0 starts a bank, 1 sends an entry, 2 ends a bank or passes a stop.
struct Drain : Kernel {
    std::shared_ptr<Handed> handed;
    bool running = false, started = false;  // within a bank; the action before started it
    i64 left = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override {
        return {{{0}, {}, {}}, {{0}, {}, ports(out.size())}, {{}, {0}, ports(out.size())}};
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
            if (running && left > 0) {
                const i64 m = std::min(left, space);
                wait();
                const Entry* e = handed->entries.data() + handed->entry;
                column(0, e, m, &Entry::crd);
                column(1, e, m, &Entry::value);
                if (out.size() > 2) column(2, e, m, &Entry::count);
                actions.add(1, m);
                handed->entry += static_cast<size_t>(m);
                left -= m;
                space -= m;
                continue;
            }
            if (!is_stop(head) && head != DONE) malformed("a hand-over has stops above S0 only");
            if (head == S0) malformed("a hand-over has stops above S0 only");
            wait();
            running = false;
            push_all(head == DONE ? DONE : head + 1);
            actions.add(2);
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
    void column(size_t port, const Entry* e, i64 m, i32 Entry::* member) {
        Stream* s = out[port];
        if (!s) return;
        i32* o = s->end<i32>();
        for (i64 k = 0; k < m; k++) o[k] = e[k].*member;
        s->size += m;
    }
};

}  // namespace ff
