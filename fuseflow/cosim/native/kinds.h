// All kinds of nodes.
#pragma once

#include "kernel.h"

namespace ff {

std::unique_ptr<Kernel> make_kernel(const NodeSpec&);

// Give the two halves of each accumulator what they share. `reach`: hazards at this distance or more do not matter.
void pair_accumulators(const std::vector<std::unique_ptr<Kernel>>&, i32 reach);

}  // namespace ff
