// Errors of the functions of one operand, over ranges of float32 bits, against libm in double precision.
#pragma once

#include <string>

#include "token.h"

namespace ff {

struct Errors {
    double most = 0, sum = 0;  // in units; see `error_unit`
    u32 at = 0;                // operand of the largest error
    i64 measured = 0;          // results that are numbers, as they should be
    i64 wrong = 0;             // NaN or infinity where that is not the rounded result, or the other way round
    u32 wrong_at = 0;
};

// Errors are in ulp of the exact result; those of gelu, which near its zero at minus infinity is small as a difference,
// in 2^-22 max(1, |x|).
Errors measure(const std::string& name, u32 first, i64 count);

// One of the functions of the ALU on n operands; a function of one operand ignores b.
void pointwise(const std::string& name, const u32* a, const u32* b, u32* out, size_t n);

}  // namespace ff
