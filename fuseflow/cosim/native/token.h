// Tokens and streams of the functional phase.
//
// A token of a crd, ref or val stream is one int32: a coordinate or reference as it is (not negative), a float32 as its
// bits, a control token as a number in [-1024, -1], which as float32 bits is a NaN other than the canonical one. bounds
// and val+last streams carry int64 tokens, items not negative, with the same control tokens.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace ff {

using i32 = std::int32_t;
using u32 = std::uint32_t;
using i64 = std::int64_t;
using u64 = std::uint64_t;
using u8 = std::uint8_t;

constexpr i32 DONE = -1024, ABSENT = -1023, S0 = -1;
constexpr int LEVELS = 1000;  // stops S0 .. S999
constexpr u32 NAN_BITS = 0x7FC00000u;

constexpr i32 stop(i64 level) {
    return static_cast<i32>(-1 - level);
}
template <class T> constexpr i64 level_of(T stop) {
    return -1 - static_cast<i64>(stop);
}

// Control tokens, N included.
inline bool control(i32 x) {
    return static_cast<u32>(x) >= static_cast<u32>(DONE);
}
inline bool control(i64 x) {
    return x < 0;
}
template <class T> inline bool leaf(T x) {
    return !control(x) || x == ABSENT;
}
template <class T> inline bool is_stop(T x) {
    return control(x) && x > ABSENT;
}

inline float real(i32 bits) {
    float x;
    std::memcpy(&x, &bits, 4);
    return x;
}
inline i32 bits(float x) {
    i32 b;
    std::memcpy(&b, &x, 4);
    return x != x ? static_cast<i32>(NAN_BITS) : b;
}

// What is wrong with a stream or a memory access; FF-E303 for the user.
struct Malformed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Type : u8 { crd, ref, val, bounds, flagged };
inline int width(Type t) {
    return t == Type::bounds || t == Type::flagged ? 8 : 4;
}

// Tokens that were produced and not yet read by all readers, in a row in a buffer. Kernels may write SLACK tokens
// beyond what they claim, so that short copies need no exact end.
constexpr i64 SLACK = 64;

struct Stream {
    Type type;
    i64 size = 0;     // tokens that are there
    i64 dropped = 0;  // tokens that were there before
    i64 limit;        // tokens that a kernel may leave in it
    std::vector<i64*> readers;

    Stream(Type t, i64 limit_) : type(t), limit(0) { resize(limit_); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { std::free(data_); }

    template <class T> T* begin() { return reinterpret_cast<T*>(data_) + first_; }
    template <class T> T* end() { return begin<T>() + size; }
    i64 room() const { return limit - size; }
    i64 total() const { return dropped + size; }

    i64 bytes() const { return (2 * limit + SLACK) * width(type); }

    void resize(i64 limit_) {
        limit = limit_;
        void* p = std::realloc(data_, static_cast<size_t>(bytes()));
        if (!p) throw std::bad_alloc();
        data_ = static_cast<char*>(p);
    }
    // Forget what every reader has read. What is left moves to the start of the buffer when it is no longer than what
    // was forgotten: a token moves once on average, however many are left.
    void compact() {
        i64 low = size;
        for (i64* r : readers) low = std::min(low, *r);
        if (low == 0) return;
        size -= low;
        dropped += low;
        first_ += low;
        for (i64* r : readers) *r -= low;
        if (size > first_) return;
        const int w = width(type);
        std::memcpy(data_, data_ + first_ * w, static_cast<size_t>(size * w));
        first_ = 0;
    }

private:
    char* data_ = nullptr;
    i64 first_ = 0;  // where they begin; less than `limit`
};

// Length of the run of items (no control tokens) at the start of n tokens.
inline i64 items(const i32* x, i64 n) {
    i64 k = 0;
    for (; k + 16 <= n; k += 16) {
        u32 any = 0;
        for (int j = 0; j < 16; j++) any |= static_cast<u32>(control(x[k + j]));
        if (any) break;
    }
    while (k < n && !control(x[k])) k++;
    return k;
}
inline i64 items(const i64* x, i64 n) {
    i64 k = 0;
    while (k < n && x[k] >= 0) k++;
    return k;
}

// Number of items among n tokens.
template <class T> inline i64 count_items(const T* x, i64 n) {
    i64 c = 0;
    for (i64 k = 0; k < n; k++) c += !control(x[k]);
    return c;
}

inline std::string show(i64 x, Type type) {
    if (x == DONE) return "D";
    if (x == ABSENT) return "N";
    if (x < 0 && x > ABSENT) return "S" + std::to_string(level_of(x));
    char text[64];
    switch (type) {
        case Type::val:
            std::snprintf(text, sizeof text, "%.9g", real(static_cast<i32>(x)));
            return text;
        case Type::flagged:
            std::snprintf(text, sizeof text, "%.9g%s", real(static_cast<i32>(x)), x >> 32 ? "!" : "");
            return text;
        case Type::bounds:
            return std::to_string(x & 0xFFFFFFFF) + ":" + std::to_string(x >> 32);
        default:
            return std::to_string(x);
    }
}

}  // namespace ff
