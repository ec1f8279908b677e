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

// Each of these calls `use(Function{})` for the function of that name. They are apart because every use is compiled for
// every function. True if there is one of that name.
template <class Use> bool with_reduction(const std::string& name, Use use) {
    if (name == "sum") return use(Add{}), true;
    if (name == "prod") return use(Mul{}), true;
    if (name == "max") return use(Max{}), true;
    if (name == "min") return use(Min{}), true;
    return false;
}
template <class Use> bool with_binary(const std::string& name, Use use) {
    if (name == "add") return use(Add{}), true;
    if (name == "sub") return use(Sub{}), true;
    if (name == "mul") return use(Mul{}), true;
    if (name == "div") return use(Div{}), true;
    if (name == "max") return use(Max{}), true;
    if (name == "min") return use(Min{}), true;
    if (name == "lt") return use(Lt{}), true;
    if (name == "le") return use(Le{}), true;
    if (name == "gt") return use(Gt{}), true;
    if (name == "ge") return use(Ge{}), true;
    if (name == "eq") return use(Eq{}), true;
    if (name == "ne") return use(Ne{}), true;
    if (name == "and") return use(And{}), true;
    if (name == "or") return use(Or{}), true;
    return false;
}
template <class Use> bool with_unary(const std::string& name, Use use) {
    if (name == "relu") return use(Relu{}), true;
    if (name == "neg") return use(Neg{}), true;
    if (name == "abs") return use(Abs{}), true;
    if (name == "sqrt") return use(Sqrt{}), true;
    if (name == "not") return use(Not{}), true;
    if (name == "exp") return use(Elementary<elementary::exp>{}), true;
    if (name == "log") return use(Elementary<elementary::log>{}), true;
    if (name == "rsqrt") return use(Elementary<elementary::rsqrt>{}), true;
    if (name == "reciprocal") return use(Elementary<elementary::reciprocal>{}), true;
    if (name == "tanh") return use(Elementary<elementary::tanh>{}), true;
    if (name == "sigmoid") return use(Elementary<elementary::sigmoid>{}), true;
    if (name == "erf") return use(Elementary<elementary::erf>{}), true;
    if (name == "gelu") return use(Elementary<elementary::gelu>{}), true;
    return false;
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
