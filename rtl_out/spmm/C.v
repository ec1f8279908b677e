// C: a sparse dataflow graph as hardware, Verilog-2005, emitted by fuseflow
//
//     C[i,j] = sum[k](A[i,k] * B[k,j])
//
// 22 nodes, 27 channels, 11 memories; profile ideal
//
// clk, rst     one clock; rst is synchronous and resets control only: memories keep their words
// start        a pulse starts a run; ignored while busy, accepted in the very cycle in which done rises
// busy, done   a run is on; the last one has ended, and its results are complete
// cycles       the cycle of the run, from 0; held after its end
// stuck        nothing has moved for too long: a deadlock, which a reset clears
// events       for each channel, in the order in which they are placed, its push (lower bit) and its pop
// heads        for each channel, in that order, the token at its head; the first one lowest
// host_*       one word a cycle while no run is on: write with host_we; a word is read in the cycle after its address
//
// A token is {data, kind}; kinds: 0 item, 1 absent, 2 stop (data: its level), 3 done. A node takes at most one action a
// cycle: `fire`. Modules stand in alphabetical order, each once, the kernel last; nodes, channels and memories are
// instances of the same names there. Wires of a channel: can_push, push (its slot is taken), enq and data (the token,
// L - 1 cycles later), visible, head, pop. `wake_N` makes `always @*` run once at time 0.
//
// Memories, in the order of their addresses (words):
//   0x00000000        20  B_1_crd  operand B: crd of level 1
//   0x00000020        30  A_1_crd  operand A: crd of level 1
//   0x00000040        30  A_vals   operand A: vals
//   0x00000060        20  B_vals   operand B: vals
//   0x00000080        24  C_1_crd  result C: crd of level 1
//   0x000000a0        24  C_vals   result C: vals
//   0x000000c0         6  B_1_seg  operand B: seg of level 1
//   0x000000c8         7  A_1_seg  operand A: seg of level 1
//   0x000000d0         6  C_0_crd  result C: crd of level 0
//   0x000000d8         7  C_1_seg  result C: seg of level 1
//   0x000000e0         2  C_0_seg  result C: seg of level 0

