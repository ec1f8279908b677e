// Vectors of times, as wide as the instruction set has them.
#pragma once

#include "../token.h"

namespace ff {

constexpr i64 UNBOUNDED = INT64_MAX / 4;  // as a depth

#if defined(__AVX512F__)
#define FF_LANES 8
#elif defined(__AVX2__)
#define FF_LANES 4
#else
#define FF_LANES 0
#endif

#if FF_LANES
// Times of FF_LANES actions. The scan t[k] = max(t[k-1] + interval, u[k]) is a prefix maximum of u[k] - k interval.
typedef i64 Times __attribute__((vector_size(8 * FF_LANES)));

inline Times load(const i64* p) {
    Times v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
inline void store(i64* p, Times v) {
    std::memcpy(p, &v, sizeof v);
}
inline Times larger(Times a, Times b) {
    return a > b ? a : b;
}
inline Times all(i64 x) {
    return Times{} + x;
}
#if FF_LANES == 8
constexpr Times RISING = {0, 1, 2, 3, 4, 5, 6, 7};
// The action before each one; the last lane of `before` holds the one before the first.
inline Times previous(Times before, Times v) {
    return __builtin_shuffle(before, v, Times{7, 8, 9, 10, 11, 12, 13, 14});
}
inline Times prefix_max(Times v) {
    v = larger(v, __builtin_shuffle(v, Times{0, 0, 1, 2, 3, 4, 5, 6}));
    v = larger(v, __builtin_shuffle(v, Times{0, 1, 0, 1, 2, 3, 4, 5}));
    return larger(v, __builtin_shuffle(v, Times{0, 1, 2, 3, 0, 1, 2, 3}));
}
#else
constexpr Times RISING = {0, 1, 2, 3};
inline Times previous(Times before, Times v) {
    return __builtin_shuffle(before, v, Times{3, 4, 5, 6});
}
inline i64 total(Times v) {
    return v[0] + v[1] + v[2] + v[3];
}
inline Times prefix_max(Times v) {
    v = larger(v, __builtin_shuffle(v, Times{0, 0, 1, 2}));
    return larger(v, __builtin_shuffle(v, Times{0, 1, 0, 1}));
}
#endif
#endif

}  // namespace ff
