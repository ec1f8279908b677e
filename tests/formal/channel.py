"""What a channel promises (machine.md, section 2), as a checker around the emitted module.

The checker owns the producer's L - 1 registers, as a node does, pushes and pops whenever it likes where it may, and
resets in any cycle. A token is a free bit; what stands at the input while nothing enters is free, too.
"""

from __future__ import annotations

WIDTH = 1
"""Bits of a token: one that is watched differs from all others, or does not."""

CHECKER = """\
module contract #(parameter W = {width}) (
    input clk, input rst, input wants_push, input wants_pop, input watch, input [W-1:0] token, input [W-1:0] junk
);
  localparam D = {depth}, L = {latency};
  wire can_push, visible;
  wire [W-1:0] head;
  wire push = wants_push & can_push, pop = wants_pop & visible;

  // what was pushed k + 1 cycles ago
  reg [L-1:0] was_pushed = 0;
  reg [W-1:0] late [0:L-1];
  integer k;
  always @(posedge clk) begin
    was_pushed <= rst ? 0 : {{was_pushed, push}};
    late[0] <= token;
    for (k = 1; k < L; k = k + 1) late[k] <= late[k-1];
  end
  wire enq = L == 1 ? push : was_pushed[L == 1 ? 0 : L-2];
  wire [W-1:0] entering = L == 1 ? token : late[L == 1 ? 0 : L-2];

  {module} dut(.clk(clk), .rst(rst), .can_push(can_push), .push(push), .enq(enq), .data(enq ? entering : junk),
               .visible(visible), .head(head), .pop(pop));

  // Tokens inside, and those of them pushed L or more cycles ago.
  reg [4:0] taken = 0, ready = 0;
  always @(posedge clk) begin
    taken <= rst ? 0 : taken + push - pop;
    ready <= rst ? 0 : ready + enq - pop;
  end

  // Any one token is watched: how many are ahead of it, and what it was.
  reg watching = 0;
  reg [4:0] ahead;
  reg [W-1:0] kept;
  always @(posedge clk) begin
    if (rst | (watching & pop & ahead == 0)) watching <= 0;
    else if (~watching & push & watch) watching <= 1;
    if (~watching) begin ahead <= taken - pop; kept <= token; end
    else ahead <= ahead - pop;
  end

  always @* begin
    // A slot is taken in the cycle of the push and free again from the cycle after the pop.
    assert(can_push == (taken < D));
    // A token pushed in cycle t can be popped from t + L on.
    assert(visible == (ready != 0));
    // In order, none lost, none twice.
    if ({order} && watching && ahead == 0 && visible) assert(head == kept);
  end
  always @* begin
    cover(taken == D);
    cover(taken == D && ahead == D - 1 && watching);
    cover(watching && ahead == 0 && pop);
  end
endmodule
"""


def checker(module: str, depth: int, latency: int, order: bool) -> str:
    """Verilog of the checker of a channel, called `module`; with `order`, also of what comes out of it."""
    return CHECKER.format(module=module, depth=depth, latency=latency, width=WIDTH, order=int(order))
