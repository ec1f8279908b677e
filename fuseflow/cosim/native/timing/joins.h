// Joins: which side an action takes cannot be predicted, so nothing may branch on it.
#pragma once

#include "timer.h"

namespace ff {

// Have a join visited by kernels of its own, if it is one of those that they can do. `lead`: the port of its right
// lead.
void prepare_join(Timer& timer, TimedNode& n, const std::vector<Action>& table, size_t lead);

// The same of a prepared join in sixteen timings.
void visit_in_lanes(TimedNode& n);

}  // namespace ff
