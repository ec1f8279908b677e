// exp, log, rsqrt, reciprocal, tanh, sigmoid, erf and gelu: integers, as docs/functions.md states them. float32 bits in
// and out; NaN results are canonical.
#pragma once
#include "../token.h"

namespace ff::elementary {

u32 exp(u32 x);
u32 log(u32 x);
u32 reciprocal(u32 x);
u32 rsqrt(u32 x);
u32 tanh(u32 x);
u32 erf(u32 x);
u32 sigmoid(u32 x);
u32 gelu(u32 x);

}  // namespace ff::elementary
