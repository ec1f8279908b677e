// Functions of float32: IEEE binary32, round to nearest even, subnormals kept; NaN is canonical.
#pragma once
#include <cmath>

#include "../token.h"
#include "elementary.h"

namespace ff {

struct Add {
    static float of(float x, float y) { return x + y; }
};
struct Sub {
    static float of(float x, float y) { return x - y; }
};
struct Mul {
    static float of(float x, float y) { return x * y; }
};
struct Div {
    static float of(float x, float y) { return x / y; }
};
// NaN propagates; -0 < +0, which is what the sign decides where both are equal.
struct Max {
    static float of(float x, float y) {
        const float m = x > y ? x : y > x ? y : std::signbit(x) ? y : x;
        return x != x || y != y ? x + y : m;
    }
};
struct Min {
    static float of(float x, float y) {
        const float m = x < y ? x : y < x ? y : std::signbit(x) ? x : y;
        return x != x || y != y ? x + y : m;
    }
};
struct Relu {
    static float of(float x, float) { return x > 0 || x != x ? x : 0.0f; }
};
struct Neg {
    static float of(float x, float) { return -x; }
};
struct Abs {
    static float of(float x, float) { return std::fabs(x); }
};
struct Sqrt {
    static float of(float x, float) { return std::sqrt(x); }
};
// Comparisons and logic: 1 or 0. NaN is true, as every number but zero is.
struct Lt {
    static float of(float x, float y) { return x < y; }
};
struct Le {
    static float of(float x, float y) { return x <= y; }
};
struct Gt {
    static float of(float x, float y) { return x > y; }
};
struct Ge {
    static float of(float x, float y) { return x >= y; }
};
struct Eq {
    static float of(float x, float y) { return x == y; }
};
struct Ne {
    static float of(float x, float y) { return x != y; }
};
struct And {
    static float of(float x, float y) { return (x != 0) & (y != 0); }
};
struct Or {
    static float of(float x, float y) { return (x != 0) | (y != 0); }
};
struct Not {
    static float of(float x, float) { return x == 0; }
};
// Functions with tables, which are functions of bits.
template <u32 (*FUNCTION)(u32)> struct Elementary {
    static float of(float x, float) {
        u32 b;
        std::memcpy(&b, &x, 4);
        return real(static_cast<i32>(FUNCTION(b)));
    }
};

// Calls `use(Function{})` for the function or reduction of that name.
template <class Use> void with_function(const std::string& name, Use use) {
    if (name == "add" || name == "sum") return use(Add{});
    if (name == "sub") return use(Sub{});
    if (name == "mul" || name == "prod") return use(Mul{});
    if (name == "div") return use(Div{});
    if (name == "max") return use(Max{});
    if (name == "min") return use(Min{});
    if (name == "relu") return use(Relu{});
    if (name == "neg") return use(Neg{});
    if (name == "abs") return use(Abs{});
    if (name == "sqrt") return use(Sqrt{});
    if (name == "lt") return use(Lt{});
    if (name == "le") return use(Le{});
    if (name == "gt") return use(Gt{});
    if (name == "ge") return use(Ge{});
    if (name == "eq") return use(Eq{});
    if (name == "ne") return use(Ne{});
    if (name == "and") return use(And{});
    if (name == "or") return use(Or{});
    if (name == "not") return use(Not{});
    if (name == "exp") return use(Elementary<elementary::exp>{});
    if (name == "log") return use(Elementary<elementary::log>{});
    if (name == "rsqrt") return use(Elementary<elementary::rsqrt>{});
    if (name == "reciprocal") return use(Elementary<elementary::reciprocal>{});
    if (name == "tanh") return use(Elementary<elementary::tanh>{});
    if (name == "sigmoid") return use(Elementary<elementary::sigmoid>{});
    if (name == "erf") return use(Elementary<elementary::erf>{});
    if (name == "gelu") return use(Elementary<elementary::gelu>{});
    throw std::invalid_argument("unknown function '" + name + "'");
}

template <class F> inline i32 compute(F, i32 x, i32 y) {
    return bits(F::of(real(x), real(y)));
}

// base^exponent for an exponent >= 1: its binary digits from the second on, the most significant first.
inline i32 power(i32 base, i64 exponent) {
    i32 result = base;
    for (int digit = 62 - __builtin_clzll(static_cast<u64>(exponent)); digit >= 0; digit--) {
        result = compute(Mul{}, result, result);
        if (exponent >> digit & 1) result = compute(Mul{}, result, base);
    }
    return result;
}

}  // namespace ff
