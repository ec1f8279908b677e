// Shows every cycle of the kernel TOP to recorder.cpp: the values that stand before the rising edge of its clock.

module fuseflow_recorder #(parameter EVENTS = 2, HEADS = 34) (
  input clk, input done, input [63:0] cycles, input [EVENTS-1:0] events, input [HEADS-1:0] heads
);
  import "DPI-C" function void fuseflow_watch(
    input bit done, input longint unsigned cycles, input bit [EVENTS-1:0] events, input bit [HEADS-1:0] heads
  );
  always @(posedge clk) fuseflow_watch(done, cycles, events, heads);
endmodule

bind TOP fuseflow_recorder #(.EVENTS($bits(events)), .HEADS($bits(heads))) fuseflow_recorder (.*);
