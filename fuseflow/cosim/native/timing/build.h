// A timer for a graph: which kernel visits each node.
#pragma once

#include "timer.h"

namespace ff {

// `ends[c]`: producer and consumer of channel c; `tables`, `inputs`, `outputs`: per node its actions and its channels
// by port (-1: open); `looks_back`: it may have hazards; `joins`: per node, the port of the right lead of a join, or 0;
// `order`: a topological one, in which nodes are visited.
void build(Timer& timer, const std::vector<std::pair<i32, i32>>& ends, const std::vector<std::vector<Action>>& tables,
           const std::vector<std::vector<i32>>& inputs, const std::vector<std::vector<i32>>& outputs,
           const std::vector<Timings>& timings, const std::vector<bool>& looks_back, const std::vector<size_t>& joins,
           const std::vector<int>& order);

}  // namespace ff