// alu: op=mul arity=2 constant=None annihilators=0_1 fills=0_0 full=False p=0
module alu_mul_p0(a_visible, a_head, a_pop, b_visible, b_head, b_pop, val_can_push, val_push, val_enq, val_data);
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  wire _14_;
  wire _15_;
  wire _16_;
  wire _17_;
  wire _18_;
  wire _19_;
  wire _20_;
  wire _21_;
  wire _22_;
  wire _23_;
  wire _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire _28_;
  wire [33:0] _29_;
  wire _30_;
  wire [31:0] _31_;
  wire _32_;
  wire _33_;
  wire _34_;
  wire _35_;
  wire _36_;
  wire _37_;
  input [33:0] a_head;
  wire [33:0] a_head;
  output a_pop;
  wire a_pop;
  input a_visible;
  wire a_visible;
  input [33:0] b_head;
  wire [33:0] b_head;
  output b_pop;
  wire b_pop;
  input b_visible;
  wire b_visible;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  wire [31:0] mul_result;
  wire nothing;
  wire [31:0] operand_0;
  wire [31:0] operand_1;
  input val_can_push;
  wire val_can_push;
  output [33:0] val_data;
  wire [33:0] val_data;
  output val_enq;
  wire val_enq;
  output val_push;
  wire val_push;
  wire [33:0] val_token;
  assign _00_ = a_head[1:0] == 1'h1;
  assign _11_ = b_head[1:0] == 1'h1;
  assign nothing = | { _11_, _00_ };
  assign _22_ = a_head[1:0] == 1'h1;
  assign operand_0 = _22_ ? 32'd0 : a_head[33:2];
  assign _32_ = b_head[1:0] == 1'h1;
  assign operand_1 = _32_ ? 32'd0 : b_head[33:2];
  assign _33_ = ~ a_head[1];
  assign _34_ = _33_ & nothing;
  assign _36_ = & { val_can_push, b_visible, a_visible };
  assign fire_0 = _35_ & _01_;
  assign _02_ = ~ a_head[1];
  assign _03_ = ~ a_head[1];
  assign _04_ = _03_ & nothing;
  assign _05_ = ~ _04_;
  assign _06_ = & { _05_, _02_ };
  assign _07_ = & { val_can_push, b_visible, a_visible };
  assign fire_1 = _06_ & _09_;
  assign _10_ = ~ a_head[1];
  assign _12_ = _10_ & nothing;
  assign _13_ = ~ _12_;
  assign _14_ = ~ a_head[1];
  assign _16_ = & { _15_, _13_ };
  assign _17_ = & { val_can_push, b_visible, a_visible };
  assign fire_2 = _16_ & _19_;
  assign fire = | { fire_2, fire_1, fire_0 };
  assign a_pop = | { fire_2, fire_1, fire_0 };
  assign b_pop = | { fire_2, fire_1, fire_0 };
  assign val_push = | { fire_2, fire_1, fire_0 };
  assign _20_ = ~ a_head[1];
  assign _21_ = _20_ & nothing;
  assign _24_ = ~ a_head[1];
  assign _25_ = ~ a_head[1];
  assign _26_ = _25_ & nothing;
  assign _27_ = ~ _26_;
  assign _28_ = & { _27_, _24_ };
  assign _29_ = _28_ ? 34'h000000000 : a_head;
  assign val_token = _23_ ? 34'h000000001 : _29_;
  assign _30_ = ! val_token[1:0];
  assign _31_ = _30_ ? mul_result : { 24'h000000, val_token[9:2] };
  float32_mul_p0 mul (
    .a(operand_0),
    .b(operand_1),
    .o(mul_result)
  );
  assign val_enq = val_push;
  assign val_data = { _31_, val_token[1:0] };
  assign _35_ = _34_;
  assign _37_ = 1'h1;
  assign _01_ = _36_;
  assign _08_ = 1'h1;
  assign _09_ = _07_;
  assign _15_ = a_head[1];
  assign _18_ = 1'h1;
  assign _19_ = _17_;
  assign _23_ = _21_;
endmodule

// array: rl=1
module array_rl1(clk, rst, ref_visible, ref_head, ref_pop, val_can_push, val_push, val_enq, val_data, mem_vals_addr, mem_vals_word);
  reg wake_2 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire [31:0] _04_;
  wire _05_;
  reg _06_;
  input clk;
  wire clk;
  wire fire;
  wire fire_0;
  output [31:0] mem_vals_addr;
  wire [31:0] mem_vals_addr;
  input [31:0] mem_vals_word;
  wire [31:0] mem_vals_word;
  input [33:0] ref_head;
  wire [33:0] ref_head;
  output ref_pop;
  wire ref_pop;
  input ref_visible;
  wire ref_visible;
  input rst;
  wire rst;
  reg token_is_item_later1 = 1'h0;
  reg [1:0] token_kind_later1 = 2'h0;
  reg [7:0] token_level_later1 = 8'h00;
  input val_can_push;
  wire val_can_push;
  output [33:0] val_data;
  wire [33:0] val_data;
  output val_enq;
  reg val_enq = 1'h0;
  (* init = 1'h0 *)
  wire val_enq_later1;
  output val_push;
  wire val_push;
  wire [33:0] val_token;
  assign _04_ = token_is_item_later1 ? mem_vals_word : { 24'h000000, token_level_later1 };
  assign _05_ = ! ref_head[1:0];
  always @(posedge clk)
    token_is_item_later1 <= _05_;
  always @(posedge clk)
    token_kind_later1 <= ref_head[1:0];
  always @(posedge clk)
    token_level_later1 <= ref_head[9:2];
  always @(posedge clk)
    val_enq <= _06_;
  assign _01_ = & { val_can_push, ref_visible };
  always @* begin
    if (wake_2) begin end
    _06_ = val_push;
    if (rst) begin
      _06_ = 1'h0;
    end
  end
  assign val_token = ref_head;
  assign val_enq_later1 = val_enq;
  assign val_data = { _04_, token_kind_later1 };
  assign mem_vals_addr = ref_head[33:2];
  assign _00_ = 1'h1;
  assign _02_ = 1'h1;
  assign _03_ = _01_;
  assign fire_0 = _01_;
  assign fire = _01_;
  assign ref_pop = _01_;
  assign val_push = _01_;
endmodule

// bounds: kind=c size=None rl=1
module bounds_c_rl1(clk, rst, ref_visible, ref_head, ref_pop, bounds_can_push, bounds_push, bounds_enq, bounds_data, mem_lo_addr, mem_lo_word, mem_hi_addr, mem_hi_word);
  reg wake_3 = 0;
  wire [32:0] _00_;
  wire _01_;
  reg _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire [63:0] _07_;
  wire [63:0] _08_;
  wire _09_;
  wire [63:0] _10_;
  input bounds_can_push;
  wire bounds_can_push;
  output [65:0] bounds_data;
  wire [65:0] bounds_data;
  output bounds_enq;
  reg bounds_enq = 1'h0;
  (* init = 1'h0 *)
  wire bounds_enq_later1;
  output bounds_push;
  wire bounds_push;
  wire [65:0] bounds_token;
  input clk;
  wire clk;
  wire fire;
  wire fire_0;
  output [31:0] mem_hi_addr;
  wire [31:0] mem_hi_addr;
  input [31:0] mem_hi_word;
  wire [31:0] mem_hi_word;
  output [31:0] mem_lo_addr;
  wire [31:0] mem_lo_addr;
  input [31:0] mem_lo_word;
  wire [31:0] mem_lo_word;
  input [33:0] ref_head;
  wire [33:0] ref_head;
  output ref_pop;
  wire ref_pop;
  input ref_visible;
  wire ref_visible;
  input rst;
  wire rst;
  reg token_is_item_later1 = 1'h0;
  reg [1:0] token_kind_later1 = 2'h0;
  reg [7:0] token_level_later1 = 8'h00;
  assign _00_ = ref_head[33:2] + 1'h1;
  assign _04_ = & { bounds_can_push, ref_visible };
  assign _07_ = token_is_item_later1 ? { mem_hi_word, mem_lo_word } : { 56'h00000000000000, token_level_later1 };
  assign _08_ = token_is_item_later1 ? { mem_hi_word, mem_lo_word } : { 56'h00000000000000, token_level_later1 };
  assign _09_ = token_kind_later1[0] & token_kind_later1[1];
  assign _10_ = token_is_item_later1 ? { mem_hi_word, mem_lo_word } : { 56'h00000000000000, token_level_later1 };
  assign _01_ = ! ref_head[1:0];
  always @(posedge clk)
    token_is_item_later1 <= _01_;
  always @(posedge clk)
    token_kind_later1 <= ref_head[1:0];
  always @(posedge clk)
    token_level_later1 <= ref_head[9:2];
  always @(posedge clk)
    bounds_enq <= _02_;
  always @* begin
    if (wake_3) begin end
    _02_ = bounds_push;
    if (rst) begin
      _02_ = 1'h0;
    end
  end
  assign bounds_token = { 32'h00000000, ref_head };
  assign bounds_enq_later1 = bounds_enq;
  assign bounds_data = { _10_, token_kind_later1[1], _09_ };
  assign mem_lo_addr = ref_head[33:2];
  assign mem_hi_addr = _00_[31:0];
  assign _03_ = 1'h1;
  assign _05_ = 1'h1;
  assign _06_ = _04_;
  assign fire_0 = _04_;
  assign fire = _04_;
  assign ref_pop = _04_;
  assign bounds_push = _04_;
endmodule

// bounds: kind=d size=6 rl=1
module bounds_d_n6_rl1(clk, rst, ref_visible, ref_head, ref_pop, bounds_can_push, bounds_push, bounds_enq, bounds_data);
  reg wake_4 = 0;
  wire [20:0] _00_;
  wire [47:0] _01_;
  wire [48:0] _02_;
  wire [49:0] _03_;
  wire [63:0] _04_;
  wire [47:0] _05_;
  wire [48:0] _06_;
  wire [47:0] _07_;
  wire [48:0] _08_;
  wire [49:0] _09_;
  wire [63:0] _10_;
  wire [16:0] _11_;
  wire _12_;
  wire [47:0] _13_;
  wire [48:0] _14_;
  wire [47:0] _15_;
  wire [48:0] _16_;
  wire [49:0] _17_;
  wire [63:0] _18_;
  reg _19_;
  wire _20_;
  wire _21_;
  wire _22_;
  wire _23_;
  wire _24_;
  wire [47:0] _25_;
  wire [48:0] _26_;
  input bounds_can_push;
  wire bounds_can_push;
  output [65:0] bounds_data;
  wire [65:0] bounds_data;
  output bounds_enq;
  reg bounds_enq = 1'h0;
  (* init = 1'h0 *)
  wire bounds_enq_later1;
  output bounds_push;
  wire bounds_push;
  wire [65:0] bounds_token;
  input clk;
  wire clk;
  wire fire;
  wire fire_0;
  reg [16:0] high_product_later1 = 17'h00000;
  reg [20:0] low_product_later1 = 21'h000000;
  input [33:0] ref_head;
  wire [33:0] ref_head;
  output ref_pop;
  wire ref_pop;
  input ref_visible;
  wire ref_visible;
  input rst;
  wire rst;
  reg token_is_item_later1 = 1'h0;
  reg [1:0] token_kind_later1 = 2'h0;
  reg [7:0] token_level_later1 = 8'h00;
  assign _00_ = ref_head[19:2] * 3'h6;
  assign _11_ = ref_head[33:20] * 3'h6;
  assign _20_ = ! ref_head[1:0];
  assign _22_ = & { bounds_can_push, ref_visible };
  assign _26_ = low_product_later1 + _25_;
  assign _02_ = low_product_later1 + _01_;
  assign _03_ = _02_ + 3'h6;
  assign _04_ = token_is_item_later1 ? { _03_[31:0], _26_[31:0] } : { 56'h00000000000000, token_level_later1 };
  assign _06_ = low_product_later1 + _05_;
  assign _08_ = low_product_later1 + _07_;
  assign _09_ = _08_ + 3'h6;
  assign _10_ = token_is_item_later1 ? { _09_[31:0], _06_[31:0] } : { 56'h00000000000000, token_level_later1 };
  assign _12_ = token_kind_later1[0] & token_kind_later1[1];
  assign _14_ = low_product_later1 + _13_;
  assign _16_ = low_product_later1 + _15_;
  assign _17_ = _16_ + 3'h6;
  assign _18_ = token_is_item_later1 ? { _17_[31:0], _14_[31:0] } : { 56'h00000000000000, token_level_later1 };
  always @(posedge clk)
    low_product_later1 <= _00_;
  always @(posedge clk)
    high_product_later1 <= _11_;
  always @(posedge clk)
    token_is_item_later1 <= _20_;
  always @(posedge clk)
    token_kind_later1 <= ref_head[1:0];
  always @(posedge clk)
    token_level_later1 <= ref_head[9:2];
  always @(posedge clk)
    bounds_enq <= _19_;
  always @* begin
    if (wake_4) begin end
    _19_ = bounds_push;
    if (rst) begin
      _19_ = 1'h0;
    end
  end
  assign bounds_enq_later1 = bounds_enq;
  assign bounds_token = { 32'h00000000, ref_head };
  assign bounds_data = { _18_, token_kind_later1[1], _12_ };
  assign _21_ = 1'h1;
  assign _23_ = 1'h1;
  assign _24_ = _22_;
  assign fire_0 = _22_;
  assign fire = _22_;
  assign ref_pop = _22_;
  assign bounds_push = _22_;
  assign _25_ = { 13'h0000, high_product_later1, 18'h00000 };
  assign _01_ = { 13'h0000, high_product_later1, 18'h00000 };
  assign _05_ = { 13'h0000, high_product_later1, 18'h00000 };
  assign _07_ = { 13'h0000, high_product_later1, 18'h00000 };
  assign _13_ = { 13'h0000, high_product_later1, 18'h00000 };
  assign _15_ = { 13'h0000, high_product_later1, 18'h00000 };
endmodule

// channel: depth 16, latency 1, 34 bits a token
module channel_d16_l1_w34(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_5 = 0;
  wire _00_;
  wire _01_;
  wire [4:0] _02_;
  wire [4:0] _03_;
  wire _04_;
  wire [4:0] _05_;
  wire [4:0] _06_;
  wire [33:0] _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  reg [3:0] _12_;
  reg _13_;
  reg [3:0] _14_;
  reg [3:0] _15_;
  reg [33:0] _16_;
  reg _17_;
  reg [4:0] _18_;
  reg _19_;
  wire _20_;
  wire _21_;
  wire [4:0] _22_;
  wire [5:0] _23_;
  wire [5:0] _24_;
  wire [6:0] _25_;
  wire _26_;
  wire advance;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [33:0] data;
  wire [33:0] data;
  reg empty = 1'h1;
  input enq;
  wire enq;
  reg [3:0] entry__addr = 4'h0;
  wire [33:0] entry__data;
  wire entry__en;
  reg [3:0] exit__addr = 4'h0;
  wire [33:0] exit__data;
  (* init = 1'h0 *)
  wire full;
  output [33:0] head;
  reg [33:0] head = 34'h000000000;
  wire [4:0] next_taken;
  wire [3:0] next_used;
  (* init = 34'h000000000 *)
  wire [33:0] oldest;
  input pop;
  wire pop;
  input push;
  wire push;
  wire read;
  (* init = 4'h0 *)
  wire [3:0] read_at;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [4:0] taken = 5'h00;
  reg [3:0] used = 4'h0;
  output visible;
  reg visible = 1'h0;
  wire write;
  (* init = 4'h0 *)
  wire [3:0] write_at;
  (* ram_style = "distributed" *)
  reg [33:0] tail [14:0];
  always @(posedge clk) begin
    if (write)
      tail[entry__addr] <= data;
  end
  assign exit__data = tail[exit__addr];
  assign _00_ = ~ visible;
  assign advance = pop | _00_;
  assign _11_ = advance & empty;
  assign _20_ = ~ _11_;
  assign write = enq & _20_;
  assign _21_ = ~ empty;
  assign read = advance & _21_;
  assign _22_ = used + write;
  assign _23_ = _22_ - read;
  assign _24_ = taken + push;
  assign _25_ = _24_ - pop;
  assign _26_ = ! _23_[3:0];
  assign _01_ = entry__addr == 4'he;
  assign _02_ = entry__addr + 1'h1;
  assign _03_ = _01_ ? 5'h00 : _02_;
  assign _04_ = exit__addr == 4'he;
  assign _05_ = exit__addr + 1'h1;
  assign _06_ = _04_ ? 5'h00 : _05_;
  assign _07_ = empty ? data : exit__data;
  assign _08_ = ~ empty;
  assign _09_ = enq | _08_;
  assign _10_ = _25_[4:0] < 5'h10;
  always @(posedge clk)
    used <= _12_;
  always @(posedge clk)
    empty <= _13_;
  always @(posedge clk)
    entry__addr <= _14_;
  always @(posedge clk)
    exit__addr <= _15_;
  always @(posedge clk)
    head <= _16_;
  always @(posedge clk)
    visible <= _17_;
  always @(posedge clk)
    taken <= _18_;
  always @(posedge clk)
    can_push <= _19_;
  always @* begin
    if (wake_5) begin end
    _12_ = _23_[3:0];
    if (rst) begin
      _12_ = 4'h0;
    end
  end
  always @* begin
    if (wake_5) begin end
    _13_ = _26_;
    if (rst) begin
      _13_ = 1'h1;
    end
  end
  always @* begin
    if (wake_5) begin end
    _14_ = entry__addr;
    if (write) begin
      _14_ = _03_[3:0];
    end
    if (rst) begin
      _14_ = 4'h0;
    end
  end
  always @* begin
    if (wake_5) begin end
    _15_ = exit__addr;
    if (read) begin
      _15_ = _06_[3:0];
    end
    if (rst) begin
      _15_ = 4'h0;
    end
  end
  always @* begin
    if (wake_5) begin end
    _16_ = head;
    if (advance) begin
      _16_ = _07_;
    end
  end
  always @* begin
    if (wake_5) begin end
    _17_ = visible;
    if (advance) begin
      _17_ = _09_;
    end
    if (rst) begin
      _17_ = 1'h0;
    end
  end
  always @* begin
    if (wake_5) begin end
    _18_ = _25_[4:0];
    if (rst) begin
      _18_ = 5'h00;
    end
  end
  always @* begin
    if (wake_5) begin end
    _19_ = _10_;
    if (rst) begin
      _19_ = 1'h1;
    end
  end
  assign full = visible;
  assign oldest = head;
  assign next_used = _23_[3:0];
  assign entry__data = data;
  assign entry__en = write;
  assign write_at = entry__addr;
  assign read_at = exit__addr;
  assign next_taken = _25_[4:0];
  assign room = can_push;
endmodule

// channel: depth 16, latency 2, 34 bits a token
module channel_d16_l2_w34(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_6 = 0;
  wire _00_;
  wire _01_;
  wire [4:0] _02_;
  wire [4:0] _03_;
  wire _04_;
  wire [4:0] _05_;
  wire [4:0] _06_;
  wire [33:0] _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  reg [3:0] _12_;
  reg _13_;
  reg [3:0] _14_;
  reg [3:0] _15_;
  reg [33:0] _16_;
  reg _17_;
  reg [4:0] _18_;
  reg _19_;
  wire _20_;
  wire _21_;
  wire [4:0] _22_;
  wire [5:0] _23_;
  wire [5:0] _24_;
  wire [6:0] _25_;
  wire _26_;
  wire advance;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [33:0] data;
  wire [33:0] data;
  reg empty = 1'h1;
  input enq;
  wire enq;
  reg [3:0] entry__addr = 4'h0;
  wire [33:0] entry__data;
  wire entry__en;
  reg [3:0] exit__addr = 4'h0;
  wire [33:0] exit__data;
  (* init = 1'h0 *)
  wire full;
  output [33:0] head;
  reg [33:0] head = 34'h000000000;
  wire [4:0] next_taken;
  wire [3:0] next_used;
  (* init = 34'h000000000 *)
  wire [33:0] oldest;
  input pop;
  wire pop;
  input push;
  wire push;
  wire read;
  (* init = 4'h0 *)
  wire [3:0] read_at;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [4:0] taken = 5'h00;
  reg [3:0] used = 4'h0;
  output visible;
  reg visible = 1'h0;
  wire write;
  (* init = 4'h0 *)
  wire [3:0] write_at;
  (* ram_style = "distributed" *)
  reg [33:0] tail [14:0];
  always @(posedge clk) begin
    if (write)
      tail[entry__addr] <= data;
  end
  assign exit__data = tail[exit__addr];
  assign _00_ = ~ visible;
  assign advance = pop | _00_;
  assign _11_ = advance & empty;
  assign _20_ = ~ _11_;
  assign write = enq & _20_;
  assign _21_ = ~ empty;
  assign read = advance & _21_;
  assign _22_ = used + write;
  assign _23_ = _22_ - read;
  assign _24_ = taken + push;
  assign _25_ = _24_ - pop;
  assign _26_ = ! _23_[3:0];
  assign _01_ = entry__addr == 4'he;
  assign _02_ = entry__addr + 1'h1;
  assign _03_ = _01_ ? 5'h00 : _02_;
  assign _04_ = exit__addr == 4'he;
  assign _05_ = exit__addr + 1'h1;
  assign _06_ = _04_ ? 5'h00 : _05_;
  assign _07_ = empty ? data : exit__data;
  assign _08_ = ~ empty;
  assign _09_ = enq | _08_;
  assign _10_ = _25_[4:0] < 5'h10;
  always @(posedge clk)
    used <= _12_;
  always @(posedge clk)
    empty <= _13_;
  always @(posedge clk)
    entry__addr <= _14_;
  always @(posedge clk)
    exit__addr <= _15_;
  always @(posedge clk)
    head <= _16_;
  always @(posedge clk)
    visible <= _17_;
  always @(posedge clk)
    taken <= _18_;
  always @(posedge clk)
    can_push <= _19_;
  always @* begin
    if (wake_6) begin end
    _12_ = _23_[3:0];
    if (rst) begin
      _12_ = 4'h0;
    end
  end
  always @* begin
    if (wake_6) begin end
    _13_ = _26_;
    if (rst) begin
      _13_ = 1'h1;
    end
  end
  always @* begin
    if (wake_6) begin end
    _14_ = entry__addr;
    if (write) begin
      _14_ = _03_[3:0];
    end
    if (rst) begin
      _14_ = 4'h0;
    end
  end
  always @* begin
    if (wake_6) begin end
    _15_ = exit__addr;
    if (read) begin
      _15_ = _06_[3:0];
    end
    if (rst) begin
      _15_ = 4'h0;
    end
  end
  always @* begin
    if (wake_6) begin end
    _16_ = head;
    if (advance) begin
      _16_ = _07_;
    end
  end
  always @* begin
    if (wake_6) begin end
    _17_ = visible;
    if (advance) begin
      _17_ = _09_;
    end
    if (rst) begin
      _17_ = 1'h0;
    end
  end
  always @* begin
    if (wake_6) begin end
    _18_ = _25_[4:0];
    if (rst) begin
      _18_ = 5'h00;
    end
  end
  always @* begin
    if (wake_6) begin end
    _19_ = _10_;
    if (rst) begin
      _19_ = 1'h1;
    end
  end
  assign full = visible;
  assign oldest = head;
  assign next_used = _23_[3:0];
  assign entry__data = data;
  assign entry__en = write;
  assign write_at = entry__addr;
  assign read_at = exit__addr;
  assign next_taken = _25_[4:0];
  assign room = can_push;
endmodule

// channel: depth 16, latency 2, 66 bits a token
module channel_d16_l2_w66(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_7 = 0;
  wire _00_;
  wire _01_;
  wire [4:0] _02_;
  wire [4:0] _03_;
  wire _04_;
  wire [4:0] _05_;
  wire [4:0] _06_;
  wire [65:0] _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  reg [3:0] _12_;
  reg _13_;
  reg [3:0] _14_;
  reg [3:0] _15_;
  reg [65:0] _16_;
  reg _17_;
  reg [4:0] _18_;
  reg _19_;
  wire _20_;
  wire _21_;
  wire [4:0] _22_;
  wire [5:0] _23_;
  wire [5:0] _24_;
  wire [6:0] _25_;
  wire _26_;
  wire advance;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [65:0] data;
  wire [65:0] data;
  reg empty = 1'h1;
  input enq;
  wire enq;
  reg [3:0] entry__addr = 4'h0;
  wire [65:0] entry__data;
  wire entry__en;
  reg [3:0] exit__addr = 4'h0;
  wire [65:0] exit__data;
  (* init = 1'h0 *)
  wire full;
  output [65:0] head;
  reg [65:0] head = 66'h00000000000000000;
  wire [4:0] next_taken;
  wire [3:0] next_used;
  (* init = 66'h00000000000000000 *)
  wire [65:0] oldest;
  input pop;
  wire pop;
  input push;
  wire push;
  wire read;
  (* init = 4'h0 *)
  wire [3:0] read_at;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [4:0] taken = 5'h00;
  reg [3:0] used = 4'h0;
  output visible;
  reg visible = 1'h0;
  wire write;
  (* init = 4'h0 *)
  wire [3:0] write_at;
  (* ram_style = "distributed" *)
  reg [65:0] tail [14:0];
  always @(posedge clk) begin
    if (write)
      tail[entry__addr] <= data;
  end
  assign exit__data = tail[exit__addr];
  assign _00_ = ~ visible;
  assign advance = pop | _00_;
  assign _11_ = advance & empty;
  assign _20_ = ~ _11_;
  assign write = enq & _20_;
  assign _21_ = ~ empty;
  assign read = advance & _21_;
  assign _22_ = used + write;
  assign _23_ = _22_ - read;
  assign _24_ = taken + push;
  assign _25_ = _24_ - pop;
  assign _26_ = ! _23_[3:0];
  assign _01_ = entry__addr == 4'he;
  assign _02_ = entry__addr + 1'h1;
  assign _03_ = _01_ ? 5'h00 : _02_;
  assign _04_ = exit__addr == 4'he;
  assign _05_ = exit__addr + 1'h1;
  assign _06_ = _04_ ? 5'h00 : _05_;
  assign _07_ = empty ? data : exit__data;
  assign _08_ = ~ empty;
  assign _09_ = enq | _08_;
  assign _10_ = _25_[4:0] < 5'h10;
  always @(posedge clk)
    used <= _12_;
  always @(posedge clk)
    empty <= _13_;
  always @(posedge clk)
    entry__addr <= _14_;
  always @(posedge clk)
    exit__addr <= _15_;
  always @(posedge clk)
    head <= _16_;
  always @(posedge clk)
    visible <= _17_;
  always @(posedge clk)
    taken <= _18_;
  always @(posedge clk)
    can_push <= _19_;
  always @* begin
    if (wake_7) begin end
    _12_ = _23_[3:0];
    if (rst) begin
      _12_ = 4'h0;
    end
  end
  always @* begin
    if (wake_7) begin end
    _13_ = _26_;
    if (rst) begin
      _13_ = 1'h1;
    end
  end
  always @* begin
    if (wake_7) begin end
    _14_ = entry__addr;
    if (write) begin
      _14_ = _03_[3:0];
    end
    if (rst) begin
      _14_ = 4'h0;
    end
  end
  always @* begin
    if (wake_7) begin end
    _15_ = exit__addr;
    if (read) begin
      _15_ = _06_[3:0];
    end
    if (rst) begin
      _15_ = 4'h0;
    end
  end
  always @* begin
    if (wake_7) begin end
    _16_ = head;
    if (advance) begin
      _16_ = _07_;
    end
  end
  always @* begin
    if (wake_7) begin end
    _17_ = visible;
    if (advance) begin
      _17_ = _09_;
    end
    if (rst) begin
      _17_ = 1'h0;
    end
  end
  always @* begin
    if (wake_7) begin end
    _18_ = _25_[4:0];
    if (rst) begin
      _18_ = 5'h00;
    end
  end
  always @* begin
    if (wake_7) begin end
    _19_ = _10_;
    if (rst) begin
      _19_ = 1'h1;
    end
  end
  assign full = visible;
  assign oldest = head;
  assign next_used = _23_[3:0];
  assign entry__data = data;
  assign entry__en = write;
  assign write_at = entry__addr;
  assign read_at = exit__addr;
  assign next_taken = _25_[4:0];
  assign room = can_push;
endmodule

// channel: depth 1, latency 2, 34 bits a token
module channel_d1_l2_w34(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_8 = 0;
  wire [1:0] _00_;
  reg _01_;
  wire [2:0] _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  reg _07_;
  reg [33:0] _08_;
  reg _09_;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [33:0] data;
  wire [33:0] data;
  input enq;
  wire enq;
  (* init = 1'h0 *)
  wire full;
  output [33:0] head;
  reg [33:0] head = 34'h000000000;
  wire [1:0] next_taken;
  (* init = 34'h000000000 *)
  wire [33:0] oldest;
  input pop;
  wire pop;
  input push;
  wire push;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg taken = 1'h0;
  output visible;
  reg visible = 1'h0;
  assign _00_ = taken + push;
  assign _02_ = _00_ - pop;
  assign _03_ = ~ pop;
  assign _04_ = visible & _03_;
  assign _05_ = enq | _04_;
  assign _06_ = _02_[1:0] < 1'h1;
  always @(posedge clk)
    visible <= _07_;
  always @(posedge clk)
    head <= _08_;
  always @(posedge clk)
    taken <= _09_;
  always @(posedge clk)
    can_push <= _01_;
  always @* begin
    if (wake_8) begin end
    _07_ = _05_;
    if (rst) begin
      _07_ = 1'h0;
    end
  end
  always @* begin
    if (wake_8) begin end
    _08_ = head;
    if (enq) begin
      _08_ = data;
    end
  end
  always @* begin
    if (wake_8) begin end
    _09_ = _02_[0];
    if (rst) begin
      _09_ = 1'h0;
    end
  end
  always @* begin
    if (wake_8) begin end
    _01_ = _06_;
    if (rst) begin
      _01_ = 1'h1;
    end
  end
  assign full = visible;
  assign oldest = head;
  assign next_taken = _02_[1:0];
  assign room = can_push;
endmodule

// channel: depth 3, latency 2, 38 bits a token
module channel_d3_l2_w38(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_9 = 0;
  wire _00_;
  wire _01_;
  wire [1:0] _02_;
  wire [1:0] _03_;
  wire _04_;
  wire [1:0] _05_;
  wire [1:0] _06_;
  wire [37:0] _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  reg [1:0] _12_;
  reg _13_;
  reg _14_;
  reg _15_;
  reg [37:0] _16_;
  reg _17_;
  reg [1:0] _18_;
  reg _19_;
  wire _20_;
  wire _21_;
  wire [2:0] _22_;
  wire [3:0] _23_;
  wire [2:0] _24_;
  wire [3:0] _25_;
  wire _26_;
  wire advance;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [37:0] data;
  wire [37:0] data;
  reg empty = 1'h1;
  input enq;
  wire enq;
  reg entry__addr = 1'h0;
  wire [37:0] entry__data;
  wire entry__en;
  reg exit__addr = 1'h0;
  wire [37:0] exit__data;
  (* init = 1'h0 *)
  wire full;
  output [37:0] head;
  reg [37:0] head = 38'h0000000000;
  wire [2:0] next_taken;
  wire [1:0] next_used;
  (* init = 38'h0000000000 *)
  wire [37:0] oldest;
  input pop;
  wire pop;
  input push;
  wire push;
  wire read;
  (* init = 1'h0 *)
  wire read_at;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [1:0] taken = 2'h0;
  reg [1:0] used = 2'h0;
  output visible;
  reg visible = 1'h0;
  wire write;
  (* init = 1'h0 *)
  wire write_at;
  (* ram_style = "distributed" *)
  reg [37:0] tail [1:0];
  always @(posedge clk) begin
    if (write)
      tail[entry__addr] <= data;
  end
  assign exit__data = tail[exit__addr];
  assign _00_ = ~ visible;
  assign advance = pop | _00_;
  assign _11_ = advance & empty;
  assign _20_ = ~ _11_;
  assign write = enq & _20_;
  assign _21_ = ~ empty;
  assign read = advance & _21_;
  assign _22_ = used + write;
  assign _23_ = _22_ - read;
  assign _24_ = taken + push;
  assign _25_ = _24_ - pop;
  assign _26_ = ! _23_[1:0];
  assign _02_ = entry__addr + 1'h1;
  assign _03_ = _01_ ? 2'h0 : _02_;
  assign _05_ = exit__addr + 1'h1;
  assign _06_ = _04_ ? 2'h0 : _05_;
  assign _07_ = empty ? data : exit__data;
  assign _08_ = ~ empty;
  assign _09_ = enq | _08_;
  assign _10_ = _25_[2:0] < 2'h3;
  always @(posedge clk)
    used <= _12_;
  always @(posedge clk)
    empty <= _13_;
  always @(posedge clk)
    entry__addr <= _14_;
  always @(posedge clk)
    exit__addr <= _15_;
  always @(posedge clk)
    head <= _16_;
  always @(posedge clk)
    visible <= _17_;
  always @(posedge clk)
    taken <= _18_;
  always @(posedge clk)
    can_push <= _19_;
  always @* begin
    if (wake_9) begin end
    _12_ = _23_[1:0];
    if (rst) begin
      _12_ = 2'h0;
    end
  end
  always @* begin
    if (wake_9) begin end
    _13_ = _26_;
    if (rst) begin
      _13_ = 1'h1;
    end
  end
  always @* begin
    if (wake_9) begin end
    _14_ = entry__addr;
    if (write) begin
      _14_ = _03_[0];
    end
    if (rst) begin
      _14_ = 1'h0;
    end
  end
  always @* begin
    if (wake_9) begin end
    _15_ = exit__addr;
    if (read) begin
      _15_ = _06_[0];
    end
    if (rst) begin
      _15_ = 1'h0;
    end
  end
  always @* begin
    if (wake_9) begin end
    _16_ = head;
    if (advance) begin
      _16_ = _07_;
    end
  end
  always @* begin
    if (wake_9) begin end
    _17_ = visible;
    if (advance) begin
      _17_ = _09_;
    end
    if (rst) begin
      _17_ = 1'h0;
    end
  end
  always @* begin
    if (wake_9) begin end
    _18_ = _25_[1:0];
    if (rst) begin
      _18_ = 2'h0;
    end
  end
  always @* begin
    if (wake_9) begin end
    _19_ = _10_;
    if (rst) begin
      _19_ = 1'h1;
    end
  end
  assign full = visible;
  assign oldest = head;
  assign next_used = _23_[1:0];
  assign entry__data = data;
  assign entry__en = write;
  assign write_at = entry__addr;
  assign read_at = exit__addr;
  assign next_taken = _25_[2:0];
  assign room = can_push;
  assign _01_ = entry__addr;
  assign _04_ = exit__addr;
endmodule

// channel: depth 3, latency 2, 43 bits a token
module channel_d3_l2_w43(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_10 = 0;
  wire _00_;
  wire _01_;
  wire [1:0] _02_;
  wire [1:0] _03_;
  wire _04_;
  wire [1:0] _05_;
  wire [1:0] _06_;
  wire [42:0] _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  reg [1:0] _12_;
  reg _13_;
  reg _14_;
  reg _15_;
  reg [42:0] _16_;
  reg _17_;
  reg [1:0] _18_;
  reg _19_;
  wire _20_;
  wire _21_;
  wire [2:0] _22_;
  wire [3:0] _23_;
  wire [2:0] _24_;
  wire [3:0] _25_;
  wire _26_;
  wire advance;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [42:0] data;
  wire [42:0] data;
  reg empty = 1'h1;
  input enq;
  wire enq;
  reg entry__addr = 1'h0;
  wire [42:0] entry__data;
  wire entry__en;
  reg exit__addr = 1'h0;
  wire [42:0] exit__data;
  (* init = 1'h0 *)
  wire full;
  output [42:0] head;
  reg [42:0] head = 43'h00000000000;
  wire [2:0] next_taken;
  wire [1:0] next_used;
  (* init = 43'h00000000000 *)
  wire [42:0] oldest;
  input pop;
  wire pop;
  input push;
  wire push;
  wire read;
  (* init = 1'h0 *)
  wire read_at;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [1:0] taken = 2'h0;
  reg [1:0] used = 2'h0;
  output visible;
  reg visible = 1'h0;
  wire write;
  (* init = 1'h0 *)
  wire write_at;
  (* ram_style = "distributed" *)
  reg [42:0] tail [1:0];
  always @(posedge clk) begin
    if (write)
      tail[entry__addr] <= data;
  end
  assign exit__data = tail[exit__addr];
  assign _00_ = ~ visible;
  assign advance = pop | _00_;
  assign _11_ = advance & empty;
  assign _20_ = ~ _11_;
  assign write = enq & _20_;
  assign _21_ = ~ empty;
  assign read = advance & _21_;
  assign _22_ = used + write;
  assign _23_ = _22_ - read;
  assign _24_ = taken + push;
  assign _25_ = _24_ - pop;
  assign _26_ = ! _23_[1:0];
  assign _02_ = entry__addr + 1'h1;
  assign _03_ = _01_ ? 2'h0 : _02_;
  assign _05_ = exit__addr + 1'h1;
  assign _06_ = _04_ ? 2'h0 : _05_;
  assign _07_ = empty ? data : exit__data;
  assign _08_ = ~ empty;
  assign _09_ = enq | _08_;
  assign _10_ = _25_[2:0] < 2'h3;
  always @(posedge clk)
    used <= _12_;
  always @(posedge clk)
    empty <= _13_;
  always @(posedge clk)
    entry__addr <= _14_;
  always @(posedge clk)
    exit__addr <= _15_;
  always @(posedge clk)
    head <= _16_;
  always @(posedge clk)
    visible <= _17_;
  always @(posedge clk)
    taken <= _18_;
  always @(posedge clk)
    can_push <= _19_;
  always @* begin
    if (wake_10) begin end
    _12_ = _23_[1:0];
    if (rst) begin
      _12_ = 2'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _13_ = _26_;
    if (rst) begin
      _13_ = 1'h1;
    end
  end
  always @* begin
    if (wake_10) begin end
    _14_ = entry__addr;
    if (write) begin
      _14_ = _03_[0];
    end
    if (rst) begin
      _14_ = 1'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _15_ = exit__addr;
    if (read) begin
      _15_ = _06_[0];
    end
    if (rst) begin
      _15_ = 1'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _16_ = head;
    if (advance) begin
      _16_ = _07_;
    end
  end
  always @* begin
    if (wake_10) begin end
    _17_ = visible;
    if (advance) begin
      _17_ = _09_;
    end
    if (rst) begin
      _17_ = 1'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _18_ = _25_[1:0];
    if (rst) begin
      _18_ = 2'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _19_ = _10_;
    if (rst) begin
      _19_ = 1'h1;
    end
  end
  assign full = visible;
  assign oldest = head;
  assign next_used = _23_[1:0];
  assign entry__data = data;
  assign entry__en = write;
  assign write_at = entry__addr;
  assign read_at = exit__addr;
  assign next_taken = _25_[2:0];
  assign room = can_push;
  assign _01_ = entry__addr;
  assign _04_ = exit__addr;
endmodule

// drain: sizes=4 perm=0 rl=1
module drain_4_0_rl1(handover_head, crd0_can_push, val_can_push, top_marks, mid_marks, leaf_marks, entry_val, clk, rst, handover_pop, crd0_push, crd0_enq, crd0_data, val_push, val_enq, val_data, top_clear, mid_addr, mid_clear, leaf_addr, leaf_clear
, entry_addr, handover_visible);
  reg wake_11 = 0;
  wire _000_;
  wire _001_;
  wire _002_;
  wire [31:0] _003_;
  wire [31:0] _004_;
  wire _005_;
  wire _006_;
  wire _007_;
  wire _008_;
  wire _009_;
  wire _010_;
  wire _011_;
  wire _012_;
  wire _013_;
  wire _014_;
  wire _015_;
  wire _016_;
  wire _017_;
  wire _018_;
  wire _019_;
  wire _020_;
  wire _021_;
  wire _022_;
  wire _023_;
  wire _024_;
  wire _025_;
  wire _026_;
  wire _027_;
  wire _028_;
  wire _029_;
  wire _030_;
  wire _031_;
  wire _032_;
  wire _033_;
  wire _034_;
  wire _035_;
  wire [8:0] _036_;
  wire [9:0] _037_;
  wire [9:0] _038_;
  wire [9:0] _039_;
  wire _040_;
  wire _041_;
  wire _042_;
  wire _043_;
  wire _044_;
  wire _045_;
  wire _046_;
  wire _047_;
  wire _048_;
  wire _049_;
  wire _050_;
  wire _051_;
  wire _052_;
  wire _053_;
  wire _054_;
  wire _055_;
  wire [31:0] _056_;
  wire _057_;
  wire _058_;
  wire _059_;
  wire _060_;
  wire _061_;
  wire _062_;
  wire _063_;
  wire _064_;
  wire _065_;
  wire _066_;
  wire [31:0] _067_;
  wire _068_;
  wire _069_;
  wire [8:0] _070_;
  wire [9:0] _071_;
  wire [16:0] _072_;
  wire [16:0] _073_;
  wire [31:0] _074_;
  wire _075_;
  wire _076_;
  wire _077_;
  wire [32:0] _078_;
  wire [31:0] _079_;
  wire [31:0] _080_;
  wire _081_;
  wire [31:0] _082_;
  wire [31:0] _083_;
  wire _084_;
  wire _085_;
  wire _086_;
  wire _087_;
  wire _088_;
  wire [32:0] _089_;
  wire _090_;
  wire _091_;
  wire _092_;
  wire _093_;
  wire _094_;
  wire [31:0] _095_;
  wire [31:0] _096_;
  wire _097_;
  wire [31:0] _098_;
  wire [31:0] _099_;
  wire _100_;
  reg _101_;
  reg _102_;
  reg _103_;
  reg [31:0] _104_;
  reg [31:0] _105_;
  reg _106_;
  wire _107_;
  wire _108_;
  wire _109_;
  wire _110_;
  wire _111_;
  wire [31:0] _112_;
  wire [31:0] _113_;
  wire _114_;
  wire _115_;
  wire _116_;
  wire [31:0] _117_;
  wire _118_;
  wire [31:0] _119_;
  wire [32:0] _120_;
  wire [32:0] _121_;
  wire _122_;
  wire _123_;
  wire _124_;
  wire _125_;
  wire _126_;
  wire _127_;
  wire _128_;
  wire [31:0] _129_;
  wire _130_;
  wire _131_;
  wire _132_;
  wire _133_;
  wire _134_;
  wire _135_;
  wire _136_;
  wire _137_;
  wire _138_;
  wire _139_;
  wire [32:0] _140_;
  wire _141_;
  wire _142_;
  wire _143_;
  wire _144_;
  wire _145_;
  wire _146_;
  wire _147_;
  wire _148_;
  wire _149_;
  wire _150_;
  wire [32:0] _151_;
  wire _152_;
  wire _153_;
  wire _154_;
  wire _155_;
  wire _156_;
  wire _157_;
  wire _158_;
  wire _159_;
  wire _160_;
  wire _161_;
  wire _162_;
  wire _163_;
  wire _164_;
  wire _165_;
  wire _166_;
  wire _167_;
  wire _168_;
  wire _169_;
  wire _170_;
  wire _171_;
  wire _172_;
  wire _173_;
  wire _174_;
  wire _175_;
  wire _176_;
  wire _177_;
  wire _178_;
  wire _179_;
  wire _180_;
  wire _181_;
  wire _182_;
  wire _183_;
  wire _184_;
  wire _185_;
  wire _186_;
  wire _187_;
  wire _188_;
  wire _189_;
  wire _190_;
  wire _191_;
  wire _192_;
  wire _193_;
  wire _194_;
  input clk;
  wire clk;
  input crd0_can_push;
  wire crd0_can_push;
  output [33:0] crd0_data;
  wire [33:0] crd0_data;
  output crd0_enq;
  wire crd0_enq;
  output crd0_push;
  wire crd0_push;
  wire [33:0] crd0_token;
  reg ends;
  output [14:0] entry_addr;
  wire [14:0] entry_addr;
  input [31:0] entry_val;
  wire [31:0] entry_val;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  wire fire_3;
  input [33:0] handover_head;
  wire [33:0] handover_head;
  output handover_pop;
  wire handover_pop;
  input handover_visible;
  wire handover_visible;
  output [9:0] leaf_addr;
  wire [9:0] leaf_addr;
  output leaf_clear;
  wire leaf_clear;
  wire [4:0] leaf_index;
  wire [31:0] leaf_left;
  wire [31:0] leaf_mark;
  input [31:0] leaf_marks;
  wire [31:0] leaf_marks;
  reg [31:0] leaf_seen = 32'd0;
  reg [10:0] leaf_words_address_later1 = 11'h000;
  wire leaf_words_can_push;
  wire [42:0] leaf_words_data;
  reg leaf_words_enq = 1'h0;
  (* init = 1'h0 *)
  wire leaf_words_enq_later1;
  wire [42:0] leaf_words_head;
  reg leaf_words_pop;
  wire leaf_words_push;
  wire leaf_words_visible;
  output [4:0] mid_addr;
  wire [4:0] mid_addr;
  output mid_clear;
  wire mid_clear;
  wire [4:0] mid_index;
  wire [31:0] mid_left;
  wire [31:0] mid_mark;
  input [31:0] mid_marks;
  wire [31:0] mid_marks;
  reg [31:0] mid_seen = 32'd0;
  reg [5:0] mid_words_address_later1 = 6'h00;
  wire mid_words_can_push;
  wire [37:0] mid_words_data;
  reg mid_words_enq = 1'h0;
  (* init = 1'h0 *)
  wire mid_words_enq_later1;
  wire [37:0] mid_words_head;
  wire mid_words_pop;
  wire mid_words_push;
  wire mid_words_visible;
  input rst;
  wire rst;
  wire starts;
  output [31:0] top_clear;
  wire [31:0] top_clear;
  wire top_empty;
  reg top_ended = 1'h0;
  wire [4:0] top_index;
  wire [31:0] top_mark;
  input [31:0] top_marks;
  wire [31:0] top_marks;
  input val_can_push;
  wire val_can_push;
  output [33:0] val_data;
  wire [33:0] val_data;
  output val_enq;
  reg val_enq = 1'h0;
  (* init = 1'h0 *)
  wire val_enq_later1;
  output val_push;
  wire val_push;
  wire [33:0] val_token;
  reg val_token_is_item_later1 = 1'h0;
  reg [1:0] val_token_kind_later1 = 2'h0;
  reg [7:0] val_token_level_later1 = 8'h00;
  assign _000_ = handover_head[1:0] == 2'h2;
  assign _107_ = handover_head[9:2] == 1'h1;
  assign _118_ = _000_ & _107_;
  assign starts = handover_visible & _118_;
  assign _129_ = ~ top_marks;
  assign _140_ = _129_ + 1'h1;
  assign _151_ = { 1'h0, top_marks } & _140_;
  assign _162_ = | { _151_[31], _151_[29], _151_[27], _151_[25], _151_[23], _151_[21], _151_[19], _151_[17], _151_[15], _151_[13], _151_[11], _151_[9], _151_[7], _151_[5], _151_[3], _151_[1] };
  assign _173_ = | { _151_[31:30], _151_[27:26], _151_[23:22], _151_[19:18], _151_[15:14], _151_[11:10], _151_[7:6], _151_[3:2] };
  assign _184_ = | { _151_[31:28], _151_[23:20], _151_[15:12], _151_[7:4] };
  assign _001_ = | { _151_[31:24], _151_[15:8] };
  assign _012_ = | _151_[31:16];
  assign top_empty = ! top_marks;
  assign _023_ = ~ top_ended;
  assign _034_ = starts & _023_;
  assign mid_words_push = _034_ & mid_words_can_push;
  assign _045_ = ~ top_empty;
  assign mid_clear = mid_words_push & _045_;
  assign top_clear = mid_words_push ? _151_[31:0] : 32'd0;
  assign _056_ = ~ mid_seen;
  assign mid_left = mid_words_head[31:0] & _056_;
  assign _067_ = ~ mid_left;
  assign _078_ = _067_ + 1'h1;
  assign _089_ = { 1'h0, mid_left } & _078_;
  assign _100_ = | { _089_[31], _089_[29], _089_[27], _089_[25], _089_[23], _089_[21], _089_[19], _089_[17], _089_[15], _089_[13], _089_[11], _089_[9], _089_[7], _089_[5], _089_[3], _089_[1] };
  assign _108_ = | { _089_[31:30], _089_[27:26], _089_[23:22], _089_[19:18], _089_[15:14], _089_[11:10], _089_[7:6], _089_[3:2] };
  assign _109_ = | { _089_[31:28], _089_[23:20], _089_[15:12], _089_[7:4] };
  assign _110_ = | { _089_[31:24], _089_[15:8] };
  assign _111_ = | _089_[31:16];
  assign leaf_words_push = mid_words_visible & leaf_words_can_push;
  assign _112_ = ~ _089_[31:0];
  assign _113_ = mid_left & _112_;
  assign _114_ = ! _113_;
  assign _115_ = mid_words_head[37] | _114_;
  assign mid_words_pop = leaf_words_push & _115_;
  assign _116_ = ~ mid_words_head[37];
  assign leaf_clear = leaf_words_push & _116_;
  assign _117_ = ~ leaf_seen;
  assign leaf_left = leaf_words_head[31:0] & _117_;
  assign _119_ = ~ leaf_left;
  assign _120_ = _119_ + 1'h1;
  assign _121_ = { 1'h0, leaf_left } & _120_;
  assign _122_ = | { _121_[31], _121_[29], _121_[27], _121_[25], _121_[23], _121_[21], _121_[19], _121_[17], _121_[15], _121_[13], _121_[11], _121_[9], _121_[7], _121_[5], _121_[3], _121_[1] };
  assign _123_ = | { _121_[31:30], _121_[27:26], _121_[23:22], _121_[19:18], _121_[15:14], _121_[11:10], _121_[7:6], _121_[3:2] };
  assign _124_ = | { _121_[31:28], _121_[23:20], _121_[15:12], _121_[7:4] };
  assign _125_ = | { _121_[31:24], _121_[15:8] };
  assign _126_ = | _121_[31:16];
  assign _127_ = handover_head[1:0] == 2'h2;
  assign _128_ = handover_head[9:2] == 1'h1;
  assign _130_ = _127_ & _128_;
  assign _131_ = _130_ & leaf_words_head[42];
  assign _133_ = & { val_can_push, crd0_can_push, handover_visible };
  assign _134_ = ~ leaf_words_visible;
  assign _136_ = _133_ & _135_;
  assign fire_0 = _132_ & _136_;
  assign _137_ = handover_head[1:0] == 2'h2;
  assign _138_ = handover_head[9:2] == 1'h1;
  assign _139_ = _137_ & _138_;
  assign _142_ = handover_head[1:0] == 2'h2;
  assign _143_ = handover_head[9:2] == 1'h1;
  assign _144_ = _142_ & _143_;
  assign _145_ = _144_ & leaf_words_head[42];
  assign _146_ = ~ _145_;
  assign _147_ = & { _146_, _141_ };
  assign _148_ = & { val_can_push, crd0_can_push, handover_visible };
  assign _149_ = ~ leaf_words_visible;
  assign _152_ = _148_ & _150_;
  assign fire_1 = _147_ & _152_;
  assign _153_ = handover_head[1:0] == 2'h2;
  assign _154_ = handover_head[1:0] == 2'h2;
  assign _155_ = handover_head[9:2] == 1'h1;
  assign _156_ = _154_ & _155_;
  assign _157_ = _156_ & leaf_words_head[42];
  assign _158_ = ~ _157_;
  assign _159_ = handover_head[1:0] == 2'h2;
  assign _160_ = handover_head[9:2] == 1'h1;
  assign _161_ = _159_ & _160_;
  assign _164_ = ~ _163_;
  assign _165_ = & { _164_, _158_, _153_ };
  assign _166_ = & { val_can_push, crd0_can_push, handover_visible };
  assign fire_2 = _165_ & _168_;
  assign _169_ = handover_head[1:0] == 2'h2;
  assign _170_ = handover_head[9:2] == 1'h1;
  assign _171_ = _169_ & _170_;
  assign _172_ = _171_ & leaf_words_head[42];
  assign _174_ = ~ _172_;
  assign _175_ = handover_head[1:0] == 2'h2;
  assign _176_ = handover_head[9:2] == 1'h1;
  assign _177_ = _175_ & _176_;
  assign _179_ = ~ _178_;
  assign _180_ = handover_head[1:0] == 2'h2;
  assign _181_ = ~ _180_;
  assign _182_ = & { _181_, _179_, _174_ };
  assign _183_ = & { val_can_push, crd0_can_push, handover_visible };
  assign fire_3 = _182_ & _186_;
  assign fire = | { fire_3, fire_2, fire_1, fire_0 };
  assign handover_pop = | { fire_3, fire_2, fire_0 };
  assign _187_ = handover_head[1:0] == 2'h2;
  assign _188_ = handover_head[9:2] == 1'h1;
  assign _189_ = _187_ & _188_;
  assign _190_ = _189_ & leaf_words_head[42];
  assign _191_ = handover_head[1:0] == 2'h2;
  assign _192_ = handover_head[9:2] == 1'h1;
  assign _193_ = _191_ & _192_;
  assign _002_ = handover_head[1:0] == 2'h2;
  assign _003_ = ~ _121_[31:0];
  assign _004_ = leaf_left & _003_;
  assign _005_ = ! _004_;
  assign crd0_push = | { fire_3, fire_2, fire_1, fire_0 };
  assign _006_ = handover_head[1:0] == 2'h2;
  assign _007_ = handover_head[9:2] == 1'h1;
  assign _008_ = _006_ & _007_;
  assign _009_ = _008_ & leaf_words_head[42];
  assign _011_ = handover_head[1:0] == 2'h2;
  assign _013_ = handover_head[9:2] == 1'h1;
  assign _014_ = _011_ & _013_;
  assign _016_ = handover_head[1:0] == 2'h2;
  assign _017_ = handover_head[9:2] == 1'h1;
  assign _018_ = _016_ & _017_;
  assign _019_ = _018_ & leaf_words_head[42];
  assign _020_ = ~ _019_;
  assign _021_ = & { _020_, _015_ };
  assign _022_ = handover_head[1:0] == 2'h2;
  assign _024_ = handover_head[1:0] == 2'h2;
  assign _025_ = handover_head[9:2] == 1'h1;
  assign _026_ = _024_ & _025_;
  assign _027_ = _026_ & leaf_words_head[42];
  assign _028_ = ~ _027_;
  assign _029_ = handover_head[1:0] == 2'h2;
  assign _030_ = handover_head[9:2] == 1'h1;
  assign _031_ = _029_ & _030_;
  assign _033_ = ~ _032_;
  assign _035_ = & { _033_, _028_, _022_ };
  assign _036_ = handover_head[9:2] - 1'h1;
  assign _037_ = _035_ ? { _036_[7:0], 2'h2 } : 10'h003;
  assign _038_ = _021_ ? { 6'h00, leaf_index[1:0], 2'h0 } : _037_;
  assign _039_ = _010_ ? 10'h002 : _038_;
  assign val_push = | { fire_3, fire_2, fire_1, fire_0 };
  assign _040_ = handover_head[1:0] == 2'h2;
  assign _041_ = handover_head[9:2] == 1'h1;
  assign _042_ = _040_ & _041_;
  assign _043_ = _042_ & leaf_words_head[42];
  assign _046_ = handover_head[1:0] == 2'h2;
  assign _047_ = handover_head[9:2] == 1'h1;
  assign _048_ = _046_ & _047_;
  assign _050_ = handover_head[1:0] == 2'h2;
  assign _051_ = handover_head[9:2] == 1'h1;
  assign _052_ = _050_ & _051_;
  assign _053_ = _052_ & leaf_words_head[42];
  assign _054_ = ~ _053_;
  assign _055_ = & { _054_, _049_ };
  assign _057_ = handover_head[1:0] == 2'h2;
  assign _058_ = handover_head[1:0] == 2'h2;
  assign _059_ = handover_head[9:2] == 1'h1;
  assign _060_ = _058_ & _059_;
  assign _061_ = _060_ & leaf_words_head[42];
  assign _062_ = ~ _061_;
  assign _063_ = handover_head[1:0] == 2'h2;
  assign _064_ = handover_head[9:2] == 1'h1;
  assign _065_ = _063_ & _064_;
  assign _068_ = ~ _066_;
  assign _069_ = & { _068_, _062_, _057_ };
  assign _070_ = handover_head[9:2] - 1'h1;
  assign _071_ = _069_ ? { _070_[7:0], 2'h2 } : 10'h003;
  assign _072_ = _055_ ? { leaf_words_head[41:32], leaf_index, 2'h0 } : { 7'h00, _071_ };
  assign _073_ = _044_ ? 17'h00002 : _072_;
  assign _074_ = val_token_is_item_later1 ? entry_val : { 24'h000000, val_token_level_later1 };
  assign _075_ = mid_words_push & top_empty;
  assign _076_ = ~ mid_words_head[37];
  assign _077_ = leaf_words_push & _076_;
  assign _079_ = ~ _089_[31:0];
  assign _080_ = mid_left & _079_;
  assign _081_ = ! _080_;
  assign _082_ = mid_seen | _089_[31:0];
  assign _083_ = _081_ ? 32'd0 : _082_;
  assign _084_ = ! _073_[1:0];
  assign _085_ = handover_head[1:0] == 2'h2;
  assign _086_ = handover_head[9:2] == 1'h1;
  assign _087_ = _085_ & _086_;
  assign _088_ = _087_ & leaf_words_head[42];
  assign _090_ = handover_head[1:0] == 2'h2;
  assign _091_ = handover_head[9:2] == 1'h1;
  assign _092_ = _090_ & _091_;
  assign _094_ = handover_head[1:0] == 2'h2;
  assign _095_ = ~ _121_[31:0];
  assign _096_ = leaf_left & _095_;
  assign _097_ = ! _096_;
  assign _098_ = leaf_seen | _121_[31:0];
  assign _099_ = _097_ ? 32'd0 : _098_;
  always @(posedge clk)
    mid_words_enq <= _101_;
  always @(posedge clk)
    mid_words_address_later1 <= { top_empty, mid_addr };
  always @(posedge clk)
    top_ended <= _102_;
  always @(posedge clk)
    leaf_words_enq <= _103_;
  always @(posedge clk)
    leaf_words_address_later1 <= { mid_words_head[37:32], mid_index };
  always @(posedge clk)
    mid_seen <= _104_;
  always @(posedge clk)
    val_token_is_item_later1 <= _084_;
  always @(posedge clk)
    val_token_kind_later1 <= _073_[1:0];
  always @(posedge clk)
    val_token_level_later1 <= _073_[9:2];
  always @(posedge clk)
    leaf_seen <= _105_;
  always @(posedge clk)
    val_enq <= _106_;
  channel_d3_l2_w43 leaf_words (
    .can_push(leaf_words_can_push),
    .clk(clk),
    .data({ leaf_words_address_later1, leaf_marks }),
    .enq(leaf_words_enq),
    .head(leaf_words_head),
    .pop(leaf_words_pop),
    .push(leaf_words_push),
    .rst(rst),
    .visible(leaf_words_visible)
  );
  channel_d3_l2_w38 mid_words (
    .can_push(mid_words_can_push),
    .clk(clk),
    .data({ mid_words_address_later1, mid_marks }),
    .enq(mid_words_enq),
    .head(mid_words_head),
    .pop(mid_words_pop),
    .push(mid_words_push),
    .rst(rst),
    .visible(mid_words_visible)
  );
  always @* begin
    if (wake_11) begin end
    ends = 1'h0;
    if (_190_) begin
      if (fire_0) begin
        ends = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_11) begin end
    leaf_words_pop = 1'h0;
    if (_190_) begin
      if (fire_0) begin
        leaf_words_pop = 1'h1;
      end
    end else if (_194_) begin
      if (fire_1) begin
        leaf_words_pop = _005_;
      end
    end
  end
  always @* begin
    if (wake_11) begin end
    _101_ = mid_words_push;
    if (rst) begin
      _101_ = 1'h0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _102_ = top_ended;
    if (ends) begin
      _102_ = 1'h0;
    end else if (_075_) begin
      _102_ = 1'h1;
    end
    if (rst) begin
      _102_ = 1'h0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _103_ = leaf_words_push;
    if (rst) begin
      _103_ = 1'h0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _104_ = mid_seen;
    if (_077_) begin
      _104_ = _083_;
    end
    if (rst) begin
      _104_ = 32'd0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _105_ = leaf_seen;
    if (_088_) begin
    end else if (_093_) begin
      if (fire_1) begin
        _105_ = _099_;
      end
    end
    if (rst) begin
      _105_ = 32'd0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _106_ = val_push;
    if (rst) begin
      _106_ = 1'h0;
    end
  end
  assign top_mark = _151_[31:0];
  assign top_index = mid_addr;
  assign mid_words_enq_later1 = mid_words_enq;
  assign mid_words_data = { mid_words_address_later1, mid_marks };
  assign mid_mark = _089_[31:0];
  assign leaf_words_enq_later1 = leaf_words_enq;
  assign leaf_words_data = { leaf_words_address_later1, leaf_marks };
  assign leaf_mark = _121_[31:0];
  assign crd0_token = { 24'h000000, _039_ };
  assign val_token = { 17'h00000, _073_ };
  assign val_enq_later1 = val_enq;
  assign crd0_enq = crd0_push;
  assign crd0_data = { 24'h000000, _039_ };
  assign val_data = { _074_, val_token_kind_later1 };
  assign leaf_addr = { mid_words_head[36:32], mid_index };
  assign entry_addr = { leaf_words_head[41:32], leaf_index };
  assign leaf_index[4] = _126_;
  assign leaf_index[3] = _125_;
  assign leaf_index[2] = _124_;
  assign leaf_index[1] = _123_;
  assign leaf_index[0] = _122_;
  assign mid_index[4] = _111_;
  assign mid_index[3] = _110_;
  assign mid_index[2] = _109_;
  assign mid_index[1] = _108_;
  assign mid_index[0] = _100_;
  assign mid_addr[4] = _012_;
  assign mid_addr[3] = _001_;
  assign mid_addr[2] = _184_;
  assign mid_addr[1] = _173_;
  assign mid_addr[0] = _162_;
  assign _132_ = _131_;
  assign _135_ = leaf_words_visible;
  assign _141_ = _139_;
  assign _150_ = leaf_words_visible;
  assign _163_ = _161_;
  assign _167_ = 1'h1;
  assign _168_ = _166_;
  assign _178_ = _177_;
  assign _185_ = 1'h1;
  assign _186_ = _183_;
  assign _194_ = _193_;
  assign _010_ = _009_;
  assign _015_ = _014_;
  assign _032_ = _031_;
  assign _044_ = _043_;
  assign _049_ = _048_;
  assign _066_ = _065_;
  assign _093_ = _092_;
endmodule

// drop_empty: outer= inner=val
module drop_empty_none_val(outer_head, inner_visible, inner_head, i0_visible, i0_head, outer_can_push, inner_can_push, i0_can_push, clk, rst, outer_pop, inner_pop, i0_pop, outer_push, outer_enq, outer_data, inner_push, inner_enq, inner_data, i0_push, i0_enq
, i0_data, outer_visible);
  reg wake_12 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  wire _14_;
  wire _15_;
  wire _16_;
  wire _17_;
  wire _18_;
  wire _19_;
  wire _20_;
  wire _21_;
  wire _22_;
  wire _23_;
  wire _24_;
  wire _25_;
  wire _26_;
  reg _27_;
  wire _28_;
  wire _29_;
  wire _30_;
  wire _31_;
  wire _32_;
  wire _33_;
  input clk;
  wire clk;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  input i0_can_push;
  wire i0_can_push;
  output [33:0] i0_data;
  wire [33:0] i0_data;
  output i0_enq;
  wire i0_enq;
  input [33:0] i0_head;
  wire [33:0] i0_head;
  output i0_pop;
  wire i0_pop;
  output i0_push;
  wire i0_push;
  wire [33:0] i0_token;
  input i0_visible;
  wire i0_visible;
  input inner_can_push;
  wire inner_can_push;
  output [33:0] inner_data;
  wire [33:0] inner_data;
  output inner_enq;
  wire inner_enq;
  input [33:0] inner_head;
  wire [33:0] inner_head;
  output inner_pop;
  wire inner_pop;
  output inner_push;
  wire inner_push;
  wire [33:0] inner_token;
  input inner_visible;
  wire inner_visible;
  reg is_open = 1'h0;
  input outer_can_push;
  wire outer_can_push;
  output [33:0] outer_data;
  wire [33:0] outer_data;
  output outer_enq;
  wire outer_enq;
  input [33:0] outer_head;
  wire [33:0] outer_head;
  output outer_pop;
  wire outer_pop;
  output outer_push;
  wire outer_push;
  wire [33:0] outer_token;
  input outer_visible;
  wire outer_visible;
  input rst;
  wire rst;
  assign _11_ = & { i0_can_push, inner_can_push, i0_visible, inner_visible };
  assign fire_0 = _00_ & _28_;
  assign _29_ = ! outer_head[1:0];
  assign _30_ = inner_head[1:0] == 2'h2;
  assign _31_ = ! inner_head[9:2];
  assign _32_ = _30_ & _31_;
  assign _33_ = _29_ & _32_;
  assign _01_ = ~ is_open;
  assign _02_ = & { _01_, _33_ };
  assign _03_ = & { i0_visible, inner_visible, outer_visible };
  assign fire_1 = _02_ & _05_;
  assign _06_ = ~ is_open;
  assign _07_ = ! outer_head[1:0];
  assign _08_ = inner_head[1:0] == 2'h2;
  assign _09_ = ! inner_head[9:2];
  assign _10_ = _08_ & _09_;
  assign _12_ = _07_ & _10_;
  assign _13_ = ~ _12_;
  assign _14_ = & { _13_, _06_ };
  assign _15_ = & { i0_can_push, inner_can_push, outer_can_push, i0_visible, inner_visible, outer_visible };
  assign fire_2 = _14_ & _17_;
  assign fire = | { fire_2, fire_1, fire_0 };
  assign outer_pop = | { fire_2, fire_1 };
  assign inner_pop = | { fire_2, fire_1, fire_0 };
  assign i0_pop = | { fire_2, fire_1, fire_0 };
  assign inner_push = | { fire_2, fire_0 };
  assign i0_push = | { fire_2, fire_0 };
  assign _18_ = ! outer_head[1:0];
  assign _19_ = inner_head[1:0] == 2'h2;
  assign _20_ = ! inner_head[9:2];
  assign _21_ = _19_ & _20_;
  assign _23_ = _18_ & _21_;
  assign _24_ = inner_head[1:0] == 2'h2;
  assign _25_ = ~ _24_;
  assign _26_ = ! outer_head[1:0];
  always @(posedge clk)
    is_open <= _27_;
  always @* begin
    if (wake_12) begin end
    _27_ = is_open;
    (* full_case = 32'd1 *)
    if (is_open) begin
      if (fire_0) begin
        _27_ = _25_;
      end
    end else if (_23_) begin
    end else begin
      if (fire_2) begin
        _27_ = _26_;
      end
    end
    if (rst) begin
      _27_ = 1'h0;
    end
  end
  assign outer_token = outer_head;
  assign inner_token = inner_head;
  assign i0_token = i0_head;
  assign outer_enq = outer_push;
  assign outer_data = outer_head;
  assign inner_enq = inner_push;
  assign inner_data = inner_head;
  assign i0_enq = i0_push;
  assign i0_data = i0_head;
  assign _00_ = is_open;
  assign _22_ = 1'h1;
  assign _28_ = _11_;
  assign _04_ = 1'h1;
  assign _05_ = _03_;
  assign _16_ = 1'h1;
  assign _17_ = _15_;
  assign outer_push = fire_2;
endmodule

// float32 add, 0 registers
module float32_add_p0(a, b, o);
  wire [31:0] _000_;
  wire [8:0] _001_;
  wire [31:0] _002_;
  wire [31:0] _003_;
  wire [31:0] _004_;
  wire [31:0] _005_;
  wire _006_;
  wire [31:0] _007_;
  wire _008_;
  wire _009_;
  wire [31:0] _010_;
  wire [31:0] _011_;
  wire _012_;
  wire [31:0] _013_;
  wire _014_;
  wire _015_;
  wire [31:0] _016_;
  wire _017_;
  wire [31:0] _018_;
  wire _019_;
  wire _020_;
  wire _021_;
  wire [31:0] _022_;
  wire [31:0] _023_;
  wire [31:0] _024_;
  wire _025_;
  wire _026_;
  wire [31:0] _027_;
  wire _028_;
  wire [31:0] _029_;
  wire _030_;
  wire [31:0] _031_;
  wire [31:0] _032_;
  wire _033_;
  wire _034_;
  wire [31:0] _035_;
  wire [31:0] _036_;
  wire _037_;
  wire [31:0] _038_;
  wire [31:0] _039_;
  wire _040_;
  wire _041_;
  wire _042_;
  wire _043_;
  wire [7:0] _044_;
  wire _045_;
  wire _046_;
  wire _047_;
  wire _048_;
  wire _049_;
  wire _050_;
  wire _051_;
  wire _052_;
  wire _053_;
  wire _054_;
  wire [31:0] _055_;
  wire _056_;
  wire _057_;
  wire _058_;
  wire _059_;
  wire _060_;
  wire _061_;
  wire _062_;
  wire _063_;
  wire _064_;
  wire _065_;
  wire [31:0] _066_;
  wire _067_;
  wire _068_;
  wire _069_;
  wire _070_;
  wire _071_;
  wire _072_;
  wire _073_;
  wire _074_;
  wire _075_;
  wire _076_;
  wire _077_;
  wire _078_;
  wire [27:0] _079_;
  wire [29:0] _080_;
  wire [27:0] _081_;
  wire _082_;
  wire _083_;
  wire _084_;
  wire [58:0] _085_;
  wire [8:0] _086_;
  wire [9:0] _087_;
  wire [7:0] _088_;
  wire _089_;
  wire [8:0] _090_;
  wire _091_;
  wire _092_;
  wire _093_;
  wire [32:0] _094_;
  wire _095_;
  wire _096_;
  wire _097_;
  wire [30:0] _098_;
  input [31:0] a;
  wire [31:0] a;
  wire [26:0] align_addend;
  wire [7:0] align_exponent;
  wire align_infinite;
  wire [23:0] align_larger;
  wire align_nan;
  wire align_opposite;
  wire align_sign;
  input [31:0] b;
  wire [31:0] b;
  wire [4:0] classify_distance;
  wire [7:0] classify_exponent;
  wire classify_infinite;
  wire [23:0] classify_larger;
  wire classify_nan;
  wire classify_opposite;
  wire classify_sign;
  wire [23:0] classify_smaller;
  wire [7:0] combine_exponent;
  wire combine_infinite;
  wire [27:0] combine_least;
  wire combine_nan;
  wire combine_opposite;
  wire combine_sign;
  wire [27:0] combine_total;
  wire [7:0] count_exponent;
  wire count_infinite;
  wire count_nan;
  wire [4:0] count_shift;
  wire count_sign;
  wire [27:0] count_total;
  wire [7:0] distance;
  wire [27:0] least;
  wire [31:0] magnitude;
  wire [8:0] normalise_exponent;
  wire normalise_infinite;
  wire normalise_nan;
  wire normalise_sign;
  wire [26:0] normalise_significand;
  output [31:0] o;
  wire [31:0] o;
  wire [31:0] order_a;
  wire [31:0] order_b;
  wire order_swap;
  wire [31:0] round_o;
  wire [27:0] shift_left;
  wire [26:0] shift_right_by_1;
  wire [26:0] shift_right_by_16;
  wire [26:0] shift_right_by_2;
  wire [26:0] shift_right_by_4;
  wire [26:0] shift_right_by_8;
  wire [31:0] total_empty_1;
  wire [1:0] total_empty_16;
  wire [15:0] total_empty_2;
  wire [7:0] total_empty_4;
  wire [3:0] total_empty_8;
  wire total_zeros_1;
  wire total_zeros_16;
  wire total_zeros_2;
  wire total_zeros_4;
  wire total_zeros_8;
  assign _000_ = a[30:0] - b[30:0];
  assign _011_ = _000_[31] ? b : a;
  assign _022_ = _000_[31] ? b : a;
  assign _033_ = ! _022_[30:23];
  assign _044_ = _011_[30:23] | { 7'h00, _033_ };
  assign _055_ = _000_[31] ? a : b;
  assign _066_ = _000_[31] ? a : b;
  assign _077_ = ! _066_[30:23];
  assign _088_ = _055_[30:23] | { 7'h00, _077_ };
  assign _001_ = _044_ - _088_;
  assign _002_ = _000_[31] ? b : a;
  assign _003_ = _000_[31] ? b : a;
  assign _004_ = _000_[31] ? a : b;
  assign classify_opposite = _003_[31] ^ _004_[31];
  assign _005_ = _000_[31] ? b : a;
  assign _006_ = _005_[30:23] == 8'hff;
  assign _007_ = _000_[31] ? b : a;
  assign _008_ = | _007_[22:0];
  assign _009_ = _006_ & _008_;
  assign _010_ = _000_[31] ? a : b;
  assign _012_ = _010_[30:23] == 8'hff;
  assign _013_ = _000_[31] ? a : b;
  assign _014_ = ! _013_[22:0];
  assign _015_ = _012_ & _014_;
  assign _016_ = _000_[31] ? b : a;
  assign _017_ = _016_[30:23] == 8'hff;
  assign _018_ = _000_[31] ? b : a;
  assign _019_ = ! _018_[22:0];
  assign _020_ = _017_ & _019_;
  assign _021_ = _015_ & _020_;
  assign _023_ = _000_[31] ? b : a;
  assign _024_ = _000_[31] ? a : b;
  assign _025_ = _023_[31] ^ _024_[31];
  assign _026_ = _021_ & _025_;
  assign classify_nan = _009_ | _026_;
  assign _027_ = _000_[31] ? b : a;
  assign _028_ = _027_[30:23] == 8'hff;
  assign _029_ = _000_[31] ? b : a;
  assign _030_ = ! _029_[22:0];
  assign classify_infinite = _028_ & _030_;
  assign _031_ = _000_[31] ? b : a;
  assign _032_ = _000_[31] ? b : a;
  assign _034_ = ! _032_[30:23];
  assign classify_exponent = _031_[30:23] | { 7'h00, _034_ };
  assign _035_ = _000_[31] ? b : a;
  assign _036_ = _000_[31] ? b : a;
  assign _037_ = | _036_[30:23];
  assign _038_ = _000_[31] ? a : b;
  assign _039_ = _000_[31] ? a : b;
  assign _040_ = | _039_[30:23];
  assign _041_ = | _001_[7:5];
  assign classify_distance = _041_ ? 5'h1f : _001_[4:0];
  assign shift_right_by_1 = classify_distance[0] ? { 1'h0, _040_, _038_[22:0], 1'h0, _042_ } : { _040_, _038_[22:0], 3'h0 };
  assign _043_ = | shift_right_by_1[2:0];
  assign shift_right_by_2 = classify_distance[1] ? { 2'h0, shift_right_by_1[26:3], _043_ } : shift_right_by_1;
  assign _045_ = | shift_right_by_2[4:0];
  assign shift_right_by_4 = classify_distance[2] ? { 4'h0, shift_right_by_2[26:5], _045_ } : shift_right_by_2;
  assign _046_ = | shift_right_by_4[8:0];
  assign shift_right_by_8 = classify_distance[3] ? { 8'h00, shift_right_by_4[26:9], _046_ } : shift_right_by_4;
  assign _047_ = | shift_right_by_8[16:0];
  assign shift_right_by_16 = classify_distance[4] ? { 16'h0000, shift_right_by_8[26:17], _047_ } : shift_right_by_8;
  assign _048_ = classify_exponent == 5'h1b;
  assign _049_ = classify_exponent == 5'h1a;
  assign _050_ = classify_exponent == 5'h19;
  assign _051_ = classify_exponent == 5'h18;
  assign _052_ = classify_exponent == 5'h17;
  assign _053_ = classify_exponent == 5'h16;
  assign _054_ = classify_exponent == 5'h15;
  assign _056_ = classify_exponent == 5'h14;
  assign _057_ = classify_exponent == 5'h13;
  assign _058_ = classify_exponent == 5'h12;
  assign _059_ = classify_exponent == 5'h11;
  assign _060_ = classify_exponent == 5'h10;
  assign _061_ = classify_exponent == 4'hf;
  assign _062_ = classify_exponent == 4'he;
  assign _063_ = classify_exponent == 4'hd;
  assign _064_ = classify_exponent == 4'hc;
  assign _065_ = classify_exponent == 4'hb;
  assign _067_ = classify_exponent == 4'ha;
  assign _068_ = classify_exponent == 4'h9;
  assign _069_ = classify_exponent == 4'h8;
  assign _070_ = classify_exponent == 3'h7;
  assign _071_ = classify_exponent == 3'h6;
  assign _072_ = classify_exponent == 3'h5;
  assign _073_ = classify_exponent == 3'h4;
  assign _074_ = classify_exponent == 2'h3;
  assign _075_ = classify_exponent == 2'h2;
  assign _076_ = classify_exponent == 1'h1;
  assign _078_ = ! classify_exponent;
  assign _079_ = { 1'h0, shift_right_by_16 } ^ { classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite };
  assign _080_ = { _037_, _035_[22:0], 3'h0, classify_opposite } + { _079_, classify_opposite };
  assign _081_ = _080_[28:1] | { _078_, _076_, _075_, _074_, _073_, _072_, _071_, _070_, _069_, _068_, _067_, _065_, _064_, _063_, _062_, _061_, _060_, _059_, _058_, _057_, _056_, _054_, _053_, _052_, _051_, _050_, _049_, _048_ };
  assign total_empty_1 = ~ { _081_, 4'h0 };
  assign total_empty_2 = { total_empty_1[30], total_empty_1[28], total_empty_1[26], total_empty_1[24], total_empty_1[22], total_empty_1[20], total_empty_1[18], total_empty_1[16], total_empty_1[14], total_empty_1[12], total_empty_1[10], total_empty_1[8], total_empty_1[6], total_empty_1[4], total_empty_1[2], total_empty_1[0] } & { total_empty_1[31], total_empty_1[29], total_empty_1[27], total_empty_1[25], total_empty_1[23], total_empty_1[21], total_empty_1[19], total_empty_1[17], total_empty_1[15], total_empty_1[13], total_empty_1[11], total_empty_1[9], total_empty_1[7], total_empty_1[5], total_empty_1[3], total_empty_1[1] };
  assign total_empty_4 = { total_empty_2[14], total_empty_2[12], total_empty_2[10], total_empty_2[8], total_empty_2[6], total_empty_2[4], total_empty_2[2], total_empty_2[0] } & { total_empty_2[15], total_empty_2[13], total_empty_2[11], total_empty_2[9], total_empty_2[7], total_empty_2[5], total_empty_2[3], total_empty_2[1] };
  assign total_empty_8 = { total_empty_4[6], total_empty_4[4], total_empty_4[2], total_empty_4[0] } & { total_empty_4[7], total_empty_4[5], total_empty_4[3], total_empty_4[1] };
  assign total_empty_16 = { total_empty_8[2], total_empty_8[0] } & { total_empty_8[3], total_empty_8[1] };
  assign total_zeros_8 = { total_empty_8[1], total_empty_8[3] } >> total_empty_16[1];
  assign total_zeros_4 = { total_empty_4[1], total_empty_4[3], total_empty_4[5], total_empty_4[7] } >> { total_empty_16[1], total_zeros_8 };
  assign total_zeros_2 = { total_empty_2[1], total_empty_2[3], total_empty_2[5], total_empty_2[7], total_empty_2[9], total_empty_2[11], total_empty_2[13], total_empty_2[15] } >> { total_empty_16[1], total_zeros_8, total_zeros_4 };
  assign total_zeros_1 = { total_empty_1[1], total_empty_1[3], total_empty_1[5], total_empty_1[7], total_empty_1[9], total_empty_1[11], total_empty_1[13], total_empty_1[15], total_empty_1[17], total_empty_1[19], total_empty_1[21], total_empty_1[23], total_empty_1[25], total_empty_1[27], total_empty_1[29], total_empty_1[31] } >> { total_empty_16[1], total_zeros_8, total_zeros_4, total_zeros_2 };
  assign _082_ = ! _080_[28:1];
  assign _083_ = classify_opposite & _082_;
  assign _084_ = ~ _083_;
  assign count_sign = _002_[31] & _084_;
  assign _085_ = _080_[28:1] << { total_empty_16[1], total_zeros_8, total_zeros_4, total_zeros_2, total_zeros_1 };
  assign _086_ = classify_exponent + 1'h1;
  assign _087_ = _086_ - { total_empty_16[1], total_zeros_8, total_zeros_4, total_zeros_2, total_zeros_1 };
  assign _089_ = | _085_[1:0];
  assign _090_ = _085_[27] ? _087_[8:0] : 9'h000;
  assign _091_ = | { _085_[2], _089_ };
  assign _092_ = _085_[4] | _091_;
  assign _093_ = _085_[3] & _092_;
  assign _094_ = { _090_, _085_[26:4] } + _093_;
  assign _095_ = & _094_[30:23];
  assign _096_ = _094_[31] | _095_;
  assign _097_ = classify_infinite | _096_;
  assign _098_ = _097_ ? 31'h7f800000 : _094_[30:0];
  assign o = classify_nan ? 32'd2143289344 : { count_sign, _098_ };
  assign order_a = a;
  assign order_b = b;
  assign order_swap = _000_[31];
  assign distance = _001_[7:0];
  assign classify_sign = _002_[31];
  assign classify_larger = { _037_, _035_[22:0] };
  assign classify_smaller = { _040_, _038_[22:0] };
  assign align_sign = _002_[31];
  assign align_opposite = classify_opposite;
  assign align_nan = classify_nan;
  assign align_infinite = classify_infinite;
  assign align_exponent = classify_exponent;
  assign align_larger = { _037_, _035_[22:0] };
  assign align_addend = shift_right_by_16;
  assign least = { _078_, _076_, _075_, _074_, _073_, _072_, _071_, _070_, _069_, _068_, _067_, _065_, _064_, _063_, _062_, _061_, _060_, _059_, _058_, _057_, _056_, _054_, _053_, _052_, _051_, _050_, _049_, _048_ };
  assign combine_sign = _002_[31];
  assign combine_nan = classify_nan;
  assign combine_infinite = classify_infinite;
  assign combine_exponent = classify_exponent;
  assign combine_opposite = classify_opposite;
  assign combine_total = _080_[28:1];
  assign combine_least = { _078_, _076_, _075_, _074_, _073_, _072_, _071_, _070_, _069_, _068_, _067_, _065_, _064_, _063_, _062_, _061_, _060_, _059_, _058_, _057_, _056_, _054_, _053_, _052_, _051_, _050_, _049_, _048_ };
  assign total_zeros_16 = total_empty_16[1];
  assign count_nan = classify_nan;
  assign count_infinite = classify_infinite;
  assign count_exponent = classify_exponent;
  assign count_total = _080_[28:1];
  assign count_shift = { total_empty_16[1], total_zeros_8, total_zeros_4, total_zeros_2, total_zeros_1 };
  assign shift_left = _085_[27:0];
  assign normalise_nan = classify_nan;
  assign normalise_infinite = classify_infinite;
  assign normalise_sign = count_sign;
  assign normalise_exponent = _087_[8:0];
  assign normalise_significand = { _085_[27:2], _089_ };
  assign magnitude = _094_[31:0];
  assign round_o = o;
  assign _042_ = 1'h0;
endmodule

// float32 mul, 0 registers
module float32_mul_p0(a, b, o);
  wire _000_;
  wire _001_;
  wire _002_;
  wire _003_;
  wire _004_;
  wire _005_;
  wire _006_;
  wire _007_;
  wire _008_;
  wire _009_;
  wire _010_;
  wire _011_;
  wire _012_;
  wire _013_;
  wire _014_;
  wire _015_;
  wire _016_;
  wire _017_;
  wire _018_;
  wire _019_;
  wire _020_;
  wire _021_;
  wire _022_;
  wire [7:0] _023_;
  wire _024_;
  wire [7:0] _025_;
  wire [8:0] _026_;
  wire _027_;
  wire _028_;
  wire [4:0] _029_;
  wire [4:0] _030_;
  wire [4:0] _031_;
  wire [4:0] _032_;
  wire _033_;
  wire [4:0] _034_;
  wire [24:0] _035_;
  wire [55:0] _036_;
  wire [56:0] _037_;
  wire [78:0] _038_;
  wire _039_;
  wire _040_;
  wire [4:0] _041_;
  wire _042_;
  wire _043_;
  wire _044_;
  wire [4:0] _045_;
  wire [48:0] _046_;
  wire [48:0] _047_;
  wire [4:0] _048_;
  wire _049_;
  wire _050_;
  wire _051_;
  wire _052_;
  wire [4:0] _053_;
  wire _054_;
  wire _055_;
  wire [4:0] _056_;
  wire _057_;
  wire [4:0] _058_;
  wire _059_;
  wire [4:0] _060_;
  wire _061_;
  wire [9:0] _062_;
  wire [8:0] _063_;
  wire _064_;
  wire _065_;
  wire _066_;
  wire _067_;
  wire [32:0] _068_;
  wire _069_;
  wire _070_;
  wire _071_;
  wire [30:0] _072_;
  wire _073_;
  wire _074_;
  input [31:0] a;
  wire [31:0] a;
  wire [31:0] a_empty_1;
  wire [1:0] a_empty_16;
  wire [15:0] a_empty_2;
  wire [7:0] a_empty_4;
  wire [3:0] a_empty_8;
  wire a_zeros_1;
  wire a_zeros_16;
  wire a_zeros_2;
  wire a_zeros_4;
  wire a_zeros_8;
  wire [10:0] add_exponent;
  wire add_infinite;
  wire add_nan;
  wire [47:0] add_product;
  wire add_sign;
  wire [4:0] add_zeros;
  input [31:0] b;
  wire [31:0] b;
  wire [31:0] b_empty_1;
  wire [1:0] b_empty_16;
  wire [15:0] b_empty_2;
  wire [7:0] b_empty_4;
  wire [3:0] b_empty_8;
  wire b_zeros_1;
  wire b_zeros_16;
  wire b_zeros_2;
  wire b_zeros_4;
  wire b_zeros_8;
  wire [11:0] below_0;
  wire [11:0] below_1;
  wire [23:0] classify_a;
  wire [4:0] classify_a_zeros;
  wire [23:0] classify_b;
  wire [4:0] classify_b_zeros;
  wire [9:0] classify_exponent;
  wire classify_infinite;
  wire classify_nan;
  wire classify_sign;
  wire [8:0] denormalise_exponent;
  wire denormalise_infinite;
  wire denormalise_nan;
  wire denormalise_sign;
  wire [26:0] denormalise_significand;
  wire [47:0] leading_product;
  wire [31:0] magnitude;
  wire [23:0] multiply_across;
  wire [23:0] multiply_back;
  wire [10:0] multiply_exponent;
  wire [11:0] multiply_high;
  wire multiply_infinite;
  wire [35:0] multiply_low;
  wire multiply_nan;
  wire multiply_sign;
  wire [4:0] multiply_zeros;
  wire [8:0] normalise_exponent;
  wire normalise_infinite;
  wire normalise_nan;
  wire [4:0] normalise_places_0;
  wire [4:0] normalise_places_1;
  wire [47:0] normalise_product;
  wire normalise_sign;
  output [31:0] o;
  wire [31:0] o;
  wire [31:0] round_o;
  wire [47:0] shift_left;
  wire [26:0] shift_right_by_1;
  wire [26:0] shift_right_by_16;
  wire [26:0] shift_right_by_2;
  wire [26:0] shift_right_by_4;
  wire [26:0] shift_right_by_8;
  assign _055_ = _033_ & _044_;
  assign _066_ = _022_ | _055_;
  assign _073_ = a[30:23] == 8'hff;
  assign _074_ = ! a[22:0];
  assign _001_ = _073_ & _074_;
  assign _002_ = ! b[30:23];
  assign _003_ = ! b[22:0];
  assign _004_ = _002_ & _003_;
  assign _005_ = _001_ & _004_;
  assign _006_ = _066_ | _005_;
  assign _007_ = ! a[30:23];
  assign _008_ = ! a[22:0];
  assign _009_ = _007_ & _008_;
  assign _010_ = b[30:23] == 8'hff;
  assign _012_ = ! b[22:0];
  assign _013_ = _010_ & _012_;
  assign _014_ = _009_ & _013_;
  assign classify_nan = _006_ | _014_;
  assign _015_ = a[30:23] == 8'hff;
  assign _016_ = ! a[22:0];
  assign _017_ = _015_ & _016_;
  assign _018_ = b[30:23] == 8'hff;
  assign _019_ = ! b[22:0];
  assign _020_ = _018_ & _019_;
  assign classify_infinite = _017_ | _020_;
  assign _021_ = ! a[30:23];
  assign _023_ = a[30:23] | { 7'h00, _021_ };
  assign _024_ = ! b[30:23];
  assign _025_ = b[30:23] | { 7'h00, _024_ };
  assign _026_ = _023_ + _025_;
  assign classify_exponent = _026_ - 7'h7f;
  assign _027_ = | a[30:23];
  assign _028_ = | b[30:23];
  assign _029_ = _027_ ? 5'h00 : { a_empty_16[1], a_zeros_8, a_zeros_4, a_zeros_2, a_zeros_1 };
  assign _030_ = _028_ ? 5'h00 : { b_empty_16[1], b_zeros_8, b_zeros_4, b_zeros_2, b_zeros_1 };
  assign multiply_zeros = _029_ | _030_;
  assign _031_ = _027_ ? 5'h00 : { a_empty_16[1], a_zeros_8, a_zeros_4, a_zeros_2, a_zeros_1 };
  assign _032_ = _028_ ? 5'h00 : { b_empty_16[1], b_zeros_8, b_zeros_4, b_zeros_2, b_zeros_1 };
  assign _034_ = _031_ | _032_;
  assign multiply_exponent = $signed(classify_exponent) - $signed({ 1'h0, _034_ });
  assign multiply_low = a[17:0] * b[17:0];
  assign multiply_across = { _027_, a[22:18] } * b[17:0];
  assign multiply_back = a[17:0] * { _028_, b[22:18] };
  assign multiply_high = { _027_, a[22:18] } * { _028_, b[22:18] };
  assign _035_ = multiply_across + multiply_back;
  assign _037_ = { multiply_high, multiply_low } + _036_;
  assign _038_ = _037_[47:0] << multiply_zeros;
  assign below_0 = $signed(2'h1) - $signed(multiply_exponent);
  assign below_1 = $signed(1'h0) - $signed(multiply_exponent);
  assign _039_ = $signed(below_0) <= $signed(1'h0);
  assign _040_ = $signed(below_0) > $signed(6'h1f);
  assign _041_ = _040_ ? 5'h1f : below_0[4:0];
  assign normalise_places_0 = _039_ ? 5'h00 : _041_;
  assign _042_ = $signed(below_1) <= $signed(1'h0);
  assign _043_ = $signed(below_1) > $signed(6'h1f);
  assign _045_ = _043_ ? 5'h1f : below_1[4:0];
  assign normalise_places_1 = _042_ ? 5'h00 : _045_;
  assign _047_ = _038_[47] ? { 1'h0, _038_[47:0] } : _046_;
  assign _048_ = _038_[47] ? normalise_places_1 : normalise_places_0;
  assign _049_ = | _047_[21:0];
  assign _050_ = | { _047_[22], _049_ };
  assign _051_ = | _047_[21:0];
  assign _052_ = | _047_[21:0];
  assign shift_right_by_1 = _048_[0] ? { 1'h0, _047_[47:23], _050_ } : { _047_[47:22], _052_ };
  assign _053_ = _038_[47] ? normalise_places_1 : normalise_places_0;
  assign _054_ = | shift_right_by_1[2:0];
  assign shift_right_by_2 = _053_[1] ? { 2'h0, shift_right_by_1[26:3], _054_ } : shift_right_by_1;
  assign _056_ = _038_[47] ? normalise_places_1 : normalise_places_0;
  assign _057_ = | shift_right_by_2[4:0];
  assign shift_right_by_4 = _056_[2] ? { 4'h0, shift_right_by_2[26:5], _057_ } : shift_right_by_2;
  assign _058_ = _038_[47] ? normalise_places_1 : normalise_places_0;
  assign _059_ = | shift_right_by_4[8:0];
  assign shift_right_by_8 = _058_[3] ? { 8'h00, shift_right_by_4[26:9], _059_ } : shift_right_by_4;
  assign _060_ = _038_[47] ? normalise_places_1 : normalise_places_0;
  assign _061_ = | shift_right_by_8[16:0];
  assign shift_right_by_16 = _060_[4] ? { 16'h0000, shift_right_by_8[26:17], _061_ } : shift_right_by_8;
  assign _062_ = multiply_exponent[8:0] + _038_[47];
  assign _063_ = shift_right_by_16[26] ? _062_[8:0] : 9'h000;
  assign _064_ = | shift_right_by_16[1:0];
  assign _065_ = shift_right_by_16[3] | _064_;
  assign _067_ = shift_right_by_16[2] & _065_;
  assign _068_ = { _063_, shift_right_by_16[25:3] } + _067_;
  assign _069_ = & _068_[30:23];
  assign _070_ = _068_[31] | _069_;
  assign _071_ = classify_infinite | _070_;
  assign _072_ = _071_ ? 31'h7f800000 : _068_[30:0];
  assign o = classify_nan ? 32'd2143289344 : { classify_sign, _072_ };
  assign a_empty_1 = ~ { 1'h0, a[22:0], 8'h00 };
  assign a_empty_2 = { a_empty_1[30], a_empty_1[28], a_empty_1[26], a_empty_1[24], a_empty_1[22], a_empty_1[20], a_empty_1[18], a_empty_1[16], a_empty_1[14], a_empty_1[12], a_empty_1[10], a_empty_1[8], a_empty_1[6], a_empty_1[4], a_empty_1[2], a_empty_1[0] } & { a_empty_1[31], a_empty_1[29], a_empty_1[27], a_empty_1[25], a_empty_1[23], a_empty_1[21], a_empty_1[19], a_empty_1[17], a_empty_1[15], a_empty_1[13], a_empty_1[11], a_empty_1[9], a_empty_1[7], a_empty_1[5], a_empty_1[3], a_empty_1[1] };
  assign a_empty_4 = { a_empty_2[14], a_empty_2[12], a_empty_2[10], a_empty_2[8], a_empty_2[6], a_empty_2[4], a_empty_2[2], a_empty_2[0] } & { a_empty_2[15], a_empty_2[13], a_empty_2[11], a_empty_2[9], a_empty_2[7], a_empty_2[5], a_empty_2[3], a_empty_2[1] };
  assign a_empty_8 = { a_empty_4[6], a_empty_4[4], a_empty_4[2], a_empty_4[0] } & { a_empty_4[7], a_empty_4[5], a_empty_4[3], a_empty_4[1] };
  assign a_empty_16 = { a_empty_8[2], a_empty_8[0] } & { a_empty_8[3], a_empty_8[1] };
  assign a_zeros_8 = { a_empty_8[1], a_empty_8[3] } >> a_empty_16[1];
  assign a_zeros_4 = { a_empty_4[1], a_empty_4[3], a_empty_4[5], a_empty_4[7] } >> { a_empty_16[1], a_zeros_8 };
  assign a_zeros_2 = { a_empty_2[1], a_empty_2[3], a_empty_2[5], a_empty_2[7], a_empty_2[9], a_empty_2[11], a_empty_2[13], a_empty_2[15] } >> { a_empty_16[1], a_zeros_8, a_zeros_4 };
  assign a_zeros_1 = { a_empty_1[1], a_empty_1[3], a_empty_1[5], a_empty_1[7], a_empty_1[9], a_empty_1[11], a_empty_1[13], a_empty_1[15], a_empty_1[17], a_empty_1[19], a_empty_1[21], a_empty_1[23], a_empty_1[25], a_empty_1[27], a_empty_1[29], a_empty_1[31] } >> { a_empty_16[1], a_zeros_8, a_zeros_4, a_zeros_2 };
  assign b_empty_1 = ~ { 1'h0, b[22:0], 8'h00 };
  assign b_empty_2 = { b_empty_1[30], b_empty_1[28], b_empty_1[26], b_empty_1[24], b_empty_1[22], b_empty_1[20], b_empty_1[18], b_empty_1[16], b_empty_1[14], b_empty_1[12], b_empty_1[10], b_empty_1[8], b_empty_1[6], b_empty_1[4], b_empty_1[2], b_empty_1[0] } & { b_empty_1[31], b_empty_1[29], b_empty_1[27], b_empty_1[25], b_empty_1[23], b_empty_1[21], b_empty_1[19], b_empty_1[17], b_empty_1[15], b_empty_1[13], b_empty_1[11], b_empty_1[9], b_empty_1[7], b_empty_1[5], b_empty_1[3], b_empty_1[1] };
  assign b_empty_4 = { b_empty_2[14], b_empty_2[12], b_empty_2[10], b_empty_2[8], b_empty_2[6], b_empty_2[4], b_empty_2[2], b_empty_2[0] } & { b_empty_2[15], b_empty_2[13], b_empty_2[11], b_empty_2[9], b_empty_2[7], b_empty_2[5], b_empty_2[3], b_empty_2[1] };
  assign b_empty_8 = { b_empty_4[6], b_empty_4[4], b_empty_4[2], b_empty_4[0] } & { b_empty_4[7], b_empty_4[5], b_empty_4[3], b_empty_4[1] };
  assign b_empty_16 = { b_empty_8[2], b_empty_8[0] } & { b_empty_8[3], b_empty_8[1] };
  assign b_zeros_8 = { b_empty_8[1], b_empty_8[3] } >> b_empty_16[1];
  assign b_zeros_4 = { b_empty_4[1], b_empty_4[3], b_empty_4[5], b_empty_4[7] } >> { b_empty_16[1], b_zeros_8 };
  assign b_zeros_2 = { b_empty_2[1], b_empty_2[3], b_empty_2[5], b_empty_2[7], b_empty_2[9], b_empty_2[11], b_empty_2[13], b_empty_2[15] } >> { b_empty_16[1], b_zeros_8, b_zeros_4 };
  assign b_zeros_1 = { b_empty_1[1], b_empty_1[3], b_empty_1[5], b_empty_1[7], b_empty_1[9], b_empty_1[11], b_empty_1[13], b_empty_1[15], b_empty_1[17], b_empty_1[19], b_empty_1[21], b_empty_1[23], b_empty_1[25], b_empty_1[27], b_empty_1[29], b_empty_1[31] } >> { b_empty_16[1], b_zeros_8, b_zeros_4, b_zeros_2 };
  assign classify_sign = a[31] ^ b[31];
  assign _000_ = a[30:23] == 8'hff;
  assign _011_ = | a[22:0];
  assign _022_ = _000_ & _011_;
  assign _033_ = b[30:23] == 8'hff;
  assign _044_ = | b[22:0];
  assign a_zeros_16 = a_empty_16[1];
  assign b_zeros_16 = b_empty_16[1];
  assign classify_a = { _027_, a[22:0] };
  assign classify_b = { _028_, b[22:0] };
  assign classify_a_zeros = { a_empty_16[1], a_zeros_8, a_zeros_4, a_zeros_2, a_zeros_1 };
  assign classify_b_zeros = { b_empty_16[1], b_zeros_8, b_zeros_4, b_zeros_2, b_zeros_1 };
  assign multiply_sign = classify_sign;
  assign multiply_nan = classify_nan;
  assign multiply_infinite = classify_infinite;
  assign add_sign = classify_sign;
  assign add_nan = classify_nan;
  assign add_infinite = classify_infinite;
  assign add_zeros = multiply_zeros;
  assign add_exponent = multiply_exponent;
  assign add_product = _037_[47:0];
  assign shift_left = _038_[47:0];
  assign normalise_sign = classify_sign;
  assign normalise_nan = classify_nan;
  assign normalise_infinite = classify_infinite;
  assign normalise_exponent = multiply_exponent[8:0];
  assign normalise_product = _038_[47:0];
  assign leading_product = _047_[47:0];
  assign denormalise_sign = classify_sign;
  assign denormalise_nan = classify_nan;
  assign denormalise_infinite = classify_infinite;
  assign denormalise_exponent = _062_[8:0];
  assign denormalise_significand = shift_right_by_16;
  assign magnitude = _068_[31:0];
  assign round_o = o;
  assign _036_ = { 13'h0000, _035_, 18'h00000 };
  assign _046_ = { _038_[47:0], 1'h0 };
endmodule

// fork: type=crd n=2
module fork_crd_2(in_visible, in_head, in_pop, out0_can_push, out0_push, out0_enq, out0_data, out1_can_push, out1_push, out1_enq, out1_data);
  wire _0_;
  wire _1_;
  wire _2_;
  wire _3_;
  wire fire;
  wire fire_0;
  input [33:0] in_head;
  wire [33:0] in_head;
  output in_pop;
  wire in_pop;
  input in_visible;
  wire in_visible;
  input out0_can_push;
  wire out0_can_push;
  output [33:0] out0_data;
  wire [33:0] out0_data;
  output out0_enq;
  wire out0_enq;
  output out0_push;
  wire out0_push;
  wire [33:0] out0_token;
  input out1_can_push;
  wire out1_can_push;
  output [33:0] out1_data;
  wire [33:0] out1_data;
  output out1_enq;
  wire out1_enq;
  output out1_push;
  wire out1_push;
  wire [33:0] out1_token;
  assign _1_ = & { out1_can_push, out0_can_push, in_visible };
  assign out0_token = in_head;
  assign out1_token = in_head;
  assign out0_enq = out0_push;
  assign out0_data = in_head;
  assign out1_enq = out1_push;
  assign out1_data = in_head;
  assign _0_ = 1'h1;
  assign _2_ = 1'h1;
  assign _3_ = _1_;
  assign fire_0 = _1_;
  assign fire = _1_;
  assign in_pop = _1_;
  assign out0_push = _1_;
  assign out1_push = _1_;
endmodule

// gen: kind=c rl=1
module gen_c_rl1(clk, rst, bounds_visible, bounds_head, bounds_pop, crd_can_push, crd_push, crd_enq, crd_data, ref_can_push, ref_push, ref_enq, ref_data, mem_crd_addr, mem_crd_word);
  reg wake_13 = 0;
  wire _000_;
  wire _001_;
  wire _002_;
  wire _003_;
  wire _004_;
  wire _005_;
  wire _006_;
  wire _007_;
  wire _008_;
  wire _009_;
  wire _010_;
  wire _011_;
  wire _012_;
  wire _013_;
  wire _014_;
  wire _015_;
  wire _016_;
  wire _017_;
  wire _018_;
  wire _019_;
  wire _020_;
  wire [33:0] _021_;
  wire _022_;
  wire _023_;
  wire _024_;
  wire _025_;
  wire [33:0] _026_;
  wire _027_;
  wire _028_;
  wire _029_;
  wire _030_;
  wire _031_;
  wire [8:0] _032_;
  wire _033_;
  wire [9:0] _034_;
  wire [33:0] _035_;
  wire [31:0] _036_;
  wire _037_;
  wire [33:0] _038_;
  wire _039_;
  wire _040_;
  wire _041_;
  wire [33:0] _042_;
  wire _043_;
  wire _044_;
  wire _045_;
  wire _046_;
  wire _047_;
  wire _048_;
  wire [8:0] _049_;
  wire [9:0] _050_;
  wire [33:0] _051_;
  wire _052_;
  wire _053_;
  wire _054_;
  wire _055_;
  wire [32:0] _056_;
  wire [32:0] _057_;
  wire [32:0] _058_;
  reg [31:0] _059_;
  reg [31:0] _060_;
  reg _061_;
  reg [31:0] _062_;
  reg _063_;
  wire _064_;
  wire _065_;
  wire _066_;
  input [65:0] bounds_head;
  wire [65:0] bounds_head;
  output bounds_pop;
  wire bounds_pop;
  input bounds_visible;
  wire bounds_visible;
  input clk;
  wire clk;
  input crd_can_push;
  wire crd_can_push;
  output [33:0] crd_data;
  wire [33:0] crd_data;
  output crd_enq;
  reg crd_enq = 1'h0;
  (* init = 1'h0 *)
  wire crd_enq_later1;
  output crd_push;
  wire crd_push;
  wire [33:0] crd_token;
  reg crd_token_is_item_later1 = 1'h0;
  reg [1:0] crd_token_kind_later1 = 2'h0;
  reg [7:0] crd_token_level_later1 = 8'h00;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  wire fire_3;
  reg [31:0] index = 32'd0;
  reg [31:0] last = 32'd0;
  output [31:0] mem_crd_addr;
  wire [31:0] mem_crd_addr;
  input [31:0] mem_crd_word;
  wire [31:0] mem_crd_word;
  wire more;
  reg [31:0] position = 32'd0;
  input ref_can_push;
  wire ref_can_push;
  output [33:0] ref_data;
  wire [33:0] ref_data;
  output ref_enq;
  wire ref_enq;
  output ref_push;
  wire ref_push;
  wire [33:0] ref_token;
  input rst;
  wire rst;
  reg run = 1'h0;
  wire some;
  assign fire_3 = _016_ & _019_;
  assign fire = | { fire_3, fire_2, fire_1, fire_0 };
  assign bounds_pop = | { fire_3, fire_2, fire_1 };
  assign crd_push = | { fire_3, fire_2, fire_1, fire_0 };
  assign _021_ = more ? { index, 2'h0 } : 34'h000000002;
  assign _023_ = ! bounds_head[1:0];
  assign _024_ = ~ run;
  assign _025_ = & { _024_, _023_ };
  assign _026_ = some ? 34'h000000000 : 34'h000000002;
  assign _027_ = bounds_head[1:0] == 2'h2;
  assign _028_ = ~ run;
  assign _029_ = ! bounds_head[1:0];
  assign _030_ = ~ _029_;
  assign _031_ = & { _030_, _028_, _027_ };
  assign _032_ = bounds_head[9:2] + 1'h1;
  assign _034_ = _031_ ? { _032_[7:0], 2'h2 } : 10'h003;
  assign _035_ = _025_ ? _026_ : { 24'h000000, _034_ };
  assign crd_token = _020_ ? _021_ : _035_;
  assign _036_ = crd_token_is_item_later1 ? mem_crd_word : { 24'h000000, crd_token_level_later1 };
  assign ref_push = | { fire_3, fire_2, fire_1, fire_0 };
  assign _038_ = more ? { position, 2'h0 } : 34'h000000002;
  assign _039_ = ! bounds_head[1:0];
  assign _040_ = ~ run;
  assign _041_ = & { _040_, _039_ };
  assign _042_ = some ? { bounds_head[33:2], 2'h0 } : 34'h000000002;
  assign _043_ = bounds_head[1:0] == 2'h2;
  assign _045_ = ~ run;
  assign _046_ = ! bounds_head[1:0];
  assign _047_ = ~ _046_;
  assign _048_ = & { _047_, _045_, _043_ };
  assign _049_ = bounds_head[9:2] + 1'h1;
  assign _050_ = _048_ ? { _049_[7:0], 2'h2 } : 10'h003;
  assign _051_ = _041_ ? _042_ : { 24'h000000, _050_ };
  assign ref_data = _037_ ? _038_ : _051_;
  assign _052_ = ! crd_token[1:0];
  assign _053_ = ! bounds_head[1:0];
  assign _054_ = bounds_head[1:0] == 2'h2;
  assign _056_ = position + 1'h1;
  assign _057_ = index + 1'h1;
  assign _058_ = bounds_head[33:2] + 1'h1;
  always @(posedge clk)
    crd_token_is_item_later1 <= _052_;
  always @(posedge clk)
    crd_token_kind_later1 <= crd_token[1:0];
  always @(posedge clk)
    crd_token_level_later1 <= crd_token[9:2];
  always @(posedge clk)
    position <= _059_;
  always @(posedge clk)
    index <= _060_;
  always @(posedge clk)
    run <= _061_;
  always @(posedge clk)
    last <= _062_;
  always @(posedge clk)
    crd_enq <= _063_;
  assign mem_crd_addr = run ? position : bounds_head[33:2];
  assign more = position != last;
  assign some = bounds_head[33:2] != bounds_head[65:34];
  assign _011_ = & { ref_can_push, crd_can_push };
  assign fire_0 = _000_ & _033_;
  assign _044_ = ! bounds_head[1:0];
  assign _055_ = ~ run;
  assign _064_ = & { _055_, _044_ };
  assign _065_ = & { ref_can_push, crd_can_push, bounds_visible };
  assign fire_1 = _064_ & _001_;
  assign _002_ = bounds_head[1:0] == 2'h2;
  assign _003_ = ~ run;
  assign _004_ = ! bounds_head[1:0];
  assign _005_ = ~ _004_;
  assign _006_ = & { _005_, _003_, _002_ };
  assign _007_ = & { ref_can_push, crd_can_push, bounds_visible };
  assign fire_2 = _006_ & _009_;
  assign _010_ = ~ run;
  assign _012_ = ! bounds_head[1:0];
  assign _013_ = ~ _012_;
  assign _014_ = bounds_head[1:0] == 2'h2;
  assign _015_ = ~ _014_;
  assign _016_ = & { _015_, _013_, _010_ };
  assign _017_ = & { ref_can_push, crd_can_push, bounds_visible };
  always @* begin
    if (wake_13) begin end
    _059_ = position;
    if (run) begin
      if (fire_0) begin
        _059_ = _056_[31:0];
      end
    end else if (_053_) begin
      if (fire_1) begin
        _059_ = _058_[31:0];
      end
    end
  end
  always @* begin
    if (wake_13) begin end
    _060_ = index;
    if (run) begin
      if (fire_0) begin
        _060_ = _057_[31:0];
      end
    end else if (_053_) begin
      if (fire_1) begin
        _060_ = 32'd1;
      end
    end
  end
  always @* begin
    if (wake_13) begin end
    _061_ = run;
    if (run) begin
      if (fire_0) begin
        _061_ = more;
      end
    end else if (_053_) begin
      if (fire_1) begin
        _061_ = some;
      end
    end
    if (rst) begin
      _061_ = 1'h0;
    end
  end
  always @* begin
    if (wake_13) begin end
    _062_ = last;
    if (run) begin
    end else if (_053_) begin
      if (fire_1) begin
        _062_ = bounds_head[65:34];
      end
    end
  end
  always @* begin
    if (wake_13) begin end
    _063_ = crd_push;
    if (rst) begin
      _063_ = 1'h0;
    end
  end
  assign crd_enq_later1 = crd_enq;
  assign ref_token = ref_data;
  assign crd_data = { _036_, crd_token_kind_later1 };
  assign ref_enq = ref_push;
  assign _018_ = 1'h1;
  assign _019_ = _017_;
  assign _000_ = run;
  assign _022_ = 1'h1;
  assign _033_ = _011_;
  assign _066_ = 1'h1;
  assign _001_ = _065_;
  assign _008_ = 1'h1;
  assign _009_ = _007_;
  assign _020_ = run;
  assign _037_ = run;
endmodule

// gen: kind=d
module gen_d(clk, rst, bounds_visible, bounds_head, bounds_pop, crd_can_push, crd_push, crd_enq, crd_data, ref_can_push, ref_push, ref_enq, ref_data);
  reg wake_14 = 0;
  wire _000_;
  wire _001_;
  wire _002_;
  wire _003_;
  wire _004_;
  wire _005_;
  wire _006_;
  wire _007_;
  wire _008_;
  wire _009_;
  wire _010_;
  wire _011_;
  wire _012_;
  wire _013_;
  wire _014_;
  wire _015_;
  wire _016_;
  wire _017_;
  wire _018_;
  wire _019_;
  wire _020_;
  wire [33:0] _021_;
  wire _022_;
  wire _023_;
  wire _024_;
  wire _025_;
  wire [33:0] _026_;
  wire _027_;
  wire _028_;
  wire _029_;
  wire _030_;
  wire _031_;
  wire [8:0] _032_;
  wire _033_;
  wire [9:0] _034_;
  wire [33:0] _035_;
  wire _036_;
  wire [33:0] _037_;
  wire _038_;
  wire _039_;
  wire _040_;
  wire [33:0] _041_;
  wire _042_;
  wire _043_;
  wire _044_;
  wire _045_;
  wire _046_;
  wire _047_;
  wire [8:0] _048_;
  wire [9:0] _049_;
  wire [33:0] _050_;
  wire _051_;
  wire _052_;
  wire [32:0] _053_;
  wire [32:0] _054_;
  wire _055_;
  wire [32:0] _056_;
  reg [31:0] _057_;
  reg [31:0] _058_;
  reg _059_;
  reg [31:0] _060_;
  wire _061_;
  wire _062_;
  wire _063_;
  input [65:0] bounds_head;
  wire [65:0] bounds_head;
  output bounds_pop;
  wire bounds_pop;
  input bounds_visible;
  wire bounds_visible;
  input clk;
  wire clk;
  input crd_can_push;
  wire crd_can_push;
  output [33:0] crd_data;
  wire [33:0] crd_data;
  output crd_enq;
  wire crd_enq;
  output crd_push;
  wire crd_push;
  wire [33:0] crd_token;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  wire fire_3;
  reg [31:0] index = 32'd0;
  reg [31:0] last = 32'd0;
  wire more;
  reg [31:0] position = 32'd0;
  input ref_can_push;
  wire ref_can_push;
  output [33:0] ref_data;
  wire [33:0] ref_data;
  output ref_enq;
  wire ref_enq;
  output ref_push;
  wire ref_push;
  wire [33:0] ref_token;
  input rst;
  wire rst;
  reg run = 1'h0;
  wire some;
  assign crd_push = | { fire_3, fire_2, fire_1, fire_0 };
  assign _021_ = more ? { index, 2'h0 } : 34'h000000002;
  assign _023_ = ! bounds_head[1:0];
  assign _024_ = ~ run;
  assign _025_ = & { _024_, _023_ };
  assign _026_ = some ? 34'h000000000 : 34'h000000002;
  assign _027_ = bounds_head[1:0] == 2'h2;
  assign _028_ = ~ run;
  assign _029_ = ! bounds_head[1:0];
  assign _030_ = ~ _029_;
  assign _031_ = & { _030_, _028_, _027_ };
  assign _032_ = bounds_head[9:2] + 1'h1;
  assign _034_ = _031_ ? { _032_[7:0], 2'h2 } : 10'h003;
  assign _035_ = _025_ ? _026_ : { 24'h000000, _034_ };
  assign crd_data = _020_ ? _021_ : _035_;
  assign ref_push = | { fire_3, fire_2, fire_1, fire_0 };
  assign _037_ = more ? { position, 2'h0 } : 34'h000000002;
  assign _038_ = ! bounds_head[1:0];
  assign _039_ = ~ run;
  assign _040_ = & { _039_, _038_ };
  assign _041_ = some ? { bounds_head[33:2], 2'h0 } : 34'h000000002;
  assign _042_ = bounds_head[1:0] == 2'h2;
  assign _043_ = ~ run;
  assign _045_ = ! bounds_head[1:0];
  assign _046_ = ~ _045_;
  assign _047_ = & { _046_, _043_, _042_ };
  assign _048_ = bounds_head[9:2] + 1'h1;
  assign _049_ = _047_ ? { _048_[7:0], 2'h2 } : 10'h003;
  assign _050_ = _040_ ? _041_ : { 24'h000000, _049_ };
  assign ref_data = _036_ ? _037_ : _050_;
  assign _051_ = ! bounds_head[1:0];
  assign _052_ = bounds_head[1:0] == 2'h2;
  assign _053_ = position + 1'h1;
  assign _054_ = index + 1'h1;
  assign _056_ = bounds_head[33:2] + 1'h1;
  always @(posedge clk)
    position <= _057_;
  always @(posedge clk)
    index <= _058_;
  always @(posedge clk)
    run <= _059_;
  always @(posedge clk)
    last <= _060_;
  assign more = position != last;
  assign some = bounds_head[33:2] != bounds_head[65:34];
  assign _011_ = & { ref_can_push, crd_can_push };
  assign fire_0 = _000_ & _033_;
  assign _044_ = ! bounds_head[1:0];
  assign _055_ = ~ run;
  assign _061_ = & { _055_, _044_ };
  assign _062_ = & { ref_can_push, crd_can_push, bounds_visible };
  assign fire_1 = _061_ & _001_;
  assign _002_ = bounds_head[1:0] == 2'h2;
  assign _003_ = ~ run;
  assign _004_ = ! bounds_head[1:0];
  assign _005_ = ~ _004_;
  assign _006_ = & { _005_, _003_, _002_ };
  assign _007_ = & { ref_can_push, crd_can_push, bounds_visible };
  assign fire_2 = _006_ & _009_;
  assign _010_ = ~ run;
  assign _012_ = ! bounds_head[1:0];
  assign _013_ = ~ _012_;
  assign _014_ = bounds_head[1:0] == 2'h2;
  assign _015_ = ~ _014_;
  assign _016_ = & { _015_, _013_, _010_ };
  assign _017_ = & { ref_can_push, crd_can_push, bounds_visible };
  assign fire_3 = _016_ & _019_;
  assign fire = | { fire_3, fire_2, fire_1, fire_0 };
  assign bounds_pop = | { fire_3, fire_2, fire_1 };
  always @* begin
    if (wake_14) begin end
    _057_ = position;
    if (run) begin
      if (fire_0) begin
        _057_ = _053_[31:0];
      end
    end else if (_051_) begin
      if (fire_1) begin
        _057_ = _056_[31:0];
      end
    end
  end
  always @* begin
    if (wake_14) begin end
    _058_ = index;
    if (run) begin
      if (fire_0) begin
        _058_ = _054_[31:0];
      end
    end else if (_051_) begin
      if (fire_1) begin
        _058_ = 32'd1;
      end
    end
  end
  always @* begin
    if (wake_14) begin end
    _059_ = run;
    if (run) begin
      if (fire_0) begin
        _059_ = more;
      end
    end else if (_051_) begin
      if (fire_1) begin
        _059_ = some;
      end
    end
    if (rst) begin
      _059_ = 1'h0;
    end
  end
  always @* begin
    if (wake_14) begin end
    _060_ = last;
    if (run) begin
    end else if (_051_) begin
      if (fire_1) begin
        _060_ = bounds_head[65:34];
      end
    end
  end
  assign crd_token = crd_data;
  assign ref_token = ref_data;
  assign crd_enq = crd_push;
  assign ref_enq = ref_push;
  assign _000_ = run;
  assign _022_ = 1'h1;
  assign _033_ = _011_;
  assign _063_ = 1'h1;
  assign _001_ = _062_;
  assign _008_ = 1'h1;
  assign _009_ = _007_;
  assign _018_ = 1'h1;
  assign _019_ = _017_;
  assign _020_ = run;
  assign _036_ = run;
endmodule

// locate: size=5 flat=False rl=1
module locate_n5_rl1(clk, rst, ref_visible, ref_head, ref_pop, crd_visible, crd_head, crd_pop, ref_can_push, ref_push, ref_enq, ref_data);
  reg wake_15 = 0;
  wire [34:0] _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  wire _14_;
  wire _15_;
  wire _16_;
  wire _17_;
  wire _18_;
  wire _19_;
  wire _20_;
  wire _21_;
  wire _22_;
  wire _23_;
  wire _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire _28_;
  wire _29_;
  wire _30_;
  wire _31_;
  wire [33:0] _32_;
  wire _33_;
  wire [32:0] _34_;
  wire [31:0] _35_;
  reg _36_;
  wire _37_;
  wire _38_;
  wire _39_;
  wire _40_;
  wire _41_;
  input clk;
  wire clk;
  input [33:0] crd_head;
  wire [33:0] crd_head;
  reg [31:0] crd_later1 = 32'd0;
  output crd_pop;
  wire crd_pop;
  input crd_visible;
  wire crd_visible;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  reg [31:0] product_later1 = 32'd0;
  input ref_can_push;
  wire ref_can_push;
  output [33:0] ref_data;
  wire [33:0] ref_data;
  output ref_enq;
  reg ref_enq = 1'h0;
  (* init = 1'h0 *)
  wire ref_enq_later1;
  input [33:0] ref_head;
  wire [33:0] ref_head;
  output ref_pop;
  wire ref_pop;
  output ref_push;
  wire ref_push;
  wire [33:0] ref_token;
  input ref_visible;
  wire ref_visible;
  input rst;
  wire rst;
  reg token_is_item_later1 = 1'h0;
  reg [1:0] token_kind_later1 = 2'h0;
  reg [7:0] token_level_later1 = 8'h00;
  assign _00_ = ref_head[33:2] * 3'h5;
  assign _11_ = ! ref_token[1:0];
  assign _22_ = ! crd_head[1:0];
  assign _33_ = ref_head[1:0] == 1'h1;
  assign _37_ = _22_ & _33_;
  assign _39_ = & { ref_can_push, crd_visible, ref_visible };
  assign fire_0 = _38_ & _41_;
  assign _01_ = ! crd_head[1:0];
  assign _02_ = ! crd_head[1:0];
  assign _03_ = ref_head[1:0] == 1'h1;
  assign _04_ = _02_ & _03_;
  assign _05_ = ~ _04_;
  assign _06_ = & { _05_, _01_ };
  assign _07_ = & { ref_can_push, crd_visible, ref_visible };
  assign fire_1 = _06_ & _09_;
  assign _10_ = ! crd_head[1:0];
  assign _12_ = ref_head[1:0] == 1'h1;
  assign _13_ = _10_ & _12_;
  assign _14_ = ~ _13_;
  assign _15_ = ! crd_head[1:0];
  assign _16_ = ~ _15_;
  assign _17_ = & { _16_, _14_ };
  assign _18_ = & { ref_can_push, crd_visible, ref_visible };
  assign fire_2 = _17_ & _20_;
  assign fire = | { fire_2, fire_1, fire_0 };
  assign crd_pop = | { fire_2, fire_1, fire_0 };
  assign ref_push = | { fire_2, fire_1, fire_0 };
  assign _21_ = ! crd_head[1:0];
  assign _23_ = ref_head[1:0] == 1'h1;
  assign _24_ = _21_ & _23_;
  assign _26_ = ! crd_head[1:0];
  assign _27_ = ! crd_head[1:0];
  assign _28_ = ref_head[1:0] == 1'h1;
  assign _29_ = _27_ & _28_;
  assign _30_ = ~ _29_;
  assign _31_ = & { _30_, _26_ };
  assign _32_ = _31_ ? { crd_head[33:2], 2'h0 } : crd_head;
  assign ref_token = _25_ ? 34'h000000001 : _32_;
  assign _34_ = product_later1 + crd_later1;
  assign _35_ = token_is_item_later1 ? _34_[31:0] : { 24'h000000, token_level_later1 };
  always @(posedge clk)
    product_later1 <= _00_[31:0];
  always @(posedge clk)
    crd_later1 <= crd_head[33:2];
  always @(posedge clk)
    token_is_item_later1 <= _11_;
  always @(posedge clk)
    token_kind_later1 <= ref_token[1:0];
  always @(posedge clk)
    token_level_later1 <= ref_token[9:2];
  always @(posedge clk)
    ref_enq <= _36_;
  always @* begin
    if (wake_15) begin end
    _36_ = ref_push;
    if (rst) begin
      _36_ = 1'h0;
    end
  end
  assign ref_enq_later1 = ref_enq;
  assign ref_data = { _35_, token_kind_later1 };
  assign _25_ = _24_;
  assign _38_ = _37_;
  assign _40_ = 1'h1;
  assign _41_ = _39_;
  assign _08_ = 1'h1;
  assign _09_ = _07_;
  assign _19_ = 1'h1;
  assign _20_ = _18_;
  assign ref_pop = fire_2;
endmodule

// memory: 20 words, read ports of latency [1]
module memory_20_rl1(clk, rst, host_addr, host_wdata, host_we, host_rdata, read0_addr, read0_word);
  input clk;
  wire clk;
  wire [4:0] host__addr;
  wire [31:0] host__data;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  wire [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  input [31:0] read0_addr;
  wire [31:0] read0_addr;
  output [31:0] read0_word;
  wire [31:0] read0_word;
  wire [4:0] read__addr;
  wire [31:0] read__data;
  input rst;
  wire rst;
  wire [4:0] write__addr;
  wire [31:0] write__data;
  wire write__en;
  (* no_rw_check = 32'd1 *)
  reg [31:0] array [19:0];
  always @(posedge clk) begin
    if (host_we)
      array[host_addr[4:0]] <= host_wdata;
  end
  reg [31:0] _0_;
  reg [31:0] _1_;
  always @(posedge clk) begin
    _0_ <= array[host_addr[4:0]];
    _1_ <= array[read0_addr[4:0]];
  end
  assign host_rdata = _0_;
  assign read0_word = _1_;
  assign host__addr = host_addr[4:0];
  assign host__data = host_rdata;
  assign write__addr = host_addr[4:0];
  assign write__data = host_wdata;
  assign write__en = host_we;
  assign read__addr = read0_addr[4:0];
  assign read__data = read0_word;
endmodule

// memory: 24 words, read ports of latency [], a write port
module memory_24_w(clk, rst, host_addr, host_wdata, host_we, host_rdata, write_addr, write_word, write_en);
  wire [31:0] _0_;
  input clk;
  wire clk;
  wire [4:0] host__addr;
  wire [31:0] host__data;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  wire [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  input rst;
  wire rst;
  wire [4:0] write__addr;
  wire [31:0] write__data;
  wire write__en;
  input [31:0] write_addr;
  wire [31:0] write_addr;
  input write_en;
  wire write_en;
  input [31:0] write_word;
  wire [31:0] write_word;
  (* no_rw_check = 32'd1 *)
  reg [31:0] array [23:0];
  always @(posedge clk) begin
    if (write__en)
      array[_0_[4:0]] <= write__data;
  end
  reg [31:0] _4_;
  always @(posedge clk) begin
    _4_ <= array[host_addr[4:0]];
  end
  assign host_rdata = _4_;
  assign _0_ = write_en ? write_addr : host_addr;
  assign write__data = write_en ? write_word : host_wdata;
  assign write__en = write_en | host_we;
  assign host__addr = host_addr[4:0];
  assign host__data = host_rdata;
  assign write__addr = _0_[4:0];
endmodule

// memory: 2 words, read ports of latency [], a write port
module memory_2_w(clk, rst, host_addr, host_wdata, host_we, host_rdata, write_addr, write_word, write_en);
  wire [31:0] _0_;
  input clk;
  wire clk;
  wire host__addr;
  wire [31:0] host__data;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  wire [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  input rst;
  wire rst;
  wire write__addr;
  wire [31:0] write__data;
  wire write__en;
  input [31:0] write_addr;
  wire [31:0] write_addr;
  input write_en;
  wire write_en;
  input [31:0] write_word;
  wire [31:0] write_word;
  (* no_rw_check = 32'd1 *)
  reg [31:0] array [1:0];
  always @(posedge clk) begin
    if (write__en)
      array[_0_[0]] <= write__data;
  end
  reg [31:0] _4_;
  always @(posedge clk) begin
    _4_ <= array[host_addr[0]];
  end
  assign host_rdata = _4_;
  assign _0_ = write_en ? write_addr : host_addr;
  assign write__data = write_en ? write_word : host_wdata;
  assign write__en = write_en | host_we;
  assign host__addr = host_addr[0];
  assign host__data = host_rdata;
  assign write__addr = _0_[0];
endmodule

// memory: 30 words, read ports of latency [1]
module memory_30_rl1(clk, rst, host_addr, host_wdata, host_we, host_rdata, read0_addr, read0_word);
  input clk;
  wire clk;
  wire [4:0] host__addr;
  wire [31:0] host__data;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  wire [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  input [31:0] read0_addr;
  wire [31:0] read0_addr;
  output [31:0] read0_word;
  wire [31:0] read0_word;
  wire [4:0] read__addr;
  wire [31:0] read__data;
  input rst;
  wire rst;
  wire [4:0] write__addr;
  wire [31:0] write__data;
  wire write__en;
  (* no_rw_check = 32'd1 *)
  reg [31:0] array [29:0];
  always @(posedge clk) begin
    if (host_we)
      array[host_addr[4:0]] <= host_wdata;
  end
  reg [31:0] _0_;
  reg [31:0] _1_;
  always @(posedge clk) begin
    _0_ <= array[host_addr[4:0]];
    _1_ <= array[read0_addr[4:0]];
  end
  assign host_rdata = _0_;
  assign read0_word = _1_;
  assign host__addr = host_addr[4:0];
  assign host__data = host_rdata;
  assign write__addr = host_addr[4:0];
  assign write__data = host_wdata;
  assign write__en = host_we;
  assign read__addr = read0_addr[4:0];
  assign read__data = read0_word;
endmodule

// memory: 6 words, read ports of latency [1, 1]
module memory_6_rl1_rl1(clk, rst, host_addr, host_wdata, host_we, host_rdata, read0_addr, read0_word, read1_addr, read1_word);
  input clk;
  wire clk;
  wire [2:0] host__addr;
  wire [31:0] host__data;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  wire [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  input [31:0] read0_addr;
  wire [31:0] read0_addr;
  output [31:0] read0_word;
  wire [31:0] read0_word;
  input [31:0] read1_addr;
  wire [31:0] read1_addr;
  output [31:0] read1_word;
  wire [31:0] read1_word;
  wire [2:0] read__addr;
  wire [2:0] read_addr_17;
  wire [31:0] read__data;
  wire [31:0] read_data_18;
  input rst;
  wire rst;
  wire [2:0] write__addr;
  wire [31:0] write__data;
  wire write__en;
  (* no_rw_check = 32'd1 *)
  reg [31:0] array [5:0];
  always @(posedge clk) begin
    if (host_we)
      array[host_addr[2:0]] <= host_wdata;
  end
  reg [31:0] _0_;
  reg [31:0] _1_;
  reg [31:0] _2_;
  always @(posedge clk) begin
    _0_ <= array[host_addr[2:0]];
    _1_ <= array[read0_addr[2:0]];
    _2_ <= array[read1_addr[2:0]];
  end
  assign host_rdata = _0_;
  assign read0_word = _1_;
  assign read1_word = _2_;
  assign host__addr = host_addr[2:0];
  assign host__data = host_rdata;
  assign write__addr = host_addr[2:0];
  assign write__data = host_wdata;
  assign write__en = host_we;
  assign read__addr = read0_addr[2:0];
  assign read__data = read0_word;
  assign read_addr_17 = read1_addr[2:0];
  assign read_data_18 = read1_word;
endmodule

// memory: 6 words, read ports of latency [], a write port
module memory_6_w(clk, rst, host_addr, host_wdata, host_we, host_rdata, write_addr, write_word, write_en);
  wire [31:0] _0_;
  input clk;
  wire clk;
  wire [2:0] host__addr;
  wire [31:0] host__data;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  wire [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  input rst;
  wire rst;
  wire [2:0] write__addr;
  wire [31:0] write__data;
  wire write__en;
  input [31:0] write_addr;
  wire [31:0] write_addr;
  input write_en;
  wire write_en;
  input [31:0] write_word;
  wire [31:0] write_word;
  (* no_rw_check = 32'd1 *)
  reg [31:0] array [5:0];
  always @(posedge clk) begin
    if (write__en)
      array[_0_[2:0]] <= write__data;
  end
  reg [31:0] _4_;
  always @(posedge clk) begin
    _4_ <= array[host_addr[2:0]];
  end
  assign host_rdata = _4_;
  assign _0_ = write_en ? write_addr : host_addr;
  assign write__data = write_en ? write_word : host_wdata;
  assign write__en = write_en | host_we;
  assign host__addr = host_addr[2:0];
  assign host__data = host_rdata;
  assign write__addr = _0_[2:0];
endmodule

// memory: 7 words, read ports of latency [1, 1]
module memory_7_rl1_rl1(clk, rst, host_addr, host_wdata, host_we, host_rdata, read0_addr, read0_word, read1_addr, read1_word);
  input clk;
  wire clk;
  wire [2:0] host__addr;
  wire [31:0] host__data;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  wire [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  input [31:0] read0_addr;
  wire [31:0] read0_addr;
  output [31:0] read0_word;
  wire [31:0] read0_word;
  input [31:0] read1_addr;
  wire [31:0] read1_addr;
  output [31:0] read1_word;
  wire [31:0] read1_word;
  wire [2:0] read__addr;
  wire [2:0] read_addr_17;
  wire [31:0] read__data;
  wire [31:0] read_data_18;
  input rst;
  wire rst;
  wire [2:0] write__addr;
  wire [31:0] write__data;
  wire write__en;
  (* no_rw_check = 32'd1 *)
  reg [31:0] array [6:0];
  always @(posedge clk) begin
    if (host_we)
      array[host_addr[2:0]] <= host_wdata;
  end
  reg [31:0] _0_;
  reg [31:0] _1_;
  reg [31:0] _2_;
  always @(posedge clk) begin
    _0_ <= array[host_addr[2:0]];
    _1_ <= array[read0_addr[2:0]];
    _2_ <= array[read1_addr[2:0]];
  end
  assign host_rdata = _0_;
  assign read0_word = _1_;
  assign read1_word = _2_;
  assign host__addr = host_addr[2:0];
  assign host__data = host_rdata;
  assign write__addr = host_addr[2:0];
  assign write__data = host_wdata;
  assign write__en = host_we;
  assign read__addr = read0_addr[2:0];
  assign read__data = read0_word;
  assign read_addr_17 = read1_addr[2:0];
  assign read_data_18 = read1_word;
endmodule

// memory: 7 words, read ports of latency [], a write port
module memory_7_w(clk, rst, host_addr, host_wdata, host_we, host_rdata, write_addr, write_word, write_en);
  wire [31:0] _0_;
  input clk;
  wire clk;
  wire [2:0] host__addr;
  wire [31:0] host__data;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  wire [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  input rst;
  wire rst;
  wire [2:0] write__addr;
  wire [31:0] write__data;
  wire write__en;
  input [31:0] write_addr;
  wire [31:0] write_addr;
  input write_en;
  wire write_en;
  input [31:0] write_word;
  wire [31:0] write_word;
  (* no_rw_check = 32'd1 *)
  reg [31:0] array [6:0];
  always @(posedge clk) begin
    if (write__en)
      array[_0_[2:0]] <= write__data;
  end
  reg [31:0] _4_;
  always @(posedge clk) begin
    _4_ <= array[host_addr[2:0]];
  end
  assign host_rdata = _4_;
  assign _0_ = write_en ? write_addr : host_addr;
  assign write__data = write_en ? write_word : host_wdata;
  assign write__en = write_en | host_we;
  assign host__addr = host_addr[2:0];
  assign host__data = host_rdata;
  assign write__addr = _0_[2:0];
endmodule

// repeat: type=ref
module repeat_ref(base_visible, base_head, base_pop, rep_visible, rep_head, rep_pop, out_can_push, out_push, out_enq, out_data);
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  input [33:0] base_head;
  wire [33:0] base_head;
  output base_pop;
  wire base_pop;
  input base_visible;
  wire base_visible;
  wire fire;
  wire fire_0;
  wire fire_1;
  input out_can_push;
  wire out_can_push;
  output [33:0] out_data;
  wire [33:0] out_data;
  output out_enq;
  wire out_enq;
  output out_push;
  wire out_push;
  wire [33:0] out_token;
  input [33:0] rep_head;
  wire [33:0] rep_head;
  output rep_pop;
  wire rep_pop;
  input rep_visible;
  wire rep_visible;
  assign _00_ = ! rep_head[1:0];
  assign _06_ = & { out_can_push, rep_visible, base_visible };
  assign fire_0 = _05_ & _08_;
  assign _09_ = ! rep_head[1:0];
  assign _10_ = ~ _09_;
  assign _12_ = & { out_can_push, rep_visible, base_visible };
  assign fire_1 = _11_ & _02_;
  assign fire = | { fire_1, fire_0 };
  assign rep_pop = | { fire_1, fire_0 };
  assign out_push = | { fire_1, fire_0 };
  assign _03_ = ! rep_head[1:0];
  assign out_data = _04_ ? base_head : rep_head;
  assign out_token = out_data;
  assign out_enq = out_push;
  assign _11_ = _10_;
  assign _01_ = 1'h1;
  assign _02_ = _12_;
  assign base_pop = fire_1;
  assign _05_ = _00_;
  assign _07_ = 1'h1;
  assign _08_ = _06_;
  assign _04_ = _03_;
endmodule

// repeat: type=val
module repeat_val(base_visible, base_head, base_pop, rep_visible, rep_head, rep_pop, out_can_push, out_push, out_enq, out_data);
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  input [33:0] base_head;
  wire [33:0] base_head;
  output base_pop;
  wire base_pop;
  input base_visible;
  wire base_visible;
  wire fire;
  wire fire_0;
  wire fire_1;
  input out_can_push;
  wire out_can_push;
  output [33:0] out_data;
  wire [33:0] out_data;
  output out_enq;
  wire out_enq;
  output out_push;
  wire out_push;
  wire [33:0] out_token;
  input [33:0] rep_head;
  wire [33:0] rep_head;
  output rep_pop;
  wire rep_pop;
  input rep_visible;
  wire rep_visible;
  assign _00_ = ! rep_head[1:0];
  assign _06_ = & { out_can_push, rep_visible, base_visible };
  assign fire_0 = _05_ & _08_;
  assign _09_ = ! rep_head[1:0];
  assign _10_ = ~ _09_;
  assign _12_ = & { out_can_push, rep_visible, base_visible };
  assign fire_1 = _11_ & _02_;
  assign fire = | { fire_1, fire_0 };
  assign rep_pop = | { fire_1, fire_0 };
  assign out_push = | { fire_1, fire_0 };
  assign _03_ = ! rep_head[1:0];
  assign out_data = _04_ ? base_head : rep_head;
  assign out_token = out_data;
  assign out_enq = out_push;
  assign _11_ = _10_;
  assign _01_ = 1'h1;
  assign _02_ = _12_;
  assign base_pop = fire_1;
  assign _05_ = _00_;
  assign _07_ = 1'h1;
  assign _08_ = _06_;
  assign _04_ = _03_;
endmodule

// root
module root(clk, rst, ref_can_push, ref_push, ref_enq, ref_data, go);
  reg wake_16 = 0;
  wire _00_;
  wire _01_;
  reg _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  input clk;
  wire clk;
  wire fire;
  wire fire_0;
  wire fire_1;
  input go;
  wire go;
  input ref_can_push;
  wire ref_can_push;
  output [33:0] ref_data;
  wire [33:0] ref_data;
  output ref_enq;
  wire ref_enq;
  output ref_push;
  wire ref_push;
  wire [33:0] ref_token;
  input rst;
  wire rst;
  reg sent = 1'h0;
  assign fire_0 = _00_ & _05_;
  assign _06_ = ~ sent;
  assign _07_ = & { _06_, go };
  assign fire_1 = _07_ & _10_;
  assign fire = | { fire_1, fire_0 };
  assign ref_push = | { fire_1, fire_0 };
  assign ref_data = _01_ ? 34'h000000003 : 34'h000000000;
  always @(posedge clk)
    sent <= _02_;
  always @* begin
    if (wake_16) begin end
    _02_ = sent;
    if (sent) begin
      if (fire_0) begin
        _02_ = 1'h0;
      end
    end else if (go) begin
      if (fire_1) begin
        _02_ = 1'h1;
      end
    end
    if (rst) begin
      _02_ = 1'h0;
    end
  end
  assign ref_token = ref_data;
  assign ref_enq = ref_push;
  assign _00_ = sent;
  assign _03_ = ref_can_push;
  assign _04_ = 1'h1;
  assign _05_ = ref_can_push;
  assign _08_ = ref_can_push;
  assign _09_ = 1'h1;
  assign _10_ = ref_can_push;
  assign _01_ = sent;
endmodule

// sacc: sizes=4 perm=0 w=2
module sacc_4_0_w2(clk, rst, crd0_visible, crd0_head, crd0_pop, val_visible, val_head, val_pop, handover_can_push, handover_push, handover_enq, handover_data, bank, update, update_key, update_val);
  reg wake_17 = 0;
  wire _000_;
  wire _001_;
  wire _002_;
  wire _003_;
  wire _004_;
  wire _005_;
  wire _006_;
  wire _007_;
  wire _008_;
  wire _009_;
  wire _010_;
  reg _011_;
  wire _012_;
  reg _013_;
  reg _014_;
  wire _015_;
  wire _016_;
  wire _017_;
  wire _018_;
  wire _019_;
  wire _020_;
  wire _021_;
  wire _022_;
  wire _023_;
  wire _024_;
  wire _025_;
  wire _026_;
  wire _027_;
  wire _028_;
  wire _029_;
  wire _030_;
  wire _031_;
  wire _032_;
  wire _033_;
  wire _034_;
  wire _035_;
  wire _036_;
  wire _037_;
  wire _038_;
  wire _039_;
  wire _040_;
  wire _041_;
  wire _042_;
  wire _043_;
  wire _044_;
  wire _045_;
  wire _046_;
  wire _047_;
  wire _048_;
  wire _049_;
  wire _050_;
  wire _051_;
  wire _052_;
  wire _053_;
  wire _054_;
  wire _055_;
  wire _056_;
  wire _057_;
  wire _058_;
  wire _059_;
  wire _060_;
  wire _061_;
  wire _062_;
  wire _063_;
  wire _064_;
  wire _065_;
  wire _066_;
  wire _067_;
  wire _068_;
  wire _069_;
  wire _070_;
  wire _071_;
  wire _072_;
  wire _073_;
  wire _074_;
  wire _075_;
  wire _076_;
  wire _077_;
  wire _078_;
  wire _079_;
  wire _080_;
  wire _081_;
  wire _082_;
  wire _083_;
  wire _084_;
  wire _085_;
  wire _086_;
  wire _087_;
  wire _088_;
  wire _089_;
  wire _090_;
  wire _091_;
  wire _092_;
  wire _093_;
  wire _094_;
  wire _095_;
  wire _096_;
  wire _097_;
  wire _098_;
  wire _099_;
  wire _100_;
  wire _101_;
  wire _102_;
  wire _103_;
  wire _104_;
  wire _105_;
  wire _106_;
  wire [8:0] _107_;
  wire [9:0] _108_;
  wire [9:0] _109_;
  wire _110_;
  output bank;
  reg bank = 1'h0;
  input clk;
  wire clk;
  input [33:0] crd0_head;
  wire [33:0] crd0_head;
  output crd0_pop;
  wire crd0_pop;
  input crd0_visible;
  wire crd0_visible;
  (* init = 1'h0 *)
  wire filled_bank;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  wire fire_3;
  wire fire_4;
  wire fire_5;
  input handover_can_push;
  wire handover_can_push;
  output [33:0] handover_data;
  reg [33:0] handover_data = 34'h000000000;
  output handover_enq;
  reg handover_enq = 1'h0;
  (* init = 1'h0 *)
  wire handover_enq_later1;
  (* init = 34'h000000000 *)
  wire [33:0] handover_later1;
  output handover_push;
  wire handover_push;
  wire [33:0] handover_token;
  wire [14:0] key;
  input rst;
  wire rst;
  output update;
  reg update;
  reg [15:0] update1_key_later1 = 16'h0000;
  reg update1_later1 = 1'h0;
  output [14:0] update_key;
  wire [14:0] update_key;
  output [31:0] update_val;
  wire [31:0] update_val;
  input [33:0] val_head;
  wire [33:0] val_head;
  output val_pop;
  wire val_pop;
  input val_visible;
  wire val_visible;
  assign _000_ = ! val_head[1:0];
  assign _034_ = & { val_visible, crd0_visible };
  assign _045_ = update1_key_later1 == { bank, 13'h0000, crd0_head[3:2] };
  assign _056_ = update1_later1 & _045_;
  assign _078_ = ~ _067_;
  assign _089_ = _034_ & _078_;
  assign fire_0 = _023_ & _089_;
  assign _100_ = val_head[1:0] == 1'h1;
  assign _001_ = ! val_head[1:0];
  assign _012_ = ~ _001_;
  assign _015_ = & { _012_, _100_ };
  assign _016_ = & { val_visible, crd0_visible };
  assign fire_1 = _015_ & _018_;
  assign _019_ = val_head[1:0] == 2'h2;
  assign _020_ = ! val_head[9:2];
  assign _021_ = _019_ & _020_;
  assign _022_ = ! val_head[1:0];
  assign _024_ = ~ _022_;
  assign _025_ = val_head[1:0] == 1'h1;
  assign _026_ = ~ _025_;
  assign _027_ = & { _026_, _024_, _021_ };
  assign _028_ = & { val_visible, crd0_visible };
  assign fire_2 = _027_ & _030_;
  assign _031_ = val_head[1:0] == 2'h2;
  assign _032_ = val_head[9:2] == 1'h1;
  assign _033_ = _031_ & _032_;
  assign _035_ = ! val_head[1:0];
  assign _036_ = ~ _035_;
  assign _037_ = val_head[1:0] == 1'h1;
  assign _038_ = ~ _037_;
  assign _039_ = val_head[1:0] == 2'h2;
  assign _040_ = ! val_head[9:2];
  assign _041_ = _039_ & _040_;
  assign _042_ = ~ _041_;
  assign _043_ = & { _042_, _038_, _036_, _033_ };
  assign _044_ = & { handover_can_push, val_visible, crd0_visible };
  assign fire_3 = _043_ & _047_;
  assign _048_ = val_head[1:0] == 2'h2;
  assign _049_ = ! val_head[1:0];
  assign _050_ = ~ _049_;
  assign _051_ = val_head[1:0] == 1'h1;
  assign _052_ = ~ _051_;
  assign _053_ = val_head[1:0] == 2'h2;
  assign _054_ = ! val_head[9:2];
  assign _055_ = _053_ & _054_;
  assign _057_ = ~ _055_;
  assign _058_ = val_head[1:0] == 2'h2;
  assign _059_ = val_head[9:2] == 1'h1;
  assign _060_ = _058_ & _059_;
  assign _061_ = ~ _060_;
  assign _062_ = & { _061_, _057_, _052_, _050_, _048_ };
  assign _063_ = & { handover_can_push, val_visible, crd0_visible };
  assign fire_4 = _062_ & _065_;
  assign _066_ = ! val_head[1:0];
  assign _068_ = ~ _066_;
  assign _069_ = val_head[1:0] == 1'h1;
  assign _070_ = ~ _069_;
  assign _071_ = val_head[1:0] == 2'h2;
  assign _072_ = ! val_head[9:2];
  assign _073_ = _071_ & _072_;
  assign _074_ = ~ _073_;
  assign _075_ = val_head[1:0] == 2'h2;
  assign _076_ = val_head[9:2] == 1'h1;
  assign _077_ = _075_ & _076_;
  assign _079_ = ~ _077_;
  assign _080_ = val_head[1:0] == 2'h2;
  assign _081_ = ~ _080_;
  assign _082_ = & { _081_, _079_, _074_, _070_, _068_ };
  assign _083_ = & { handover_can_push, val_visible, crd0_visible };
  assign fire_5 = _082_ & _085_;
  assign fire = | { fire_5, fire_4, fire_3, fire_2, fire_1, fire_0 };
  assign crd0_pop = | { fire_5, fire_4, fire_3, fire_2, fire_1, fire_0 };
  assign val_pop = | { fire_5, fire_4, fire_3, fire_2, fire_1, fire_0 };
  assign _086_ = ! val_head[1:0];
  assign _087_ = val_head[1:0] == 1'h1;
  assign _088_ = val_head[1:0] == 2'h2;
  assign _090_ = ! val_head[9:2];
  assign _091_ = _088_ & _090_;
  assign _092_ = val_head[1:0] == 2'h2;
  assign _093_ = val_head[9:2] == 1'h1;
  assign _094_ = _092_ & _093_;
  assign _095_ = val_head[1:0] == 2'h2;
  assign handover_push = | { fire_5, fire_4, fire_3 };
  assign _096_ = val_head[1:0] == 2'h2;
  assign _097_ = val_head[9:2] == 1'h1;
  assign _098_ = _096_ & _097_;
  assign _101_ = val_head[1:0] == 2'h2;
  assign _102_ = val_head[1:0] == 2'h2;
  assign _103_ = val_head[9:2] == 1'h1;
  assign _104_ = _102_ & _103_;
  assign _105_ = ~ _104_;
  assign _106_ = & { _105_, _101_ };
  assign _107_ = val_head[9:2] - 1'h0;
  assign _108_ = _106_ ? { _107_[7:0], 2'h2 } : 10'h003;
  assign _109_ = _099_ ? 10'h006 : _108_;
  assign _110_ = ! val_head[1:0];
  assign _002_ = val_head[1:0] == 1'h1;
  assign _003_ = val_head[1:0] == 2'h2;
  assign _004_ = ! val_head[9:2];
  assign _005_ = _003_ & _004_;
  assign _006_ = val_head[1:0] == 2'h2;
  assign _007_ = val_head[9:2] == 1'h1;
  assign _008_ = _006_ & _007_;
  assign _009_ = val_head[1:0] == 2'h2;
  assign _010_ = ~ bank;
  always @(posedge clk)
    update1_later1 <= _011_;
  always @(posedge clk)
    update1_key_later1 <= { bank, 13'h0000, crd0_head[3:2] };
  always @(posedge clk)
    bank <= _013_;
  always @(posedge clk)
    handover_data <= { 24'h000000, _109_ };
  always @(posedge clk)
    handover_enq <= _014_;
  always @* begin
    if (wake_17) begin end
    update = 1'h0;
    if (_086_) begin
      if (fire_0) begin
        update = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_17) begin end
    _011_ = update;
    if (rst) begin
      _011_ = 1'h0;
    end
  end
  always @* begin
    if (wake_17) begin end
    _013_ = bank;
    if (_110_) begin
    end else if (_002_) begin
    end else if (_005_) begin
    end else if (_008_) begin
      if (fire_3) begin
        _013_ = _010_;
      end
    end
    if (rst) begin
      _013_ = 1'h0;
    end
  end
  always @* begin
    if (wake_17) begin end
    _014_ = handover_push;
    if (rst) begin
      _014_ = 1'h0;
    end
  end
  assign key = { 13'h0000, crd0_head[3:2] };
  assign filled_bank = bank;
  assign handover_token = { 24'h000000, _109_ };
  assign handover_enq_later1 = handover_enq;
  assign handover_later1 = handover_data;
  assign update_key = { 13'h0000, crd0_head[3:2] };
  assign update_val = val_head[33:2];
  assign _023_ = _000_;
  assign _067_ = _056_;
  assign _017_ = 1'h1;
  assign _018_ = _016_;
  assign _029_ = 1'h1;
  assign _030_ = _028_;
  assign _046_ = 1'h1;
  assign _047_ = _044_;
  assign _064_ = 1'h1;
  assign _065_ = _063_;
  assign _084_ = 1'h1;
  assign _085_ = _083_;
  assign _099_ = _098_;
endmodule

// workspace: op=sum extent=4 counts=False rl=1 p=0, two banks
module workspace_sum_n4_rl1_p0(clk, rst, bank, update, update_key, update_val, top_clear, mid_addr, mid_clear, leaf_addr, leaf_clear, entry_addr, top_marks, mid_marks, leaf_marks, entry_val, ready);
  reg wake_18 = 0;
  wire [14:0] _000_;
  wire [4:0] _001_;
  wire [4:0] _002_;
  wire _003_;
  wire _004_;
  wire _005_;
  wire _006_;
  wire [31:0] _007_;
  wire [14:0] _008_;
  wire _009_;
  wire [9:0] _010_;
  wire _011_;
  wire [9:0] _012_;
  wire _013_;
  wire _014_;
  wire _015_;
  wire _016_;
  wire [31:0] _017_;
  wire [4:0] _018_;
  wire [4:0] _019_;
  wire _020_;
  wire _021_;
  wire [9:0] _022_;
  wire _023_;
  wire _024_;
  wire [31:0] _025_;
  wire _026_;
  wire _027_;
  wire _028_;
  wire [1:0] _029_;
  wire _030_;
  wire [31:0] _031_;
  wire [31:0] _032_;
  wire [9:0] _033_;
  wire [31:0] _034_;
  wire [31:0] _035_;
  wire _036_;
  wire [31:0] _037_;
  wire [31:0] _038_;
  wire [31:0] _039_;
  wire [31:0] _040_;
  wire [31:0] _041_;
  wire [31:0] _042_;
  reg _043_;
  wire _044_;
  reg _045_;
  reg _046_;
  reg _047_;
  reg [31:0] _048_;
  reg _049_;
  reg _050_;
  reg [31:0] _051_;
  wire _052_;
  wire _053_;
  wire _054_;
  wire [31:0] _055_;
  wire [31:0] add_result;
  input bank;
  wire bank;
  input clk;
  wire clk;
  input [14:0] entry_addr;
  wire [14:0] entry_addr;
  output [31:0] entry_val;
  wire [31:0] entry_val;
  wire filled_0;
  wire filled_1;
  input [9:0] leaf_addr;
  wire [9:0] leaf_addr;
  input leaf_clear;
  wire leaf_clear;
  reg leaf_clear_0_later1 = 1'h0;
  reg leaf_clear_1_later1 = 1'h0;
  output [31:0] leaf_marks;
  wire [31:0] leaf_marks;
  reg [9:0] leaf_read_0_later1 = 10'h000;
  reg [9:0] leaf_read_1_later1 = 10'h000;
  wire mark__addr;
  wire mark_addr_53;
  wire [31:0] mark__data;
  wire [31:0] mark_data_70;
  wire marked;
  input [4:0] mid_addr;
  wire [4:0] mid_addr;
  input mid_clear;
  wire mid_clear;
  reg mid_clear_0_later1 = 1'h0;
  reg mid_clear_1_later1 = 1'h0;
  output [31:0] mid_marks;
  wire [31:0] mid_marks;
  reg [4:0] mid_read_0_later1 = 5'h00;
  reg [4:0] mid_read_1_later1 = 5'h00;
  wire [31:0] new_val;
  wire [1:0] port__addr;
  wire port_addr_29;
  wire port_addr_36;
  wire [1:0] port_addr_44;
  wire port_addr_48;
  wire port_addr_55;
  wire [31:0] port__data;
  reg [31:0] port_data_32;
  reg [31:0] port_data_39;
  wire [31:0] port_data_45;
  reg [31:0] port_data_51;
  reg [31:0] port_data_58;
  wire port__en;
  reg [31:0] port_en_33;
  reg [31:0] port_en_40;
  wire port_en_46;
  reg [31:0] port_en_52;
  reg [31:0] port_en_59;
  wire [1:0] read__addr;
  wire read_addr_28;
  wire read_addr_35;
  wire [1:0] read_addr_43;
  wire read_addr_47;
  wire read_addr_54;
  wire [31:0] read__data;
  wire [31:0] read_data_61;
  wire [31:0] read_data_62;
  wire [31:0] read_data_63;
  wire [31:0] read_data_66;
  wire [31:0] read_data_67;
  reg [33:0] read_later1 = 34'h000000000;
  output ready;
  wire ready;
  input rst;
  wire rst;
  wire sets_0;
  wire sets_1;
  reg sweep = 1'h0;
  reg [31:0] top_0 = 32'd0;
  reg [31:0] top_1 = 32'd0;
  input [31:0] top_clear;
  wire [31:0] top_clear;
  output [31:0] top_marks;
  wire [31:0] top_marks;
  input update;
  wire update;
  input [14:0] update_key;
  wire [14:0] update_key;
  input [31:0] update_val;
  wire [31:0] update_val;
  reg write_bank_later1 = 1'h0;
  reg write_en_later1 = 1'h0;
  reg [14:0] write_key_later1 = 15'h0000;
  reg [31:0] leaf_0 [1:0];
  always @(posedge clk) begin
    if (port_en_33[0])
      leaf_0[_033_[0]][0:0] <= port_data_32[0];
    if (port_en_33[1])
      leaf_0[_033_[0]][1:1] <= port_data_32[1];
    if (port_en_33[2])
      leaf_0[_033_[0]][2:2] <= port_data_32[2];
    if (port_en_33[3])
      leaf_0[_033_[0]][3:3] <= port_data_32[3];
    if (port_en_33[4])
      leaf_0[_033_[0]][4:4] <= port_data_32[4];
    if (port_en_33[5])
      leaf_0[_033_[0]][5:5] <= port_data_32[5];
    if (port_en_33[6])
      leaf_0[_033_[0]][6:6] <= port_data_32[6];
    if (port_en_33[7])
      leaf_0[_033_[0]][7:7] <= port_data_32[7];
    if (port_en_33[8])
      leaf_0[_033_[0]][8:8] <= port_data_32[8];
    if (port_en_33[9])
      leaf_0[_033_[0]][9:9] <= port_data_32[9];
    if (port_en_33[10])
      leaf_0[_033_[0]][10:10] <= port_data_32[10];
    if (port_en_33[11])
      leaf_0[_033_[0]][11:11] <= port_data_32[11];
    if (port_en_33[12])
      leaf_0[_033_[0]][12:12] <= port_data_32[12];
    if (port_en_33[13])
      leaf_0[_033_[0]][13:13] <= port_data_32[13];
    if (port_en_33[14])
      leaf_0[_033_[0]][14:14] <= port_data_32[14];
    if (port_en_33[15])
      leaf_0[_033_[0]][15:15] <= port_data_32[15];
    if (port_en_33[16])
      leaf_0[_033_[0]][16:16] <= port_data_32[16];
    if (port_en_33[17])
      leaf_0[_033_[0]][17:17] <= port_data_32[17];
    if (port_en_33[18])
      leaf_0[_033_[0]][18:18] <= port_data_32[18];
    if (port_en_33[19])
      leaf_0[_033_[0]][19:19] <= port_data_32[19];
    if (port_en_33[20])
      leaf_0[_033_[0]][20:20] <= port_data_32[20];
    if (port_en_33[21])
      leaf_0[_033_[0]][21:21] <= port_data_32[21];
    if (port_en_33[22])
      leaf_0[_033_[0]][22:22] <= port_data_32[22];
    if (port_en_33[23])
      leaf_0[_033_[0]][23:23] <= port_data_32[23];
    if (port_en_33[24])
      leaf_0[_033_[0]][24:24] <= port_data_32[24];
    if (port_en_33[25])
      leaf_0[_033_[0]][25:25] <= port_data_32[25];
    if (port_en_33[26])
      leaf_0[_033_[0]][26:26] <= port_data_32[26];
    if (port_en_33[27])
      leaf_0[_033_[0]][27:27] <= port_data_32[27];
    if (port_en_33[28])
      leaf_0[_033_[0]][28:28] <= port_data_32[28];
    if (port_en_33[29])
      leaf_0[_033_[0]][29:29] <= port_data_32[29];
    if (port_en_33[30])
      leaf_0[_033_[0]][30:30] <= port_data_32[30];
    if (port_en_33[31])
      leaf_0[_033_[0]][31:31] <= port_data_32[31];
  end
  reg [31:0] _139_;
  always @(posedge clk) begin
    _139_ <= leaf_0[leaf_addr[0]];
  end
  assign mark__data = leaf_0[update_key[5]];
  assign read_data_63 = _139_;
  reg [31:0] leaf_1 [1:0];
  always @(posedge clk) begin
    if (port_en_52[0])
      leaf_1[_012_[0]][0:0] <= port_data_51[0];
    if (port_en_52[1])
      leaf_1[_012_[0]][1:1] <= port_data_51[1];
    if (port_en_52[2])
      leaf_1[_012_[0]][2:2] <= port_data_51[2];
    if (port_en_52[3])
      leaf_1[_012_[0]][3:3] <= port_data_51[3];
    if (port_en_52[4])
      leaf_1[_012_[0]][4:4] <= port_data_51[4];
    if (port_en_52[5])
      leaf_1[_012_[0]][5:5] <= port_data_51[5];
    if (port_en_52[6])
      leaf_1[_012_[0]][6:6] <= port_data_51[6];
    if (port_en_52[7])
      leaf_1[_012_[0]][7:7] <= port_data_51[7];
    if (port_en_52[8])
      leaf_1[_012_[0]][8:8] <= port_data_51[8];
    if (port_en_52[9])
      leaf_1[_012_[0]][9:9] <= port_data_51[9];
    if (port_en_52[10])
      leaf_1[_012_[0]][10:10] <= port_data_51[10];
    if (port_en_52[11])
      leaf_1[_012_[0]][11:11] <= port_data_51[11];
    if (port_en_52[12])
      leaf_1[_012_[0]][12:12] <= port_data_51[12];
    if (port_en_52[13])
      leaf_1[_012_[0]][13:13] <= port_data_51[13];
    if (port_en_52[14])
      leaf_1[_012_[0]][14:14] <= port_data_51[14];
    if (port_en_52[15])
      leaf_1[_012_[0]][15:15] <= port_data_51[15];
    if (port_en_52[16])
      leaf_1[_012_[0]][16:16] <= port_data_51[16];
    if (port_en_52[17])
      leaf_1[_012_[0]][17:17] <= port_data_51[17];
    if (port_en_52[18])
      leaf_1[_012_[0]][18:18] <= port_data_51[18];
    if (port_en_52[19])
      leaf_1[_012_[0]][19:19] <= port_data_51[19];
    if (port_en_52[20])
      leaf_1[_012_[0]][20:20] <= port_data_51[20];
    if (port_en_52[21])
      leaf_1[_012_[0]][21:21] <= port_data_51[21];
    if (port_en_52[22])
      leaf_1[_012_[0]][22:22] <= port_data_51[22];
    if (port_en_52[23])
      leaf_1[_012_[0]][23:23] <= port_data_51[23];
    if (port_en_52[24])
      leaf_1[_012_[0]][24:24] <= port_data_51[24];
    if (port_en_52[25])
      leaf_1[_012_[0]][25:25] <= port_data_51[25];
    if (port_en_52[26])
      leaf_1[_012_[0]][26:26] <= port_data_51[26];
    if (port_en_52[27])
      leaf_1[_012_[0]][27:27] <= port_data_51[27];
    if (port_en_52[28])
      leaf_1[_012_[0]][28:28] <= port_data_51[28];
    if (port_en_52[29])
      leaf_1[_012_[0]][29:29] <= port_data_51[29];
    if (port_en_52[30])
      leaf_1[_012_[0]][30:30] <= port_data_51[30];
    if (port_en_52[31])
      leaf_1[_012_[0]][31:31] <= port_data_51[31];
  end
  reg [31:0] _140_;
  always @(posedge clk) begin
    _140_ <= leaf_1[leaf_addr[0]];
  end
  assign mark_data_70 = leaf_1[update_key[5]];
  assign read_data_62 = _140_;
  reg [31:0] mid_0 [1:0];
  always @(posedge clk) begin
    if (port_en_40[0])
      mid_0[_002_[0]][0:0] <= port_data_39[0];
    if (port_en_40[1])
      mid_0[_002_[0]][1:1] <= port_data_39[1];
    if (port_en_40[2])
      mid_0[_002_[0]][2:2] <= port_data_39[2];
    if (port_en_40[3])
      mid_0[_002_[0]][3:3] <= port_data_39[3];
    if (port_en_40[4])
      mid_0[_002_[0]][4:4] <= port_data_39[4];
    if (port_en_40[5])
      mid_0[_002_[0]][5:5] <= port_data_39[5];
    if (port_en_40[6])
      mid_0[_002_[0]][6:6] <= port_data_39[6];
    if (port_en_40[7])
      mid_0[_002_[0]][7:7] <= port_data_39[7];
    if (port_en_40[8])
      mid_0[_002_[0]][8:8] <= port_data_39[8];
    if (port_en_40[9])
      mid_0[_002_[0]][9:9] <= port_data_39[9];
    if (port_en_40[10])
      mid_0[_002_[0]][10:10] <= port_data_39[10];
    if (port_en_40[11])
      mid_0[_002_[0]][11:11] <= port_data_39[11];
    if (port_en_40[12])
      mid_0[_002_[0]][12:12] <= port_data_39[12];
    if (port_en_40[13])
      mid_0[_002_[0]][13:13] <= port_data_39[13];
    if (port_en_40[14])
      mid_0[_002_[0]][14:14] <= port_data_39[14];
    if (port_en_40[15])
      mid_0[_002_[0]][15:15] <= port_data_39[15];
    if (port_en_40[16])
      mid_0[_002_[0]][16:16] <= port_data_39[16];
    if (port_en_40[17])
      mid_0[_002_[0]][17:17] <= port_data_39[17];
    if (port_en_40[18])
      mid_0[_002_[0]][18:18] <= port_data_39[18];
    if (port_en_40[19])
      mid_0[_002_[0]][19:19] <= port_data_39[19];
    if (port_en_40[20])
      mid_0[_002_[0]][20:20] <= port_data_39[20];
    if (port_en_40[21])
      mid_0[_002_[0]][21:21] <= port_data_39[21];
    if (port_en_40[22])
      mid_0[_002_[0]][22:22] <= port_data_39[22];
    if (port_en_40[23])
      mid_0[_002_[0]][23:23] <= port_data_39[23];
    if (port_en_40[24])
      mid_0[_002_[0]][24:24] <= port_data_39[24];
    if (port_en_40[25])
      mid_0[_002_[0]][25:25] <= port_data_39[25];
    if (port_en_40[26])
      mid_0[_002_[0]][26:26] <= port_data_39[26];
    if (port_en_40[27])
      mid_0[_002_[0]][27:27] <= port_data_39[27];
    if (port_en_40[28])
      mid_0[_002_[0]][28:28] <= port_data_39[28];
    if (port_en_40[29])
      mid_0[_002_[0]][29:29] <= port_data_39[29];
    if (port_en_40[30])
      mid_0[_002_[0]][30:30] <= port_data_39[30];
    if (port_en_40[31])
      mid_0[_002_[0]][31:31] <= port_data_39[31];
  end
  reg [31:0] _141_;
  always @(posedge clk) begin
    _141_ <= mid_0[mid_addr[0]];
  end
  assign read_data_61 = _141_;
  reg [31:0] mid_1 [1:0];
  always @(posedge clk) begin
    if (port_en_59[0])
      mid_1[_019_[0]][0:0] <= port_data_58[0];
    if (port_en_59[1])
      mid_1[_019_[0]][1:1] <= port_data_58[1];
    if (port_en_59[2])
      mid_1[_019_[0]][2:2] <= port_data_58[2];
    if (port_en_59[3])
      mid_1[_019_[0]][3:3] <= port_data_58[3];
    if (port_en_59[4])
      mid_1[_019_[0]][4:4] <= port_data_58[4];
    if (port_en_59[5])
      mid_1[_019_[0]][5:5] <= port_data_58[5];
    if (port_en_59[6])
      mid_1[_019_[0]][6:6] <= port_data_58[6];
    if (port_en_59[7])
      mid_1[_019_[0]][7:7] <= port_data_58[7];
    if (port_en_59[8])
      mid_1[_019_[0]][8:8] <= port_data_58[8];
    if (port_en_59[9])
      mid_1[_019_[0]][9:9] <= port_data_58[9];
    if (port_en_59[10])
      mid_1[_019_[0]][10:10] <= port_data_58[10];
    if (port_en_59[11])
      mid_1[_019_[0]][11:11] <= port_data_58[11];
    if (port_en_59[12])
      mid_1[_019_[0]][12:12] <= port_data_58[12];
    if (port_en_59[13])
      mid_1[_019_[0]][13:13] <= port_data_58[13];
    if (port_en_59[14])
      mid_1[_019_[0]][14:14] <= port_data_58[14];
    if (port_en_59[15])
      mid_1[_019_[0]][15:15] <= port_data_58[15];
    if (port_en_59[16])
      mid_1[_019_[0]][16:16] <= port_data_58[16];
    if (port_en_59[17])
      mid_1[_019_[0]][17:17] <= port_data_58[17];
    if (port_en_59[18])
      mid_1[_019_[0]][18:18] <= port_data_58[18];
    if (port_en_59[19])
      mid_1[_019_[0]][19:19] <= port_data_58[19];
    if (port_en_59[20])
      mid_1[_019_[0]][20:20] <= port_data_58[20];
    if (port_en_59[21])
      mid_1[_019_[0]][21:21] <= port_data_58[21];
    if (port_en_59[22])
      mid_1[_019_[0]][22:22] <= port_data_58[22];
    if (port_en_59[23])
      mid_1[_019_[0]][23:23] <= port_data_58[23];
    if (port_en_59[24])
      mid_1[_019_[0]][24:24] <= port_data_58[24];
    if (port_en_59[25])
      mid_1[_019_[0]][25:25] <= port_data_58[25];
    if (port_en_59[26])
      mid_1[_019_[0]][26:26] <= port_data_58[26];
    if (port_en_59[27])
      mid_1[_019_[0]][27:27] <= port_data_58[27];
    if (port_en_59[28])
      mid_1[_019_[0]][28:28] <= port_data_58[28];
    if (port_en_59[29])
      mid_1[_019_[0]][29:29] <= port_data_58[29];
    if (port_en_59[30])
      mid_1[_019_[0]][30:30] <= port_data_58[30];
    if (port_en_59[31])
      mid_1[_019_[0]][31:31] <= port_data_58[31];
  end
  reg [31:0] _142_;
  always @(posedge clk) begin
    _142_ <= mid_1[mid_addr[0]];
  end
  assign read__data = _142_;
  (* no_rw_check = 32'd1 *)
  reg [31:0] val_0 [3:0];
  always @(posedge clk) begin
    if (port__en)
      val_0[write_key_later1[1:0]] <= port__data;
  end
  reg [31:0] _143_;
  always @(posedge clk) begin
    _143_ <= val_0[_000_[1:0]];
  end
  assign read_data_67 = _143_;
  (* no_rw_check = 32'd1 *)
  reg [31:0] val_1 [3:0];
  always @(posedge clk) begin
    if (port_en_46)
      val_1[write_key_later1[1:0]] <= port__data;
  end
  reg [31:0] _144_;
  always @(posedge clk) begin
    _144_ <= val_1[_008_[1:0]];
  end
  assign read_data_66 = _144_;
  assign _026_ = mark_data_70 >> update_key[4:0];
  assign _027_ = mark__data >> update_key[4:0];
  assign marked = bank ? _026_ : _027_;
  assign _028_ = ~ ready;
  assign _029_ = sweep + 1'h1;
  assign _031_ = 1'h1 << update_key[14:10];
  assign _032_ = top_0 | _031_;
  assign _034_ = ~ top_clear;
  assign _035_ = top_0 & _034_;
  assign _036_ = ~ filled_1;
  assign _037_ = 1'h1 << update_key[14:10];
  assign _038_ = top_1 | _037_;
  assign _039_ = ~ top_clear;
  assign _040_ = top_1 & _039_;
  assign _041_ = read_later1[0] ? read_data_66 : read_data_67;
  assign _042_ = read_later1[1] ? _041_ : 32'd2147483648;
  always @(posedge clk)
    sweep <= _043_;
  always @(posedge clk)
    write_key_later1 <= update_key;
  always @(posedge clk)
    write_bank_later1 <= bank;
  always @(posedge clk)
    write_en_later1 <= _045_;
  always @(posedge clk)
    leaf_clear_0_later1 <= _046_;
  always @(posedge clk)
    leaf_read_0_later1 <= leaf_addr;
  always @(posedge clk)
    mid_clear_0_later1 <= _047_;
  always @(posedge clk)
    mid_read_0_later1 <= mid_addr;
  always @(posedge clk)
    top_0 <= _048_;
  always @(posedge clk)
    leaf_clear_1_later1 <= _049_;
  always @(posedge clk)
    leaf_read_1_later1 <= leaf_addr;
  always @(posedge clk)
    mid_clear_1_later1 <= _050_;
  always @(posedge clk)
    mid_read_1_later1 <= mid_addr;
  always @(posedge clk)
    top_1 <= _051_;
  always @(posedge clk)
    read_later1 <= { update_val, marked, bank };
  assign filled_0 = ! bank;
  assign sets_0 = filled_0 & update;
  assign _000_ = bank ? entry_addr : update_key;
  assign _011_ = ! write_bank_later1;
  assign port__en = write_en_later1 & _011_;
  assign _022_ = bank ? leaf_read_0_later1 : update_key[14:5];
  assign _033_ = ready ? _022_ : { 9'h000, sweep };
  assign _044_ = ~ ready;
  assign _053_ = _052_ & leaf_clear_0_later1;
  assign _054_ = _044_ | _053_;
  assign _055_ = 1'h1 << update_key[4:0];
  assign _001_ = bank ? mid_read_0_later1 : update_key[14:10];
  assign _002_ = ready ? _001_ : { 4'h0, sweep };
  assign _003_ = ~ ready;
  assign _005_ = _004_ & mid_clear_0_later1;
  assign _006_ = _003_ | _005_;
  assign _007_ = 1'h1 << update_key[9:5];
  assign sets_1 = filled_1 & update;
  assign _008_ = filled_1 ? update_key : entry_addr;
  assign port_en_46 = write_en_later1 & _009_;
  assign _010_ = filled_1 ? update_key[14:5] : leaf_read_1_later1;
  assign _012_ = ready ? _010_ : { 9'h000, sweep };
  assign _013_ = ~ ready;
  assign _014_ = ~ filled_1;
  assign _015_ = _014_ & leaf_clear_1_later1;
  assign _016_ = _013_ | _015_;
  assign _017_ = 1'h1 << update_key[4:0];
  assign _018_ = filled_1 ? update_key[14:10] : mid_read_1_later1;
  assign _019_ = ready ? _018_ : { 4'h0, sweep };
  assign _020_ = ~ ready;
  assign _021_ = ~ filled_1;
  assign _023_ = _021_ & mid_clear_1_later1;
  assign _024_ = _020_ | _023_;
  assign _025_ = 1'h1 << update_key[9:5];
  assign mid_marks = bank ? read_data_61 : read__data;
  assign leaf_marks = bank ? read_data_63 : read_data_62;
  assign top_marks = bank ? top_0 : top_1;
  assign entry_val = bank ? read_data_67 : read_data_66;
  float32_add_p0 add (
    .a(_042_),
    .b(read_later1[33:2]),
    .o(port__data)
  );
  always @* begin
    if (wake_18) begin end
    port_data_32 = 32'd0;
    if (_054_) begin
      port_data_32 = 32'd0;
    end else if (sets_0) begin
      port_data_32 = 32'd4294967295;
    end
  end
  always @* begin
    if (wake_18) begin end
    port_en_33 = 32'd0;
    if (_054_) begin
      port_en_33 = 32'd4294967295;
    end else if (sets_0) begin
      port_en_33 = _055_;
    end
  end
  always @* begin
    if (wake_18) begin end
    port_data_39 = 32'd0;
    if (_006_) begin
      port_data_39 = 32'd0;
    end else if (sets_0) begin
      port_data_39 = 32'd4294967295;
    end
  end
  always @* begin
    if (wake_18) begin end
    port_en_40 = 32'd0;
    if (_006_) begin
      port_en_40 = 32'd4294967295;
    end else if (sets_0) begin
      port_en_40 = _007_;
    end
  end
  always @* begin
    if (wake_18) begin end
    port_data_51 = 32'd0;
    if (_016_) begin
      port_data_51 = 32'd0;
    end else if (sets_1) begin
      port_data_51 = 32'd4294967295;
    end
  end
  always @* begin
    if (wake_18) begin end
    port_en_52 = 32'd0;
    if (_016_) begin
      port_en_52 = 32'd4294967295;
    end else if (sets_1) begin
      port_en_52 = _017_;
    end
  end
  always @* begin
    if (wake_18) begin end
    port_data_58 = 32'd0;
    if (_024_) begin
      port_data_58 = 32'd0;
    end else if (sets_1) begin
      port_data_58 = 32'd4294967295;
    end
  end
  always @* begin
    if (wake_18) begin end
    port_en_59 = 32'd0;
    if (_024_) begin
      port_en_59 = 32'd4294967295;
    end else if (sets_1) begin
      port_en_59 = _025_;
    end
  end
  always @* begin
    if (wake_18) begin end
    _043_ = sweep;
    if (_028_) begin
      _043_ = _029_[0];
    end
    if (rst) begin
      _043_ = 1'h0;
    end
  end
  always @* begin
    if (wake_18) begin end
    _045_ = update;
    if (rst) begin
      _045_ = 1'h0;
    end
  end
  always @* begin
    if (wake_18) begin end
    _046_ = leaf_clear;
    if (rst) begin
      _046_ = 1'h0;
    end
  end
  always @* begin
    if (wake_18) begin end
    _047_ = mid_clear;
    if (rst) begin
      _047_ = 1'h0;
    end
  end
  always @* begin
    if (wake_18) begin end
    _048_ = top_0;
    if (sets_0) begin
      _048_ = _032_;
    end else if (_030_) begin
      _048_ = _035_;
    end
    if (rst) begin
      _048_ = 32'd0;
    end
  end
  always @* begin
    if (wake_18) begin end
    _049_ = leaf_clear;
    if (rst) begin
      _049_ = 1'h0;
    end
  end
  always @* begin
    if (wake_18) begin end
    _050_ = mid_clear;
    if (rst) begin
      _050_ = 1'h0;
    end
  end
  always @* begin
    if (wake_18) begin end
    _051_ = top_1;
    if (sets_1) begin
      _051_ = _038_;
    end else if (_036_) begin
      _051_ = _040_;
    end
    if (rst) begin
      _051_ = 32'd0;
    end
  end
  assign read__addr = _000_[1:0];
  assign port__addr = write_key_later1[1:0];
  assign new_val = port__data;
  assign read_addr_28 = leaf_addr[0];
  assign port_addr_29 = _033_[0];
  assign mark__addr = update_key[5];
  assign read_addr_35 = mid_addr[0];
  assign port_addr_36 = _002_[0];
  assign read_addr_43 = _008_[1:0];
  assign port_addr_44 = write_key_later1[1:0];
  assign port_data_45 = port__data;
  assign read_addr_47 = leaf_addr[0];
  assign port_addr_48 = _012_[0];
  assign mark_addr_53 = update_key[5];
  assign read_addr_54 = mid_addr[0];
  assign port_addr_55 = _019_[0];
  assign add_result = port__data;
  assign ready = sweep;
  assign filled_1 = bank;
  assign _009_ = write_bank_later1;
  assign _052_ = bank;
  assign _004_ = bank;
  assign _030_ = bank;
endmodule

// write_crd
module write_crd(clk, rst, crd_visible, crd_head, crd_pop, mem_seg_addr, mem_seg_word, mem_seg_en, mem_crd_addr, mem_crd_word, mem_crd_en, finish);
  reg wake_19 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  wire _14_;
  wire _15_;
  wire _16_;
  wire _17_;
  wire _18_;
  wire _19_;
  wire _20_;
  wire _21_;
  wire _22_;
  wire _23_;
  wire _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire _28_;
  wire _29_;
  wire _30_;
  wire _31_;
  wire _32_;
  wire _33_;
  wire _34_;
  wire _35_;
  wire _36_;
  wire _37_;
  wire _38_;
  wire _39_;
  wire _40_;
  wire _41_;
  wire [32:0] _42_;
  wire [32:0] _43_;
  wire _44_;
  reg [31:0] _45_;
  reg [31:0] _46_;
  wire _47_;
  wire _48_;
  wire _49_;
  wire _50_;
  input clk;
  wire clk;
  input [33:0] crd_head;
  wire [33:0] crd_head;
  output crd_pop;
  wire crd_pop;
  input crd_visible;
  wire crd_visible;
  output finish;
  reg finish;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  wire fire_3;
  output [31:0] mem_crd_addr;
  reg [31:0] mem_crd_addr;
  output mem_crd_en;
  reg mem_crd_en;
  output [31:0] mem_crd_word;
  reg [31:0] mem_crd_word;
  output [31:0] mem_seg_addr;
  reg [31:0] mem_seg_addr;
  output mem_seg_en;
  reg mem_seg_en;
  output [31:0] mem_seg_word;
  reg [31:0] mem_seg_word;
  reg [31:0] next_crd = 32'd0;
  reg [31:0] next_seg = 32'd1;
  input rst;
  wire rst;
  assign _37_ = ! crd_head[1:0];
  assign _38_ = crd_head[1:0] == 2'h2;
  assign _39_ = ! crd_head[9:2];
  assign _40_ = _38_ & _39_;
  assign _41_ = crd_head[1:0] == 2'h3;
  assign _42_ = next_crd + 1'h1;
  assign _43_ = next_seg + 1'h1;
  always @(posedge clk)
    next_crd <= _45_;
  always @(posedge clk)
    next_seg <= _46_;
  assign _00_ = ! crd_head[1:0];
  assign fire_0 = _11_ & _44_;
  assign _47_ = crd_head[1:0] == 2'h2;
  assign _48_ = ! crd_head[9:2];
  assign _49_ = _47_ & _48_;
  assign _50_ = ! crd_head[1:0];
  assign _01_ = ~ _50_;
  assign _02_ = & { _01_, _49_ };
  assign fire_1 = _02_ & _05_;
  assign _06_ = crd_head[1:0] == 2'h3;
  assign _07_ = ! crd_head[1:0];
  assign _08_ = ~ _07_;
  assign _09_ = crd_head[1:0] == 2'h2;
  assign _10_ = ! crd_head[9:2];
  assign _12_ = _09_ & _10_;
  assign _13_ = ~ _12_;
  assign _14_ = & { _13_, _08_, _06_ };
  assign fire_2 = _14_ & _17_;
  assign _18_ = ! crd_head[1:0];
  assign _19_ = ~ _18_;
  assign _20_ = crd_head[1:0] == 2'h2;
  assign _21_ = ! crd_head[9:2];
  assign _23_ = _20_ & _21_;
  assign _24_ = ~ _23_;
  assign _25_ = crd_head[1:0] == 2'h3;
  assign _26_ = ~ _25_;
  assign _27_ = & { _26_, _24_, _19_ };
  assign fire_3 = _27_ & _30_;
  assign fire = | { fire_3, fire_2, fire_1, fire_0 };
  assign crd_pop = | { fire_3, fire_2, fire_1, fire_0 };
  assign _31_ = ! crd_head[1:0];
  assign _32_ = crd_head[1:0] == 2'h2;
  assign _34_ = ! crd_head[9:2];
  assign _35_ = _32_ & _34_;
  assign _36_ = crd_head[1:0] == 2'h3;
  always @* begin
    if (wake_19) begin end
    mem_crd_addr = 32'd0;
    if (_31_) begin
      if (fire_0) begin
        mem_crd_addr = next_crd;
      end
    end
  end
  always @* begin
    if (wake_19) begin end
    mem_crd_word = 32'd0;
    if (_31_) begin
      if (fire_0) begin
        mem_crd_word = crd_head[33:2];
      end
    end
  end
  always @* begin
    if (wake_19) begin end
    mem_crd_en = 1'h0;
    if (_31_) begin
      if (fire_0) begin
        mem_crd_en = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_19) begin end
    mem_seg_addr = 32'd0;
    if (_31_) begin
    end else if (_35_) begin
      if (fire_1) begin
        mem_seg_addr = next_seg;
      end
    end
  end
  always @* begin
    if (wake_19) begin end
    mem_seg_word = 32'd0;
    if (_31_) begin
    end else if (_35_) begin
      if (fire_1) begin
        mem_seg_word = next_crd;
      end
    end
  end
  always @* begin
    if (wake_19) begin end
    mem_seg_en = 1'h0;
    if (_31_) begin
    end else if (_35_) begin
      if (fire_1) begin
        mem_seg_en = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_19) begin end
    finish = 1'h0;
    if (_31_) begin
    end else if (_35_) begin
    end else if (_36_) begin
      if (fire_2) begin
        finish = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_19) begin end
    _45_ = next_crd;
    if (_37_) begin
      if (fire_0) begin
        _45_ = _42_[31:0];
      end
    end else if (_40_) begin
    end else if (_41_) begin
      if (fire_2) begin
        _45_ = 32'd0;
      end
    end
    if (rst) begin
      _45_ = 32'd0;
    end
  end
  always @* begin
    if (wake_19) begin end
    _46_ = next_seg;
    if (_37_) begin
    end else if (_40_) begin
      if (fire_1) begin
        _46_ = _43_[31:0];
      end
    end else if (_41_) begin
      if (fire_2) begin
        _46_ = 32'd1;
      end
    end
    if (rst) begin
      _46_ = 32'd1;
    end
  end
  assign _11_ = _00_;
  assign _22_ = crd_visible;
  assign _33_ = 1'h1;
  assign _44_ = crd_visible;
  assign _03_ = crd_visible;
  assign _04_ = 1'h1;
  assign _05_ = crd_visible;
  assign _15_ = crd_visible;
  assign _16_ = 1'h1;
  assign _17_ = crd_visible;
  assign _28_ = crd_visible;
  assign _29_ = 1'h1;
  assign _30_ = crd_visible;
endmodule

// write_val
module write_val(clk, rst, val_visible, val_head, val_pop, mem_vals_addr, mem_vals_word, mem_vals_en, finish);
  reg wake_20 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  wire _14_;
  wire _15_;
  wire _16_;
  wire _17_;
  wire _18_;
  wire _19_;
  wire _20_;
  wire _21_;
  wire _22_;
  wire _23_;
  wire _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire _28_;
  wire _29_;
  wire _30_;
  wire [32:0] _31_;
  wire [32:0] _32_;
  wire _33_;
  reg [31:0] _34_;
  wire _35_;
  wire _36_;
  wire _37_;
  wire _38_;
  wire _39_;
  input clk;
  wire clk;
  output finish;
  reg finish;
  wire fire;
  wire fire_0;
  wire fire_1;
  wire fire_2;
  wire fire_3;
  output [31:0] mem_vals_addr;
  reg [31:0] mem_vals_addr;
  output mem_vals_en;
  reg mem_vals_en;
  output [31:0] mem_vals_word;
  reg [31:0] mem_vals_word;
  reg [31:0] next_val = 32'd0;
  input rst;
  wire rst;
  input [33:0] val_head;
  wire [33:0] val_head;
  output val_pop;
  wire val_pop;
  input val_visible;
  wire val_visible;
  assign _00_ = ! val_head[1:0];
  assign fire_0 = _11_ & _35_;
  assign _36_ = val_head[1:0] == 1'h1;
  assign _37_ = ! val_head[1:0];
  assign _38_ = ~ _37_;
  assign _39_ = & { _38_, _36_ };
  assign fire_1 = _39_ & _03_;
  assign _04_ = val_head[1:0] == 2'h3;
  assign _05_ = ! val_head[1:0];
  assign _06_ = ~ _05_;
  assign _07_ = val_head[1:0] == 1'h1;
  assign _08_ = ~ _07_;
  assign _09_ = & { _08_, _06_, _04_ };
  assign fire_2 = _09_ & _13_;
  assign _14_ = ! val_head[1:0];
  assign _15_ = ~ _14_;
  assign _16_ = val_head[1:0] == 1'h1;
  assign _17_ = ~ _16_;
  assign _18_ = val_head[1:0] == 2'h3;
  assign _19_ = ~ _18_;
  assign _20_ = & { _19_, _17_, _15_ };
  assign fire_3 = _20_ & _24_;
  assign fire = | { fire_3, fire_2, fire_1, fire_0 };
  assign val_pop = | { fire_3, fire_2, fire_1, fire_0 };
  assign _25_ = ! val_head[1:0];
  assign _26_ = val_head[1:0] == 1'h1;
  assign _27_ = val_head[1:0] == 2'h3;
  assign _28_ = ! val_head[1:0];
  assign _29_ = val_head[1:0] == 1'h1;
  assign _30_ = val_head[1:0] == 2'h3;
  assign _31_ = next_val + 1'h1;
  assign _32_ = next_val + 1'h1;
  always @(posedge clk)
    next_val <= _34_;
  always @* begin
    if (wake_20) begin end
    mem_vals_addr = 32'd0;
    if (_25_) begin
      if (fire_0) begin
        mem_vals_addr = next_val;
      end
    end
  end
  always @* begin
    if (wake_20) begin end
    mem_vals_word = 32'd0;
    if (_25_) begin
      if (fire_0) begin
        mem_vals_word = val_head[33:2];
      end
    end
  end
  always @* begin
    if (wake_20) begin end
    mem_vals_en = 1'h0;
    if (_25_) begin
      if (fire_0) begin
        mem_vals_en = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_20) begin end
    finish = 1'h0;
    if (_25_) begin
    end else if (_26_) begin
    end else if (_27_) begin
      if (fire_2) begin
        finish = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_20) begin end
    _34_ = next_val;
    if (_28_) begin
      if (fire_0) begin
        _34_ = _31_[31:0];
      end
    end else if (_29_) begin
      if (fire_1) begin
        _34_ = _32_[31:0];
      end
    end else if (_30_) begin
      if (fire_2) begin
        _34_ = 32'd0;
      end
    end
    if (rst) begin
      _34_ = 32'd0;
    end
  end
  assign _11_ = _00_;
  assign _22_ = val_visible;
  assign _33_ = 1'h1;
  assign _35_ = val_visible;
  assign _01_ = val_visible;
  assign _02_ = 1'h1;
  assign _03_ = val_visible;
  assign _10_ = val_visible;
  assign _12_ = 1'h1;
  assign _13_ = val_visible;
  assign _21_ = val_visible;
  assign _23_ = 1'h1;
  assign _24_ = val_visible;
endmodule

// C: 22 nodes, 27 channels, 11 memories; profile ideal
module C(clk, rst, start, busy, done, cycles, stuck, events, heads, host_addr, host_wdata, host_we, host_rdata);
  reg wake_1 = 0;
  wire _00_;
  wire [11:0] _01_;
  wire [11:0] _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  wire _14_;
  wire _15_;
  wire _16_;
  reg [3:0] _17_;
  reg _18_;
  reg _19_;
  reg [63:0] _20_;
  reg [2:0] _21_;
  wire _22_;
  reg [10:0] _23_;
  reg _24_;
  reg _25_;
  reg _26_;
  wire _27_;
  wire _28_;
  wire _29_;
  wire _30_;
  wire [64:0] _31_;
  wire _32_;
  wire A_i_bounds_bounds_A_i_gen_bounds_can_push;
  wire [65:0] A_i_bounds_bounds_A_i_gen_bounds_data;
  wire A_i_bounds_bounds_A_i_gen_bounds_enq;
  wire [65:0] A_i_bounds_bounds_A_i_gen_bounds_head;
  wire A_i_bounds_bounds_A_i_gen_bounds_pop;
  wire A_i_bounds_bounds_A_i_gen_bounds_push;
  wire A_i_bounds_bounds_A_i_gen_bounds_visible;
  wire A_i_gen_crd_fork_A_i_gen_crd_in_can_push;
  wire [33:0] A_i_gen_crd_fork_A_i_gen_crd_in_data;
  wire A_i_gen_crd_fork_A_i_gen_crd_in_enq;
  wire [33:0] A_i_gen_crd_fork_A_i_gen_crd_in_head;
  wire A_i_gen_crd_fork_A_i_gen_crd_in_pop;
  wire A_i_gen_crd_fork_A_i_gen_crd_in_push;
  wire A_i_gen_crd_fork_A_i_gen_crd_in_visible;
  wire A_i_gen_ref_A_k_bounds_ref_can_push;
  wire [33:0] A_i_gen_ref_A_k_bounds_ref_data;
  wire A_i_gen_ref_A_k_bounds_ref_enq;
  wire [33:0] A_i_gen_ref_A_k_bounds_ref_head;
  wire A_i_gen_ref_A_k_bounds_ref_pop;
  wire A_i_gen_ref_A_k_bounds_ref_push;
  wire A_i_gen_ref_A_k_bounds_ref_visible;
  wire A_j_repeat_out_t0_val_mul_a_can_push;
  wire [33:0] A_j_repeat_out_t0_val_mul_a_data;
  wire A_j_repeat_out_t0_val_mul_a_enq;
  wire [33:0] A_j_repeat_out_t0_val_mul_a_head;
  wire A_j_repeat_out_t0_val_mul_a_pop;
  wire A_j_repeat_out_t0_val_mul_a_push;
  wire A_j_repeat_out_t0_val_mul_a_visible;
  wire A_k_bounds_bounds_A_k_gen_bounds_can_push;
  wire [65:0] A_k_bounds_bounds_A_k_gen_bounds_data;
  wire A_k_bounds_bounds_A_k_gen_bounds_enq;
  wire [65:0] A_k_bounds_bounds_A_k_gen_bounds_head;
  wire A_k_bounds_bounds_A_k_gen_bounds_pop;
  wire A_k_bounds_bounds_A_k_gen_bounds_push;
  wire A_k_bounds_bounds_A_k_gen_bounds_visible;
  wire A_k_gen_crd_B_k_locate_crd_can_push;
  wire [33:0] A_k_gen_crd_B_k_locate_crd_data;
  wire A_k_gen_crd_B_k_locate_crd_enq;
  wire [33:0] A_k_gen_crd_B_k_locate_crd_head;
  wire A_k_gen_crd_B_k_locate_crd_pop;
  wire A_k_gen_crd_B_k_locate_crd_push;
  wire A_k_gen_crd_B_k_locate_crd_visible;
  wire A_k_gen_ref_A_val_array_ref_can_push;
  wire [33:0] A_k_gen_ref_A_val_array_ref_data;
  wire A_k_gen_ref_A_val_array_ref_enq;
  wire [33:0] A_k_gen_ref_A_val_array_ref_head;
  wire A_k_gen_ref_A_val_array_ref_pop;
  wire A_k_gen_ref_A_val_array_ref_push;
  wire A_k_gen_ref_A_val_array_ref_visible;
  wire A_val_array_val_A_j_repeat_base_can_push;
  wire [33:0] A_val_array_val_A_j_repeat_base_data;
  wire A_val_array_val_A_j_repeat_base_enq;
  wire [33:0] A_val_array_val_A_j_repeat_base_head;
  wire A_val_array_val_A_j_repeat_base_pop;
  wire A_val_array_val_A_j_repeat_base_push;
  wire A_val_array_val_A_j_repeat_base_visible;
  wire B_i_repeat_out_B_k_locate_ref_can_push;
  wire [33:0] B_i_repeat_out_B_k_locate_ref_data;
  wire B_i_repeat_out_B_k_locate_ref_enq;
  wire [33:0] B_i_repeat_out_B_k_locate_ref_head;
  wire B_i_repeat_out_B_k_locate_ref_pop;
  wire B_i_repeat_out_B_k_locate_ref_push;
  wire B_i_repeat_out_B_k_locate_ref_visible;
  wire B_j_bounds_bounds_B_j_gen_bounds_can_push;
  wire [65:0] B_j_bounds_bounds_B_j_gen_bounds_data;
  wire B_j_bounds_bounds_B_j_gen_bounds_enq;
  wire [65:0] B_j_bounds_bounds_B_j_gen_bounds_head;
  wire B_j_bounds_bounds_B_j_gen_bounds_pop;
  wire B_j_bounds_bounds_B_j_gen_bounds_push;
  wire B_j_bounds_bounds_B_j_gen_bounds_visible;
  wire B_j_gen_crd_fork_B_j_gen_crd_in_can_push;
  wire [33:0] B_j_gen_crd_fork_B_j_gen_crd_in_data;
  wire B_j_gen_crd_fork_B_j_gen_crd_in_enq;
  wire [33:0] B_j_gen_crd_fork_B_j_gen_crd_in_head;
  wire B_j_gen_crd_fork_B_j_gen_crd_in_pop;
  wire B_j_gen_crd_fork_B_j_gen_crd_in_push;
  wire B_j_gen_crd_fork_B_j_gen_crd_in_visible;
  wire B_j_gen_ref_B_val_array_ref_can_push;
  wire [33:0] B_j_gen_ref_B_val_array_ref_data;
  wire B_j_gen_ref_B_val_array_ref_enq;
  wire [33:0] B_j_gen_ref_B_val_array_ref_head;
  wire B_j_gen_ref_B_val_array_ref_pop;
  wire B_j_gen_ref_B_val_array_ref_push;
  wire B_j_gen_ref_B_val_array_ref_visible;
  wire B_k_locate_ref_B_j_bounds_ref_can_push;
  wire [33:0] B_k_locate_ref_B_j_bounds_ref_data;
  wire B_k_locate_ref_B_j_bounds_ref_enq;
  wire [33:0] B_k_locate_ref_B_j_bounds_ref_head;
  wire B_k_locate_ref_B_j_bounds_ref_pop;
  wire B_k_locate_ref_B_j_bounds_ref_push;
  wire B_k_locate_ref_B_j_bounds_ref_visible;
  wire B_val_array_val_t0_val_mul_b_can_push;
  wire [33:0] B_val_array_val_t0_val_mul_b_data;
  wire B_val_array_val_t0_val_mul_b_enq;
  wire [33:0] B_val_array_val_t0_val_mul_b_head;
  wire B_val_array_val_t0_val_mul_b_pop;
  wire B_val_array_val_t0_val_mul_b_push;
  wire B_val_array_val_t0_val_mul_b_visible;
  wire C_i_2_write_finish;
  wire C_i_drop_empty_i0_C_val_write_val_can_push;
  wire [33:0] C_i_drop_empty_i0_C_val_write_val_data;
  wire C_i_drop_empty_i0_C_val_write_val_enq;
  wire [33:0] C_i_drop_empty_i0_C_val_write_val_head;
  wire C_i_drop_empty_i0_C_val_write_val_pop;
  wire C_i_drop_empty_i0_C_val_write_val_push;
  wire C_i_drop_empty_i0_C_val_write_val_visible;
  wire C_i_drop_empty_inner_C_j_write_crd_can_push;
  wire [33:0] C_i_drop_empty_inner_C_j_write_crd_data;
  wire C_i_drop_empty_inner_C_j_write_crd_enq;
  wire [33:0] C_i_drop_empty_inner_C_j_write_crd_head;
  wire C_i_drop_empty_inner_C_j_write_crd_pop;
  wire C_i_drop_empty_inner_C_j_write_crd_push;
  wire C_i_drop_empty_inner_C_j_write_crd_visible;
  wire C_i_drop_empty_outer_C_i_2_write_crd_can_push;
  wire [33:0] C_i_drop_empty_outer_C_i_2_write_crd_data;
  wire C_i_drop_empty_outer_C_i_2_write_crd_enq;
  wire [33:0] C_i_drop_empty_outer_C_i_2_write_crd_head;
  wire C_i_drop_empty_outer_C_i_2_write_crd_pop;
  wire C_i_drop_empty_outer_C_i_2_write_crd_push;
  wire C_i_drop_empty_outer_C_i_2_write_crd_visible;
  wire C_j_write_finish;
  wire C_val_write_finish;
  output busy;
  reg busy = 1'h0;
  input clk;
  wire clk;
  output [63:0] cycles;
  reg [63:0] cycles = 64'h0000000000000000;
  output done;
  reg done = 1'h0;
  output [53:0] events;
  wire [53:0] events;
  reg [2:0] finished_before = 3'h0;
  wire [2:0] finishes;
  wire fork_A_i_gen_crd_out0_B_i_repeat_rep_can_push;
  wire [33:0] fork_A_i_gen_crd_out0_B_i_repeat_rep_data;
  wire fork_A_i_gen_crd_out0_B_i_repeat_rep_enq;
  wire [33:0] fork_A_i_gen_crd_out0_B_i_repeat_rep_head;
  wire fork_A_i_gen_crd_out0_B_i_repeat_rep_pop;
  wire fork_A_i_gen_crd_out0_B_i_repeat_rep_push;
  wire fork_A_i_gen_crd_out0_B_i_repeat_rep_visible;
  wire fork_A_i_gen_crd_out1_C_i_drop_empty_outer_can_push;
  wire [33:0] fork_A_i_gen_crd_out1_C_i_drop_empty_outer_data;
  wire fork_A_i_gen_crd_out1_C_i_drop_empty_outer_enq;
  wire [33:0] fork_A_i_gen_crd_out1_C_i_drop_empty_outer_head;
  wire fork_A_i_gen_crd_out1_C_i_drop_empty_outer_pop;
  wire fork_A_i_gen_crd_out1_C_i_drop_empty_outer_push;
  wire fork_A_i_gen_crd_out1_C_i_drop_empty_outer_visible;
  wire fork_B_j_gen_crd_out0_A_j_repeat_rep_can_push;
  wire [33:0] fork_B_j_gen_crd_out0_A_j_repeat_rep_data;
  wire fork_B_j_gen_crd_out0_A_j_repeat_rep_enq;
  wire [33:0] fork_B_j_gen_crd_out0_A_j_repeat_rep_head;
  wire fork_B_j_gen_crd_out0_A_j_repeat_rep_pop;
  wire fork_B_j_gen_crd_out0_A_j_repeat_rep_push;
  wire fork_B_j_gen_crd_out0_A_j_repeat_rep_visible;
  wire fork_B_j_gen_crd_out1_t1_j_sacc_crd0_can_push;
  wire [33:0] fork_B_j_gen_crd_out1_t1_j_sacc_crd0_data;
  wire fork_B_j_gen_crd_out1_t1_j_sacc_crd0_enq;
  wire [33:0] fork_B_j_gen_crd_out1_t1_j_sacc_crd0_head;
  wire fork_B_j_gen_crd_out1_t1_j_sacc_crd0_pop;
  wire fork_B_j_gen_crd_out1_t1_j_sacc_crd0_push;
  wire fork_B_j_gen_crd_out1_t1_j_sacc_crd0_visible;
  reg go = 1'h0;
  output [1013:0] heads;
  wire [1013:0] heads;
  input [31:0] host_addr;
  wire [31:0] host_addr;
  output [31:0] host_rdata;
  reg [31:0] host_rdata;
  input [31:0] host_wdata;
  wire [31:0] host_wdata;
  input host_we;
  wire host_we;
  wire [31:0] mem_A_1_crd_host_rdata;
  wire [31:0] mem_A_1_crd_read0_addr;
  wire [31:0] mem_A_1_crd_read0_word;
  wire mem_A_1_crd_selected;
  wire [31:0] mem_A_1_seg_host_rdata;
  wire [31:0] mem_A_1_seg_read0_addr;
  wire [31:0] mem_A_1_seg_read0_word;
  wire [31:0] mem_A_1_seg_read1_addr;
  wire [31:0] mem_A_1_seg_read1_word;
  wire mem_A_1_seg_selected;
  wire [31:0] mem_A_vals_host_rdata;
  wire [31:0] mem_A_vals_read0_addr;
  wire [31:0] mem_A_vals_read0_word;
  wire mem_A_vals_selected;
  wire [31:0] mem_B_1_crd_host_rdata;
  wire [31:0] mem_B_1_crd_read0_addr;
  wire [31:0] mem_B_1_crd_read0_word;
  wire mem_B_1_crd_selected;
  wire [31:0] mem_B_1_seg_host_rdata;
  wire [31:0] mem_B_1_seg_read0_addr;
  wire [31:0] mem_B_1_seg_read0_word;
  wire [31:0] mem_B_1_seg_read1_addr;
  wire [31:0] mem_B_1_seg_read1_word;
  wire mem_B_1_seg_selected;
  wire [31:0] mem_B_vals_host_rdata;
  wire [31:0] mem_B_vals_read0_addr;
  wire [31:0] mem_B_vals_read0_word;
  wire mem_B_vals_selected;
  wire [31:0] mem_C_0_crd_host_rdata;
  wire mem_C_0_crd_selected;
  wire [31:0] mem_C_0_crd_write_addr;
  wire mem_C_0_crd_write_en;
  wire [31:0] mem_C_0_crd_write_word;
  wire [31:0] mem_C_0_seg_host_rdata;
  wire mem_C_0_seg_selected;
  wire [31:0] mem_C_0_seg_write_addr;
  wire mem_C_0_seg_write_en;
  wire [31:0] mem_C_0_seg_write_word;
  wire [31:0] mem_C_1_crd_host_rdata;
  wire mem_C_1_crd_selected;
  wire [31:0] mem_C_1_crd_write_addr;
  wire mem_C_1_crd_write_en;
  wire [31:0] mem_C_1_crd_write_word;
  wire [31:0] mem_C_1_seg_host_rdata;
  wire mem_C_1_seg_selected;
  wire [31:0] mem_C_1_seg_write_addr;
  wire mem_C_1_seg_write_en;
  wire [31:0] mem_C_1_seg_write_word;
  wire [31:0] mem_C_vals_host_rdata;
  wire mem_C_vals_selected;
  wire [31:0] mem_C_vals_write_addr;
  wire mem_C_vals_write_en;
  wire [31:0] mem_C_vals_write_word;
  reg [10:0] quiet = 11'h000;
  wire root_2_ref_B_i_repeat_base_can_push;
  wire [33:0] root_2_ref_B_i_repeat_base_data;
  wire root_2_ref_B_i_repeat_base_enq;
  wire [33:0] root_2_ref_B_i_repeat_base_head;
  wire root_2_ref_B_i_repeat_base_pop;
  wire root_2_ref_B_i_repeat_base_push;
  wire root_2_ref_B_i_repeat_base_visible;
  wire root_ref_A_i_bounds_ref_can_push;
  wire [33:0] root_ref_A_i_bounds_ref_data;
  wire root_ref_A_i_bounds_ref_enq;
  wire [33:0] root_ref_A_i_bounds_ref_head;
  wire root_ref_A_i_bounds_ref_pop;
  wire root_ref_A_i_bounds_ref_push;
  wire root_ref_A_i_bounds_ref_visible;
  input rst;
  wire rst;
  (* init = 1'h0 *)
  wire running;
  reg [3:0] selected = 4'h0;
  input start;
  wire start;
  reg start_waits = 1'h0;
  output stuck;
  reg stuck = 1'h0;
  wire t0_val_mul_val_t1_j_sacc_val_can_push;
  wire [33:0] t0_val_mul_val_t1_j_sacc_val_data;
  wire t0_val_mul_val_t1_j_sacc_val_enq;
  wire [33:0] t0_val_mul_val_t1_j_sacc_val_head;
  wire t0_val_mul_val_t1_j_sacc_val_pop;
  wire t0_val_mul_val_t1_j_sacc_val_push;
  wire t0_val_mul_val_t1_j_sacc_val_visible;
  wire t1_j_drain_crd0_C_i_drop_empty_inner_can_push;
  wire [33:0] t1_j_drain_crd0_C_i_drop_empty_inner_data;
  wire t1_j_drain_crd0_C_i_drop_empty_inner_enq;
  wire [33:0] t1_j_drain_crd0_C_i_drop_empty_inner_head;
  wire t1_j_drain_crd0_C_i_drop_empty_inner_pop;
  wire t1_j_drain_crd0_C_i_drop_empty_inner_push;
  wire t1_j_drain_crd0_C_i_drop_empty_inner_visible;
  wire t1_j_drain_val_C_i_drop_empty_i0_can_push;
  wire [33:0] t1_j_drain_val_C_i_drop_empty_i0_data;
  wire t1_j_drain_val_C_i_drop_empty_i0_enq;
  wire [33:0] t1_j_drain_val_C_i_drop_empty_i0_head;
  wire t1_j_drain_val_C_i_drop_empty_i0_pop;
  wire t1_j_drain_val_C_i_drop_empty_i0_push;
  wire t1_j_drain_val_C_i_drop_empty_i0_visible;
  wire t1_j_sacc_handover_t1_j_drain_handover_can_push;
  wire [33:0] t1_j_sacc_handover_t1_j_drain_handover_data;
  wire t1_j_sacc_handover_t1_j_drain_handover_enq;
  wire [33:0] t1_j_sacc_handover_t1_j_drain_handover_head;
  wire t1_j_sacc_handover_t1_j_drain_handover_pop;
  wire t1_j_sacc_handover_t1_j_drain_handover_push;
  wire t1_j_sacc_handover_t1_j_drain_handover_visible;
  wire t1_j_sacc_workspace_bank;
  wire [14:0] t1_j_sacc_workspace_entry_addr;
  wire [31:0] t1_j_sacc_workspace_entry_val;
  wire [9:0] t1_j_sacc_workspace_leaf_addr;
  wire t1_j_sacc_workspace_leaf_clear;
  wire [31:0] t1_j_sacc_workspace_leaf_marks;
  wire [4:0] t1_j_sacc_workspace_mid_addr;
  wire t1_j_sacc_workspace_mid_clear;
  wire [31:0] t1_j_sacc_workspace_mid_marks;
  wire t1_j_sacc_workspace_ready;
  wire [31:0] t1_j_sacc_workspace_top_clear;
  wire [31:0] t1_j_sacc_workspace_top_marks;
  wire t1_j_sacc_workspace_update;
  wire [14:0] t1_j_sacc_workspace_update_key;
  wire [31:0] t1_j_sacc_workspace_update_val;
  wire workspaces_ready;
  assign mem_B_1_seg_selected = host_addr[31:3] == 5'h18;
  assign mem_B_1_crd_selected = ! host_addr[31:5];
  assign mem_A_1_seg_selected = host_addr[31:3] == 5'h19;
  assign mem_A_1_crd_selected = host_addr[31:5] == 1'h1;
  assign mem_A_vals_selected = host_addr[31:5] == 2'h2;
  assign mem_B_vals_selected = host_addr[31:5] == 2'h3;
  assign mem_C_0_seg_selected = host_addr[31:1] == 7'h70;
  assign mem_C_0_crd_selected = host_addr[31:3] == 5'h1a;
  assign mem_C_1_seg_selected = host_addr[31:3] == 5'h1b;
  assign mem_C_1_crd_selected = host_addr[31:5] == 3'h4;
  assign mem_C_vals_selected = host_addr[31:5] == 3'h5;
  assign finishes = { C_val_write_finish, C_j_write_finish, C_i_2_write_finish } | finished_before;
  assign _00_ = start | start_waits;
  assign _11_ = ~ busy;
  assign _22_ = _00_ & _11_;
  assign _27_ = ~ workspaces_ready;
  assign _28_ = _22_ & _27_;
  assign _29_ = start | start_waits;
  assign _30_ = _29_ & workspaces_ready;
  assign _31_ = cycles + 1'h1;
  assign _32_ = | { C_i_drop_empty_i0_C_val_write_val_pop, C_i_drop_empty_i0_C_val_write_val_push, C_i_drop_empty_inner_C_j_write_crd_pop, C_i_drop_empty_inner_C_j_write_crd_push, C_i_drop_empty_outer_C_i_2_write_crd_pop, C_i_drop_empty_outer_C_i_2_write_crd_push, t1_j_drain_val_C_i_drop_empty_i0_pop, t1_j_drain_val_C_i_drop_empty_i0_push, t1_j_drain_crd0_C_i_drop_empty_inner_pop, t1_j_drain_crd0_C_i_drop_empty_inner_push, t1_j_sacc_handover_t1_j_drain_handover_pop, t1_j_sacc_handover_t1_j_drain_handover_push, t0_val_mul_val_t1_j_sacc_val_pop, t0_val_mul_val_t1_j_sacc_val_push, B_val_array_val_t0_val_mul_b_pop, B_val_array_val_t0_val_mul_b_push, A_j_repeat_out_t0_val_mul_a_pop, A_j_repeat_out_t0_val_mul_a_push, B_j_gen_ref_B_val_array_ref_pop, B_j_gen_ref_B_val_array_ref_push, fork_B_j_gen_crd_out1_t1_j_sacc_crd0_pop, fork_B_j_gen_crd_out1_t1_j_sacc_crd0_push, fork_B_j_gen_crd_out0_A_j_repeat_rep_pop, fork_B_j_gen_crd_out0_A_j_repeat_rep_push, B_j_gen_crd_fork_B_j_gen_crd_in_pop, B_j_gen_crd_fork_B_j_gen_crd_in_push, A_val_array_val_A_j_repeat_base_pop, A_val_array_val_A_j_repeat_base_push, A_k_gen_ref_A_val_array_ref_pop, A_k_gen_ref_A_val_array_ref_push, B_j_bounds_bounds_B_j_gen_bounds_pop, B_j_bounds_bounds_B_j_gen_bounds_push, B_k_locate_ref_B_j_bounds_ref_pop, B_k_locate_ref_B_j_bounds_ref_push, A_k_gen_crd_B_k_locate_crd_pop, A_k_gen_crd_B_k_locate_crd_push, B_i_repeat_out_B_k_locate_ref_pop, B_i_repeat_out_B_k_locate_ref_push, A_k_bounds_bounds_A_k_gen_bounds_pop, A_k_bounds_bounds_A_k_gen_bounds_push, A_i_gen_ref_A_k_bounds_ref_pop, A_i_gen_ref_A_k_bounds_ref_push, fork_A_i_gen_crd_out1_C_i_drop_empty_outer_pop, fork_A_i_gen_crd_out1_C_i_drop_empty_outer_push, fork_A_i_gen_crd_out0_B_i_repeat_rep_pop, fork_A_i_gen_crd_out0_B_i_repeat_rep_push, A_i_gen_crd_fork_A_i_gen_crd_in_pop, A_i_gen_crd_fork_A_i_gen_crd_in_push, root_2_ref_B_i_repeat_base_pop, root_2_ref_B_i_repeat_base_push, A_i_bounds_bounds_A_i_gen_bounds_pop, A_i_bounds_bounds_A_i_gen_bounds_push, root_ref_A_i_bounds_ref_pop, root_ref_A_i_bounds_ref_push };
  assign _01_ = quiet + 1'h1;
  assign _02_ = _32_ ? 12'h000 : _01_;
  assign _03_ = & finishes;
  assign _04_ = quiet == 11'h400;
  assign _05_ = host_we & mem_B_1_seg_selected;
  assign _06_ = host_we & mem_B_1_crd_selected;
  assign _07_ = host_we & mem_A_1_seg_selected;
  assign _08_ = host_we & mem_A_1_crd_selected;
  assign _09_ = host_we & mem_A_vals_selected;
  assign _10_ = host_we & mem_B_vals_selected;
  assign _12_ = host_we & mem_C_0_seg_selected;
  assign _13_ = host_we & mem_C_0_crd_selected;
  assign _14_ = host_we & mem_C_1_seg_selected;
  assign _15_ = host_we & mem_C_1_crd_selected;
  assign _16_ = host_we & mem_C_vals_selected;
  always @(posedge clk)
    selected <= _17_;
  always @(posedge clk)
    go <= _18_;
  always @(posedge clk)
    start_waits <= _19_;
  always @(posedge clk)
    cycles <= _20_;
  always @(posedge clk)
    finished_before <= _21_;
  always @(posedge clk)
    quiet <= _23_;
  always @(posedge clk)
    busy <= _24_;
  always @(posedge clk)
    done <= _25_;
  always @(posedge clk)
    stuck <= _26_;
  bounds_d_n6_rl1 A_i_bounds (
    .bounds_can_push(A_i_bounds_bounds_A_i_gen_bounds_can_push),
    .bounds_data(A_i_bounds_bounds_A_i_gen_bounds_data),
    .bounds_enq(A_i_bounds_bounds_A_i_gen_bounds_enq),
    .bounds_push(A_i_bounds_bounds_A_i_gen_bounds_push),
    .clk(clk),
    .ref_head(root_ref_A_i_bounds_ref_head),
    .ref_pop(root_ref_A_i_bounds_ref_pop),
    .ref_visible(root_ref_A_i_bounds_ref_visible),
    .rst(rst)
  );
  channel_d16_l2_w66 A_i_bounds_bounds_A_i_gen_bounds (
    .can_push(A_i_bounds_bounds_A_i_gen_bounds_can_push),
    .clk(clk),
    .data(A_i_bounds_bounds_A_i_gen_bounds_data),
    .enq(A_i_bounds_bounds_A_i_gen_bounds_enq),
    .head(A_i_bounds_bounds_A_i_gen_bounds_head),
    .pop(A_i_bounds_bounds_A_i_gen_bounds_pop),
    .push(A_i_bounds_bounds_A_i_gen_bounds_push),
    .rst(rst),
    .visible(A_i_bounds_bounds_A_i_gen_bounds_visible)
  );
  gen_d A_i_gen (
    .bounds_head(A_i_bounds_bounds_A_i_gen_bounds_head),
    .bounds_pop(A_i_bounds_bounds_A_i_gen_bounds_pop),
    .bounds_visible(A_i_bounds_bounds_A_i_gen_bounds_visible),
    .clk(clk),
    .crd_can_push(A_i_gen_crd_fork_A_i_gen_crd_in_can_push),
    .crd_data(A_i_gen_crd_fork_A_i_gen_crd_in_data),
    .crd_enq(A_i_gen_crd_fork_A_i_gen_crd_in_enq),
    .crd_push(A_i_gen_crd_fork_A_i_gen_crd_in_push),
    .ref_can_push(A_i_gen_ref_A_k_bounds_ref_can_push),
    .ref_data(A_i_gen_ref_A_k_bounds_ref_data),
    .ref_enq(A_i_gen_ref_A_k_bounds_ref_enq),
    .ref_push(A_i_gen_ref_A_k_bounds_ref_push),
    .rst(rst)
  );
  channel_d16_l1_w34 A_i_gen_crd_fork_A_i_gen_crd_in (
    .can_push(A_i_gen_crd_fork_A_i_gen_crd_in_can_push),
    .clk(clk),
    .data(A_i_gen_crd_fork_A_i_gen_crd_in_data),
    .enq(A_i_gen_crd_fork_A_i_gen_crd_in_enq),
    .head(A_i_gen_crd_fork_A_i_gen_crd_in_head),
    .pop(A_i_gen_crd_fork_A_i_gen_crd_in_pop),
    .push(A_i_gen_crd_fork_A_i_gen_crd_in_push),
    .rst(rst),
    .visible(A_i_gen_crd_fork_A_i_gen_crd_in_visible)
  );
  channel_d16_l1_w34 A_i_gen_ref_A_k_bounds_ref (
    .can_push(A_i_gen_ref_A_k_bounds_ref_can_push),
    .clk(clk),
    .data(A_i_gen_ref_A_k_bounds_ref_data),
    .enq(A_i_gen_ref_A_k_bounds_ref_enq),
    .head(A_i_gen_ref_A_k_bounds_ref_head),
    .pop(A_i_gen_ref_A_k_bounds_ref_pop),
    .push(A_i_gen_ref_A_k_bounds_ref_push),
    .rst(rst),
    .visible(A_i_gen_ref_A_k_bounds_ref_visible)
  );
  repeat_val A_j_repeat (
    .base_head(A_val_array_val_A_j_repeat_base_head),
    .base_pop(A_val_array_val_A_j_repeat_base_pop),
    .base_visible(A_val_array_val_A_j_repeat_base_visible),
    .out_can_push(A_j_repeat_out_t0_val_mul_a_can_push),
    .out_data(A_j_repeat_out_t0_val_mul_a_data),
    .out_enq(A_j_repeat_out_t0_val_mul_a_enq),
    .out_push(A_j_repeat_out_t0_val_mul_a_push),
    .rep_head(fork_B_j_gen_crd_out0_A_j_repeat_rep_head),
    .rep_pop(fork_B_j_gen_crd_out0_A_j_repeat_rep_pop),
    .rep_visible(fork_B_j_gen_crd_out0_A_j_repeat_rep_visible)
  );
  channel_d16_l1_w34 A_j_repeat_out_t0_val_mul_a (
    .can_push(A_j_repeat_out_t0_val_mul_a_can_push),
    .clk(clk),
    .data(A_j_repeat_out_t0_val_mul_a_data),
    .enq(A_j_repeat_out_t0_val_mul_a_enq),
    .head(A_j_repeat_out_t0_val_mul_a_head),
    .pop(A_j_repeat_out_t0_val_mul_a_pop),
    .push(A_j_repeat_out_t0_val_mul_a_push),
    .rst(rst),
    .visible(A_j_repeat_out_t0_val_mul_a_visible)
  );
  bounds_c_rl1 A_k_bounds (
    .bounds_can_push(A_k_bounds_bounds_A_k_gen_bounds_can_push),
    .bounds_data(A_k_bounds_bounds_A_k_gen_bounds_data),
    .bounds_enq(A_k_bounds_bounds_A_k_gen_bounds_enq),
    .bounds_push(A_k_bounds_bounds_A_k_gen_bounds_push),
    .clk(clk),
    .mem_hi_addr(mem_A_1_seg_read1_addr),
    .mem_hi_word(mem_A_1_seg_read1_word),
    .mem_lo_addr(mem_A_1_seg_read0_addr),
    .mem_lo_word(mem_A_1_seg_read0_word),
    .ref_head(A_i_gen_ref_A_k_bounds_ref_head),
    .ref_pop(A_i_gen_ref_A_k_bounds_ref_pop),
    .ref_visible(A_i_gen_ref_A_k_bounds_ref_visible),
    .rst(rst)
  );
  channel_d16_l2_w66 A_k_bounds_bounds_A_k_gen_bounds (
    .can_push(A_k_bounds_bounds_A_k_gen_bounds_can_push),
    .clk(clk),
    .data(A_k_bounds_bounds_A_k_gen_bounds_data),
    .enq(A_k_bounds_bounds_A_k_gen_bounds_enq),
    .head(A_k_bounds_bounds_A_k_gen_bounds_head),
    .pop(A_k_bounds_bounds_A_k_gen_bounds_pop),
    .push(A_k_bounds_bounds_A_k_gen_bounds_push),
    .rst(rst),
    .visible(A_k_bounds_bounds_A_k_gen_bounds_visible)
  );
  gen_c_rl1 A_k_gen (
    .bounds_head(A_k_bounds_bounds_A_k_gen_bounds_head),
    .bounds_pop(A_k_bounds_bounds_A_k_gen_bounds_pop),
    .bounds_visible(A_k_bounds_bounds_A_k_gen_bounds_visible),
    .clk(clk),
    .crd_can_push(A_k_gen_crd_B_k_locate_crd_can_push),
    .crd_data(A_k_gen_crd_B_k_locate_crd_data),
    .crd_enq(A_k_gen_crd_B_k_locate_crd_enq),
    .crd_push(A_k_gen_crd_B_k_locate_crd_push),
    .mem_crd_addr(mem_A_1_crd_read0_addr),
    .mem_crd_word(mem_A_1_crd_read0_word),
    .ref_can_push(A_k_gen_ref_A_val_array_ref_can_push),
    .ref_data(A_k_gen_ref_A_val_array_ref_data),
    .ref_enq(A_k_gen_ref_A_val_array_ref_enq),
    .ref_push(A_k_gen_ref_A_val_array_ref_push),
    .rst(rst)
  );
  channel_d16_l2_w34 A_k_gen_crd_B_k_locate_crd (
    .can_push(A_k_gen_crd_B_k_locate_crd_can_push),
    .clk(clk),
    .data(A_k_gen_crd_B_k_locate_crd_data),
    .enq(A_k_gen_crd_B_k_locate_crd_enq),
    .head(A_k_gen_crd_B_k_locate_crd_head),
    .pop(A_k_gen_crd_B_k_locate_crd_pop),
    .push(A_k_gen_crd_B_k_locate_crd_push),
    .rst(rst),
    .visible(A_k_gen_crd_B_k_locate_crd_visible)
  );
  channel_d16_l1_w34 A_k_gen_ref_A_val_array_ref (
    .can_push(A_k_gen_ref_A_val_array_ref_can_push),
    .clk(clk),
    .data(A_k_gen_ref_A_val_array_ref_data),
    .enq(A_k_gen_ref_A_val_array_ref_enq),
    .head(A_k_gen_ref_A_val_array_ref_head),
    .pop(A_k_gen_ref_A_val_array_ref_pop),
    .push(A_k_gen_ref_A_val_array_ref_push),
    .rst(rst),
    .visible(A_k_gen_ref_A_val_array_ref_visible)
  );
  array_rl1 A_val_array (
    .clk(clk),
    .mem_vals_addr(mem_A_vals_read0_addr),
    .mem_vals_word(mem_A_vals_read0_word),
    .ref_head(A_k_gen_ref_A_val_array_ref_head),
    .ref_pop(A_k_gen_ref_A_val_array_ref_pop),
    .ref_visible(A_k_gen_ref_A_val_array_ref_visible),
    .rst(rst),
    .val_can_push(A_val_array_val_A_j_repeat_base_can_push),
    .val_data(A_val_array_val_A_j_repeat_base_data),
    .val_enq(A_val_array_val_A_j_repeat_base_enq),
    .val_push(A_val_array_val_A_j_repeat_base_push)
  );
  channel_d16_l2_w34 A_val_array_val_A_j_repeat_base (
    .can_push(A_val_array_val_A_j_repeat_base_can_push),
    .clk(clk),
    .data(A_val_array_val_A_j_repeat_base_data),
    .enq(A_val_array_val_A_j_repeat_base_enq),
    .head(A_val_array_val_A_j_repeat_base_head),
    .pop(A_val_array_val_A_j_repeat_base_pop),
    .push(A_val_array_val_A_j_repeat_base_push),
    .rst(rst),
    .visible(A_val_array_val_A_j_repeat_base_visible)
  );
  repeat_ref B_i_repeat (
    .base_head(root_2_ref_B_i_repeat_base_head),
    .base_pop(root_2_ref_B_i_repeat_base_pop),
    .base_visible(root_2_ref_B_i_repeat_base_visible),
    .out_can_push(B_i_repeat_out_B_k_locate_ref_can_push),
    .out_data(B_i_repeat_out_B_k_locate_ref_data),
    .out_enq(B_i_repeat_out_B_k_locate_ref_enq),
    .out_push(B_i_repeat_out_B_k_locate_ref_push),
    .rep_head(fork_A_i_gen_crd_out0_B_i_repeat_rep_head),
    .rep_pop(fork_A_i_gen_crd_out0_B_i_repeat_rep_pop),
    .rep_visible(fork_A_i_gen_crd_out0_B_i_repeat_rep_visible)
  );
  channel_d16_l1_w34 B_i_repeat_out_B_k_locate_ref (
    .can_push(B_i_repeat_out_B_k_locate_ref_can_push),
    .clk(clk),
    .data(B_i_repeat_out_B_k_locate_ref_data),
    .enq(B_i_repeat_out_B_k_locate_ref_enq),
    .head(B_i_repeat_out_B_k_locate_ref_head),
    .pop(B_i_repeat_out_B_k_locate_ref_pop),
    .push(B_i_repeat_out_B_k_locate_ref_push),
    .rst(rst),
    .visible(B_i_repeat_out_B_k_locate_ref_visible)
  );
  bounds_c_rl1 B_j_bounds (
    .bounds_can_push(B_j_bounds_bounds_B_j_gen_bounds_can_push),
    .bounds_data(B_j_bounds_bounds_B_j_gen_bounds_data),
    .bounds_enq(B_j_bounds_bounds_B_j_gen_bounds_enq),
    .bounds_push(B_j_bounds_bounds_B_j_gen_bounds_push),
    .clk(clk),
    .mem_hi_addr(mem_B_1_seg_read1_addr),
    .mem_hi_word(mem_B_1_seg_read1_word),
    .mem_lo_addr(mem_B_1_seg_read0_addr),
    .mem_lo_word(mem_B_1_seg_read0_word),
    .ref_head(B_k_locate_ref_B_j_bounds_ref_head),
    .ref_pop(B_k_locate_ref_B_j_bounds_ref_pop),
    .ref_visible(B_k_locate_ref_B_j_bounds_ref_visible),
    .rst(rst)
  );
  channel_d16_l2_w66 B_j_bounds_bounds_B_j_gen_bounds (
    .can_push(B_j_bounds_bounds_B_j_gen_bounds_can_push),
    .clk(clk),
    .data(B_j_bounds_bounds_B_j_gen_bounds_data),
    .enq(B_j_bounds_bounds_B_j_gen_bounds_enq),
    .head(B_j_bounds_bounds_B_j_gen_bounds_head),
    .pop(B_j_bounds_bounds_B_j_gen_bounds_pop),
    .push(B_j_bounds_bounds_B_j_gen_bounds_push),
    .rst(rst),
    .visible(B_j_bounds_bounds_B_j_gen_bounds_visible)
  );
  gen_c_rl1 B_j_gen (
    .bounds_head(B_j_bounds_bounds_B_j_gen_bounds_head),
    .bounds_pop(B_j_bounds_bounds_B_j_gen_bounds_pop),
    .bounds_visible(B_j_bounds_bounds_B_j_gen_bounds_visible),
    .clk(clk),
    .crd_can_push(B_j_gen_crd_fork_B_j_gen_crd_in_can_push),
    .crd_data(B_j_gen_crd_fork_B_j_gen_crd_in_data),
    .crd_enq(B_j_gen_crd_fork_B_j_gen_crd_in_enq),
    .crd_push(B_j_gen_crd_fork_B_j_gen_crd_in_push),
    .mem_crd_addr(mem_B_1_crd_read0_addr),
    .mem_crd_word(mem_B_1_crd_read0_word),
    .ref_can_push(B_j_gen_ref_B_val_array_ref_can_push),
    .ref_data(B_j_gen_ref_B_val_array_ref_data),
    .ref_enq(B_j_gen_ref_B_val_array_ref_enq),
    .ref_push(B_j_gen_ref_B_val_array_ref_push),
    .rst(rst)
  );
  channel_d16_l2_w34 B_j_gen_crd_fork_B_j_gen_crd_in (
    .can_push(B_j_gen_crd_fork_B_j_gen_crd_in_can_push),
    .clk(clk),
    .data(B_j_gen_crd_fork_B_j_gen_crd_in_data),
    .enq(B_j_gen_crd_fork_B_j_gen_crd_in_enq),
    .head(B_j_gen_crd_fork_B_j_gen_crd_in_head),
    .pop(B_j_gen_crd_fork_B_j_gen_crd_in_pop),
    .push(B_j_gen_crd_fork_B_j_gen_crd_in_push),
    .rst(rst),
    .visible(B_j_gen_crd_fork_B_j_gen_crd_in_visible)
  );
  channel_d16_l1_w34 B_j_gen_ref_B_val_array_ref (
    .can_push(B_j_gen_ref_B_val_array_ref_can_push),
    .clk(clk),
    .data(B_j_gen_ref_B_val_array_ref_data),
    .enq(B_j_gen_ref_B_val_array_ref_enq),
    .head(B_j_gen_ref_B_val_array_ref_head),
    .pop(B_j_gen_ref_B_val_array_ref_pop),
    .push(B_j_gen_ref_B_val_array_ref_push),
    .rst(rst),
    .visible(B_j_gen_ref_B_val_array_ref_visible)
  );
  locate_n5_rl1 B_k_locate (
    .clk(clk),
    .crd_head(A_k_gen_crd_B_k_locate_crd_head),
    .crd_pop(A_k_gen_crd_B_k_locate_crd_pop),
    .crd_visible(A_k_gen_crd_B_k_locate_crd_visible),
    .ref_can_push(B_k_locate_ref_B_j_bounds_ref_can_push),
    .ref_data(B_k_locate_ref_B_j_bounds_ref_data),
    .ref_enq(B_k_locate_ref_B_j_bounds_ref_enq),
    .ref_head(B_i_repeat_out_B_k_locate_ref_head),
    .ref_pop(B_i_repeat_out_B_k_locate_ref_pop),
    .ref_push(B_k_locate_ref_B_j_bounds_ref_push),
    .ref_visible(B_i_repeat_out_B_k_locate_ref_visible),
    .rst(rst)
  );
  channel_d16_l2_w34 B_k_locate_ref_B_j_bounds_ref (
    .can_push(B_k_locate_ref_B_j_bounds_ref_can_push),
    .clk(clk),
    .data(B_k_locate_ref_B_j_bounds_ref_data),
    .enq(B_k_locate_ref_B_j_bounds_ref_enq),
    .head(B_k_locate_ref_B_j_bounds_ref_head),
    .pop(B_k_locate_ref_B_j_bounds_ref_pop),
    .push(B_k_locate_ref_B_j_bounds_ref_push),
    .rst(rst),
    .visible(B_k_locate_ref_B_j_bounds_ref_visible)
  );
  array_rl1 B_val_array (
    .clk(clk),
    .mem_vals_addr(mem_B_vals_read0_addr),
    .mem_vals_word(mem_B_vals_read0_word),
    .ref_head(B_j_gen_ref_B_val_array_ref_head),
    .ref_pop(B_j_gen_ref_B_val_array_ref_pop),
    .ref_visible(B_j_gen_ref_B_val_array_ref_visible),
    .rst(rst),
    .val_can_push(B_val_array_val_t0_val_mul_b_can_push),
    .val_data(B_val_array_val_t0_val_mul_b_data),
    .val_enq(B_val_array_val_t0_val_mul_b_enq),
    .val_push(B_val_array_val_t0_val_mul_b_push)
  );
  channel_d16_l2_w34 B_val_array_val_t0_val_mul_b (
    .can_push(B_val_array_val_t0_val_mul_b_can_push),
    .clk(clk),
    .data(B_val_array_val_t0_val_mul_b_data),
    .enq(B_val_array_val_t0_val_mul_b_enq),
    .head(B_val_array_val_t0_val_mul_b_head),
    .pop(B_val_array_val_t0_val_mul_b_pop),
    .push(B_val_array_val_t0_val_mul_b_push),
    .rst(rst),
    .visible(B_val_array_val_t0_val_mul_b_visible)
  );
  write_crd C_i_2_write (
    .clk(clk),
    .crd_head(C_i_drop_empty_outer_C_i_2_write_crd_head),
    .crd_pop(C_i_drop_empty_outer_C_i_2_write_crd_pop),
    .crd_visible(C_i_drop_empty_outer_C_i_2_write_crd_visible),
    .finish(C_i_2_write_finish),
    .mem_crd_addr(mem_C_0_crd_write_addr),
    .mem_crd_en(mem_C_0_crd_write_en),
    .mem_crd_word(mem_C_0_crd_write_word),
    .mem_seg_addr(mem_C_0_seg_write_addr),
    .mem_seg_en(mem_C_0_seg_write_en),
    .mem_seg_word(mem_C_0_seg_write_word),
    .rst(rst)
  );
  drop_empty_none_val C_i_drop_empty (
    .clk(clk),
    .i0_can_push(C_i_drop_empty_i0_C_val_write_val_can_push),
    .i0_data(C_i_drop_empty_i0_C_val_write_val_data),
    .i0_enq(C_i_drop_empty_i0_C_val_write_val_enq),
    .i0_head(t1_j_drain_val_C_i_drop_empty_i0_head),
    .i0_pop(t1_j_drain_val_C_i_drop_empty_i0_pop),
    .i0_push(C_i_drop_empty_i0_C_val_write_val_push),
    .i0_visible(t1_j_drain_val_C_i_drop_empty_i0_visible),
    .inner_can_push(C_i_drop_empty_inner_C_j_write_crd_can_push),
    .inner_data(C_i_drop_empty_inner_C_j_write_crd_data),
    .inner_enq(C_i_drop_empty_inner_C_j_write_crd_enq),
    .inner_head(t1_j_drain_crd0_C_i_drop_empty_inner_head),
    .inner_pop(t1_j_drain_crd0_C_i_drop_empty_inner_pop),
    .inner_push(C_i_drop_empty_inner_C_j_write_crd_push),
    .inner_visible(t1_j_drain_crd0_C_i_drop_empty_inner_visible),
    .outer_can_push(C_i_drop_empty_outer_C_i_2_write_crd_can_push),
    .outer_data(C_i_drop_empty_outer_C_i_2_write_crd_data),
    .outer_enq(C_i_drop_empty_outer_C_i_2_write_crd_enq),
    .outer_head(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_head),
    .outer_pop(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_pop),
    .outer_push(C_i_drop_empty_outer_C_i_2_write_crd_push),
    .outer_visible(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_visible),
    .rst(rst)
  );
  channel_d16_l1_w34 C_i_drop_empty_i0_C_val_write_val (
    .can_push(C_i_drop_empty_i0_C_val_write_val_can_push),
    .clk(clk),
    .data(C_i_drop_empty_i0_C_val_write_val_data),
    .enq(C_i_drop_empty_i0_C_val_write_val_enq),
    .head(C_i_drop_empty_i0_C_val_write_val_head),
    .pop(C_i_drop_empty_i0_C_val_write_val_pop),
    .push(C_i_drop_empty_i0_C_val_write_val_push),
    .rst(rst),
    .visible(C_i_drop_empty_i0_C_val_write_val_visible)
  );
  channel_d16_l1_w34 C_i_drop_empty_inner_C_j_write_crd (
    .can_push(C_i_drop_empty_inner_C_j_write_crd_can_push),
    .clk(clk),
    .data(C_i_drop_empty_inner_C_j_write_crd_data),
    .enq(C_i_drop_empty_inner_C_j_write_crd_enq),
    .head(C_i_drop_empty_inner_C_j_write_crd_head),
    .pop(C_i_drop_empty_inner_C_j_write_crd_pop),
    .push(C_i_drop_empty_inner_C_j_write_crd_push),
    .rst(rst),
    .visible(C_i_drop_empty_inner_C_j_write_crd_visible)
  );
  channel_d16_l1_w34 C_i_drop_empty_outer_C_i_2_write_crd (
    .can_push(C_i_drop_empty_outer_C_i_2_write_crd_can_push),
    .clk(clk),
    .data(C_i_drop_empty_outer_C_i_2_write_crd_data),
    .enq(C_i_drop_empty_outer_C_i_2_write_crd_enq),
    .head(C_i_drop_empty_outer_C_i_2_write_crd_head),
    .pop(C_i_drop_empty_outer_C_i_2_write_crd_pop),
    .push(C_i_drop_empty_outer_C_i_2_write_crd_push),
    .rst(rst),
    .visible(C_i_drop_empty_outer_C_i_2_write_crd_visible)
  );
  write_crd C_j_write (
    .clk(clk),
    .crd_head(C_i_drop_empty_inner_C_j_write_crd_head),
    .crd_pop(C_i_drop_empty_inner_C_j_write_crd_pop),
    .crd_visible(C_i_drop_empty_inner_C_j_write_crd_visible),
    .finish(C_j_write_finish),
    .mem_crd_addr(mem_C_1_crd_write_addr),
    .mem_crd_en(mem_C_1_crd_write_en),
    .mem_crd_word(mem_C_1_crd_write_word),
    .mem_seg_addr(mem_C_1_seg_write_addr),
    .mem_seg_en(mem_C_1_seg_write_en),
    .mem_seg_word(mem_C_1_seg_write_word),
    .rst(rst)
  );
  write_val C_val_write (
    .clk(clk),
    .finish(C_val_write_finish),
    .mem_vals_addr(mem_C_vals_write_addr),
    .mem_vals_en(mem_C_vals_write_en),
    .mem_vals_word(mem_C_vals_write_word),
    .rst(rst),
    .val_head(C_i_drop_empty_i0_C_val_write_val_head),
    .val_pop(C_i_drop_empty_i0_C_val_write_val_pop),
    .val_visible(C_i_drop_empty_i0_C_val_write_val_visible)
  );
  fork_crd_2 fork_A_i_gen_crd (
    .in_head(A_i_gen_crd_fork_A_i_gen_crd_in_head),
    .in_pop(A_i_gen_crd_fork_A_i_gen_crd_in_pop),
    .in_visible(A_i_gen_crd_fork_A_i_gen_crd_in_visible),
    .out0_can_push(fork_A_i_gen_crd_out0_B_i_repeat_rep_can_push),
    .out0_data(fork_A_i_gen_crd_out0_B_i_repeat_rep_data),
    .out0_enq(fork_A_i_gen_crd_out0_B_i_repeat_rep_enq),
    .out0_push(fork_A_i_gen_crd_out0_B_i_repeat_rep_push),
    .out1_can_push(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_can_push),
    .out1_data(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_data),
    .out1_enq(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_enq),
    .out1_push(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_push)
  );
  channel_d16_l1_w34 fork_A_i_gen_crd_out0_B_i_repeat_rep (
    .can_push(fork_A_i_gen_crd_out0_B_i_repeat_rep_can_push),
    .clk(clk),
    .data(fork_A_i_gen_crd_out0_B_i_repeat_rep_data),
    .enq(fork_A_i_gen_crd_out0_B_i_repeat_rep_enq),
    .head(fork_A_i_gen_crd_out0_B_i_repeat_rep_head),
    .pop(fork_A_i_gen_crd_out0_B_i_repeat_rep_pop),
    .push(fork_A_i_gen_crd_out0_B_i_repeat_rep_push),
    .rst(rst),
    .visible(fork_A_i_gen_crd_out0_B_i_repeat_rep_visible)
  );
  channel_d16_l1_w34 fork_A_i_gen_crd_out1_C_i_drop_empty_outer (
    .can_push(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_can_push),
    .clk(clk),
    .data(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_data),
    .enq(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_enq),
    .head(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_head),
    .pop(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_pop),
    .push(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_push),
    .rst(rst),
    .visible(fork_A_i_gen_crd_out1_C_i_drop_empty_outer_visible)
  );
  fork_crd_2 fork_B_j_gen_crd (
    .in_head(B_j_gen_crd_fork_B_j_gen_crd_in_head),
    .in_pop(B_j_gen_crd_fork_B_j_gen_crd_in_pop),
    .in_visible(B_j_gen_crd_fork_B_j_gen_crd_in_visible),
    .out0_can_push(fork_B_j_gen_crd_out0_A_j_repeat_rep_can_push),
    .out0_data(fork_B_j_gen_crd_out0_A_j_repeat_rep_data),
    .out0_enq(fork_B_j_gen_crd_out0_A_j_repeat_rep_enq),
    .out0_push(fork_B_j_gen_crd_out0_A_j_repeat_rep_push),
    .out1_can_push(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_can_push),
    .out1_data(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_data),
    .out1_enq(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_enq),
    .out1_push(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_push)
  );
  channel_d16_l1_w34 fork_B_j_gen_crd_out0_A_j_repeat_rep (
    .can_push(fork_B_j_gen_crd_out0_A_j_repeat_rep_can_push),
    .clk(clk),
    .data(fork_B_j_gen_crd_out0_A_j_repeat_rep_data),
    .enq(fork_B_j_gen_crd_out0_A_j_repeat_rep_enq),
    .head(fork_B_j_gen_crd_out0_A_j_repeat_rep_head),
    .pop(fork_B_j_gen_crd_out0_A_j_repeat_rep_pop),
    .push(fork_B_j_gen_crd_out0_A_j_repeat_rep_push),
    .rst(rst),
    .visible(fork_B_j_gen_crd_out0_A_j_repeat_rep_visible)
  );
  channel_d16_l1_w34 fork_B_j_gen_crd_out1_t1_j_sacc_crd0 (
    .can_push(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_can_push),
    .clk(clk),
    .data(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_data),
    .enq(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_enq),
    .head(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_head),
    .pop(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_pop),
    .push(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_push),
    .rst(rst),
    .visible(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_visible)
  );
  memory_30_rl1 mem_A_1_crd (
    .clk(clk),
    .host_addr(host_addr[4:0]),
    .host_rdata(mem_A_1_crd_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_08_),
    .read0_addr(mem_A_1_crd_read0_addr),
    .read0_word(mem_A_1_crd_read0_word),
    .rst(rst)
  );
  memory_7_rl1_rl1 mem_A_1_seg (
    .clk(clk),
    .host_addr(host_addr[2:0]),
    .host_rdata(mem_A_1_seg_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_07_),
    .read0_addr(mem_A_1_seg_read0_addr),
    .read0_word(mem_A_1_seg_read0_word),
    .read1_addr(mem_A_1_seg_read1_addr),
    .read1_word(mem_A_1_seg_read1_word),
    .rst(rst)
  );
  memory_30_rl1 mem_A_vals (
    .clk(clk),
    .host_addr(host_addr[4:0]),
    .host_rdata(mem_A_vals_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_09_),
    .read0_addr(mem_A_vals_read0_addr),
    .read0_word(mem_A_vals_read0_word),
    .rst(rst)
  );
  memory_20_rl1 mem_B_1_crd (
    .clk(clk),
    .host_addr(host_addr[4:0]),
    .host_rdata(mem_B_1_crd_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_06_),
    .read0_addr(mem_B_1_crd_read0_addr),
    .read0_word(mem_B_1_crd_read0_word),
    .rst(rst)
  );
  memory_6_rl1_rl1 mem_B_1_seg (
    .clk(clk),
    .host_addr(host_addr[2:0]),
    .host_rdata(mem_B_1_seg_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_05_),
    .read0_addr(mem_B_1_seg_read0_addr),
    .read0_word(mem_B_1_seg_read0_word),
    .read1_addr(mem_B_1_seg_read1_addr),
    .read1_word(mem_B_1_seg_read1_word),
    .rst(rst)
  );
  memory_20_rl1 mem_B_vals (
    .clk(clk),
    .host_addr(host_addr[4:0]),
    .host_rdata(mem_B_vals_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_10_),
    .read0_addr(mem_B_vals_read0_addr),
    .read0_word(mem_B_vals_read0_word),
    .rst(rst)
  );
  memory_6_w mem_C_0_crd (
    .clk(clk),
    .host_addr(host_addr[2:0]),
    .host_rdata(mem_C_0_crd_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_13_),
    .rst(rst),
    .write_addr(mem_C_0_crd_write_addr),
    .write_en(mem_C_0_crd_write_en),
    .write_word(mem_C_0_crd_write_word)
  );
  memory_2_w mem_C_0_seg (
    .clk(clk),
    .host_addr(host_addr[0]),
    .host_rdata(mem_C_0_seg_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_12_),
    .rst(rst),
    .write_addr(mem_C_0_seg_write_addr),
    .write_en(mem_C_0_seg_write_en),
    .write_word(mem_C_0_seg_write_word)
  );
  memory_24_w mem_C_1_crd (
    .clk(clk),
    .host_addr(host_addr[4:0]),
    .host_rdata(mem_C_1_crd_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_15_),
    .rst(rst),
    .write_addr(mem_C_1_crd_write_addr),
    .write_en(mem_C_1_crd_write_en),
    .write_word(mem_C_1_crd_write_word)
  );
  memory_7_w mem_C_1_seg (
    .clk(clk),
    .host_addr(host_addr[2:0]),
    .host_rdata(mem_C_1_seg_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_14_),
    .rst(rst),
    .write_addr(mem_C_1_seg_write_addr),
    .write_en(mem_C_1_seg_write_en),
    .write_word(mem_C_1_seg_write_word)
  );
  memory_24_w mem_C_vals (
    .clk(clk),
    .host_addr(host_addr[4:0]),
    .host_rdata(mem_C_vals_host_rdata),
    .host_wdata(host_wdata),
    .host_we(_16_),
    .rst(rst),
    .write_addr(mem_C_vals_write_addr),
    .write_en(mem_C_vals_write_en),
    .write_word(mem_C_vals_write_word)
  );
  root root (
    .clk(clk),
    .go(go),
    .ref_can_push(root_ref_A_i_bounds_ref_can_push),
    .ref_data(root_ref_A_i_bounds_ref_data),
    .ref_enq(root_ref_A_i_bounds_ref_enq),
    .ref_push(root_ref_A_i_bounds_ref_push),
    .rst(rst)
  );
  root root_2 (
    .clk(clk),
    .go(go),
    .ref_can_push(root_2_ref_B_i_repeat_base_can_push),
    .ref_data(root_2_ref_B_i_repeat_base_data),
    .ref_enq(root_2_ref_B_i_repeat_base_enq),
    .ref_push(root_2_ref_B_i_repeat_base_push),
    .rst(rst)
  );
  channel_d16_l1_w34 root_2_ref_B_i_repeat_base (
    .can_push(root_2_ref_B_i_repeat_base_can_push),
    .clk(clk),
    .data(root_2_ref_B_i_repeat_base_data),
    .enq(root_2_ref_B_i_repeat_base_enq),
    .head(root_2_ref_B_i_repeat_base_head),
    .pop(root_2_ref_B_i_repeat_base_pop),
    .push(root_2_ref_B_i_repeat_base_push),
    .rst(rst),
    .visible(root_2_ref_B_i_repeat_base_visible)
  );
  channel_d16_l1_w34 root_ref_A_i_bounds_ref (
    .can_push(root_ref_A_i_bounds_ref_can_push),
    .clk(clk),
    .data(root_ref_A_i_bounds_ref_data),
    .enq(root_ref_A_i_bounds_ref_enq),
    .head(root_ref_A_i_bounds_ref_head),
    .pop(root_ref_A_i_bounds_ref_pop),
    .push(root_ref_A_i_bounds_ref_push),
    .rst(rst),
    .visible(root_ref_A_i_bounds_ref_visible)
  );
  alu_mul_p0 t0_val_mul (
    .a_head(A_j_repeat_out_t0_val_mul_a_head),
    .a_pop(A_j_repeat_out_t0_val_mul_a_pop),
    .a_visible(A_j_repeat_out_t0_val_mul_a_visible),
    .b_head(B_val_array_val_t0_val_mul_b_head),
    .b_pop(B_val_array_val_t0_val_mul_b_pop),
    .b_visible(B_val_array_val_t0_val_mul_b_visible),
    .val_can_push(t0_val_mul_val_t1_j_sacc_val_can_push),
    .val_data(t0_val_mul_val_t1_j_sacc_val_data),
    .val_enq(t0_val_mul_val_t1_j_sacc_val_enq),
    .val_push(t0_val_mul_val_t1_j_sacc_val_push)
  );
  channel_d16_l1_w34 t0_val_mul_val_t1_j_sacc_val (
    .can_push(t0_val_mul_val_t1_j_sacc_val_can_push),
    .clk(clk),
    .data(t0_val_mul_val_t1_j_sacc_val_data),
    .enq(t0_val_mul_val_t1_j_sacc_val_enq),
    .head(t0_val_mul_val_t1_j_sacc_val_head),
    .pop(t0_val_mul_val_t1_j_sacc_val_pop),
    .push(t0_val_mul_val_t1_j_sacc_val_push),
    .rst(rst),
    .visible(t0_val_mul_val_t1_j_sacc_val_visible)
  );
  drain_4_0_rl1 t1_j_drain (
    .clk(clk),
    .crd0_can_push(t1_j_drain_crd0_C_i_drop_empty_inner_can_push),
    .crd0_data(t1_j_drain_crd0_C_i_drop_empty_inner_data),
    .crd0_enq(t1_j_drain_crd0_C_i_drop_empty_inner_enq),
    .crd0_push(t1_j_drain_crd0_C_i_drop_empty_inner_push),
    .entry_addr(t1_j_sacc_workspace_entry_addr),
    .entry_val(t1_j_sacc_workspace_entry_val),
    .handover_head(t1_j_sacc_handover_t1_j_drain_handover_head),
    .handover_pop(t1_j_sacc_handover_t1_j_drain_handover_pop),
    .handover_visible(t1_j_sacc_handover_t1_j_drain_handover_visible),
    .leaf_addr(t1_j_sacc_workspace_leaf_addr),
    .leaf_clear(t1_j_sacc_workspace_leaf_clear),
    .leaf_marks(t1_j_sacc_workspace_leaf_marks),
    .mid_addr(t1_j_sacc_workspace_mid_addr),
    .mid_clear(t1_j_sacc_workspace_mid_clear),
    .mid_marks(t1_j_sacc_workspace_mid_marks),
    .rst(rst),
    .top_clear(t1_j_sacc_workspace_top_clear),
    .top_marks(t1_j_sacc_workspace_top_marks),
    .val_can_push(t1_j_drain_val_C_i_drop_empty_i0_can_push),
    .val_data(t1_j_drain_val_C_i_drop_empty_i0_data),
    .val_enq(t1_j_drain_val_C_i_drop_empty_i0_enq),
    .val_push(t1_j_drain_val_C_i_drop_empty_i0_push)
  );
  channel_d16_l1_w34 t1_j_drain_crd0_C_i_drop_empty_inner (
    .can_push(t1_j_drain_crd0_C_i_drop_empty_inner_can_push),
    .clk(clk),
    .data(t1_j_drain_crd0_C_i_drop_empty_inner_data),
    .enq(t1_j_drain_crd0_C_i_drop_empty_inner_enq),
    .head(t1_j_drain_crd0_C_i_drop_empty_inner_head),
    .pop(t1_j_drain_crd0_C_i_drop_empty_inner_pop),
    .push(t1_j_drain_crd0_C_i_drop_empty_inner_push),
    .rst(rst),
    .visible(t1_j_drain_crd0_C_i_drop_empty_inner_visible)
  );
  channel_d16_l2_w34 t1_j_drain_val_C_i_drop_empty_i0 (
    .can_push(t1_j_drain_val_C_i_drop_empty_i0_can_push),
    .clk(clk),
    .data(t1_j_drain_val_C_i_drop_empty_i0_data),
    .enq(t1_j_drain_val_C_i_drop_empty_i0_enq),
    .head(t1_j_drain_val_C_i_drop_empty_i0_head),
    .pop(t1_j_drain_val_C_i_drop_empty_i0_pop),
    .push(t1_j_drain_val_C_i_drop_empty_i0_push),
    .rst(rst),
    .visible(t1_j_drain_val_C_i_drop_empty_i0_visible)
  );
  sacc_4_0_w2 t1_j_sacc (
    .bank(t1_j_sacc_workspace_bank),
    .clk(clk),
    .crd0_head(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_head),
    .crd0_pop(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_pop),
    .crd0_visible(fork_B_j_gen_crd_out1_t1_j_sacc_crd0_visible),
    .handover_can_push(t1_j_sacc_handover_t1_j_drain_handover_can_push),
    .handover_data(t1_j_sacc_handover_t1_j_drain_handover_data),
    .handover_enq(t1_j_sacc_handover_t1_j_drain_handover_enq),
    .handover_push(t1_j_sacc_handover_t1_j_drain_handover_push),
    .rst(rst),
    .update(t1_j_sacc_workspace_update),
    .update_key(t1_j_sacc_workspace_update_key),
    .update_val(t1_j_sacc_workspace_update_val),
    .val_head(t0_val_mul_val_t1_j_sacc_val_head),
    .val_pop(t0_val_mul_val_t1_j_sacc_val_pop),
    .val_visible(t0_val_mul_val_t1_j_sacc_val_visible)
  );
  channel_d1_l2_w34 t1_j_sacc_handover_t1_j_drain_handover (
    .can_push(t1_j_sacc_handover_t1_j_drain_handover_can_push),
    .clk(clk),
    .data(t1_j_sacc_handover_t1_j_drain_handover_data),
    .enq(t1_j_sacc_handover_t1_j_drain_handover_enq),
    .head(t1_j_sacc_handover_t1_j_drain_handover_head),
    .pop(t1_j_sacc_handover_t1_j_drain_handover_pop),
    .push(t1_j_sacc_handover_t1_j_drain_handover_push),
    .rst(rst),
    .visible(t1_j_sacc_handover_t1_j_drain_handover_visible)
  );
  workspace_sum_n4_rl1_p0 t1_j_sacc_workspace (
    .bank(t1_j_sacc_workspace_bank),
    .clk(clk),
    .entry_addr(t1_j_sacc_workspace_entry_addr),
    .entry_val(t1_j_sacc_workspace_entry_val),
    .leaf_addr(t1_j_sacc_workspace_leaf_addr),
    .leaf_clear(t1_j_sacc_workspace_leaf_clear),
    .leaf_marks(t1_j_sacc_workspace_leaf_marks),
    .mid_addr(t1_j_sacc_workspace_mid_addr),
    .mid_clear(t1_j_sacc_workspace_mid_clear),
    .mid_marks(t1_j_sacc_workspace_mid_marks),
    .ready(t1_j_sacc_workspace_ready),
    .rst(rst),
    .top_clear(t1_j_sacc_workspace_top_clear),
    .top_marks(t1_j_sacc_workspace_top_marks),
    .update(t1_j_sacc_workspace_update),
    .update_key(t1_j_sacc_workspace_update_key),
    .update_val(t1_j_sacc_workspace_update_val)
  );
  always @* begin
    if (wake_1) begin end
    host_rdata = 32'd0;
    casez (selected)
      4'h0:
          host_rdata = mem_B_1_seg_host_rdata;
      4'h1:
          host_rdata = mem_B_1_crd_host_rdata;
      4'h2:
          host_rdata = mem_A_1_seg_host_rdata;
      4'h3:
          host_rdata = mem_A_1_crd_host_rdata;
      4'h4:
          host_rdata = mem_A_vals_host_rdata;
      4'h5:
          host_rdata = mem_B_vals_host_rdata;
      4'h6:
          host_rdata = mem_C_0_seg_host_rdata;
      4'h7:
          host_rdata = mem_C_0_crd_host_rdata;
      4'h8:
          host_rdata = mem_C_1_seg_host_rdata;
      4'h9:
          host_rdata = mem_C_1_crd_host_rdata;
      4'ha:
          host_rdata = mem_C_vals_host_rdata;
    endcase
  end
  always @* begin
    if (wake_1) begin end
    _17_ = selected;
    if (mem_B_1_seg_selected) begin
      _17_ = 4'h0;
    end
    if (mem_B_1_crd_selected) begin
      _17_ = 4'h1;
    end
    if (mem_A_1_seg_selected) begin
      _17_ = 4'h2;
    end
    if (mem_A_1_crd_selected) begin
      _17_ = 4'h3;
    end
    if (mem_A_vals_selected) begin
      _17_ = 4'h4;
    end
    if (mem_B_vals_selected) begin
      _17_ = 4'h5;
    end
    if (mem_C_0_seg_selected) begin
      _17_ = 4'h6;
    end
    if (mem_C_0_crd_selected) begin
      _17_ = 4'h7;
    end
    if (mem_C_1_seg_selected) begin
      _17_ = 4'h8;
    end
    if (mem_C_1_crd_selected) begin
      _17_ = 4'h9;
    end
    if (mem_C_vals_selected) begin
      _17_ = 4'ha;
    end
    if (rst) begin
      _17_ = 4'h0;
    end
  end
  always @* begin
    if (wake_1) begin end
    _18_ = 1'h0;
    if (busy) begin
    end else if (_30_) begin
      _18_ = 1'h1;
    end
    if (rst) begin
      _18_ = 1'h0;
    end
  end
  always @* begin
    if (wake_1) begin end
    _19_ = _28_;
    if (rst) begin
      _19_ = 1'h0;
    end
  end
  always @* begin
    if (wake_1) begin end
    _20_ = cycles;
    if (busy) begin
      _20_ = _31_[63:0];
    end else if (_30_) begin
      _20_ = 64'h0000000000000000;
    end
    if (rst) begin
      _20_ = 64'h0000000000000000;
    end
  end
  always @* begin
    if (wake_1) begin end
    _21_ = finished_before;
    if (busy) begin
      _21_ = finishes;
    end else if (_30_) begin
      _21_ = 3'h0;
    end
    if (rst) begin
      _21_ = 3'h0;
    end
  end
  always @* begin
    if (wake_1) begin end
    _23_ = quiet;
    if (busy) begin
      _23_ = _02_[10:0];
    end else if (_30_) begin
      _23_ = 11'h000;
    end
    if (rst) begin
      _23_ = 11'h000;
    end
  end
  always @* begin
    if (wake_1) begin end
    _24_ = busy;
    if (busy) begin
      if (_03_) begin
        _24_ = 1'h0;
      end else if (_04_) begin
        _24_ = 1'h0;
      end
    end else if (_30_) begin
      _24_ = 1'h1;
    end
    if (rst) begin
      _24_ = 1'h0;
    end
  end
  always @* begin
    if (wake_1) begin end
    _25_ = done;
    if (busy) begin
      if (_03_) begin
        _25_ = 1'h1;
      end
    end else if (_30_) begin
      _25_ = 1'h0;
    end
    if (rst) begin
      _25_ = 1'h0;
    end
  end
  always @* begin
    if (wake_1) begin end
    _26_ = stuck;
    if (busy) begin
      if (_03_) begin
      end else if (_04_) begin
        _26_ = 1'h1;
      end
    end else if (_30_) begin
      _26_ = 1'h0;
    end
    if (rst) begin
      _26_ = 1'h0;
    end
  end
  assign running = busy;
  assign events = { C_i_drop_empty_i0_C_val_write_val_pop, C_i_drop_empty_i0_C_val_write_val_push, C_i_drop_empty_inner_C_j_write_crd_pop, C_i_drop_empty_inner_C_j_write_crd_push, C_i_drop_empty_outer_C_i_2_write_crd_pop, C_i_drop_empty_outer_C_i_2_write_crd_push, t1_j_drain_val_C_i_drop_empty_i0_pop, t1_j_drain_val_C_i_drop_empty_i0_push, t1_j_drain_crd0_C_i_drop_empty_inner_pop, t1_j_drain_crd0_C_i_drop_empty_inner_push, t1_j_sacc_handover_t1_j_drain_handover_pop, t1_j_sacc_handover_t1_j_drain_handover_push, t0_val_mul_val_t1_j_sacc_val_pop, t0_val_mul_val_t1_j_sacc_val_push, B_val_array_val_t0_val_mul_b_pop, B_val_array_val_t0_val_mul_b_push, A_j_repeat_out_t0_val_mul_a_pop, A_j_repeat_out_t0_val_mul_a_push, B_j_gen_ref_B_val_array_ref_pop, B_j_gen_ref_B_val_array_ref_push, fork_B_j_gen_crd_out1_t1_j_sacc_crd0_pop, fork_B_j_gen_crd_out1_t1_j_sacc_crd0_push, fork_B_j_gen_crd_out0_A_j_repeat_rep_pop, fork_B_j_gen_crd_out0_A_j_repeat_rep_push, B_j_gen_crd_fork_B_j_gen_crd_in_pop, B_j_gen_crd_fork_B_j_gen_crd_in_push, A_val_array_val_A_j_repeat_base_pop, A_val_array_val_A_j_repeat_base_push, A_k_gen_ref_A_val_array_ref_pop, A_k_gen_ref_A_val_array_ref_push, B_j_bounds_bounds_B_j_gen_bounds_pop, B_j_bounds_bounds_B_j_gen_bounds_push, B_k_locate_ref_B_j_bounds_ref_pop, B_k_locate_ref_B_j_bounds_ref_push, A_k_gen_crd_B_k_locate_crd_pop, A_k_gen_crd_B_k_locate_crd_push, B_i_repeat_out_B_k_locate_ref_pop, B_i_repeat_out_B_k_locate_ref_push, A_k_bounds_bounds_A_k_gen_bounds_pop, A_k_bounds_bounds_A_k_gen_bounds_push, A_i_gen_ref_A_k_bounds_ref_pop, A_i_gen_ref_A_k_bounds_ref_push, fork_A_i_gen_crd_out1_C_i_drop_empty_outer_pop, fork_A_i_gen_crd_out1_C_i_drop_empty_outer_push, fork_A_i_gen_crd_out0_B_i_repeat_rep_pop, fork_A_i_gen_crd_out0_B_i_repeat_rep_push, A_i_gen_crd_fork_A_i_gen_crd_in_pop, A_i_gen_crd_fork_A_i_gen_crd_in_push, root_2_ref_B_i_repeat_base_pop, root_2_ref_B_i_repeat_base_push, A_i_bounds_bounds_A_i_gen_bounds_pop, A_i_bounds_bounds_A_i_gen_bounds_push, root_ref_A_i_bounds_ref_pop, root_ref_A_i_bounds_ref_push };
  assign heads = { C_i_drop_empty_i0_C_val_write_val_head, C_i_drop_empty_inner_C_j_write_crd_head, C_i_drop_empty_outer_C_i_2_write_crd_head, t1_j_drain_val_C_i_drop_empty_i0_head, t1_j_drain_crd0_C_i_drop_empty_inner_head, t1_j_sacc_handover_t1_j_drain_handover_head, t0_val_mul_val_t1_j_sacc_val_head, B_val_array_val_t0_val_mul_b_head, A_j_repeat_out_t0_val_mul_a_head, B_j_gen_ref_B_val_array_ref_head, fork_B_j_gen_crd_out1_t1_j_sacc_crd0_head, fork_B_j_gen_crd_out0_A_j_repeat_rep_head, B_j_gen_crd_fork_B_j_gen_crd_in_head, A_val_array_val_A_j_repeat_base_head, A_k_gen_ref_A_val_array_ref_head, B_j_bounds_bounds_B_j_gen_bounds_head, B_k_locate_ref_B_j_bounds_ref_head, A_k_gen_crd_B_k_locate_crd_head, B_i_repeat_out_B_k_locate_ref_head, A_k_bounds_bounds_A_k_gen_bounds_head, A_i_gen_ref_A_k_bounds_ref_head, fork_A_i_gen_crd_out1_C_i_drop_empty_outer_head, fork_A_i_gen_crd_out0_B_i_repeat_rep_head, A_i_gen_crd_fork_A_i_gen_crd_in_head, root_2_ref_B_i_repeat_base_head, A_i_bounds_bounds_A_i_gen_bounds_head, root_ref_A_i_bounds_ref_head };
  assign workspaces_ready = t1_j_sacc_workspace_ready;
endmodule
