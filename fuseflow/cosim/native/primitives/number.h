// Functions of float32: IEEE binary32, round to nearest even, subnormals kept; NaN is canonical.
#pragma once
#include <cmath>

#include "../token.h"

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
struct Exp {
    static float of(float x, float) { return static_cast<float>(std::exp(static_cast<double>(x))); }
};

// Calls `use(Function{})` for the function or reduction of that name.
template <class Use> void with_function(const std::string& name, Use use) {
    if (name == "add" || name == "sum") return use(Add{});
    if (name == "sub") return use(Sub{});
    if (name == "mul") return use(Mul{});
    if (name == "div") return use(Div{});
    if (name == "max") return use(Max{});
    if (name == "min") return use(Min{});
    if (name == "relu") return use(Relu{});
    if (name == "neg") return use(Neg{});
    if (name == "exp") return use(Exp{});
    throw std::invalid_argument("unknown function '" + name + "'");
}

template <class F> inline i32 compute(F, i32 x, i32 y) {
    return bits(F::of(real(x), real(y)));
}

}  // namespace ff
