#include "measure.h"

#include <cmath>

#include "primitives/number.h"

namespace ff {
namespace {

// `name` of x in double precision.
template <class Use> void with_reference(const std::string& name, Use use) {
    if (name == "relu") return use([](double x) { return x > 0 || x != x ? x : 0.0; });
    if (name == "neg") return use([](double x) { return -x; });
    if (name == "abs") return use([](double x) { return std::fabs(x); });
    if (name == "not") return use([](double x) { return x == 0 ? 1.0 : 0.0; });
    if (name == "sqrt") return use([](double x) { return std::sqrt(x); });
    if (name == "exp") return use([](double x) { return std::exp(x); });
    if (name == "log") return use([](double x) { return std::log(x); });
    if (name == "rsqrt") return use([](double x) { return 1 / std::sqrt(x); });
    if (name == "reciprocal") return use([](double x) { return 1 / x; });
    if (name == "tanh") return use([](double x) { return std::tanh(x); });
    if (name == "sigmoid")
        return use([](double x) {
            const double e = std::exp(-std::fabs(x));
            return (x < 0 ? e : 1) / (1 + e);
        });
    if (name == "erf") return use([](double x) { return std::erf(x); });
    if (name == "gelu")
        return use([](double x) { return std::isinf(x) && x < 0 ? NAN : 0.5 * x * std::erfc(-x * std::sqrt(0.5)); });
    throw std::invalid_argument("no reference for '" + name + "'");
}

// The reciprocal of the distance of float32 around y: that of subnormals at least.
double per_ulp(double y) {
    u64 b;
    std::memcpy(&b, &y, 8);
    const i64 exponent = std::max<i64>(static_cast<i64>(b >> 52 & 0x7FF) - 1023, -126);
    b = static_cast<u64>(1023 - (exponent - 23)) << 52;
    std::memcpy(&y, &b, 8);
    return y;
}

}  // namespace

Errors measure(const std::string& name, u32 first, i64 count) {
    Errors out;
    const bool absolute = name == "gelu";
    with_unary(name, [&](auto f) {
        with_reference(name, [&](auto reference) {
            for (i64 k = 0; k < count; k++) {
                const u32 operand = first + static_cast<u32>(k);
                const double x = static_cast<double>(real(static_cast<i32>(operand)));
                const i32 result = compute(f, static_cast<i32>(operand), 0);
                const double got = static_cast<double>(real(result)), want = reference(x);
                const float nearest = static_cast<float>(want);
                if (!std::isfinite(got) || !std::isfinite(nearest)) {
                    if (result == bits(nearest)) continue;
                    out.wrong++;
                    out.wrong_at = operand;
                    continue;
                }
                const double scale = absolute ? 0x1p22 / std::max(1.0, std::fabs(x)) : per_ulp(want);
                const double error = std::fabs(got - want) * scale;
                out.sum += error;
                out.measured++;
                if (error > out.most) {
                    out.most = error;
                    out.at = operand;
                }
            }
        });
    });
    return out;
}

void pointwise(const std::string& name, const u32* a, const u32* b, u32* out, size_t n) {
    const auto every = [&](auto f) {
        for (size_t k = 0; k < n; k++)
            out[k] = static_cast<u32>(compute(f, static_cast<i32>(a[k]), static_cast<i32>(b[k])));
    };
    if (!with_unary(name, every) && !with_binary(name, every))
        throw std::invalid_argument("unknown function '" + name + "'");
}

}  // namespace ff
