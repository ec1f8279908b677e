#include "elementary.h"

#include "tables.h"

namespace ff::elementary {

namespace {

constexpr int F = 30;  // fraction bits of the argument and the value of a table
constexpr i64 UNIT = i64{1} << F;
constexpr u32 SIGN = 0x80000000u, INF = 0x7F800000u, ONE = 0x3F800000u, HALF = 0x3F000000u;

// A finite number but zero: (-1)^negative * m * 2^(e - 23), 2^23 <= m < 2^24.
struct Parts {
    bool negative;
    int e;
    i64 m;
    // m / 2^23 - 1, with F fraction bits.
    i64 fraction() const { return (m - (i64{1} << 23)) << (F - 23); }
};

Parts parts(u32 x) {
    const int exponent = static_cast<int>(x >> 23 & 0xFF);
    const u32 low = x & 0x7FFFFF;
    if (exponent) return {x >= SIGN, exponent - 127, static_cast<i64>(low | 1u << 23)};
    const int shift = __builtin_clz(low) - 8;
    return {x >= SIGN, -126 - shift, static_cast<i64>(low) << shift};
}

// The float32 nearest to p * 2^q, ties to even; 0 <= p < 2^62.
u32 rounded(bool negative, i64 p, int q) {
    const u32 sign = negative ? SIGN : 0;
    if (p == 0) return sign;
    const int bits = 64 - __builtin_clzll(static_cast<u64>(p));
    const int last = std::max(bits + q - 24, -149);  // exponent of the last bit that stays
    const int drop = last - q;
    i64 kept = 0;
    if (drop <= 0) {
        kept = p << -drop;
    } else if (drop < 63) {
        // Just less than half of what is dropped, and one more where the last bit is odd: a carry where it rounds up.
        kept = (p + (i64{1} << (drop - 1)) - 1 + (p >> drop & 1)) >> drop;
    }
    const i64 result = kept + (static_cast<i64>(last + 149) << 23);
    return sign | static_cast<u32>(std::min<i64>(result, INF));
}

i64 look_up(const tables::Piece& piece, i64 u) {
    const int width = F - piece.bits;
    const tables::Row& row = piece.rows[u >> width];
    const i64 t = u & ((i64{1} << width) - 1);
    const i64 slope = row.c1 + (row.c2 * t >> width);
    return row.c0 + (slope * t >> width);
}

// A function of |x| that is 1 beyond its last piece.
template <size_t N> i64 by_octave(const tables::Piece (&pieces)[N], const Parts& x) {
    if (x.e < 0) return look_up(pieces[0], x.e < -F ? 0 : x.m << (F - 23) >> -x.e);
    const size_t octave = static_cast<size_t>(x.e) + 1;
    return octave < N ? look_up(pieces[octave], x.fraction()) : UNIT;
}

struct Scaled {
    i64 p;
    int q;
};

// exp(x) = p * 2^q, for |x| < 128.
Scaled power(const Parts& x) {
    const int shift = 23 + 35 - F - x.e;
    const i64 size = shift > 62 ? 0 : x.m * tables::LOG2E >> shift;
    const i64 y = x.negative ? -size : size;
    return {look_up(tables::EXP2[0], y & (UNIT - 1)), static_cast<int>(y >> F) - F};
}

bool is_nan(u32 x) {
    return (x & ~SIGN) > INF;
}

// tanh and erf: below 1 the table holds f(x) / x.
template <size_t N> u32 odd(const tables::Piece (&pieces)[N], u32 x) {
    if (is_nan(x)) return NAN_BITS;
    if ((x & ~SIGN) == 0) return x;
    const Parts n = parts(x);
    const i64 p = by_octave(pieces, n);
    return n.e < 0 ? rounded(n.negative, p * n.m, n.e - 23 - F) : rounded(n.negative, p, -F);
}

}  // namespace

u32 exp(u32 x) {
    if (is_nan(x)) return NAN_BITS;
    if ((x & ~SIGN) == 0) return ONE;
    const Parts n = parts(x);
    if (n.e >= 7) return n.negative ? 0 : INF;
    const Scaled r = power(n);
    return rounded(false, r.p, r.q);
}

u32 log(u32 x) {
    if ((x & ~SIGN) == 0) return SIGN | INF;
    if (is_nan(x) || x >= SIGN) return NAN_BITS;
    if (x == INF) return INF;
    const Parts n = parts(x);
    const bool upper = n.m >= i64{3} << 22;
    const i64 v = upper ? n.m - (i64{1} << 24) : (n.m - (i64{1} << 23)) * 2;
    const i64 g = look_up(tables::LOG[0], (v + (i64{1} << 22)) << 6);
    const i64 total = (n.e + upper) * tables::LN2 + v * g;
    return rounded(total < 0, std::abs(total), -54);
}

u32 reciprocal(u32 x) {
    if (is_nan(x)) return NAN_BITS;
    const u32 sign = x & SIGN;
    if (x == sign) return sign | INF;
    if ((x & ~SIGN) == INF) return sign;
    const Parts n = parts(x);
    return rounded(n.negative, look_up(tables::RECIPROCAL[0], n.fraction()), -n.e - F);
}

u32 rsqrt(u32 x) {
    if ((x & ~SIGN) == 0) return x | INF;
    if (is_nan(x) || x >= SIGN) return NAN_BITS;
    if (x == INF) return 0;
    const Parts n = parts(x);
    return rounded(false, look_up(tables::RSQRT[n.e & 1], n.fraction()), -(n.e >> 1) - F);
}

u32 tanh(u32 x) {
    return odd(tables::TANH, x);
}

u32 erf(u32 x) {
    return odd(tables::ERF, x);
}

u32 sigmoid(u32 x) {
    if (is_nan(x)) return NAN_BITS;
    if ((x & ~SIGN) == 0) return HALF;
    const Parts n = parts(x);
    const i64 p = by_octave(tables::SIGMOID, n);
    if (!n.negative) return rounded(false, p, -F);
    if (n.e >= 7) return 0;
    const Scaled r = power(n);  // sigmoid(-x) = exp(-x) sigmoid(x)
    return rounded(false, p * r.p, r.q - F);
}

u32 gelu(u32 x) {
    if (is_nan(x) || x == (SIGN | INF)) return NAN_BITS;
    if ((x & ~SIGN) == 0 || x == INF) return x;
    const Parts n = parts(x);
    const i64 p = std::min(by_octave(tables::PHI, n), UNIT);
    return rounded(n.negative, (n.negative ? UNIT - p : p) * n.m, n.e - 23 - F);
}

}  // namespace ff::elementary
