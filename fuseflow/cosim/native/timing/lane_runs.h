// Nodes visited by runs of equal actions, in sixteen timings at once. A channel is as deep as in its shallowest lane,
// as far as what is known goes.
#pragma once

#include "timer.h"

namespace ff {

// The lanes of channel or node `index`: one for each timing, the last one repeated.
void open_lanes(Timer& timer, Chan& c, const std::vector<Timings>& timings, size_t index);
void open_lanes(Timer& timer, TimedNode& n, const std::vector<Timings>& timings, size_t index);

// Before a round: can the lanes' times, counted from a later cycle if need be, hold whatever the known actions add?
bool make_way(Timer& timer);

}  // namespace ff
