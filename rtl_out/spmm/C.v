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
  reg wake_2 = 0;
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
  input [33:0] a_head;
  wire [33:0] a_head;
  output a_pop;
  reg a_pop;
  input a_visible;
  wire a_visible;
  input [33:0] b_head;
  wire [33:0] b_head;
  output b_pop;
  reg b_pop;
  input b_visible;
  wire b_visible;
  reg fire;
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
  reg val_push;
  reg [33:0] val_token;
  assign _00_ = a_head[1:0] == 1'h1;
  assign _06_ = b_head[1:0] == 1'h1;
  assign nothing = | { _06_, _00_ };
  assign _07_ = a_head[1:0] == 1'h1;
  assign operand_0 = _07_ ? 32'd0 : a_head[33:2];
  assign _08_ = b_head[1:0] == 1'h1;
  assign operand_1 = _08_ ? 32'd0 : b_head[33:2];
  assign _09_ = ~ a_head[1];
  assign _10_ = _09_ & nothing;
  assign _11_ = ~ a_head[1];
  assign _12_ = a_visible & b_visible;
  assign _13_ = _12_ & val_can_push;
  assign _01_ = a_visible & b_visible;
  assign _02_ = _01_ & val_can_push;
  assign _03_ = a_visible & b_visible;
  assign _04_ = _03_ & val_can_push;
  assign _05_ = ! val_token[1:0];
  assign val_data = _05_ ? { mul_result, 2'h0 } : val_token;
  float32_mul_p0 mul (
    .a(operand_0),
    .b(operand_1),
    .o(mul_result)
  );
  always @* begin
    if (wake_2) begin end
    (* full_case = 32'd1 *)
    if (_10_) begin
      fire = _13_;
    end else if (_11_) begin
      fire = _02_;
    end else begin
      fire = _04_;
    end
  end
  always @* begin
    if (wake_2) begin end
    (* full_case = 32'd1 *)
    if (_10_) begin
      a_pop = fire;
    end else if (_11_) begin
      a_pop = fire;
    end else begin
      a_pop = fire;
    end
  end
  always @* begin
    if (wake_2) begin end
    (* full_case = 32'd1 *)
    if (_10_) begin
      b_pop = fire;
    end else if (_11_) begin
      b_pop = fire;
    end else begin
      b_pop = fire;
    end
  end
  always @* begin
    if (wake_2) begin end
    (* full_case = 32'd1 *)
    if (_10_) begin
      val_push = fire;
    end else if (_11_) begin
      val_push = fire;
    end else begin
      val_push = fire;
    end
  end
  always @* begin
    if (wake_2) begin end
    (* full_case = 32'd1 *)
    if (_10_) begin
      val_token = 34'h000000001;
    end else if (_11_) begin
      val_token = 34'h000000000;
    end else begin
      val_token = a_head;
    end
  end
  assign val_enq = val_push;
endmodule

// array: rl=1
module array_rl1(clk, rst, ref_visible, ref_head, ref_pop, val_can_push, val_push, val_enq, val_data, mem_vals_addr, mem_vals_word);
  reg wake_3 = 0;
  wire _0_;
  reg _1_;
  input clk;
  wire clk;
  wire fire;
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
  reg [33:0] token_later1 = 34'h000000000;
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
  assign ref_pop = ref_visible & val_can_push;
  assign _0_ = ! token_later1[1:0];
  assign val_data = _0_ ? { mem_vals_word, 2'h0 } : token_later1;
  always @(posedge clk)
    token_later1 <= ref_head;
  always @(posedge clk)
    val_enq <= _1_;
  always @* begin
    if (wake_3) begin end
    _1_ = ref_pop;
    if (rst) begin
      _1_ = 1'h0;
    end
  end
  assign val_token = ref_head;
  assign val_enq_later1 = val_enq;
  assign fire = ref_pop;
  assign val_push = ref_pop;
  assign mem_vals_addr = ref_head[33:2];
endmodule

// bounds: kind=c size=None rl=1
module bounds_c_rl1(clk, rst, ref_visible, ref_head, ref_pop, bounds_can_push, bounds_push, bounds_enq, bounds_data, mem_lo_addr, mem_lo_word, mem_hi_addr, mem_hi_word);
  reg wake_4 = 0;
  wire [32:0] _00_;
  wire _01_;
  wire _02_;
  wire [65:0] _03_;
  reg _04_;
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
  reg [65:0] token_later1 = 66'h00000000000000000;
  assign _03_ = _02_ ? { mem_hi_word, mem_lo_word, 2'h0 } : token_later1;
  assign bounds_data = _01_ ? 66'h00000000000000000 : _03_;
  always @(posedge clk)
    token_later1 <= { 32'h00000000, ref_head };
  always @(posedge clk)
    bounds_enq <= _04_;
  assign _00_ = ref_head[33:2] + 1'h1;
  assign ref_pop = ref_visible & bounds_can_push;
  assign _01_ = token_later1[1:0] == 1'h1;
  assign _02_ = ! token_later1[1:0];
  always @* begin
    if (wake_4) begin end
    _04_ = ref_pop;
    if (rst) begin
      _04_ = 1'h0;
    end
  end
  assign fire = ref_pop;
  assign bounds_token = { 32'h00000000, ref_head };
  assign bounds_enq_later1 = bounds_enq;
  assign bounds_push = ref_pop;
  assign mem_lo_addr = ref_head[33:2];
  assign mem_hi_addr = _00_[31:0];
endmodule

// bounds: kind=d size=6 rl=1
module bounds_d_n6_rl1(clk, rst, ref_visible, ref_head, ref_pop, bounds_can_push, bounds_push, bounds_enq, bounds_data);
  reg wake_5 = 0;
  wire [34:0] _00_;
  wire _01_;
  wire _02_;
  wire [32:0] _03_;
  wire [65:0] _04_;
  reg _05_;
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
  reg [31:0] product_later1 = 32'd0;
  input [33:0] ref_head;
  wire [33:0] ref_head;
  output ref_pop;
  wire ref_pop;
  input ref_visible;
  wire ref_visible;
  input rst;
  wire rst;
  reg [65:0] token_later1 = 66'h00000000000000000;
  assign _02_ = ! token_later1[1:0];
  assign _03_ = product_later1 + 3'h6;
  assign _04_ = _02_ ? { _03_[31:0], product_later1, 2'h0 } : token_later1;
  assign bounds_data = _01_ ? 66'h00000000000000000 : _04_;
  always @(posedge clk)
    product_later1 <= _00_[31:0];
  always @(posedge clk)
    token_later1 <= { 32'h00000000, ref_head };
  always @(posedge clk)
    bounds_enq <= _05_;
  assign _00_ = ref_head[33:2] * 3'h6;
  assign ref_pop = ref_visible & bounds_can_push;
  assign _01_ = token_later1[1:0] == 1'h1;
  always @* begin
    if (wake_5) begin end
    _05_ = ref_pop;
    if (rst) begin
      _05_ = 1'h0;
    end
  end
  assign bounds_token = { 32'h00000000, ref_head };
  assign bounds_enq_later1 = bounds_enq;
  assign fire = ref_pop;
  assign bounds_push = ref_pop;
endmodule

// channel: depth 16, latency 1, 34 bits a token
module channel_d16_l1_w34(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_6 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire [4:0] _03_;
  wire [4:0] _04_;
  wire _05_;
  wire [4:0] _06_;
  wire [4:0] _07_;
  wire [4:0] _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire [5:0] _12_;
  wire _13_;
  reg [33:0] _14_;
  reg _15_;
  reg [3:0] _16_;
  reg [3:0] _17_;
  reg [3:0] _18_;
  reg [4:0] _19_;
  reg _20_;
  wire _21_;
  wire [5:0] _22_;
  wire [6:0] _23_;
  wire [33:0] _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire signal;
  (* init = 4'h0 *)
  wire [3:0] signal_15;
  (* init = 4'h0 *)
  wire [3:0] signal_19;
  reg [4:0] signal_21 = 5'h00;
  reg [3:0] signature_addr = 4'h0;
  wire [33:0] signature_data;
  wire signature_en;
  wire bypass;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [33:0] data;
  wire [33:0] data;
  input enq;
  wire enq;
  wire [4:0] following;
  (* init = 1'h0 *)
  wire full;
  output [33:0] head;
  reg [33:0] head = 34'h000000000;
  (* init = 34'h000000000 *)
  wire [33:0] head_10;
  input pop;
  wire pop;
  input push;
  wire push;
  reg [3:0] read__addr = 4'h0;
  wire [33:0] read__data;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [3:0] used = 4'h0;
  output visible;
  reg visible = 1'h0;
  (* ram_style = "distributed" *)
  reg [33:0] tail [14:0];
  always @(posedge clk) begin
    if (signature_en)
      tail[signature_addr] <= data;
  end
  assign read__data = tail[read__addr];
  assign _00_ = ~ visible;
  assign signal = pop | _00_;
  assign _11_ = ! used;
  assign bypass = signal & _11_;
  assign _21_ = ~ bypass;
  assign signature_en = enq & _21_;
  assign _22_ = signal_21 + push;
  assign _23_ = _22_ - pop;
  assign _24_ = bypass ? data : read__data;
  assign _25_ = ~ bypass;
  assign _26_ = enq | _25_;
  assign _27_ = ~ bypass;
  assign _01_ = signal & _27_;
  assign _02_ = read__addr == 4'he;
  assign _03_ = read__addr + 1'h1;
  assign _04_ = _02_ ? 5'h00 : _03_;
  assign _05_ = signature_addr == 4'he;
  assign _06_ = signature_addr + 1'h1;
  assign _07_ = _05_ ? 5'h00 : _06_;
  assign _08_ = used + signature_en;
  assign _09_ = ~ bypass;
  assign _10_ = signal & _09_;
  assign _12_ = _08_ - _10_;
  assign _13_ = _23_[4:0] < 5'h10;
  always @(posedge clk)
    head <= _14_;
  always @(posedge clk)
    visible <= _15_;
  always @(posedge clk)
    read__addr <= _16_;
  always @(posedge clk)
    signature_addr <= _17_;
  always @(posedge clk)
    used <= _18_;
  always @(posedge clk)
    signal_21 <= _19_;
  always @(posedge clk)
    can_push <= _20_;
  always @* begin
    if (wake_6) begin end
    _14_ = head;
    if (signal) begin
      _14_ = _24_;
    end
  end
  always @* begin
    if (wake_6) begin end
    _15_ = visible;
    if (signal) begin
      _15_ = _26_;
    end
    if (rst) begin
      _15_ = 1'h0;
    end
  end
  always @* begin
    if (wake_6) begin end
    _16_ = read__addr;
    if (_01_) begin
      _16_ = _04_[3:0];
    end
    if (rst) begin
      _16_ = 4'h0;
    end
  end
  always @* begin
    if (wake_6) begin end
    _17_ = signature_addr;
    if (signature_en) begin
      _17_ = _07_[3:0];
    end
    if (rst) begin
      _17_ = 4'h0;
    end
  end
  always @* begin
    if (wake_6) begin end
    _18_ = _12_[3:0];
    if (rst) begin
      _18_ = 4'h0;
    end
  end
  always @* begin
    if (wake_6) begin end
    _19_ = _23_[4:0];
    if (rst) begin
      _19_ = 5'h00;
    end
  end
  always @* begin
    if (wake_6) begin end
    _20_ = _13_;
    if (rst) begin
      _20_ = 1'h1;
    end
  end
  assign full = visible;
  assign head_10 = head;
  assign signal_15 = signature_addr;
  assign signature_data = data;
  assign signal_19 = read__addr;
  assign following = _23_[4:0];
  assign room = can_push;
endmodule

// channel: depth 16, latency 2, 34 bits a token
module channel_d16_l2_w34(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_7 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire [4:0] _03_;
  wire [4:0] _04_;
  wire _05_;
  wire [4:0] _06_;
  wire [4:0] _07_;
  wire [4:0] _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire [5:0] _12_;
  wire _13_;
  reg [33:0] _14_;
  reg _15_;
  reg [3:0] _16_;
  reg [3:0] _17_;
  reg [3:0] _18_;
  reg [4:0] _19_;
  reg _20_;
  wire _21_;
  wire [5:0] _22_;
  wire [6:0] _23_;
  wire [33:0] _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire signal;
  (* init = 4'h0 *)
  wire [3:0] signal_15;
  (* init = 4'h0 *)
  wire [3:0] signal_19;
  reg [4:0] signal_21 = 5'h00;
  reg [3:0] signature_addr = 4'h0;
  wire [33:0] signature_data;
  wire signature_en;
  wire bypass;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [33:0] data;
  wire [33:0] data;
  input enq;
  wire enq;
  wire [4:0] following;
  (* init = 1'h0 *)
  wire full;
  output [33:0] head;
  reg [33:0] head = 34'h000000000;
  (* init = 34'h000000000 *)
  wire [33:0] head_10;
  input pop;
  wire pop;
  input push;
  wire push;
  reg [3:0] read__addr = 4'h0;
  wire [33:0] read__data;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [3:0] used = 4'h0;
  output visible;
  reg visible = 1'h0;
  (* ram_style = "distributed" *)
  reg [33:0] tail [14:0];
  always @(posedge clk) begin
    if (signature_en)
      tail[signature_addr] <= data;
  end
  assign read__data = tail[read__addr];
  assign _00_ = ~ visible;
  assign signal = pop | _00_;
  assign _11_ = ! used;
  assign bypass = signal & _11_;
  assign _21_ = ~ bypass;
  assign signature_en = enq & _21_;
  assign _22_ = signal_21 + push;
  assign _23_ = _22_ - pop;
  assign _24_ = bypass ? data : read__data;
  assign _25_ = ~ bypass;
  assign _26_ = enq | _25_;
  assign _27_ = ~ bypass;
  assign _01_ = signal & _27_;
  assign _02_ = read__addr == 4'he;
  assign _03_ = read__addr + 1'h1;
  assign _04_ = _02_ ? 5'h00 : _03_;
  assign _05_ = signature_addr == 4'he;
  assign _06_ = signature_addr + 1'h1;
  assign _07_ = _05_ ? 5'h00 : _06_;
  assign _08_ = used + signature_en;
  assign _09_ = ~ bypass;
  assign _10_ = signal & _09_;
  assign _12_ = _08_ - _10_;
  assign _13_ = _23_[4:0] < 5'h10;
  always @(posedge clk)
    head <= _14_;
  always @(posedge clk)
    visible <= _15_;
  always @(posedge clk)
    read__addr <= _16_;
  always @(posedge clk)
    signature_addr <= _17_;
  always @(posedge clk)
    used <= _18_;
  always @(posedge clk)
    signal_21 <= _19_;
  always @(posedge clk)
    can_push <= _20_;
  always @* begin
    if (wake_7) begin end
    _14_ = head;
    if (signal) begin
      _14_ = _24_;
    end
  end
  always @* begin
    if (wake_7) begin end
    _15_ = visible;
    if (signal) begin
      _15_ = _26_;
    end
    if (rst) begin
      _15_ = 1'h0;
    end
  end
  always @* begin
    if (wake_7) begin end
    _16_ = read__addr;
    if (_01_) begin
      _16_ = _04_[3:0];
    end
    if (rst) begin
      _16_ = 4'h0;
    end
  end
  always @* begin
    if (wake_7) begin end
    _17_ = signature_addr;
    if (signature_en) begin
      _17_ = _07_[3:0];
    end
    if (rst) begin
      _17_ = 4'h0;
    end
  end
  always @* begin
    if (wake_7) begin end
    _18_ = _12_[3:0];
    if (rst) begin
      _18_ = 4'h0;
    end
  end
  always @* begin
    if (wake_7) begin end
    _19_ = _23_[4:0];
    if (rst) begin
      _19_ = 5'h00;
    end
  end
  always @* begin
    if (wake_7) begin end
    _20_ = _13_;
    if (rst) begin
      _20_ = 1'h1;
    end
  end
  assign full = visible;
  assign head_10 = head;
  assign signal_15 = signature_addr;
  assign signature_data = data;
  assign signal_19 = read__addr;
  assign following = _23_[4:0];
  assign room = can_push;
endmodule

// channel: depth 16, latency 2, 66 bits a token
module channel_d16_l2_w66(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_8 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire [4:0] _03_;
  wire [4:0] _04_;
  wire _05_;
  wire [4:0] _06_;
  wire [4:0] _07_;
  wire [4:0] _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire [5:0] _12_;
  wire _13_;
  reg [65:0] _14_;
  reg _15_;
  reg [3:0] _16_;
  reg [3:0] _17_;
  reg [3:0] _18_;
  reg [4:0] _19_;
  reg _20_;
  wire _21_;
  wire [5:0] _22_;
  wire [6:0] _23_;
  wire [65:0] _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire signal;
  (* init = 4'h0 *)
  wire [3:0] signal_15;
  (* init = 4'h0 *)
  wire [3:0] signal_19;
  reg [4:0] signal_21 = 5'h00;
  reg [3:0] signature_addr = 4'h0;
  wire [65:0] signature_data;
  wire signature_en;
  wire bypass;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [65:0] data;
  wire [65:0] data;
  input enq;
  wire enq;
  wire [4:0] following;
  (* init = 1'h0 *)
  wire full;
  output [65:0] head;
  reg [65:0] head = 66'h00000000000000000;
  (* init = 66'h00000000000000000 *)
  wire [65:0] head_10;
  input pop;
  wire pop;
  input push;
  wire push;
  reg [3:0] read__addr = 4'h0;
  wire [65:0] read__data;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [3:0] used = 4'h0;
  output visible;
  reg visible = 1'h0;
  (* ram_style = "distributed" *)
  reg [65:0] tail [14:0];
  always @(posedge clk) begin
    if (signature_en)
      tail[signature_addr] <= data;
  end
  assign read__data = tail[read__addr];
  assign _00_ = ~ visible;
  assign signal = pop | _00_;
  assign _11_ = ! used;
  assign bypass = signal & _11_;
  assign _21_ = ~ bypass;
  assign signature_en = enq & _21_;
  assign _22_ = signal_21 + push;
  assign _23_ = _22_ - pop;
  assign _24_ = bypass ? data : read__data;
  assign _25_ = ~ bypass;
  assign _26_ = enq | _25_;
  assign _27_ = ~ bypass;
  assign _01_ = signal & _27_;
  assign _02_ = read__addr == 4'he;
  assign _03_ = read__addr + 1'h1;
  assign _04_ = _02_ ? 5'h00 : _03_;
  assign _05_ = signature_addr == 4'he;
  assign _06_ = signature_addr + 1'h1;
  assign _07_ = _05_ ? 5'h00 : _06_;
  assign _08_ = used + signature_en;
  assign _09_ = ~ bypass;
  assign _10_ = signal & _09_;
  assign _12_ = _08_ - _10_;
  assign _13_ = _23_[4:0] < 5'h10;
  always @(posedge clk)
    head <= _14_;
  always @(posedge clk)
    visible <= _15_;
  always @(posedge clk)
    read__addr <= _16_;
  always @(posedge clk)
    signature_addr <= _17_;
  always @(posedge clk)
    used <= _18_;
  always @(posedge clk)
    signal_21 <= _19_;
  always @(posedge clk)
    can_push <= _20_;
  always @* begin
    if (wake_8) begin end
    _14_ = head;
    if (signal) begin
      _14_ = _24_;
    end
  end
  always @* begin
    if (wake_8) begin end
    _15_ = visible;
    if (signal) begin
      _15_ = _26_;
    end
    if (rst) begin
      _15_ = 1'h0;
    end
  end
  always @* begin
    if (wake_8) begin end
    _16_ = read__addr;
    if (_01_) begin
      _16_ = _04_[3:0];
    end
    if (rst) begin
      _16_ = 4'h0;
    end
  end
  always @* begin
    if (wake_8) begin end
    _17_ = signature_addr;
    if (signature_en) begin
      _17_ = _07_[3:0];
    end
    if (rst) begin
      _17_ = 4'h0;
    end
  end
  always @* begin
    if (wake_8) begin end
    _18_ = _12_[3:0];
    if (rst) begin
      _18_ = 4'h0;
    end
  end
  always @* begin
    if (wake_8) begin end
    _19_ = _23_[4:0];
    if (rst) begin
      _19_ = 5'h00;
    end
  end
  always @* begin
    if (wake_8) begin end
    _20_ = _13_;
    if (rst) begin
      _20_ = 1'h1;
    end
  end
  assign full = visible;
  assign head_10 = head;
  assign signal_15 = signature_addr;
  assign signature_data = data;
  assign signal_19 = read__addr;
  assign following = _23_[4:0];
  assign room = can_push;
endmodule

// channel: depth 1, latency 2, 34 bits a token
module channel_d1_l2_w34(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_9 = 0;
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
  reg signal = 1'h0;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [33:0] data;
  wire [33:0] data;
  input enq;
  wire enq;
  wire [1:0] following;
  (* init = 1'h0 *)
  wire full;
  output [33:0] head;
  reg [33:0] head = 34'h000000000;
  (* init = 34'h000000000 *)
  wire [33:0] head_10;
  input pop;
  wire pop;
  input push;
  wire push;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  output visible;
  reg visible = 1'h0;
  assign _00_ = signal + push;
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
    signal <= _09_;
  always @(posedge clk)
    can_push <= _01_;
  always @* begin
    if (wake_9) begin end
    _07_ = _05_;
    if (rst) begin
      _07_ = 1'h0;
    end
  end
  always @* begin
    if (wake_9) begin end
    _08_ = head;
    if (enq) begin
      _08_ = data;
    end
  end
  always @* begin
    if (wake_9) begin end
    _09_ = _02_[0];
    if (rst) begin
      _09_ = 1'h0;
    end
  end
  always @* begin
    if (wake_9) begin end
    _01_ = _06_;
    if (rst) begin
      _01_ = 1'h1;
    end
  end
  assign full = visible;
  assign head_10 = head;
  assign following = _02_[1:0];
  assign room = can_push;
endmodule

// channel: depth 3, latency 2, 38 bits a token
module channel_d3_l2_w38(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_10 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire [1:0] _03_;
  wire [1:0] _04_;
  wire _05_;
  wire [1:0] _06_;
  wire [1:0] _07_;
  wire [2:0] _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire [3:0] _12_;
  wire _13_;
  reg [37:0] _14_;
  reg _15_;
  reg _16_;
  reg _17_;
  reg [1:0] _18_;
  reg [1:0] _19_;
  reg _20_;
  wire _21_;
  wire [2:0] _22_;
  wire [3:0] _23_;
  wire [37:0] _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire signal;
  (* init = 1'h0 *)
  wire signal_15;
  (* init = 1'h0 *)
  wire signal_19;
  reg [1:0] signal_21 = 2'h0;
  reg signature_addr = 1'h0;
  wire [37:0] signature_data;
  wire signature_en;
  wire bypass;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [37:0] data;
  wire [37:0] data;
  input enq;
  wire enq;
  wire [2:0] following;
  (* init = 1'h0 *)
  wire full;
  output [37:0] head;
  reg [37:0] head = 38'h0000000000;
  (* init = 38'h0000000000 *)
  wire [37:0] head_10;
  input pop;
  wire pop;
  input push;
  wire push;
  reg read__addr = 1'h0;
  wire [37:0] read__data;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [1:0] used = 2'h0;
  output visible;
  reg visible = 1'h0;
  (* ram_style = "distributed" *)
  reg [37:0] tail [1:0];
  always @(posedge clk) begin
    if (signature_en)
      tail[signature_addr] <= data;
  end
  assign read__data = tail[read__addr];
  assign _00_ = ~ visible;
  assign signal = pop | _00_;
  assign _11_ = ! used;
  assign bypass = signal & _11_;
  assign _21_ = ~ bypass;
  assign signature_en = enq & _21_;
  assign _22_ = signal_21 + push;
  assign _23_ = _22_ - pop;
  assign _24_ = bypass ? data : read__data;
  assign _25_ = ~ bypass;
  assign _26_ = enq | _25_;
  assign _27_ = ~ bypass;
  assign _01_ = signal & _27_;
  assign _03_ = read__addr + 1'h1;
  assign _04_ = _02_ ? 2'h0 : _03_;
  assign _06_ = signature_addr + 1'h1;
  assign _07_ = _05_ ? 2'h0 : _06_;
  assign _08_ = used + signature_en;
  assign _09_ = ~ bypass;
  assign _10_ = signal & _09_;
  assign _12_ = _08_ - _10_;
  assign _13_ = _23_[2:0] < 2'h3;
  always @(posedge clk)
    head <= _14_;
  always @(posedge clk)
    visible <= _15_;
  always @(posedge clk)
    read__addr <= _16_;
  always @(posedge clk)
    signature_addr <= _17_;
  always @(posedge clk)
    used <= _18_;
  always @(posedge clk)
    signal_21 <= _19_;
  always @(posedge clk)
    can_push <= _20_;
  always @* begin
    if (wake_10) begin end
    _14_ = head;
    if (signal) begin
      _14_ = _24_;
    end
  end
  always @* begin
    if (wake_10) begin end
    _15_ = visible;
    if (signal) begin
      _15_ = _26_;
    end
    if (rst) begin
      _15_ = 1'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _16_ = read__addr;
    if (_01_) begin
      _16_ = _04_[0];
    end
    if (rst) begin
      _16_ = 1'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _17_ = signature_addr;
    if (signature_en) begin
      _17_ = _07_[0];
    end
    if (rst) begin
      _17_ = 1'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _18_ = _12_[1:0];
    if (rst) begin
      _18_ = 2'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _19_ = _23_[1:0];
    if (rst) begin
      _19_ = 2'h0;
    end
  end
  always @* begin
    if (wake_10) begin end
    _20_ = _13_;
    if (rst) begin
      _20_ = 1'h1;
    end
  end
  assign full = visible;
  assign head_10 = head;
  assign signal_15 = signature_addr;
  assign signature_data = data;
  assign signal_19 = read__addr;
  assign following = _23_[2:0];
  assign room = can_push;
  assign _02_ = read__addr;
  assign _05_ = signature_addr;
endmodule

// channel: depth 3, latency 2, 43 bits a token
module channel_d3_l2_w43(clk, rst, can_push, push, enq, data, visible, head, pop);
  reg wake_11 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire [1:0] _03_;
  wire [1:0] _04_;
  wire _05_;
  wire [1:0] _06_;
  wire [1:0] _07_;
  wire [2:0] _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire [3:0] _12_;
  wire _13_;
  reg [42:0] _14_;
  reg _15_;
  reg _16_;
  reg _17_;
  reg [1:0] _18_;
  reg [1:0] _19_;
  reg _20_;
  wire _21_;
  wire [2:0] _22_;
  wire [3:0] _23_;
  wire [42:0] _24_;
  wire _25_;
  wire _26_;
  wire _27_;
  wire signal;
  (* init = 1'h0 *)
  wire signal_15;
  (* init = 1'h0 *)
  wire signal_19;
  reg [1:0] signal_21 = 2'h0;
  reg signature_addr = 1'h0;
  wire [42:0] signature_data;
  wire signature_en;
  wire bypass;
  output can_push;
  reg can_push = 1'h1;
  input clk;
  wire clk;
  input [42:0] data;
  wire [42:0] data;
  input enq;
  wire enq;
  wire [2:0] following;
  (* init = 1'h0 *)
  wire full;
  output [42:0] head;
  reg [42:0] head = 43'h00000000000;
  (* init = 43'h00000000000 *)
  wire [42:0] head_10;
  input pop;
  wire pop;
  input push;
  wire push;
  reg read__addr = 1'h0;
  wire [42:0] read__data;
  (* init = 1'h1 *)
  wire room;
  input rst;
  wire rst;
  reg [1:0] used = 2'h0;
  output visible;
  reg visible = 1'h0;
  (* ram_style = "distributed" *)
  reg [42:0] tail [1:0];
  always @(posedge clk) begin
    if (signature_en)
      tail[signature_addr] <= data;
  end
  assign read__data = tail[read__addr];
  assign _00_ = ~ visible;
  assign signal = pop | _00_;
  assign _11_ = ! used;
  assign bypass = signal & _11_;
  assign _21_ = ~ bypass;
  assign signature_en = enq & _21_;
  assign _22_ = signal_21 + push;
  assign _23_ = _22_ - pop;
  assign _24_ = bypass ? data : read__data;
  assign _25_ = ~ bypass;
  assign _26_ = enq | _25_;
  assign _27_ = ~ bypass;
  assign _01_ = signal & _27_;
  assign _03_ = read__addr + 1'h1;
  assign _04_ = _02_ ? 2'h0 : _03_;
  assign _06_ = signature_addr + 1'h1;
  assign _07_ = _05_ ? 2'h0 : _06_;
  assign _08_ = used + signature_en;
  assign _09_ = ~ bypass;
  assign _10_ = signal & _09_;
  assign _12_ = _08_ - _10_;
  assign _13_ = _23_[2:0] < 2'h3;
  always @(posedge clk)
    head <= _14_;
  always @(posedge clk)
    visible <= _15_;
  always @(posedge clk)
    read__addr <= _16_;
  always @(posedge clk)
    signature_addr <= _17_;
  always @(posedge clk)
    used <= _18_;
  always @(posedge clk)
    signal_21 <= _19_;
  always @(posedge clk)
    can_push <= _20_;
  always @* begin
    if (wake_11) begin end
    _14_ = head;
    if (signal) begin
      _14_ = _24_;
    end
  end
  always @* begin
    if (wake_11) begin end
    _15_ = visible;
    if (signal) begin
      _15_ = _26_;
    end
    if (rst) begin
      _15_ = 1'h0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _16_ = read__addr;
    if (_01_) begin
      _16_ = _04_[0];
    end
    if (rst) begin
      _16_ = 1'h0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _17_ = signature_addr;
    if (signature_en) begin
      _17_ = _07_[0];
    end
    if (rst) begin
      _17_ = 1'h0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _18_ = _12_[1:0];
    if (rst) begin
      _18_ = 2'h0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _19_ = _23_[1:0];
    if (rst) begin
      _19_ = 2'h0;
    end
  end
  always @* begin
    if (wake_11) begin end
    _20_ = _13_;
    if (rst) begin
      _20_ = 1'h1;
    end
  end
  assign full = visible;
  assign head_10 = head;
  assign signal_15 = signature_addr;
  assign signature_data = data;
  assign signal_19 = read__addr;
  assign following = _23_[2:0];
  assign room = can_push;
  assign _02_ = read__addr;
  assign _05_ = signature_addr;
endmodule

// drain: sizes=4 perm=0 rl=1
module drain_4_0_rl1(handover_head, crd0_can_push, val_can_push, top_marks, mid_marks, leaf_marks, entry_val, clk, rst, handover_pop, crd0_push, crd0_enq, crd0_data, val_push, val_enq, val_data, top_clear, mid_addr, mid_clear, leaf_addr, leaf_clear
, entry_addr, handover_visible);
  reg wake_12 = 0;
  wire _000_;
  wire _001_;
  wire _002_;
  wire _003_;
  wire _004_;
  wire _005_;
  wire [31:0] _006_;
  wire [31:0] _007_;
  wire [32:0] _008_;
  wire [32:0] _009_;
  wire _010_;
  wire _011_;
  wire _012_;
  wire _013_;
  wire _014_;
  wire _015_;
  wire [31:0] _016_;
  wire [31:0] _017_;
  wire _018_;
  wire _019_;
  wire _020_;
  wire [31:0] _021_;
  wire _022_;
  wire [31:0] _023_;
  wire [32:0] _024_;
  wire [32:0] _025_;
  wire _026_;
  wire _027_;
  wire _028_;
  wire _029_;
  wire _030_;
  wire _031_;
  wire _032_;
  wire [31:0] _033_;
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
  wire [32:0] _044_;
  wire _045_;
  wire _046_;
  wire _047_;
  wire _048_;
  wire _049_;
  wire _050_;
  wire _051_;
  wire [31:0] _052_;
  wire [31:0] _053_;
  wire _054_;
  wire [32:0] _055_;
  wire _056_;
  wire _057_;
  wire [8:0] _058_;
  wire [8:0] _059_;
  wire _060_;
  wire _061_;
  wire _062_;
  wire _063_;
  wire _064_;
  wire _065_;
  wire _066_;
  wire [31:0] _067_;
  wire [31:0] _068_;
  wire _069_;
  wire [31:0] _070_;
  wire [31:0] _071_;
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
  wire [31:0] _082_;
  wire [31:0] _083_;
  wire _084_;
  wire [31:0] _085_;
  wire [31:0] _086_;
  reg _087_;
  wire _088_;
  reg _089_;
  reg _090_;
  reg [31:0] _091_;
  reg [31:0] _092_;
  reg _093_;
  input clk;
  wire clk;
  input crd0_can_push;
  wire crd0_can_push;
  output [33:0] crd0_data;
  reg [33:0] crd0_data;
  output crd0_enq;
  wire crd0_enq;
  output crd0_push;
  reg crd0_push;
  wire [33:0] crd0_token;
  reg ends;
  output [14:0] entry_addr;
  wire [14:0] entry_addr;
  input [31:0] entry_val;
  wire [31:0] entry_val;
  reg fire;
  input [33:0] handover_head;
  wire [33:0] handover_head;
  output handover_pop;
  reg handover_pop;
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
  reg val_push;
  reg [33:0] val_token;
  reg [33:0] val_token_later1 = 34'h000000000;
  assign _044_ = _033_ + 1'h1;
  assign _055_ = { 1'h0, top_marks } & _044_;
  assign _066_ = | { _055_[31], _055_[29], _055_[27], _055_[25], _055_[23], _055_[21], _055_[19], _055_[17], _055_[15], _055_[13], _055_[11], _055_[9], _055_[7], _055_[5], _055_[3], _055_[1] };
  assign _077_ = | { _055_[31:30], _055_[27:26], _055_[23:22], _055_[19:18], _055_[15:14], _055_[11:10], _055_[7:6], _055_[3:2] };
  assign _088_ = | { _055_[31:28], _055_[23:20], _055_[15:12], _055_[7:4] };
  assign _001_ = | { _055_[31:24], _055_[15:8] };
  assign _002_ = | _055_[31:16];
  assign top_empty = ! top_marks;
  assign _003_ = ~ top_ended;
  assign _004_ = starts & _003_;
  assign mid_words_push = _004_ & mid_words_can_push;
  assign _005_ = ~ top_empty;
  assign mid_clear = mid_words_push & _005_;
  assign top_clear = mid_words_push ? _055_[31:0] : 32'd0;
  assign _006_ = ~ mid_seen;
  assign mid_left = mid_words_head[31:0] & _006_;
  assign _007_ = ~ mid_left;
  assign _008_ = _007_ + 1'h1;
  assign _009_ = { 1'h0, mid_left } & _008_;
  assign _010_ = | { _009_[31], _009_[29], _009_[27], _009_[25], _009_[23], _009_[21], _009_[19], _009_[17], _009_[15], _009_[13], _009_[11], _009_[9], _009_[7], _009_[5], _009_[3], _009_[1] };
  assign _012_ = | { _009_[31:30], _009_[27:26], _009_[23:22], _009_[19:18], _009_[15:14], _009_[11:10], _009_[7:6], _009_[3:2] };
  assign _013_ = | { _009_[31:28], _009_[23:20], _009_[15:12], _009_[7:4] };
  assign _014_ = | { _009_[31:24], _009_[15:8] };
  assign _015_ = | _009_[31:16];
  assign leaf_words_push = mid_words_visible & leaf_words_can_push;
  assign _016_ = ~ _009_[31:0];
  assign _017_ = mid_left & _016_;
  assign _018_ = ! _017_;
  assign _019_ = mid_words_head[37] | _018_;
  assign mid_words_pop = leaf_words_push & _019_;
  assign _020_ = ~ mid_words_head[37];
  assign leaf_clear = leaf_words_push & _020_;
  assign _021_ = ~ leaf_seen;
  assign leaf_left = leaf_words_head[31:0] & _021_;
  assign _023_ = ~ leaf_left;
  assign _024_ = _023_ + 1'h1;
  assign _025_ = { 1'h0, leaf_left } & _024_;
  assign _026_ = | { _025_[31], _025_[29], _025_[27], _025_[25], _025_[23], _025_[21], _025_[19], _025_[17], _025_[15], _025_[13], _025_[11], _025_[9], _025_[7], _025_[5], _025_[3], _025_[1] };
  assign _027_ = | { _025_[31:30], _025_[27:26], _025_[23:22], _025_[19:18], _025_[15:14], _025_[11:10], _025_[7:6], _025_[3:2] };
  assign _028_ = | { _025_[31:28], _025_[23:20], _025_[15:12], _025_[7:4] };
  assign _029_ = | { _025_[31:24], _025_[15:8] };
  assign _030_ = | _025_[31:16];
  assign _031_ = handover_head[1:0] == 2'h2;
  assign _032_ = handover_head[9:2] == 1'h1;
  assign _034_ = _031_ & _032_;
  assign _035_ = _034_ & leaf_words_head[42];
  assign _036_ = handover_head[1:0] == 2'h2;
  assign _037_ = handover_head[9:2] == 1'h1;
  assign _038_ = _036_ & _037_;
  assign _040_ = handover_head[1:0] == 2'h2;
  assign _041_ = handover_visible & crd0_can_push;
  assign _042_ = _041_ & val_can_push;
  assign _043_ = ~ leaf_words_visible;
  assign _046_ = _042_ & _045_;
  assign _047_ = handover_visible & crd0_can_push;
  assign _048_ = _047_ & val_can_push;
  assign _049_ = ~ leaf_words_visible;
  assign _051_ = _048_ & _050_;
  assign _052_ = ~ _025_[31:0];
  assign _053_ = leaf_left & _052_;
  assign _054_ = ! _053_;
  assign _056_ = handover_visible & crd0_can_push;
  assign _057_ = _056_ & val_can_push;
  assign _058_ = handover_head[9:2] - 1'h1;
  assign _059_ = handover_head[9:2] - 1'h1;
  assign _060_ = handover_visible & crd0_can_push;
  assign _061_ = _060_ & val_can_push;
  assign _062_ = ! val_token_later1[1:0];
  assign val_data = _062_ ? { entry_val, 2'h0 } : val_token_later1;
  assign _063_ = mid_words_push & top_empty;
  assign _064_ = ~ mid_words_head[37];
  assign _065_ = leaf_words_push & _064_;
  assign _067_ = ~ _009_[31:0];
  assign _068_ = mid_left & _067_;
  assign _069_ = ! _068_;
  assign _070_ = mid_seen | _009_[31:0];
  assign _071_ = _069_ ? 32'd0 : _070_;
  assign _072_ = handover_head[1:0] == 2'h2;
  assign _073_ = handover_head[9:2] == 1'h1;
  assign _074_ = _072_ & _073_;
  assign _075_ = _074_ & leaf_words_head[42];
  assign _076_ = handover_head[1:0] == 2'h2;
  assign _078_ = handover_head[9:2] == 1'h1;
  assign _079_ = _076_ & _078_;
  assign _081_ = handover_head[1:0] == 2'h2;
  assign _082_ = ~ _025_[31:0];
  assign _083_ = leaf_left & _082_;
  assign _084_ = ! _083_;
  assign _085_ = leaf_seen | _025_[31:0];
  assign _086_ = _084_ ? 32'd0 : _085_;
  always @(posedge clk)
    mid_words_enq <= _087_;
  always @(posedge clk)
    mid_words_address_later1 <= { top_empty, mid_addr };
  always @(posedge clk)
    top_ended <= _089_;
  always @(posedge clk)
    leaf_words_enq <= _090_;
  always @(posedge clk)
    leaf_words_address_later1 <= { mid_words_head[37:32], mid_index };
  always @(posedge clk)
    mid_seen <= _091_;
  always @(posedge clk)
    val_token_later1 <= val_token;
  always @(posedge clk)
    leaf_seen <= _092_;
  always @(posedge clk)
    val_enq <= _093_;
  assign _000_ = handover_head[1:0] == 2'h2;
  assign _011_ = handover_head[9:2] == 1'h1;
  assign _022_ = _000_ & _011_;
  assign starts = handover_visible & _022_;
  assign _033_ = ~ top_marks;
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
    if (wake_12) begin end
    (* full_case = 32'd1 *)
    if (_035_) begin
      fire = _046_;
    end else if (_039_) begin
      fire = _051_;
    end else if (_040_) begin
      fire = _057_;
    end else begin
      fire = _061_;
    end
  end
  always @* begin
    if (wake_12) begin end
    handover_pop = 1'h0;
    (* full_case = 32'd1 *)
    if (_035_) begin
      handover_pop = fire;
    end else if (_039_) begin
    end else if (_040_) begin
      handover_pop = fire;
    end else begin
      handover_pop = fire;
    end
  end
  always @* begin
    if (wake_12) begin end
    (* full_case = 32'd1 *)
    if (_035_) begin
      crd0_push = fire;
    end else if (_039_) begin
      crd0_push = fire;
    end else if (_040_) begin
      crd0_push = fire;
    end else begin
      crd0_push = fire;
    end
  end
  always @* begin
    if (wake_12) begin end
    (* full_case = 32'd1 *)
    if (_035_) begin
      val_push = fire;
    end else if (_039_) begin
      val_push = fire;
    end else if (_040_) begin
      val_push = fire;
    end else begin
      val_push = fire;
    end
  end
  always @* begin
    if (wake_12) begin end
    (* full_case = 32'd1 *)
    if (_035_) begin
      crd0_data = 34'h000000002;
    end else if (_039_) begin
      crd0_data = { 30'h00000000, leaf_index[1:0], 2'h0 };
    end else if (_040_) begin
      crd0_data = { 24'h000000, _058_[7:0], 2'h2 };
    end else begin
      crd0_data = 34'h000000003;
    end
  end
  always @* begin
    if (wake_12) begin end
    (* full_case = 32'd1 *)
    if (_035_) begin
      val_token = 34'h000000002;
    end else if (_039_) begin
      val_token = { 17'h00000, leaf_words_head[41:32], leaf_index, 2'h0 };
    end else if (_040_) begin
      val_token = { 24'h000000, _059_[7:0], 2'h2 };
    end else begin
      val_token = 34'h000000003;
    end
  end
  always @* begin
    if (wake_12) begin end
    ends = 1'h0;
    if (_035_) begin
      if (fire) begin
        ends = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_12) begin end
    leaf_words_pop = 1'h0;
    if (_035_) begin
      if (fire) begin
        leaf_words_pop = 1'h1;
      end
    end else if (_039_) begin
      if (fire) begin
        leaf_words_pop = _054_;
      end
    end
  end
  always @* begin
    if (wake_12) begin end
    _087_ = mid_words_push;
    if (rst) begin
      _087_ = 1'h0;
    end
  end
  always @* begin
    if (wake_12) begin end
    _089_ = top_ended;
    if (ends) begin
      _089_ = 1'h0;
    end else if (_063_) begin
      _089_ = 1'h1;
    end
    if (rst) begin
      _089_ = 1'h0;
    end
  end
  always @* begin
    if (wake_12) begin end
    _090_ = leaf_words_push;
    if (rst) begin
      _090_ = 1'h0;
    end
  end
  always @* begin
    if (wake_12) begin end
    _091_ = mid_seen;
    if (_065_) begin
      _091_ = _071_;
    end
    if (rst) begin
      _091_ = 32'd0;
    end
  end
  always @* begin
    if (wake_12) begin end
    _092_ = leaf_seen;
    if (_075_) begin
    end else if (_080_) begin
      if (fire) begin
        _092_ = _086_;
      end
    end
    if (rst) begin
      _092_ = 32'd0;
    end
  end
  always @* begin
    if (wake_12) begin end
    _093_ = val_push;
    if (rst) begin
      _093_ = 1'h0;
    end
  end
  assign top_mark = _055_[31:0];
  assign top_index = mid_addr;
  assign mid_words_enq_later1 = mid_words_enq;
  assign mid_words_data = { mid_words_address_later1, mid_marks };
  assign mid_mark = _009_[31:0];
  assign leaf_words_enq_later1 = leaf_words_enq;
  assign leaf_words_data = { leaf_words_address_later1, leaf_marks };
  assign leaf_mark = _025_[31:0];
  assign crd0_token = crd0_data;
  assign val_enq_later1 = val_enq;
  assign crd0_enq = crd0_push;
  assign leaf_addr = { mid_words_head[36:32], mid_index };
  assign entry_addr = { leaf_words_head[41:32], leaf_index };
  assign leaf_index[4] = _030_;
  assign leaf_index[3] = _029_;
  assign leaf_index[2] = _028_;
  assign leaf_index[1] = _027_;
  assign leaf_index[0] = _026_;
  assign mid_index[4] = _015_;
  assign mid_index[3] = _014_;
  assign mid_index[2] = _013_;
  assign mid_index[1] = _012_;
  assign mid_index[0] = _010_;
  assign mid_addr[4] = _002_;
  assign mid_addr[3] = _001_;
  assign mid_addr[2] = _088_;
  assign mid_addr[1] = _077_;
  assign mid_addr[0] = _066_;
  assign _039_ = _038_;
  assign _045_ = leaf_words_visible;
  assign _050_ = leaf_words_visible;
  assign _080_ = _079_;
endmodule

// drop_empty: outer= inner=val
module drop_empty_none_val(outer_head, inner_visible, inner_head, i0_visible, i0_head, outer_can_push, inner_can_push, i0_can_push, clk, rst, outer_pop, inner_pop, i0_pop, outer_push, outer_enq, outer_data, inner_push, inner_enq, inner_data, i0_push, i0_enq
, i0_data, outer_visible);
  reg wake_13 = 0;
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
  reg _16_;
  wire _17_;
  wire _18_;
  wire _19_;
  wire _20_;
  wire _21_;
  wire _22_;
  wire _23_;
  input clk;
  wire clk;
  reg fire;
  input i0_can_push;
  wire i0_can_push;
  output [33:0] i0_data;
  reg [33:0] i0_data;
  output i0_enq;
  wire i0_enq;
  input [33:0] i0_head;
  wire [33:0] i0_head;
  output i0_pop;
  reg i0_pop;
  output i0_push;
  reg i0_push;
  wire [33:0] i0_token;
  input i0_visible;
  wire i0_visible;
  input inner_can_push;
  wire inner_can_push;
  output [33:0] inner_data;
  reg [33:0] inner_data;
  output inner_enq;
  wire inner_enq;
  input [33:0] inner_head;
  wire [33:0] inner_head;
  output inner_pop;
  reg inner_pop;
  output inner_push;
  reg inner_push;
  wire [33:0] inner_token;
  input inner_visible;
  wire inner_visible;
  reg is_open = 1'h0;
  input outer_can_push;
  wire outer_can_push;
  output [33:0] outer_data;
  reg [33:0] outer_data;
  output outer_enq;
  wire outer_enq;
  input [33:0] outer_head;
  wire [33:0] outer_head;
  output outer_pop;
  reg outer_pop;
  output outer_push;
  reg outer_push;
  wire [33:0] outer_token;
  input outer_visible;
  wire outer_visible;
  input rst;
  wire rst;
  assign _00_ = ! outer_head[1:0];
  assign _11_ = inner_head[1:0] == 2'h2;
  assign _17_ = ! inner_head[9:2];
  assign _18_ = _11_ & _17_;
  assign _19_ = _00_ & _18_;
  assign _20_ = inner_visible & i0_visible;
  assign _21_ = _20_ & inner_can_push;
  assign _22_ = _21_ & i0_can_push;
  assign _23_ = outer_visible & inner_visible;
  assign _01_ = _23_ & i0_visible;
  assign _02_ = outer_visible & inner_visible;
  assign _03_ = _02_ & i0_visible;
  assign _04_ = _03_ & outer_can_push;
  assign _05_ = _04_ & inner_can_push;
  assign _06_ = _05_ & i0_can_push;
  assign _07_ = ! outer_head[1:0];
  assign _08_ = inner_head[1:0] == 2'h2;
  assign _09_ = ! inner_head[9:2];
  assign _10_ = _08_ & _09_;
  assign _12_ = _07_ & _10_;
  assign _13_ = inner_head[1:0] == 2'h2;
  assign _14_ = ~ _13_;
  assign _15_ = ! outer_head[1:0];
  always @(posedge clk)
    is_open <= _16_;
  always @* begin
    if (wake_13) begin end
    (* full_case = 32'd1 *)
    if (is_open) begin
      fire = _22_;
    end else if (_19_) begin
      fire = _01_;
    end else begin
      fire = _06_;
    end
  end
  always @* begin
    if (wake_13) begin end
    (* full_case = 32'd1 *)
    if (is_open) begin
      inner_pop = fire;
    end else if (_19_) begin
      inner_pop = fire;
    end else begin
      inner_pop = fire;
    end
  end
  always @* begin
    if (wake_13) begin end
    (* full_case = 32'd1 *)
    if (is_open) begin
      i0_pop = fire;
    end else if (_19_) begin
      i0_pop = fire;
    end else begin
      i0_pop = fire;
    end
  end
  always @* begin
    if (wake_13) begin end
    inner_push = 1'h0;
    (* full_case = 32'd1 *)
    if (is_open) begin
      inner_push = fire;
    end else if (_19_) begin
    end else begin
      inner_push = fire;
    end
  end
  always @* begin
    if (wake_13) begin end
    i0_push = 1'h0;
    (* full_case = 32'd1 *)
    if (is_open) begin
      i0_push = fire;
    end else if (_19_) begin
    end else begin
      i0_push = fire;
    end
  end
  always @* begin
    if (wake_13) begin end
    inner_data = 34'h000000000;
    (* full_case = 32'd1 *)
    if (is_open) begin
      inner_data = inner_head;
    end else if (_19_) begin
    end else begin
      inner_data = inner_head;
    end
  end
  always @* begin
    if (wake_13) begin end
    i0_data = 34'h000000000;
    (* full_case = 32'd1 *)
    if (is_open) begin
      i0_data = i0_head;
    end else if (_19_) begin
    end else begin
      i0_data = i0_head;
    end
  end
  always @* begin
    if (wake_13) begin end
    outer_pop = 1'h0;
    (* full_case = 32'd1 *)
    if (is_open) begin
    end else if (_19_) begin
      outer_pop = fire;
    end else begin
      outer_pop = fire;
    end
  end
  always @* begin
    if (wake_13) begin end
    outer_push = 1'h0;
    (* full_case = 32'd1 *)
    if (is_open) begin
    end else if (_19_) begin
    end else begin
      outer_push = fire;
    end
  end
  always @* begin
    if (wake_13) begin end
    outer_data = 34'h000000000;
    (* full_case = 32'd1 *)
    if (is_open) begin
    end else if (_19_) begin
    end else begin
      outer_data = outer_head;
    end
  end
  always @* begin
    if (wake_13) begin end
    _16_ = is_open;
    (* full_case = 32'd1 *)
    if (is_open) begin
      if (fire) begin
        _16_ = _14_;
      end
    end else if (_12_) begin
    end else begin
      if (fire) begin
        _16_ = _15_;
      end
    end
    if (rst) begin
      _16_ = 1'h0;
    end
  end
  assign inner_token = inner_data;
  assign i0_token = i0_data;
  assign outer_token = outer_data;
  assign outer_enq = outer_push;
  assign inner_enq = inner_push;
  assign i0_enq = i0_push;
endmodule

// float32 add, 0 registers
module float32_add_p0(a, b, o);
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
  wire [7:0] _011_;
  wire _012_;
  wire _013_;
  wire _014_;
  wire _015_;
  wire _016_;
  wire _017_;
  wire _018_;
  wire _019_;
  wire _020_;
  wire [27:0] _021_;
  wire _022_;
  wire [29:0] _023_;
  wire _024_;
  wire _025_;
  wire _026_;
  wire _027_;
  wire [58:0] _028_;
  wire [8:0] _029_;
  wire [9:0] _030_;
  wire _031_;
  wire [8:0] _032_;
  wire [7:0] _033_;
  wire _034_;
  wire _035_;
  wire _036_;
  wire [32:0] _037_;
  wire _038_;
  wire _039_;
  wire [30:0] _040_;
  wire [8:0] _041_;
  wire _042_;
  wire _043_;
  wire _044_;
  wire _045_;
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
  wire [31:0] magnitude;
  wire [8:0] normalise_exponent;
  wire normalise_infinite;
  wire normalise_nan;
  wire normalise_sign;
  wire [26:0] normalise_significand;
  output [31:0] o;
  wire [31:0] o;
  wire [31:0] order_larger;
  wire [7:0] order_larger_exponent;
  wire [22:0] order_larger_fraction;
  wire order_larger_sign;
  wire [31:0] order_smaller;
  wire [7:0] order_smaller_exponent;
  wire [22:0] order_smaller_fraction;
  wire order_smaller_sign;
  wire [31:0] round_o;
  wire [27:0] shift_left;
  wire [26:0] shift_right_by_1;
  wire [26:0] shift_right_by_16;
  wire [26:0] shift_right_by_2;
  wire [26:0] shift_right_by_4;
  wire [26:0] shift_right_by_8;
  wire swap;
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
  assign _025_ = classify_opposite & _024_;
  assign _026_ = ~ _025_;
  assign count_sign = order_larger[31] & _026_;
  assign _027_ = { total_empty_16[1], total_zeros_8, total_zeros_4, total_zeros_2, total_zeros_1 } < classify_exponent;
  assign count_shift = _027_ ? { total_empty_16[1], total_zeros_8, total_zeros_4, total_zeros_2, total_zeros_1 } : classify_exponent[4:0];
  assign _028_ = _023_[28:1] << count_shift;
  assign _029_ = classify_exponent + 1'h1;
  assign _030_ = _029_ - count_shift;
  assign _031_ = | _028_[1:0];
  assign _032_ = _028_[27] ? _030_[8:0] : 9'h000;
  assign _034_ = | { _028_[2], _031_ };
  assign _035_ = _028_[4] | _034_;
  assign _036_ = _028_[3] & _035_;
  assign _037_ = { _032_, _028_[26:4] } + _036_;
  assign _038_ = _037_[31:23] >= 8'hff;
  assign _039_ = classify_infinite | _038_;
  assign _040_ = _039_ ? 31'h7f800000 : _037_[30:0];
  assign o = classify_nan ? 32'd2143289344 : { count_sign, _040_ };
  assign swap = b[30:0] > a[30:0];
  assign order_larger = swap ? b : a;
  assign order_smaller = swap ? a : b;
  assign _000_ = ! order_larger[30:23];
  assign _011_ = order_larger[30:23] | { 7'h00, _000_ };
  assign _022_ = ! order_smaller[30:23];
  assign _033_ = order_smaller[30:23] | { 7'h00, _022_ };
  assign _041_ = _011_ - _033_;
  assign classify_opposite = order_larger[31] ^ order_smaller[31];
  assign _042_ = order_larger[30:23] == 8'hff;
  assign _043_ = | order_larger[22:0];
  assign _044_ = _042_ & _043_;
  assign _045_ = order_smaller[30:23] == 8'hff;
  assign _001_ = ! order_smaller[22:0];
  assign _002_ = _045_ & _001_;
  assign _003_ = order_larger[30:23] == 8'hff;
  assign _004_ = ! order_larger[22:0];
  assign _005_ = _003_ & _004_;
  assign _006_ = _002_ & _005_;
  assign _007_ = order_larger[31] ^ order_smaller[31];
  assign _008_ = _006_ & _007_;
  assign classify_nan = _044_ | _008_;
  assign _009_ = order_larger[30:23] == 8'hff;
  assign _010_ = ! order_larger[22:0];
  assign classify_infinite = _009_ & _010_;
  assign _012_ = ! order_larger[30:23];
  assign classify_exponent = order_larger[30:23] | { 7'h00, _012_ };
  assign _013_ = | order_larger[30:23];
  assign _014_ = | order_smaller[30:23];
  assign _015_ = | _041_[7:5];
  assign classify_distance = _015_ ? 5'h1f : _041_[4:0];
  assign shift_right_by_1 = classify_distance[0] ? { 1'h0, _014_, order_smaller[22:0], 1'h0, _016_ } : { _014_, order_smaller[22:0], 3'h0 };
  assign _017_ = | shift_right_by_1[2:0];
  assign shift_right_by_2 = classify_distance[1] ? { 2'h0, shift_right_by_1[26:3], _017_ } : shift_right_by_1;
  assign _018_ = | shift_right_by_2[4:0];
  assign shift_right_by_4 = classify_distance[2] ? { 4'h0, shift_right_by_2[26:5], _018_ } : shift_right_by_2;
  assign _019_ = | shift_right_by_4[8:0];
  assign shift_right_by_8 = classify_distance[3] ? { 8'h00, shift_right_by_4[26:9], _019_ } : shift_right_by_4;
  assign _020_ = | shift_right_by_8[16:0];
  assign shift_right_by_16 = classify_distance[4] ? { 16'h0000, shift_right_by_8[26:17], _020_ } : shift_right_by_8;
  assign _021_ = { 1'h0, shift_right_by_16 } ^ { classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite, classify_opposite };
  assign _023_ = { _013_, order_larger[22:0], 3'h0, classify_opposite } + { _021_, classify_opposite };
  assign total_empty_1 = ~ { _023_[28:1], 4'h0 };
  assign total_empty_2 = { total_empty_1[30], total_empty_1[28], total_empty_1[26], total_empty_1[24], total_empty_1[22], total_empty_1[20], total_empty_1[18], total_empty_1[16], total_empty_1[14], total_empty_1[12], total_empty_1[10], total_empty_1[8], total_empty_1[6], total_empty_1[4], total_empty_1[2], total_empty_1[0] } & { total_empty_1[31], total_empty_1[29], total_empty_1[27], total_empty_1[25], total_empty_1[23], total_empty_1[21], total_empty_1[19], total_empty_1[17], total_empty_1[15], total_empty_1[13], total_empty_1[11], total_empty_1[9], total_empty_1[7], total_empty_1[5], total_empty_1[3], total_empty_1[1] };
  assign total_empty_4 = { total_empty_2[14], total_empty_2[12], total_empty_2[10], total_empty_2[8], total_empty_2[6], total_empty_2[4], total_empty_2[2], total_empty_2[0] } & { total_empty_2[15], total_empty_2[13], total_empty_2[11], total_empty_2[9], total_empty_2[7], total_empty_2[5], total_empty_2[3], total_empty_2[1] };
  assign total_empty_8 = { total_empty_4[6], total_empty_4[4], total_empty_4[2], total_empty_4[0] } & { total_empty_4[7], total_empty_4[5], total_empty_4[3], total_empty_4[1] };
  assign total_empty_16 = { total_empty_8[2], total_empty_8[0] } & { total_empty_8[3], total_empty_8[1] };
  assign total_zeros_8 = { total_empty_8[1], total_empty_8[3] } >> total_empty_16[1];
  assign total_zeros_4 = { total_empty_4[1], total_empty_4[3], total_empty_4[5], total_empty_4[7] } >> { total_empty_16[1], total_zeros_8 };
  assign total_zeros_2 = { total_empty_2[1], total_empty_2[3], total_empty_2[5], total_empty_2[7], total_empty_2[9], total_empty_2[11], total_empty_2[13], total_empty_2[15] } >> { total_empty_16[1], total_zeros_8, total_zeros_4 };
  assign total_zeros_1 = { total_empty_1[1], total_empty_1[3], total_empty_1[5], total_empty_1[7], total_empty_1[9], total_empty_1[11], total_empty_1[13], total_empty_1[15], total_empty_1[17], total_empty_1[19], total_empty_1[21], total_empty_1[23], total_empty_1[25], total_empty_1[27], total_empty_1[29], total_empty_1[31] } >> { total_empty_16[1], total_zeros_8, total_zeros_4, total_zeros_2 };
  assign _024_ = ! _023_[28:1];
  assign distance = _041_[7:0];
  assign classify_sign = order_larger[31];
  assign classify_larger = { _013_, order_larger[22:0] };
  assign classify_smaller = { _014_, order_smaller[22:0] };
  assign align_sign = order_larger[31];
  assign align_opposite = classify_opposite;
  assign align_nan = classify_nan;
  assign align_infinite = classify_infinite;
  assign align_exponent = classify_exponent;
  assign align_larger = { _013_, order_larger[22:0] };
  assign align_addend = shift_right_by_16;
  assign combine_sign = order_larger[31];
  assign combine_nan = classify_nan;
  assign combine_infinite = classify_infinite;
  assign combine_exponent = classify_exponent;
  assign combine_opposite = classify_opposite;
  assign combine_total = _023_[28:1];
  assign total_zeros_16 = total_empty_16[1];
  assign count_nan = classify_nan;
  assign count_infinite = classify_infinite;
  assign count_exponent = classify_exponent;
  assign count_total = _023_[28:1];
  assign shift_left = _028_[27:0];
  assign normalise_nan = classify_nan;
  assign normalise_infinite = classify_infinite;
  assign normalise_sign = count_sign;
  assign normalise_exponent = _030_[8:0];
  assign normalise_significand = { _028_[27:2], _031_ };
  assign magnitude = _037_[31:0];
  assign round_o = o;
  assign order_larger_fraction = order_larger[22:0];
  assign order_larger_exponent = order_larger[30:23];
  assign order_larger_sign = order_larger[31];
  assign order_smaller_fraction = order_smaller[22:0];
  assign order_smaller_exponent = order_smaller[30:23];
  assign order_smaller_sign = order_smaller[31];
  assign _016_ = 1'h0;
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
  wire _023_;
  wire _024_;
  wire [7:0] _025_;
  wire _026_;
  wire [7:0] _027_;
  wire [8:0] _028_;
  wire _029_;
  wire _030_;
  wire [5:0] _031_;
  wire [54:0] _032_;
  wire _033_;
  wire [54:0] _034_;
  wire [48:0] _035_;
  wire [48:0] _036_;
  wire [11:0] _037_;
  wire [11:0] _038_;
  wire _039_;
  wire _040_;
  wire _041_;
  wire [4:0] _042_;
  wire _043_;
  wire _044_;
  wire _045_;
  wire _046_;
  wire _047_;
  wire _048_;
  wire [8:0] _049_;
  wire _050_;
  wire _051_;
  wire _052_;
  wire [32:0] _053_;
  wire _054_;
  wire _055_;
  wire _056_;
  wire [30:0] _057_;
  wire _058_;
  wire _059_;
  wire _060_;
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
  wire [8:0] carry_exponent;
  wire carry_infinite;
  wire carry_nan;
  wire [4:0] carry_places;
  wire carry_sign;
  wire [26:0] carry_significand;
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
  wire [10:0] multiply_exponent;
  wire multiply_infinite;
  wire multiply_nan;
  wire [47:0] multiply_product;
  wire multiply_sign;
  wire [23:0] normalise_a;
  wire [23:0] normalise_b;
  wire [10:0] normalise_exponent;
  wire normalise_infinite;
  wire normalise_nan;
  wire normalise_sign;
  output [31:0] o;
  wire [31:0] o;
  wire [10:0] places_below;
  wire [31:0] round_o;
  wire [10:0] scale;
  wire [26:0] shift_right_by_1;
  wire [26:0] shift_right_by_16;
  wire [26:0] shift_right_by_2;
  wire [26:0] shift_right_by_4;
  wire [26:0] shift_right_by_8;
  assign _012_ = _009_ & _010_;
  assign _013_ = b[30:23] == 8'hff;
  assign _014_ = ! b[22:0];
  assign _015_ = _013_ & _014_;
  assign _016_ = _012_ & _015_;
  assign classify_nan = _008_ | _016_;
  assign _017_ = a[30:23] == 8'hff;
  assign _018_ = ! a[22:0];
  assign _019_ = _017_ & _018_;
  assign _020_ = b[30:23] == 8'hff;
  assign _021_ = ! b[22:0];
  assign _023_ = _020_ & _021_;
  assign classify_infinite = _019_ | _023_;
  assign _024_ = ! a[30:23];
  assign _025_ = a[30:23] | { 7'h00, _024_ };
  assign _026_ = ! b[30:23];
  assign _027_ = b[30:23] | { 7'h00, _026_ };
  assign _028_ = _025_ + _027_;
  assign classify_exponent = _028_ - 7'h7f;
  assign _029_ = | a[30:23];
  assign _030_ = | b[30:23];
  assign _031_ = { a_empty_16[1], a_zeros_8, a_zeros_4, a_zeros_2, a_zeros_1 } + { b_empty_16[1], b_zeros_8, b_zeros_4, b_zeros_2, b_zeros_1 };
  assign normalise_exponent = $signed(classify_exponent) - $signed({ 1'h0, _031_ });
  assign _032_ = { _029_, a[22:0] } << { a_empty_16[1], a_zeros_8, a_zeros_4, a_zeros_2, a_zeros_1 };
  assign _034_ = { _030_, b[22:0] } << { b_empty_16[1], b_zeros_8, b_zeros_4, b_zeros_2, b_zeros_1 };
  assign multiply_product = _032_[23:0] * _034_[23:0];
  assign _036_ = multiply_product[47] ? { 1'h0, multiply_product } : _035_;
  assign _037_ = $signed(normalise_exponent) + $signed({ 1'h0, multiply_product[47] });
  assign _038_ = $signed(2'h1) - $signed(_037_[10:0]);
  assign _039_ = | _036_[21:0];
  assign _040_ = $signed(_038_[10:0]) <= $signed(1'h0);
  assign _041_ = $signed(_038_[10:0]) > $signed(6'h1f);
  assign _042_ = _041_ ? 5'h1f : _038_[4:0];
  assign carry_places = _040_ ? 5'h00 : _042_;
  assign _043_ = | { _036_[22], _039_ };
  assign shift_right_by_1 = carry_places[0] ? { 1'h0, _036_[47:23], _043_ } : { _036_[47:22], _039_ };
  assign _045_ = | shift_right_by_1[2:0];
  assign shift_right_by_2 = carry_places[1] ? { 2'h0, shift_right_by_1[26:3], _045_ } : shift_right_by_1;
  assign _046_ = | shift_right_by_2[4:0];
  assign shift_right_by_4 = carry_places[2] ? { 4'h0, shift_right_by_2[26:5], _046_ } : shift_right_by_2;
  assign _047_ = | shift_right_by_4[8:0];
  assign shift_right_by_8 = carry_places[3] ? { 8'h00, shift_right_by_4[26:9], _047_ } : shift_right_by_4;
  assign _048_ = | shift_right_by_8[16:0];
  assign shift_right_by_16 = carry_places[4] ? { 16'h0000, shift_right_by_8[26:17], _048_ } : shift_right_by_8;
  assign _049_ = shift_right_by_16[26] ? _037_[8:0] : 9'h000;
  assign _050_ = | shift_right_by_16[1:0];
  assign _051_ = shift_right_by_16[3] | _050_;
  assign _052_ = shift_right_by_16[2] & _051_;
  assign _053_ = { _049_, shift_right_by_16[25:3] } + _052_;
  assign _054_ = _053_[31:23] >= 8'hff;
  assign _056_ = classify_infinite | _054_;
  assign _057_ = _056_ ? 31'h7f800000 : _053_[30:0];
  assign o = classify_nan ? 32'd2143289344 : { classify_sign, _057_ };
  assign _000_ = | a[30:23];
  assign a_empty_1 = ~ { _000_, a[22:0], 8'h00 };
  assign a_empty_2 = { a_empty_1[30], a_empty_1[28], a_empty_1[26], a_empty_1[24], a_empty_1[22], a_empty_1[20], a_empty_1[18], a_empty_1[16], a_empty_1[14], a_empty_1[12], a_empty_1[10], a_empty_1[8], a_empty_1[6], a_empty_1[4], a_empty_1[2], a_empty_1[0] } & { a_empty_1[31], a_empty_1[29], a_empty_1[27], a_empty_1[25], a_empty_1[23], a_empty_1[21], a_empty_1[19], a_empty_1[17], a_empty_1[15], a_empty_1[13], a_empty_1[11], a_empty_1[9], a_empty_1[7], a_empty_1[5], a_empty_1[3], a_empty_1[1] };
  assign a_empty_4 = { a_empty_2[14], a_empty_2[12], a_empty_2[10], a_empty_2[8], a_empty_2[6], a_empty_2[4], a_empty_2[2], a_empty_2[0] } & { a_empty_2[15], a_empty_2[13], a_empty_2[11], a_empty_2[9], a_empty_2[7], a_empty_2[5], a_empty_2[3], a_empty_2[1] };
  assign a_empty_8 = { a_empty_4[6], a_empty_4[4], a_empty_4[2], a_empty_4[0] } & { a_empty_4[7], a_empty_4[5], a_empty_4[3], a_empty_4[1] };
  assign a_empty_16 = { a_empty_8[2], a_empty_8[0] } & { a_empty_8[3], a_empty_8[1] };
  assign a_zeros_8 = { a_empty_8[1], a_empty_8[3] } >> a_empty_16[1];
  assign a_zeros_4 = { a_empty_4[1], a_empty_4[3], a_empty_4[5], a_empty_4[7] } >> { a_empty_16[1], a_zeros_8 };
  assign a_zeros_2 = { a_empty_2[1], a_empty_2[3], a_empty_2[5], a_empty_2[7], a_empty_2[9], a_empty_2[11], a_empty_2[13], a_empty_2[15] } >> { a_empty_16[1], a_zeros_8, a_zeros_4 };
  assign a_zeros_1 = { a_empty_1[1], a_empty_1[3], a_empty_1[5], a_empty_1[7], a_empty_1[9], a_empty_1[11], a_empty_1[13], a_empty_1[15], a_empty_1[17], a_empty_1[19], a_empty_1[21], a_empty_1[23], a_empty_1[25], a_empty_1[27], a_empty_1[29], a_empty_1[31] } >> { a_empty_16[1], a_zeros_8, a_zeros_4, a_zeros_2 };
  assign _011_ = | b[30:23];
  assign b_empty_1 = ~ { _011_, b[22:0], 8'h00 };
  assign b_empty_2 = { b_empty_1[30], b_empty_1[28], b_empty_1[26], b_empty_1[24], b_empty_1[22], b_empty_1[20], b_empty_1[18], b_empty_1[16], b_empty_1[14], b_empty_1[12], b_empty_1[10], b_empty_1[8], b_empty_1[6], b_empty_1[4], b_empty_1[2], b_empty_1[0] } & { b_empty_1[31], b_empty_1[29], b_empty_1[27], b_empty_1[25], b_empty_1[23], b_empty_1[21], b_empty_1[19], b_empty_1[17], b_empty_1[15], b_empty_1[13], b_empty_1[11], b_empty_1[9], b_empty_1[7], b_empty_1[5], b_empty_1[3], b_empty_1[1] };
  assign b_empty_4 = { b_empty_2[14], b_empty_2[12], b_empty_2[10], b_empty_2[8], b_empty_2[6], b_empty_2[4], b_empty_2[2], b_empty_2[0] } & { b_empty_2[15], b_empty_2[13], b_empty_2[11], b_empty_2[9], b_empty_2[7], b_empty_2[5], b_empty_2[3], b_empty_2[1] };
  assign b_empty_8 = { b_empty_4[6], b_empty_4[4], b_empty_4[2], b_empty_4[0] } & { b_empty_4[7], b_empty_4[5], b_empty_4[3], b_empty_4[1] };
  assign b_empty_16 = { b_empty_8[2], b_empty_8[0] } & { b_empty_8[3], b_empty_8[1] };
  assign b_zeros_8 = { b_empty_8[1], b_empty_8[3] } >> b_empty_16[1];
  assign b_zeros_4 = { b_empty_4[1], b_empty_4[3], b_empty_4[5], b_empty_4[7] } >> { b_empty_16[1], b_zeros_8 };
  assign b_zeros_2 = { b_empty_2[1], b_empty_2[3], b_empty_2[5], b_empty_2[7], b_empty_2[9], b_empty_2[11], b_empty_2[13], b_empty_2[15] } >> { b_empty_16[1], b_zeros_8, b_zeros_4 };
  assign b_zeros_1 = { b_empty_1[1], b_empty_1[3], b_empty_1[5], b_empty_1[7], b_empty_1[9], b_empty_1[11], b_empty_1[13], b_empty_1[15], b_empty_1[17], b_empty_1[19], b_empty_1[21], b_empty_1[23], b_empty_1[25], b_empty_1[27], b_empty_1[29], b_empty_1[31] } >> { b_empty_16[1], b_zeros_8, b_zeros_4, b_zeros_2 };
  assign classify_sign = a[31] ^ b[31];
  assign _022_ = a[30:23] == 8'hff;
  assign _033_ = | a[22:0];
  assign _044_ = _022_ & _033_;
  assign _055_ = b[30:23] == 8'hff;
  assign _058_ = | b[22:0];
  assign _059_ = _055_ & _058_;
  assign _060_ = _044_ | _059_;
  assign _001_ = a[30:23] == 8'hff;
  assign _002_ = ! a[22:0];
  assign _003_ = _001_ & _002_;
  assign _004_ = ! b[30:23];
  assign _005_ = ! b[22:0];
  assign _006_ = _004_ & _005_;
  assign _007_ = _003_ & _006_;
  assign _008_ = _060_ | _007_;
  assign _009_ = ! a[30:23];
  assign _010_ = ! a[22:0];
  assign a_zeros_16 = a_empty_16[1];
  assign b_zeros_16 = b_empty_16[1];
  assign classify_a = { _029_, a[22:0] };
  assign classify_b = { _030_, b[22:0] };
  assign classify_a_zeros = { a_empty_16[1], a_zeros_8, a_zeros_4, a_zeros_2, a_zeros_1 };
  assign classify_b_zeros = { b_empty_16[1], b_zeros_8, b_zeros_4, b_zeros_2, b_zeros_1 };
  assign normalise_sign = classify_sign;
  assign normalise_nan = classify_nan;
  assign normalise_infinite = classify_infinite;
  assign normalise_a = _032_[23:0];
  assign normalise_b = _034_[23:0];
  assign multiply_sign = classify_sign;
  assign multiply_nan = classify_nan;
  assign multiply_infinite = classify_infinite;
  assign multiply_exponent = normalise_exponent;
  assign leading_product = _036_[47:0];
  assign scale = _037_[10:0];
  assign places_below = _038_[10:0];
  assign carry_sign = classify_sign;
  assign carry_nan = classify_nan;
  assign carry_infinite = classify_infinite;
  assign carry_exponent = _037_[8:0];
  assign carry_significand = { _036_[47:22], _039_ };
  assign denormalise_sign = classify_sign;
  assign denormalise_nan = classify_nan;
  assign denormalise_infinite = classify_infinite;
  assign denormalise_exponent = _037_[8:0];
  assign denormalise_significand = shift_right_by_16;
  assign magnitude = _053_[31:0];
  assign round_o = o;
  assign _035_ = { multiply_product, 1'h0 };
endmodule

// fork: type=crd n=2
module fork_crd_2(in_visible, in_head, in_pop, out0_can_push, out0_push, out0_enq, out0_data, out1_can_push, out1_push, out1_enq, out1_data);
  wire _0_;
  wire fire;
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
  assign _0_ = in_visible & out0_can_push;
  assign in_pop = _0_ & out1_can_push;
  assign fire = in_pop;
  assign out0_token = in_head;
  assign out1_token = in_head;
  assign out0_push = in_pop;
  assign out0_enq = in_pop;
  assign out0_data = in_head;
  assign out1_push = in_pop;
  assign out1_enq = in_pop;
  assign out1_data = in_head;
endmodule

// gen: kind=c rl=1
module gen_c_rl1(clk, rst, bounds_visible, bounds_head, bounds_pop, crd_can_push, crd_push, crd_enq, crd_data, ref_can_push, ref_push, ref_enq, ref_data, mem_crd_addr, mem_crd_word);
  reg wake_14 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire [8:0] _05_;
  wire [8:0] _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  wire _14_;
  wire _15_;
  wire [32:0] _16_;
  wire [32:0] _17_;
  wire _18_;
  wire [32:0] _19_;
  wire _20_;
  wire [32:0] _21_;
  wire _22_;
  wire [32:0] _23_;
  wire [32:0] _24_;
  wire _25_;
  wire [32:0] _26_;
  wire _27_;
  reg [31:0] _28_;
  reg _29_;
  reg _30_;
  reg [31:0] _31_;
  reg [31:0] _32_;
  wire _33_;
  reg _34_;
  wire _35_;
  wire _36_;
  wire _37_;
  wire _38_;
  wire _39_;
  input [65:0] bounds_head;
  wire [65:0] bounds_head;
  output bounds_pop;
  reg bounds_pop;
  input bounds_visible;
  wire bounds_visible;
  input clk;
  wire clk;
  reg close = 1'h0;
  input crd_can_push;
  wire crd_can_push;
  output [33:0] crd_data;
  wire [33:0] crd_data;
  output crd_enq;
  reg crd_enq = 1'h0;
  (* init = 1'h0 *)
  wire crd_enq_later1;
  output crd_push;
  reg crd_push;
  reg [33:0] crd_token;
  reg [33:0] crd_token_later1 = 34'h000000000;
  reg fire;
  reg [31:0] index = 32'd0;
  reg [31:0] last = 32'd0;
  output [31:0] mem_crd_addr;
  wire [31:0] mem_crd_addr;
  input [31:0] mem_crd_word;
  wire [31:0] mem_crd_word;
  reg [31:0] position = 32'd0;
  input ref_can_push;
  wire ref_can_push;
  output [33:0] ref_data;
  reg [33:0] ref_data;
  output ref_enq;
  wire ref_enq;
  output ref_push;
  reg ref_push;
  wire [33:0] ref_token;
  input rst;
  wire rst;
  reg run = 1'h0;
  assign mem_crd_addr = run ? position : bounds_head[33:2];
  assign _00_ = ! bounds_head[1:0];
  assign _11_ = bounds_head[33:2] != bounds_head[65:34];
  assign _22_ = _00_ & _11_;
  assign _33_ = ! bounds_head[1:0];
  assign _35_ = bounds_head[1:0] == 2'h2;
  assign _36_ = crd_can_push & ref_can_push;
  assign _37_ = crd_can_push & ref_can_push;
  assign _38_ = bounds_visible & crd_can_push;
  assign _39_ = _38_ & ref_can_push;
  assign _01_ = bounds_visible & crd_can_push;
  assign _02_ = _01_ & ref_can_push;
  assign _03_ = bounds_visible & crd_can_push;
  assign _04_ = _03_ & ref_can_push;
  assign _05_ = bounds_head[9:2] + 1'h1;
  assign _06_ = bounds_head[9:2] + 1'h1;
  assign _07_ = bounds_visible & crd_can_push;
  assign _08_ = _07_ & ref_can_push;
  assign _09_ = ! crd_token_later1[1:0];
  assign crd_data = _09_ ? { mem_crd_word, 2'h0 } : crd_token_later1;
  assign _10_ = ! bounds_head[1:0];
  assign _12_ = bounds_head[33:2] != bounds_head[65:34];
  assign _13_ = _10_ & _12_;
  assign _14_ = ! bounds_head[1:0];
  assign _15_ = bounds_head[1:0] == 2'h2;
  assign _16_ = position + 1'h1;
  assign _17_ = position + 1'h1;
  assign _18_ = _17_ != last;
  assign _19_ = position + 1'h1;
  assign _20_ = _19_ == last;
  assign _21_ = index + 1'h1;
  assign _23_ = bounds_head[33:2] + 1'h1;
  assign _24_ = bounds_head[33:2] + 1'h1;
  assign _25_ = _24_ != bounds_head[65:34];
  assign _26_ = bounds_head[33:2] + 1'h1;
  assign _27_ = _26_ == bounds_head[65:34];
  always @(posedge clk)
    crd_token_later1 <= crd_token;
  always @(posedge clk)
    position <= _28_;
  always @(posedge clk)
    run <= _29_;
  always @(posedge clk)
    close <= _30_;
  always @(posedge clk)
    index <= _31_;
  always @(posedge clk)
    last <= _32_;
  always @(posedge clk)
    crd_enq <= _34_;
  always @* begin
    if (wake_14) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      fire = _36_;
    end else if (close) begin
      fire = _37_;
    end else if (_22_) begin
      fire = _39_;
    end else if (_33_) begin
      fire = _02_;
    end else if (_35_) begin
      fire = _04_;
    end else begin
      fire = _08_;
    end
  end
  always @* begin
    if (wake_14) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      crd_push = fire;
    end else if (close) begin
      crd_push = fire;
    end else if (_22_) begin
      crd_push = fire;
    end else if (_33_) begin
      crd_push = fire;
    end else if (_35_) begin
      crd_push = fire;
    end else begin
      crd_push = fire;
    end
  end
  always @* begin
    if (wake_14) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      ref_push = fire;
    end else if (close) begin
      ref_push = fire;
    end else if (_22_) begin
      ref_push = fire;
    end else if (_33_) begin
      ref_push = fire;
    end else if (_35_) begin
      ref_push = fire;
    end else begin
      ref_push = fire;
    end
  end
  always @* begin
    if (wake_14) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      crd_token = { index, 2'h0 };
    end else if (close) begin
      crd_token = 34'h000000002;
    end else if (_22_) begin
      crd_token = 34'h000000000;
    end else if (_33_) begin
      crd_token = 34'h000000002;
    end else if (_35_) begin
      crd_token = { 24'h000000, _05_[7:0], 2'h2 };
    end else begin
      crd_token = 34'h000000003;
    end
  end
  always @* begin
    if (wake_14) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      ref_data = { position, 2'h0 };
    end else if (close) begin
      ref_data = 34'h000000002;
    end else if (_22_) begin
      ref_data = { bounds_head[33:2], 2'h0 };
    end else if (_33_) begin
      ref_data = 34'h000000002;
    end else if (_35_) begin
      ref_data = { 24'h000000, _06_[7:0], 2'h2 };
    end else begin
      ref_data = 34'h000000003;
    end
  end
  always @* begin
    if (wake_14) begin end
    bounds_pop = 1'h0;
    (* full_case = 32'd1 *)
    if (run) begin
    end else if (close) begin
    end else if (_22_) begin
      bounds_pop = fire;
    end else if (_33_) begin
      bounds_pop = fire;
    end else if (_35_) begin
      bounds_pop = fire;
    end else begin
      bounds_pop = fire;
    end
  end
  always @* begin
    if (wake_14) begin end
    _28_ = position;
    if (run) begin
      if (fire) begin
        _28_ = _16_[31:0];
      end
    end else if (close) begin
    end else if (_13_) begin
      if (fire) begin
        _28_ = _23_[31:0];
      end
    end
  end
  always @* begin
    if (wake_14) begin end
    _29_ = run;
    if (run) begin
      if (fire) begin
        _29_ = _18_;
      end
    end else if (close) begin
    end else if (_13_) begin
      if (fire) begin
        _29_ = _25_;
      end
    end
    if (rst) begin
      _29_ = 1'h0;
    end
  end
  always @* begin
    if (wake_14) begin end
    _30_ = close;
    if (run) begin
      if (fire) begin
        _30_ = _20_;
      end
    end else if (close) begin
      if (fire) begin
        _30_ = 1'h0;
      end
    end else if (_13_) begin
      if (fire) begin
        _30_ = _27_;
      end
    end
    if (rst) begin
      _30_ = 1'h0;
    end
  end
  always @* begin
    if (wake_14) begin end
    _31_ = index;
    if (run) begin
      if (fire) begin
        _31_ = _21_[31:0];
      end
    end else if (close) begin
    end else if (_13_) begin
      if (fire) begin
        _31_ = 32'd1;
      end
    end
  end
  always @* begin
    if (wake_14) begin end
    _32_ = last;
    if (run) begin
    end else if (close) begin
    end else if (_13_) begin
      if (fire) begin
        _32_ = bounds_head[65:34];
      end
    end
  end
  always @* begin
    if (wake_14) begin end
    _34_ = crd_push;
    if (rst) begin
      _34_ = 1'h0;
    end
  end
  assign ref_token = ref_data;
  assign crd_enq_later1 = crd_enq;
  assign ref_enq = ref_push;
endmodule

// gen: kind=d
module gen_d(clk, rst, bounds_visible, bounds_head, bounds_pop, crd_can_push, crd_push, crd_enq, crd_data, ref_can_push, ref_push, ref_enq, ref_data);
  reg wake_15 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire [8:0] _05_;
  wire [8:0] _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  wire _14_;
  wire [32:0] _15_;
  wire [32:0] _16_;
  wire _17_;
  wire [32:0] _18_;
  wire _19_;
  wire [32:0] _20_;
  wire [32:0] _21_;
  wire _22_;
  wire [32:0] _23_;
  wire _24_;
  wire [32:0] _25_;
  wire _26_;
  reg [31:0] _27_;
  reg _28_;
  reg _29_;
  reg [31:0] _30_;
  reg [31:0] _31_;
  wire _32_;
  wire _33_;
  wire _34_;
  wire _35_;
  wire _36_;
  wire _37_;
  input [65:0] bounds_head;
  wire [65:0] bounds_head;
  output bounds_pop;
  reg bounds_pop;
  input bounds_visible;
  wire bounds_visible;
  input clk;
  wire clk;
  reg close = 1'h0;
  input crd_can_push;
  wire crd_can_push;
  output [33:0] crd_data;
  reg [33:0] crd_data;
  output crd_enq;
  wire crd_enq;
  output crd_push;
  reg crd_push;
  wire [33:0] crd_token;
  reg fire;
  reg [31:0] index = 32'd0;
  reg [31:0] last = 32'd0;
  reg [31:0] position = 32'd0;
  input ref_can_push;
  wire ref_can_push;
  output [33:0] ref_data;
  reg [33:0] ref_data;
  output ref_enq;
  wire ref_enq;
  output ref_push;
  reg ref_push;
  wire [33:0] ref_token;
  input rst;
  wire rst;
  reg run = 1'h0;
  assign _00_ = ! bounds_head[1:0];
  assign _11_ = bounds_head[33:2] != bounds_head[65:34];
  assign _22_ = _00_ & _11_;
  assign _32_ = ! bounds_head[1:0];
  assign _33_ = bounds_head[1:0] == 2'h2;
  assign _34_ = crd_can_push & ref_can_push;
  assign _35_ = crd_can_push & ref_can_push;
  assign _36_ = bounds_visible & crd_can_push;
  assign _37_ = _36_ & ref_can_push;
  assign _01_ = bounds_visible & crd_can_push;
  assign _02_ = _01_ & ref_can_push;
  assign _03_ = bounds_visible & crd_can_push;
  assign _04_ = _03_ & ref_can_push;
  assign _05_ = bounds_head[9:2] + 1'h1;
  assign _06_ = bounds_head[9:2] + 1'h1;
  assign _07_ = bounds_visible & crd_can_push;
  assign _08_ = _07_ & ref_can_push;
  assign _09_ = ! bounds_head[1:0];
  assign _10_ = bounds_head[33:2] != bounds_head[65:34];
  assign _12_ = _09_ & _10_;
  assign _13_ = ! bounds_head[1:0];
  assign _14_ = bounds_head[1:0] == 2'h2;
  assign _15_ = position + 1'h1;
  assign _16_ = position + 1'h1;
  assign _17_ = _16_ != last;
  assign _18_ = position + 1'h1;
  assign _19_ = _18_ == last;
  assign _20_ = index + 1'h1;
  assign _21_ = bounds_head[33:2] + 1'h1;
  assign _23_ = bounds_head[33:2] + 1'h1;
  assign _24_ = _23_ != bounds_head[65:34];
  assign _25_ = bounds_head[33:2] + 1'h1;
  assign _26_ = _25_ == bounds_head[65:34];
  always @(posedge clk)
    position <= _27_;
  always @(posedge clk)
    run <= _28_;
  always @(posedge clk)
    close <= _29_;
  always @(posedge clk)
    index <= _30_;
  always @(posedge clk)
    last <= _31_;
  always @* begin
    if (wake_15) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      fire = _34_;
    end else if (close) begin
      fire = _35_;
    end else if (_22_) begin
      fire = _37_;
    end else if (_32_) begin
      fire = _02_;
    end else if (_33_) begin
      fire = _04_;
    end else begin
      fire = _08_;
    end
  end
  always @* begin
    if (wake_15) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      crd_push = fire;
    end else if (close) begin
      crd_push = fire;
    end else if (_22_) begin
      crd_push = fire;
    end else if (_32_) begin
      crd_push = fire;
    end else if (_33_) begin
      crd_push = fire;
    end else begin
      crd_push = fire;
    end
  end
  always @* begin
    if (wake_15) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      ref_push = fire;
    end else if (close) begin
      ref_push = fire;
    end else if (_22_) begin
      ref_push = fire;
    end else if (_32_) begin
      ref_push = fire;
    end else if (_33_) begin
      ref_push = fire;
    end else begin
      ref_push = fire;
    end
  end
  always @* begin
    if (wake_15) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      crd_data = { index, 2'h0 };
    end else if (close) begin
      crd_data = 34'h000000002;
    end else if (_22_) begin
      crd_data = 34'h000000000;
    end else if (_32_) begin
      crd_data = 34'h000000002;
    end else if (_33_) begin
      crd_data = { 24'h000000, _05_[7:0], 2'h2 };
    end else begin
      crd_data = 34'h000000003;
    end
  end
  always @* begin
    if (wake_15) begin end
    (* full_case = 32'd1 *)
    if (run) begin
      ref_data = { position, 2'h0 };
    end else if (close) begin
      ref_data = 34'h000000002;
    end else if (_22_) begin
      ref_data = { bounds_head[33:2], 2'h0 };
    end else if (_32_) begin
      ref_data = 34'h000000002;
    end else if (_33_) begin
      ref_data = { 24'h000000, _06_[7:0], 2'h2 };
    end else begin
      ref_data = 34'h000000003;
    end
  end
  always @* begin
    if (wake_15) begin end
    bounds_pop = 1'h0;
    (* full_case = 32'd1 *)
    if (run) begin
    end else if (close) begin
    end else if (_22_) begin
      bounds_pop = fire;
    end else if (_32_) begin
      bounds_pop = fire;
    end else if (_33_) begin
      bounds_pop = fire;
    end else begin
      bounds_pop = fire;
    end
  end
  always @* begin
    if (wake_15) begin end
    _27_ = position;
    if (run) begin
      if (fire) begin
        _27_ = _15_[31:0];
      end
    end else if (close) begin
    end else if (_12_) begin
      if (fire) begin
        _27_ = _21_[31:0];
      end
    end
  end
  always @* begin
    if (wake_15) begin end
    _28_ = run;
    if (run) begin
      if (fire) begin
        _28_ = _17_;
      end
    end else if (close) begin
    end else if (_12_) begin
      if (fire) begin
        _28_ = _24_;
      end
    end
    if (rst) begin
      _28_ = 1'h0;
    end
  end
  always @* begin
    if (wake_15) begin end
    _29_ = close;
    if (run) begin
      if (fire) begin
        _29_ = _19_;
      end
    end else if (close) begin
      if (fire) begin
        _29_ = 1'h0;
      end
    end else if (_12_) begin
      if (fire) begin
        _29_ = _26_;
      end
    end
    if (rst) begin
      _29_ = 1'h0;
    end
  end
  always @* begin
    if (wake_15) begin end
    _30_ = index;
    if (run) begin
      if (fire) begin
        _30_ = _20_[31:0];
      end
    end else if (close) begin
    end else if (_12_) begin
      if (fire) begin
        _30_ = 32'd1;
      end
    end
  end
  always @* begin
    if (wake_15) begin end
    _31_ = last;
    if (run) begin
    end else if (close) begin
    end else if (_12_) begin
      if (fire) begin
        _31_ = bounds_head[65:34];
      end
    end
  end
  assign crd_token = crd_data;
  assign ref_token = ref_data;
  assign crd_enq = crd_push;
  assign ref_enq = ref_push;
endmodule

// locate: size=5 flat=False rl=1
module locate_n5_rl1(clk, rst, ref_visible, ref_head, ref_pop, crd_visible, crd_head, crd_pop, ref_can_push, ref_push, ref_enq, ref_data);
  reg wake_16 = 0;
  wire [34:0] _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire [32:0] _04_;
  reg _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  input clk;
  wire clk;
  input [33:0] crd_head;
  wire [33:0] crd_head;
  output crd_pop;
  reg crd_pop;
  input crd_visible;
  wire crd_visible;
  reg fire;
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
  reg ref_pop;
  output ref_push;
  reg ref_push;
  reg [33:0] ref_token;
  input ref_visible;
  wire ref_visible;
  input rst;
  wire rst;
  reg [33:0] token_later1 = 34'h000000000;
  assign _00_ = ref_head[33:2] * 3'h5;
  assign _06_ = ! crd_head[1:0];
  assign _07_ = ref_head[1:0] == 1'h1;
  assign _08_ = _06_ & _07_;
  assign _09_ = ! crd_head[1:0];
  assign _10_ = ref_visible & crd_visible;
  assign _11_ = _10_ & ref_can_push;
  assign _12_ = ref_visible & crd_visible;
  assign _13_ = _12_ & ref_can_push;
  assign _01_ = ref_visible & crd_visible;
  assign _02_ = _01_ & ref_can_push;
  assign _03_ = ! token_later1[1:0];
  assign _04_ = product_later1 + token_later1[33:2];
  assign ref_data = _03_ ? { _04_[31:0], 2'h0 } : token_later1;
  always @(posedge clk)
    product_later1 <= _00_[31:0];
  always @(posedge clk)
    token_later1 <= ref_token;
  always @(posedge clk)
    ref_enq <= _05_;
  always @* begin
    if (wake_16) begin end
    _05_ = ref_push;
    if (rst) begin
      _05_ = 1'h0;
    end
  end
  always @* begin
    if (wake_16) begin end
    (* full_case = 32'd1 *)
    if (_08_) begin
      fire = _11_;
    end else if (_09_) begin
      fire = _13_;
    end else begin
      fire = _02_;
    end
  end
  always @* begin
    if (wake_16) begin end
    (* full_case = 32'd1 *)
    if (_08_) begin
      crd_pop = fire;
    end else if (_09_) begin
      crd_pop = fire;
    end else begin
      crd_pop = fire;
    end
  end
  always @* begin
    if (wake_16) begin end
    (* full_case = 32'd1 *)
    if (_08_) begin
      ref_push = fire;
    end else if (_09_) begin
      ref_push = fire;
    end else begin
      ref_push = fire;
    end
  end
  always @* begin
    if (wake_16) begin end
    (* full_case = 32'd1 *)
    if (_08_) begin
      ref_token = 34'h000000001;
    end else if (_09_) begin
      ref_token = { crd_head[33:2], 2'h0 };
    end else begin
      ref_token = crd_head;
    end
  end
  always @* begin
    if (wake_16) begin end
    ref_pop = 1'h0;
    (* full_case = 32'd1 *)
    if (_08_) begin
    end else if (_09_) begin
    end else begin
      ref_pop = fire;
    end
  end
  assign ref_enq_later1 = ref_enq;
endmodule

// memory: 20 words, read ports of latency [1]
module memory_20_rl1(clk, rst, host_addr, host_wdata, host_we, host_rdata, read0_addr, read0_word);
  wire [4:0] signature_addr;
  wire [31:0] signature_data;
  wire signature_en;
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
  assign signature_addr = host_addr[4:0];
  assign signature_data = host_wdata;
  assign signature_en = host_we;
  assign read__addr = read0_addr[4:0];
  assign read__data = read0_word;
endmodule

// memory: 24 words, read ports of latency [], a write port
module memory_24_w(clk, rst, host_addr, host_wdata, host_we, host_rdata, write_addr, write_word, write_en);
  wire [31:0] _0_;
  wire [4:0] signature_addr;
  wire [31:0] signature_data;
  wire signature_en;
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
  input [31:0] write_addr;
  wire [31:0] write_addr;
  input write_en;
  wire write_en;
  input [31:0] write_word;
  wire [31:0] write_word;
  reg [31:0] array [23:0];
  always @(posedge clk) begin
    if (signature_en)
      array[_0_[4:0]] <= signature_data;
  end
  reg [31:0] _4_;
  always @(posedge clk) begin
    _4_ <= array[host_addr[4:0]];
  end
  assign host_rdata = _4_;
  assign _0_ = write_en ? write_addr : host_addr;
  assign signature_data = write_en ? write_word : host_wdata;
  assign signature_en = write_en | host_we;
  assign host__addr = host_addr[4:0];
  assign host__data = host_rdata;
  assign signature_addr = _0_[4:0];
endmodule

// memory: 2 words, read ports of latency [], a write port
module memory_2_w(clk, rst, host_addr, host_wdata, host_we, host_rdata, write_addr, write_word, write_en);
  wire [31:0] _0_;
  wire signature_addr;
  wire [31:0] signature_data;
  wire signature_en;
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
  input [31:0] write_addr;
  wire [31:0] write_addr;
  input write_en;
  wire write_en;
  input [31:0] write_word;
  wire [31:0] write_word;
  reg [31:0] array [1:0];
  always @(posedge clk) begin
    if (signature_en)
      array[_0_[0]] <= signature_data;
  end
  reg [31:0] _4_;
  always @(posedge clk) begin
    _4_ <= array[host_addr[0]];
  end
  assign host_rdata = _4_;
  assign _0_ = write_en ? write_addr : host_addr;
  assign signature_data = write_en ? write_word : host_wdata;
  assign signature_en = write_en | host_we;
  assign host__addr = host_addr[0];
  assign host__data = host_rdata;
  assign signature_addr = _0_[0];
endmodule

// memory: 30 words, read ports of latency [1]
module memory_30_rl1(clk, rst, host_addr, host_wdata, host_we, host_rdata, read0_addr, read0_word);
  wire [4:0] signature_addr;
  wire [31:0] signature_data;
  wire signature_en;
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
  assign signature_addr = host_addr[4:0];
  assign signature_data = host_wdata;
  assign signature_en = host_we;
  assign read__addr = read0_addr[4:0];
  assign read__data = read0_word;
endmodule

// memory: 6 words, read ports of latency [1, 1]
module memory_6_rl1_rl1(clk, rst, host_addr, host_wdata, host_we, host_rdata, read0_addr, read0_word, read1_addr, read1_word);
  wire [2:0] signature_addr;
  wire [31:0] signature_data;
  wire signature_en;
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
  assign signature_addr = host_addr[2:0];
  assign signature_data = host_wdata;
  assign signature_en = host_we;
  assign read__addr = read0_addr[2:0];
  assign read__data = read0_word;
  assign read_addr_17 = read1_addr[2:0];
  assign read_data_18 = read1_word;
endmodule

// memory: 6 words, read ports of latency [], a write port
module memory_6_w(clk, rst, host_addr, host_wdata, host_we, host_rdata, write_addr, write_word, write_en);
  wire [31:0] _0_;
  wire [2:0] signature_addr;
  wire [31:0] signature_data;
  wire signature_en;
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
  input [31:0] write_addr;
  wire [31:0] write_addr;
  input write_en;
  wire write_en;
  input [31:0] write_word;
  wire [31:0] write_word;
  reg [31:0] array [5:0];
  always @(posedge clk) begin
    if (signature_en)
      array[_0_[2:0]] <= signature_data;
  end
  reg [31:0] _4_;
  always @(posedge clk) begin
    _4_ <= array[host_addr[2:0]];
  end
  assign host_rdata = _4_;
  assign _0_ = write_en ? write_addr : host_addr;
  assign signature_data = write_en ? write_word : host_wdata;
  assign signature_en = write_en | host_we;
  assign host__addr = host_addr[2:0];
  assign host__data = host_rdata;
  assign signature_addr = _0_[2:0];
endmodule

// memory: 7 words, read ports of latency [1, 1]
module memory_7_rl1_rl1(clk, rst, host_addr, host_wdata, host_we, host_rdata, read0_addr, read0_word, read1_addr, read1_word);
  wire [2:0] signature_addr;
  wire [31:0] signature_data;
  wire signature_en;
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
  assign signature_addr = host_addr[2:0];
  assign signature_data = host_wdata;
  assign signature_en = host_we;
  assign read__addr = read0_addr[2:0];
  assign read__data = read0_word;
  assign read_addr_17 = read1_addr[2:0];
  assign read_data_18 = read1_word;
endmodule

// memory: 7 words, read ports of latency [], a write port
module memory_7_w(clk, rst, host_addr, host_wdata, host_we, host_rdata, write_addr, write_word, write_en);
  wire [31:0] _0_;
  wire [2:0] signature_addr;
  wire [31:0] signature_data;
  wire signature_en;
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
  input [31:0] write_addr;
  wire [31:0] write_addr;
  input write_en;
  wire write_en;
  input [31:0] write_word;
  wire [31:0] write_word;
  reg [31:0] array [6:0];
  always @(posedge clk) begin
    if (signature_en)
      array[_0_[2:0]] <= signature_data;
  end
  reg [31:0] _4_;
  always @(posedge clk) begin
    _4_ <= array[host_addr[2:0]];
  end
  assign host_rdata = _4_;
  assign _0_ = write_en ? write_addr : host_addr;
  assign signature_data = write_en ? write_word : host_wdata;
  assign signature_en = write_en | host_we;
  assign host__addr = host_addr[2:0];
  assign host__data = host_rdata;
  assign signature_addr = _0_[2:0];
endmodule

// repeat: type=ref
module repeat_ref(base_visible, base_head, base_pop, rep_visible, rep_head, rep_pop, out_can_push, out_push, out_enq, out_data);
  reg wake_17 = 0;
  wire _0_;
  wire _1_;
  wire _2_;
  wire _3_;
  wire _4_;
  input [33:0] base_head;
  wire [33:0] base_head;
  output base_pop;
  reg base_pop;
  input base_visible;
  wire base_visible;
  reg fire;
  input out_can_push;
  wire out_can_push;
  output [33:0] out_data;
  reg [33:0] out_data;
  output out_enq;
  wire out_enq;
  output out_push;
  reg out_push;
  wire [33:0] out_token;
  input [33:0] rep_head;
  wire [33:0] rep_head;
  output rep_pop;
  reg rep_pop;
  input rep_visible;
  wire rep_visible;
  assign _4_ = _3_ & out_can_push;
  assign _0_ = ! rep_head[1:0];
  assign _1_ = base_visible & rep_visible;
  assign _2_ = _1_ & out_can_push;
  assign _3_ = base_visible & rep_visible;
  always @* begin
    if (wake_17) begin end
    (* full_case = 32'd1 *)
    if (_0_) begin
      fire = _2_;
    end else begin
      fire = _4_;
    end
  end
  always @* begin
    if (wake_17) begin end
    (* full_case = 32'd1 *)
    if (_0_) begin
      rep_pop = fire;
    end else begin
      rep_pop = fire;
    end
  end
  always @* begin
    if (wake_17) begin end
    (* full_case = 32'd1 *)
    if (_0_) begin
      out_push = fire;
    end else begin
      out_push = fire;
    end
  end
  always @* begin
    if (wake_17) begin end
    (* full_case = 32'd1 *)
    if (_0_) begin
      out_data = base_head;
    end else begin
      out_data = rep_head;
    end
  end
  always @* begin
    if (wake_17) begin end
    base_pop = 1'h0;
    (* full_case = 32'd1 *)
    if (_0_) begin
    end else begin
      base_pop = fire;
    end
  end
  assign out_token = out_data;
  assign out_enq = out_push;
endmodule

// repeat: type=val
module repeat_val(base_visible, base_head, base_pop, rep_visible, rep_head, rep_pop, out_can_push, out_push, out_enq, out_data);
  reg wake_18 = 0;
  wire _0_;
  wire _1_;
  wire _2_;
  wire _3_;
  wire _4_;
  input [33:0] base_head;
  wire [33:0] base_head;
  output base_pop;
  reg base_pop;
  input base_visible;
  wire base_visible;
  reg fire;
  input out_can_push;
  wire out_can_push;
  output [33:0] out_data;
  reg [33:0] out_data;
  output out_enq;
  wire out_enq;
  output out_push;
  reg out_push;
  wire [33:0] out_token;
  input [33:0] rep_head;
  wire [33:0] rep_head;
  output rep_pop;
  reg rep_pop;
  input rep_visible;
  wire rep_visible;
  assign _4_ = _3_ & out_can_push;
  assign _0_ = ! rep_head[1:0];
  assign _1_ = base_visible & rep_visible;
  assign _2_ = _1_ & out_can_push;
  assign _3_ = base_visible & rep_visible;
  always @* begin
    if (wake_18) begin end
    (* full_case = 32'd1 *)
    if (_0_) begin
      fire = _2_;
    end else begin
      fire = _4_;
    end
  end
  always @* begin
    if (wake_18) begin end
    (* full_case = 32'd1 *)
    if (_0_) begin
      rep_pop = fire;
    end else begin
      rep_pop = fire;
    end
  end
  always @* begin
    if (wake_18) begin end
    (* full_case = 32'd1 *)
    if (_0_) begin
      out_push = fire;
    end else begin
      out_push = fire;
    end
  end
  always @* begin
    if (wake_18) begin end
    (* full_case = 32'd1 *)
    if (_0_) begin
      out_data = base_head;
    end else begin
      out_data = rep_head;
    end
  end
  always @* begin
    if (wake_18) begin end
    base_pop = 1'h0;
    (* full_case = 32'd1 *)
    if (_0_) begin
    end else begin
      base_pop = fire;
    end
  end
  assign out_token = out_data;
  assign out_enq = out_push;
endmodule

// root
module root(clk, rst, ref_can_push, ref_push, ref_enq, ref_data, go);
  reg wake_19 = 0;
  reg _0_;
  input clk;
  wire clk;
  reg fire;
  input go;
  wire go;
  input ref_can_push;
  wire ref_can_push;
  output [33:0] ref_data;
  reg [33:0] ref_data;
  output ref_enq;
  wire ref_enq;
  output ref_push;
  reg ref_push;
  wire [33:0] ref_token;
  input rst;
  wire rst;
  reg sent = 1'h0;
  always @(posedge clk)
    sent <= _0_;
  always @* begin
    if (wake_19) begin end
    fire = 1'h0;
    if (sent) begin
      fire = ref_can_push;
    end else if (go) begin
      fire = ref_can_push;
    end
  end
  always @* begin
    if (wake_19) begin end
    ref_push = 1'h0;
    if (sent) begin
      ref_push = fire;
    end else if (go) begin
      ref_push = fire;
    end
  end
  always @* begin
    if (wake_19) begin end
    ref_data = 34'h000000000;
    if (sent) begin
      ref_data = 34'h000000003;
    end else if (go) begin
      ref_data = 34'h000000000;
    end
  end
  always @* begin
    if (wake_19) begin end
    _0_ = sent;
    if (sent) begin
      if (fire) begin
        _0_ = 1'h0;
      end
    end else if (go) begin
      if (fire) begin
        _0_ = 1'h1;
      end
    end
    if (rst) begin
      _0_ = 1'h0;
    end
  end
  assign ref_token = ref_data;
  assign ref_enq = ref_push;
endmodule

// sacc: sizes=4 perm=0 w=2
module sacc_4_0_w2(clk, rst, crd0_visible, crd0_head, crd0_pop, val_visible, val_head, val_pop, handover_can_push, handover_push, handover_enq, handover_data, bank, update, update_key, update_val);
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
  wire [8:0] _14_;
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
  reg _28_;
  reg _29_;
  reg _30_;
  wire _31_;
  wire _32_;
  wire _33_;
  wire _34_;
  wire _35_;
  wire _36_;
  output bank;
  reg bank = 1'h0;
  input clk;
  wire clk;
  input [33:0] crd0_head;
  wire [33:0] crd0_head;
  output crd0_pop;
  reg crd0_pop;
  input crd0_visible;
  wire crd0_visible;
  (* init = 1'h0 *)
  wire filled_bank;
  reg fire;
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
  reg handover_push;
  reg [33:0] handover_token;
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
  reg val_pop;
  input val_visible;
  wire val_visible;
  assign _00_ = ! val_head[1:0];
  assign _11_ = val_head[1:0] == 1'h1;
  assign _22_ = val_head[1:0] == 2'h2;
  assign _31_ = ! val_head[9:2];
  assign _32_ = _22_ & _31_;
  assign _33_ = val_head[1:0] == 2'h2;
  assign _34_ = val_head[9:2] == 1'h1;
  assign _35_ = _33_ & _34_;
  assign _36_ = val_head[1:0] == 2'h2;
  assign _01_ = crd0_visible & val_visible;
  assign _02_ = update1_key_later1 == { bank, 13'h0000, crd0_head[3:2] };
  assign _03_ = update1_later1 & _02_;
  assign _05_ = ~ _04_;
  assign _06_ = _01_ & _05_;
  assign _07_ = crd0_visible & val_visible;
  assign _08_ = crd0_visible & val_visible;
  assign _09_ = crd0_visible & val_visible;
  assign _10_ = _09_ & handover_can_push;
  assign _12_ = crd0_visible & val_visible;
  assign _13_ = _12_ & handover_can_push;
  assign _14_ = val_head[9:2] - 1'h0;
  assign _15_ = crd0_visible & val_visible;
  assign _16_ = _15_ & handover_can_push;
  assign _17_ = ! val_head[1:0];
  assign _18_ = val_head[1:0] == 1'h1;
  assign _19_ = val_head[1:0] == 2'h2;
  assign _20_ = ! val_head[9:2];
  assign _21_ = _19_ & _20_;
  assign _23_ = val_head[1:0] == 2'h2;
  assign _24_ = val_head[9:2] == 1'h1;
  assign _25_ = _23_ & _24_;
  assign _26_ = val_head[1:0] == 2'h2;
  assign _27_ = ~ bank;
  always @(posedge clk)
    update1_later1 <= _28_;
  always @(posedge clk)
    update1_key_later1 <= { bank, 13'h0000, crd0_head[3:2] };
  always @(posedge clk)
    bank <= _29_;
  always @(posedge clk)
    handover_data <= handover_token;
  always @(posedge clk)
    handover_enq <= _30_;
  always @* begin
    if (wake_20) begin end
    (* full_case = 32'd1 *)
    if (_00_) begin
      fire = _06_;
    end else if (_11_) begin
      fire = _07_;
    end else if (_32_) begin
      fire = _08_;
    end else if (_35_) begin
      fire = _10_;
    end else if (_36_) begin
      fire = _13_;
    end else begin
      fire = _16_;
    end
  end
  always @* begin
    if (wake_20) begin end
    (* full_case = 32'd1 *)
    if (_00_) begin
      crd0_pop = fire;
    end else if (_11_) begin
      crd0_pop = fire;
    end else if (_32_) begin
      crd0_pop = fire;
    end else if (_35_) begin
      crd0_pop = fire;
    end else if (_36_) begin
      crd0_pop = fire;
    end else begin
      crd0_pop = fire;
    end
  end
  always @* begin
    if (wake_20) begin end
    (* full_case = 32'd1 *)
    if (_00_) begin
      val_pop = fire;
    end else if (_11_) begin
      val_pop = fire;
    end else if (_32_) begin
      val_pop = fire;
    end else if (_35_) begin
      val_pop = fire;
    end else if (_36_) begin
      val_pop = fire;
    end else begin
      val_pop = fire;
    end
  end
  always @* begin
    if (wake_20) begin end
    update = 1'h0;
    if (_00_) begin
      if (fire) begin
        update = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_20) begin end
    handover_push = 1'h0;
    (* full_case = 32'd1 *)
    if (_00_) begin
    end else if (_11_) begin
    end else if (_32_) begin
    end else if (_35_) begin
      handover_push = fire;
    end else if (_36_) begin
      handover_push = fire;
    end else begin
      handover_push = fire;
    end
  end
  always @* begin
    if (wake_20) begin end
    handover_token = 34'h000000000;
    (* full_case = 32'd1 *)
    if (_00_) begin
    end else if (_11_) begin
    end else if (_32_) begin
    end else if (_35_) begin
      handover_token = 34'h000000006;
    end else if (_36_) begin
      handover_token = { 24'h000000, _14_[7:0], 2'h2 };
    end else begin
      handover_token = 34'h000000003;
    end
  end
  always @* begin
    if (wake_20) begin end
    _28_ = update;
    if (rst) begin
      _28_ = 1'h0;
    end
  end
  always @* begin
    if (wake_20) begin end
    _29_ = bank;
    if (_17_) begin
    end else if (_18_) begin
    end else if (_21_) begin
    end else if (_25_) begin
      if (fire) begin
        _29_ = _27_;
      end
    end
    if (rst) begin
      _29_ = 1'h0;
    end
  end
  always @* begin
    if (wake_20) begin end
    _30_ = handover_push;
    if (rst) begin
      _30_ = 1'h0;
    end
  end
  assign key = { 13'h0000, crd0_head[3:2] };
  assign filled_bank = bank;
  assign handover_enq_later1 = handover_enq;
  assign handover_later1 = handover_data;
  assign update_key = { 13'h0000, crd0_head[3:2] };
  assign update_val = val_head[33:2];
  assign _04_ = _03_;
endmodule

// workspace: op=sum extent=4 counts=False rl=1 p=0, two banks
module workspace_sum_n4_rl1_p0(clk, rst, bank, update, update_key, update_val, top_clear, mid_addr, mid_clear, leaf_addr, leaf_clear, entry_addr, top_marks, mid_marks, leaf_marks, entry_val, ready);
  reg wake_21 = 0;
  wire [14:0] _000_;
  wire [31:0] _001_;
  wire [4:0] _002_;
  wire [4:0] _003_;
  wire [4:0] _004_;
  wire _005_;
  wire _006_;
  wire _007_;
  wire _008_;
  wire [31:0] _009_;
  wire [14:0] _010_;
  wire _011_;
  wire _012_;
  wire [9:0] _013_;
  wire [9:0] _014_;
  wire [9:0] _015_;
  wire _016_;
  wire _017_;
  wire _018_;
  wire _019_;
  wire [31:0] _020_;
  wire [4:0] _021_;
  wire [9:0] _022_;
  wire [4:0] _023_;
  wire [4:0] _024_;
  wire _025_;
  wire _026_;
  wire _027_;
  wire _028_;
  wire [31:0] _029_;
  wire [31:0] _030_;
  wire _031_;
  wire [1:0] _032_;
  wire [9:0] _033_;
  wire _034_;
  wire [31:0] _035_;
  wire [31:0] _036_;
  wire [31:0] _037_;
  wire [31:0] _038_;
  wire _039_;
  wire [31:0] _040_;
  wire [31:0] _041_;
  wire [31:0] _042_;
  wire [31:0] _043_;
  wire [9:0] _044_;
  wire [31:0] _045_;
  wire [31:0] _046_;
  reg _047_;
  reg _048_;
  reg [31:0] _049_;
  reg [31:0] _050_;
  wire _051_;
  wire _052_;
  wire _053_;
  wire _054_;
  wire [31:0] signal;
  wire [1:0] signature_addr;
  wire [1:0] signature_addr_21;
  wire signature_addr_28;
  wire signature_addr_29;
  wire signature_addr_32;
  wire signature_addr_33;
  wire [1:0] signature_addr_38;
  wire [1:0] signature_addr_39;
  wire signature_addr_42;
  wire signature_addr_43;
  wire signature_addr_46;
  wire signature_addr_47;
  wire [31:0] signature_data;
  reg [31:0] signature_data_30;
  reg [31:0] signature_data_34;
  wire [31:0] signature_data_40;
  reg [31:0] signature_data_44;
  reg [31:0] signature_data_48;
  wire [31:0] signature_data_50;
  wire [31:0] signature_data_51;
  wire [31:0] signature_data_52;
  wire [31:0] signature_data_53;
  wire [31:0] signature_data_56;
  wire [31:0] signature_data_57;
  wire signature_en;
  reg [31:0] signature_en_31;
  reg [31:0] signature_en_35;
  wire signature_en_41;
  reg [31:0] signature_en_45;
  reg [31:0] signature_en_49;
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
  output [31:0] leaf_marks;
  wire [31:0] leaf_marks;
  input [4:0] mid_addr;
  wire [4:0] mid_addr;
  input mid_clear;
  wire mid_clear;
  output [31:0] mid_marks;
  wire [31:0] mid_marks;
  reg [37:0] read_later1 = 38'h0000000000;
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
  wire touched;
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
    if (signature_en_31[0])
      leaf_0[_044_[0]][0:0] <= signature_data_30[0];
    if (signature_en_31[1])
      leaf_0[_044_[0]][1:1] <= signature_data_30[1];
    if (signature_en_31[2])
      leaf_0[_044_[0]][2:2] <= signature_data_30[2];
    if (signature_en_31[3])
      leaf_0[_044_[0]][3:3] <= signature_data_30[3];
    if (signature_en_31[4])
      leaf_0[_044_[0]][4:4] <= signature_data_30[4];
    if (signature_en_31[5])
      leaf_0[_044_[0]][5:5] <= signature_data_30[5];
    if (signature_en_31[6])
      leaf_0[_044_[0]][6:6] <= signature_data_30[6];
    if (signature_en_31[7])
      leaf_0[_044_[0]][7:7] <= signature_data_30[7];
    if (signature_en_31[8])
      leaf_0[_044_[0]][8:8] <= signature_data_30[8];
    if (signature_en_31[9])
      leaf_0[_044_[0]][9:9] <= signature_data_30[9];
    if (signature_en_31[10])
      leaf_0[_044_[0]][10:10] <= signature_data_30[10];
    if (signature_en_31[11])
      leaf_0[_044_[0]][11:11] <= signature_data_30[11];
    if (signature_en_31[12])
      leaf_0[_044_[0]][12:12] <= signature_data_30[12];
    if (signature_en_31[13])
      leaf_0[_044_[0]][13:13] <= signature_data_30[13];
    if (signature_en_31[14])
      leaf_0[_044_[0]][14:14] <= signature_data_30[14];
    if (signature_en_31[15])
      leaf_0[_044_[0]][15:15] <= signature_data_30[15];
    if (signature_en_31[16])
      leaf_0[_044_[0]][16:16] <= signature_data_30[16];
    if (signature_en_31[17])
      leaf_0[_044_[0]][17:17] <= signature_data_30[17];
    if (signature_en_31[18])
      leaf_0[_044_[0]][18:18] <= signature_data_30[18];
    if (signature_en_31[19])
      leaf_0[_044_[0]][19:19] <= signature_data_30[19];
    if (signature_en_31[20])
      leaf_0[_044_[0]][20:20] <= signature_data_30[20];
    if (signature_en_31[21])
      leaf_0[_044_[0]][21:21] <= signature_data_30[21];
    if (signature_en_31[22])
      leaf_0[_044_[0]][22:22] <= signature_data_30[22];
    if (signature_en_31[23])
      leaf_0[_044_[0]][23:23] <= signature_data_30[23];
    if (signature_en_31[24])
      leaf_0[_044_[0]][24:24] <= signature_data_30[24];
    if (signature_en_31[25])
      leaf_0[_044_[0]][25:25] <= signature_data_30[25];
    if (signature_en_31[26])
      leaf_0[_044_[0]][26:26] <= signature_data_30[26];
    if (signature_en_31[27])
      leaf_0[_044_[0]][27:27] <= signature_data_30[27];
    if (signature_en_31[28])
      leaf_0[_044_[0]][28:28] <= signature_data_30[28];
    if (signature_en_31[29])
      leaf_0[_044_[0]][29:29] <= signature_data_30[29];
    if (signature_en_31[30])
      leaf_0[_044_[0]][30:30] <= signature_data_30[30];
    if (signature_en_31[31])
      leaf_0[_044_[0]][31:31] <= signature_data_30[31];
  end
  reg [31:0] _131_;
  always @(posedge clk) begin
    _131_ <= leaf_0[_022_[0]];
  end
  assign signature_data_53 = _131_;
  reg [31:0] leaf_1 [1:0];
  always @(posedge clk) begin
    if (signature_en_45[0])
      leaf_1[_015_[0]][0:0] <= signature_data_44[0];
    if (signature_en_45[1])
      leaf_1[_015_[0]][1:1] <= signature_data_44[1];
    if (signature_en_45[2])
      leaf_1[_015_[0]][2:2] <= signature_data_44[2];
    if (signature_en_45[3])
      leaf_1[_015_[0]][3:3] <= signature_data_44[3];
    if (signature_en_45[4])
      leaf_1[_015_[0]][4:4] <= signature_data_44[4];
    if (signature_en_45[5])
      leaf_1[_015_[0]][5:5] <= signature_data_44[5];
    if (signature_en_45[6])
      leaf_1[_015_[0]][6:6] <= signature_data_44[6];
    if (signature_en_45[7])
      leaf_1[_015_[0]][7:7] <= signature_data_44[7];
    if (signature_en_45[8])
      leaf_1[_015_[0]][8:8] <= signature_data_44[8];
    if (signature_en_45[9])
      leaf_1[_015_[0]][9:9] <= signature_data_44[9];
    if (signature_en_45[10])
      leaf_1[_015_[0]][10:10] <= signature_data_44[10];
    if (signature_en_45[11])
      leaf_1[_015_[0]][11:11] <= signature_data_44[11];
    if (signature_en_45[12])
      leaf_1[_015_[0]][12:12] <= signature_data_44[12];
    if (signature_en_45[13])
      leaf_1[_015_[0]][13:13] <= signature_data_44[13];
    if (signature_en_45[14])
      leaf_1[_015_[0]][14:14] <= signature_data_44[14];
    if (signature_en_45[15])
      leaf_1[_015_[0]][15:15] <= signature_data_44[15];
    if (signature_en_45[16])
      leaf_1[_015_[0]][16:16] <= signature_data_44[16];
    if (signature_en_45[17])
      leaf_1[_015_[0]][17:17] <= signature_data_44[17];
    if (signature_en_45[18])
      leaf_1[_015_[0]][18:18] <= signature_data_44[18];
    if (signature_en_45[19])
      leaf_1[_015_[0]][19:19] <= signature_data_44[19];
    if (signature_en_45[20])
      leaf_1[_015_[0]][20:20] <= signature_data_44[20];
    if (signature_en_45[21])
      leaf_1[_015_[0]][21:21] <= signature_data_44[21];
    if (signature_en_45[22])
      leaf_1[_015_[0]][22:22] <= signature_data_44[22];
    if (signature_en_45[23])
      leaf_1[_015_[0]][23:23] <= signature_data_44[23];
    if (signature_en_45[24])
      leaf_1[_015_[0]][24:24] <= signature_data_44[24];
    if (signature_en_45[25])
      leaf_1[_015_[0]][25:25] <= signature_data_44[25];
    if (signature_en_45[26])
      leaf_1[_015_[0]][26:26] <= signature_data_44[26];
    if (signature_en_45[27])
      leaf_1[_015_[0]][27:27] <= signature_data_44[27];
    if (signature_en_45[28])
      leaf_1[_015_[0]][28:28] <= signature_data_44[28];
    if (signature_en_45[29])
      leaf_1[_015_[0]][29:29] <= signature_data_44[29];
    if (signature_en_45[30])
      leaf_1[_015_[0]][30:30] <= signature_data_44[30];
    if (signature_en_45[31])
      leaf_1[_015_[0]][31:31] <= signature_data_44[31];
  end
  reg [31:0] _132_;
  always @(posedge clk) begin
    _132_ <= leaf_1[_013_[0]];
  end
  assign signature_data_52 = _132_;
  reg [31:0] mid_0 [1:0];
  always @(posedge clk) begin
    if (signature_en_35[0])
      mid_0[_004_[0]][0:0] <= signature_data_34[0];
    if (signature_en_35[1])
      mid_0[_004_[0]][1:1] <= signature_data_34[1];
    if (signature_en_35[2])
      mid_0[_004_[0]][2:2] <= signature_data_34[2];
    if (signature_en_35[3])
      mid_0[_004_[0]][3:3] <= signature_data_34[3];
    if (signature_en_35[4])
      mid_0[_004_[0]][4:4] <= signature_data_34[4];
    if (signature_en_35[5])
      mid_0[_004_[0]][5:5] <= signature_data_34[5];
    if (signature_en_35[6])
      mid_0[_004_[0]][6:6] <= signature_data_34[6];
    if (signature_en_35[7])
      mid_0[_004_[0]][7:7] <= signature_data_34[7];
    if (signature_en_35[8])
      mid_0[_004_[0]][8:8] <= signature_data_34[8];
    if (signature_en_35[9])
      mid_0[_004_[0]][9:9] <= signature_data_34[9];
    if (signature_en_35[10])
      mid_0[_004_[0]][10:10] <= signature_data_34[10];
    if (signature_en_35[11])
      mid_0[_004_[0]][11:11] <= signature_data_34[11];
    if (signature_en_35[12])
      mid_0[_004_[0]][12:12] <= signature_data_34[12];
    if (signature_en_35[13])
      mid_0[_004_[0]][13:13] <= signature_data_34[13];
    if (signature_en_35[14])
      mid_0[_004_[0]][14:14] <= signature_data_34[14];
    if (signature_en_35[15])
      mid_0[_004_[0]][15:15] <= signature_data_34[15];
    if (signature_en_35[16])
      mid_0[_004_[0]][16:16] <= signature_data_34[16];
    if (signature_en_35[17])
      mid_0[_004_[0]][17:17] <= signature_data_34[17];
    if (signature_en_35[18])
      mid_0[_004_[0]][18:18] <= signature_data_34[18];
    if (signature_en_35[19])
      mid_0[_004_[0]][19:19] <= signature_data_34[19];
    if (signature_en_35[20])
      mid_0[_004_[0]][20:20] <= signature_data_34[20];
    if (signature_en_35[21])
      mid_0[_004_[0]][21:21] <= signature_data_34[21];
    if (signature_en_35[22])
      mid_0[_004_[0]][22:22] <= signature_data_34[22];
    if (signature_en_35[23])
      mid_0[_004_[0]][23:23] <= signature_data_34[23];
    if (signature_en_35[24])
      mid_0[_004_[0]][24:24] <= signature_data_34[24];
    if (signature_en_35[25])
      mid_0[_004_[0]][25:25] <= signature_data_34[25];
    if (signature_en_35[26])
      mid_0[_004_[0]][26:26] <= signature_data_34[26];
    if (signature_en_35[27])
      mid_0[_004_[0]][27:27] <= signature_data_34[27];
    if (signature_en_35[28])
      mid_0[_004_[0]][28:28] <= signature_data_34[28];
    if (signature_en_35[29])
      mid_0[_004_[0]][29:29] <= signature_data_34[29];
    if (signature_en_35[30])
      mid_0[_004_[0]][30:30] <= signature_data_34[30];
    if (signature_en_35[31])
      mid_0[_004_[0]][31:31] <= signature_data_34[31];
  end
  reg [31:0] _133_;
  always @(posedge clk) begin
    _133_ <= mid_0[_002_[0]];
  end
  assign signature_data_51 = _133_;
  reg [31:0] mid_1 [1:0];
  always @(posedge clk) begin
    if (signature_en_49[0])
      mid_1[_024_[0]][0:0] <= signature_data_48[0];
    if (signature_en_49[1])
      mid_1[_024_[0]][1:1] <= signature_data_48[1];
    if (signature_en_49[2])
      mid_1[_024_[0]][2:2] <= signature_data_48[2];
    if (signature_en_49[3])
      mid_1[_024_[0]][3:3] <= signature_data_48[3];
    if (signature_en_49[4])
      mid_1[_024_[0]][4:4] <= signature_data_48[4];
    if (signature_en_49[5])
      mid_1[_024_[0]][5:5] <= signature_data_48[5];
    if (signature_en_49[6])
      mid_1[_024_[0]][6:6] <= signature_data_48[6];
    if (signature_en_49[7])
      mid_1[_024_[0]][7:7] <= signature_data_48[7];
    if (signature_en_49[8])
      mid_1[_024_[0]][8:8] <= signature_data_48[8];
    if (signature_en_49[9])
      mid_1[_024_[0]][9:9] <= signature_data_48[9];
    if (signature_en_49[10])
      mid_1[_024_[0]][10:10] <= signature_data_48[10];
    if (signature_en_49[11])
      mid_1[_024_[0]][11:11] <= signature_data_48[11];
    if (signature_en_49[12])
      mid_1[_024_[0]][12:12] <= signature_data_48[12];
    if (signature_en_49[13])
      mid_1[_024_[0]][13:13] <= signature_data_48[13];
    if (signature_en_49[14])
      mid_1[_024_[0]][14:14] <= signature_data_48[14];
    if (signature_en_49[15])
      mid_1[_024_[0]][15:15] <= signature_data_48[15];
    if (signature_en_49[16])
      mid_1[_024_[0]][16:16] <= signature_data_48[16];
    if (signature_en_49[17])
      mid_1[_024_[0]][17:17] <= signature_data_48[17];
    if (signature_en_49[18])
      mid_1[_024_[0]][18:18] <= signature_data_48[18];
    if (signature_en_49[19])
      mid_1[_024_[0]][19:19] <= signature_data_48[19];
    if (signature_en_49[20])
      mid_1[_024_[0]][20:20] <= signature_data_48[20];
    if (signature_en_49[21])
      mid_1[_024_[0]][21:21] <= signature_data_48[21];
    if (signature_en_49[22])
      mid_1[_024_[0]][22:22] <= signature_data_48[22];
    if (signature_en_49[23])
      mid_1[_024_[0]][23:23] <= signature_data_48[23];
    if (signature_en_49[24])
      mid_1[_024_[0]][24:24] <= signature_data_48[24];
    if (signature_en_49[25])
      mid_1[_024_[0]][25:25] <= signature_data_48[25];
    if (signature_en_49[26])
      mid_1[_024_[0]][26:26] <= signature_data_48[26];
    if (signature_en_49[27])
      mid_1[_024_[0]][27:27] <= signature_data_48[27];
    if (signature_en_49[28])
      mid_1[_024_[0]][28:28] <= signature_data_48[28];
    if (signature_en_49[29])
      mid_1[_024_[0]][29:29] <= signature_data_48[29];
    if (signature_en_49[30])
      mid_1[_024_[0]][30:30] <= signature_data_48[30];
    if (signature_en_49[31])
      mid_1[_024_[0]][31:31] <= signature_data_48[31];
  end
  reg [31:0] _134_;
  always @(posedge clk) begin
    _134_ <= mid_1[_021_[0]];
  end
  assign signature_data_50 = _134_;
  reg [31:0] val_0 [3:0];
  always @(posedge clk) begin
    if (signature_en)
      val_0[write_key_later1[1:0]] <= signature_data;
  end
  reg [31:0] _135_;
  always @(posedge clk) begin
    _135_ <= val_0[_000_[1:0]];
  end
  assign signature_data_57 = _135_;
  reg [31:0] val_1 [3:0];
  always @(posedge clk) begin
    if (signature_en_41)
      val_1[write_key_later1[1:0]] <= signature_data;
  end
  reg [31:0] _136_;
  always @(posedge clk) begin
    _136_ <= val_1[_010_[1:0]];
  end
  assign signature_data_56 = _136_;
  assign leaf_marks = bank ? signature_data_53 : signature_data_52;
  assign top_marks = bank ? top_0 : top_1;
  assign entry_val = bank ? signature_data_57 : signature_data_56;
  assign _030_ = read_later1[0] ? signature_data_52 : signature_data_53;
  assign touched = _030_ >> read_later1[5:1];
  assign _031_ = ~ ready;
  assign _032_ = sweep + 1'h1;
  assign _035_ = 1'h1 << update_key[14:10];
  assign _036_ = top_0 | _035_;
  assign _037_ = ~ top_clear;
  assign _038_ = top_0 & _037_;
  assign _039_ = ~ filled_1;
  assign _040_ = 1'h1 << update_key[14:10];
  assign _041_ = top_1 | _040_;
  assign _042_ = ~ top_clear;
  assign _043_ = top_1 & _042_;
  assign _045_ = read_later1[0] ? signature_data_56 : signature_data_57;
  assign _046_ = touched ? _045_ : 32'd2147483648;
  always @(posedge clk)
    sweep <= _047_;
  always @(posedge clk)
    write_key_later1 <= update_key;
  always @(posedge clk)
    write_bank_later1 <= bank;
  always @(posedge clk)
    write_en_later1 <= _048_;
  always @(posedge clk)
    top_0 <= _049_;
  always @(posedge clk)
    top_1 <= _050_;
  always @(posedge clk)
    read_later1 <= { update_val, update_key[4:0], bank };
  assign filled_0 = ! bank;
  assign sets_0 = filled_0 & update;
  assign _000_ = bank ? entry_addr : update_key;
  assign _011_ = ! write_bank_later1;
  assign signature_en = write_en_later1 & _011_;
  assign _022_ = bank ? leaf_addr : update_key[14:5];
  assign _033_ = bank ? leaf_addr : update_key[14:5];
  assign _044_ = ready ? _033_ : { 9'h000, sweep };
  assign _051_ = ~ ready;
  assign _053_ = _052_ & leaf_clear;
  assign _054_ = _051_ | _053_;
  assign _001_ = 1'h1 << update_key[4:0];
  assign _002_ = bank ? mid_addr : update_key[14:10];
  assign _003_ = bank ? mid_addr : update_key[14:10];
  assign _004_ = ready ? _003_ : { 4'h0, sweep };
  assign _005_ = ~ ready;
  assign _007_ = _006_ & mid_clear;
  assign _008_ = _005_ | _007_;
  assign _009_ = 1'h1 << update_key[9:5];
  assign sets_1 = filled_1 & update;
  assign _010_ = filled_1 ? update_key : entry_addr;
  assign signature_en_41 = write_en_later1 & _012_;
  assign _013_ = filled_1 ? update_key[14:5] : leaf_addr;
  assign _014_ = filled_1 ? update_key[14:5] : leaf_addr;
  assign _015_ = ready ? _014_ : { 9'h000, sweep };
  assign _016_ = ~ ready;
  assign _017_ = ~ filled_1;
  assign _018_ = _017_ & leaf_clear;
  assign _019_ = _016_ | _018_;
  assign _020_ = 1'h1 << update_key[4:0];
  assign _021_ = filled_1 ? update_key[14:10] : mid_addr;
  assign _023_ = filled_1 ? update_key[14:10] : mid_addr;
  assign _024_ = ready ? _023_ : { 4'h0, sweep };
  assign _025_ = ~ ready;
  assign _026_ = ~ filled_1;
  assign _027_ = _026_ & mid_clear;
  assign _028_ = _025_ | _027_;
  assign _029_ = 1'h1 << update_key[9:5];
  assign mid_marks = bank ? signature_data_51 : signature_data_50;
  float32_add_p0 add (
    .a(_046_),
    .b(read_later1[37:6]),
    .o(signature_data)
  );
  always @* begin
    if (wake_21) begin end
    signature_data_30 = 32'd0;
    if (_054_) begin
      signature_data_30 = 32'd0;
    end else if (sets_0) begin
      signature_data_30 = 32'd4294967295;
    end
  end
  always @* begin
    if (wake_21) begin end
    signature_en_31 = 32'd0;
    if (_054_) begin
      signature_en_31 = 32'd4294967295;
    end else if (sets_0) begin
      signature_en_31 = _001_;
    end
  end
  always @* begin
    if (wake_21) begin end
    signature_data_34 = 32'd0;
    if (_008_) begin
      signature_data_34 = 32'd0;
    end else if (sets_0) begin
      signature_data_34 = 32'd4294967295;
    end
  end
  always @* begin
    if (wake_21) begin end
    signature_en_35 = 32'd0;
    if (_008_) begin
      signature_en_35 = 32'd4294967295;
    end else if (sets_0) begin
      signature_en_35 = _009_;
    end
  end
  always @* begin
    if (wake_21) begin end
    signature_data_44 = 32'd0;
    if (_019_) begin
      signature_data_44 = 32'd0;
    end else if (sets_1) begin
      signature_data_44 = 32'd4294967295;
    end
  end
  always @* begin
    if (wake_21) begin end
    signature_en_45 = 32'd0;
    if (_019_) begin
      signature_en_45 = 32'd4294967295;
    end else if (sets_1) begin
      signature_en_45 = _020_;
    end
  end
  always @* begin
    if (wake_21) begin end
    signature_data_48 = 32'd0;
    if (_028_) begin
      signature_data_48 = 32'd0;
    end else if (sets_1) begin
      signature_data_48 = 32'd4294967295;
    end
  end
  always @* begin
    if (wake_21) begin end
    signature_en_49 = 32'd0;
    if (_028_) begin
      signature_en_49 = 32'd4294967295;
    end else if (sets_1) begin
      signature_en_49 = _029_;
    end
  end
  always @* begin
    if (wake_21) begin end
    _047_ = sweep;
    if (_031_) begin
      _047_ = _032_[0];
    end
    if (rst) begin
      _047_ = 1'h0;
    end
  end
  always @* begin
    if (wake_21) begin end
    _048_ = update;
    if (rst) begin
      _048_ = 1'h0;
    end
  end
  always @* begin
    if (wake_21) begin end
    _049_ = top_0;
    if (sets_0) begin
      _049_ = _036_;
    end else if (_034_) begin
      _049_ = _038_;
    end
    if (rst) begin
      _049_ = 32'd0;
    end
  end
  always @* begin
    if (wake_21) begin end
    _050_ = top_1;
    if (sets_1) begin
      _050_ = _041_;
    end else if (_039_) begin
      _050_ = _043_;
    end
    if (rst) begin
      _050_ = 32'd0;
    end
  end
  assign signature_addr = _000_[1:0];
  assign signature_addr_21 = write_key_later1[1:0];
  assign signal = signature_data;
  assign signature_addr_28 = _022_[0];
  assign signature_addr_29 = _044_[0];
  assign signature_addr_32 = _002_[0];
  assign signature_addr_33 = _004_[0];
  assign signature_addr_38 = _010_[1:0];
  assign signature_addr_39 = write_key_later1[1:0];
  assign signature_data_40 = signature_data;
  assign signature_addr_42 = _013_[0];
  assign signature_addr_43 = _015_[0];
  assign signature_addr_46 = _021_[0];
  assign signature_addr_47 = _024_[0];
  assign add_result = signature_data;
  assign ready = sweep;
  assign filled_1 = bank;
  assign _012_ = write_bank_later1;
  assign _052_ = bank;
  assign _006_ = bank;
  assign _034_ = bank;
endmodule

// write_crd
module write_crd(clk, rst, crd_visible, crd_head, crd_pop, mem_seg_addr, mem_seg_word, mem_seg_en, mem_crd_addr, mem_crd_word, mem_crd_en, finish);
  reg wake_22 = 0;
  wire _00_;
  wire _01_;
  wire [32:0] _02_;
  wire [32:0] _03_;
  reg [31:0] _04_;
  reg [31:0] _05_;
  wire _06_;
  wire _07_;
  wire _08_;
  wire _09_;
  wire _10_;
  wire _11_;
  wire _12_;
  wire _13_;
  input clk;
  wire clk;
  input [33:0] crd_head;
  wire [33:0] crd_head;
  output crd_pop;
  reg crd_pop;
  input crd_visible;
  wire crd_visible;
  output finish;
  reg finish;
  reg fire;
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
  assign _00_ = ! crd_head[1:0];
  assign _06_ = crd_head[1:0] == 2'h2;
  assign _07_ = ! crd_head[9:2];
  assign _08_ = _06_ & _07_;
  assign _09_ = crd_head[1:0] == 2'h3;
  assign _10_ = ! crd_head[1:0];
  assign _11_ = crd_head[1:0] == 2'h2;
  assign _12_ = ! crd_head[9:2];
  assign _13_ = _11_ & _12_;
  assign _01_ = crd_head[1:0] == 2'h3;
  assign _02_ = next_crd + 1'h1;
  assign _03_ = next_seg + 1'h1;
  always @(posedge clk)
    next_crd <= _04_;
  always @(posedge clk)
    next_seg <= _05_;
  always @* begin
    if (wake_22) begin end
    (* full_case = 32'd1 *)
    if (_00_) begin
      fire = crd_visible;
    end else if (_08_) begin
      fire = crd_visible;
    end else if (_09_) begin
      fire = crd_visible;
    end else begin
      fire = crd_visible;
    end
  end
  always @* begin
    if (wake_22) begin end
    (* full_case = 32'd1 *)
    if (_00_) begin
      crd_pop = fire;
    end else if (_08_) begin
      crd_pop = fire;
    end else if (_09_) begin
      crd_pop = fire;
    end else begin
      crd_pop = fire;
    end
  end
  always @* begin
    if (wake_22) begin end
    mem_crd_addr = 32'd0;
    if (_00_) begin
      if (fire) begin
        mem_crd_addr = next_crd;
      end
    end
  end
  always @* begin
    if (wake_22) begin end
    mem_crd_word = 32'd0;
    if (_00_) begin
      if (fire) begin
        mem_crd_word = crd_head[33:2];
      end
    end
  end
  always @* begin
    if (wake_22) begin end
    mem_crd_en = 1'h0;
    if (_00_) begin
      if (fire) begin
        mem_crd_en = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_22) begin end
    mem_seg_addr = 32'd0;
    if (_00_) begin
    end else if (_08_) begin
      if (fire) begin
        mem_seg_addr = next_seg;
      end
    end
  end
  always @* begin
    if (wake_22) begin end
    mem_seg_word = 32'd0;
    if (_00_) begin
    end else if (_08_) begin
      if (fire) begin
        mem_seg_word = next_crd;
      end
    end
  end
  always @* begin
    if (wake_22) begin end
    mem_seg_en = 1'h0;
    if (_00_) begin
    end else if (_08_) begin
      if (fire) begin
        mem_seg_en = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_22) begin end
    finish = 1'h0;
    if (_00_) begin
    end else if (_08_) begin
    end else if (_09_) begin
      if (fire) begin
        finish = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_22) begin end
    _04_ = next_crd;
    if (_10_) begin
      if (fire) begin
        _04_ = _02_[31:0];
      end
    end else if (_13_) begin
    end else if (_01_) begin
      if (fire) begin
        _04_ = 32'd0;
      end
    end
    if (rst) begin
      _04_ = 32'd0;
    end
  end
  always @* begin
    if (wake_22) begin end
    _05_ = next_seg;
    if (_10_) begin
    end else if (_13_) begin
      if (fire) begin
        _05_ = _03_[31:0];
      end
    end else if (_01_) begin
      if (fire) begin
        _05_ = 32'd1;
      end
    end
    if (rst) begin
      _05_ = 32'd1;
    end
  end
endmodule

// write_val
module write_val(clk, rst, val_visible, val_head, val_pop, mem_vals_addr, mem_vals_word, mem_vals_en, finish);
  reg wake_23 = 0;
  wire _00_;
  wire _01_;
  wire _02_;
  wire _03_;
  wire _04_;
  wire _05_;
  wire [32:0] _06_;
  wire [32:0] _07_;
  reg [31:0] _08_;
  input clk;
  wire clk;
  output finish;
  reg finish;
  reg fire;
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
  reg val_pop;
  input val_visible;
  wire val_visible;
  assign _00_ = ! val_head[1:0];
  assign _01_ = val_head[1:0] == 1'h1;
  assign _02_ = val_head[1:0] == 2'h3;
  assign _03_ = ! val_head[1:0];
  assign _04_ = val_head[1:0] == 1'h1;
  assign _05_ = val_head[1:0] == 2'h3;
  assign _06_ = next_val + 1'h1;
  assign _07_ = next_val + 1'h1;
  always @(posedge clk)
    next_val <= _08_;
  always @* begin
    if (wake_23) begin end
    (* full_case = 32'd1 *)
    if (_00_) begin
      fire = val_visible;
    end else if (_01_) begin
      fire = val_visible;
    end else if (_02_) begin
      fire = val_visible;
    end else begin
      fire = val_visible;
    end
  end
  always @* begin
    if (wake_23) begin end
    (* full_case = 32'd1 *)
    if (_00_) begin
      val_pop = fire;
    end else if (_01_) begin
      val_pop = fire;
    end else if (_02_) begin
      val_pop = fire;
    end else begin
      val_pop = fire;
    end
  end
  always @* begin
    if (wake_23) begin end
    mem_vals_addr = 32'd0;
    if (_00_) begin
      if (fire) begin
        mem_vals_addr = next_val;
      end
    end
  end
  always @* begin
    if (wake_23) begin end
    mem_vals_word = 32'd0;
    if (_00_) begin
      if (fire) begin
        mem_vals_word = val_head[33:2];
      end
    end
  end
  always @* begin
    if (wake_23) begin end
    mem_vals_en = 1'h0;
    if (_00_) begin
      if (fire) begin
        mem_vals_en = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_23) begin end
    finish = 1'h0;
    if (_00_) begin
    end else if (_01_) begin
    end else if (_02_) begin
      if (fire) begin
        finish = 1'h1;
      end
    end
  end
  always @* begin
    if (wake_23) begin end
    _08_ = next_val;
    if (_03_) begin
      if (fire) begin
        _08_ = _06_[31:0];
      end
    end else if (_04_) begin
      if (fire) begin
        _08_ = _07_[31:0];
      end
    end else if (_05_) begin
      if (fire) begin
        _08_ = 32'd0;
      end
    end
    if (rst) begin
      _08_ = 32'd0;
    end
  end
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
  wire [2:0] signal;
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
  assign signal = { C_val_write_finish, C_j_write_finish, C_i_2_write_finish } | finished_before;
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
  assign _03_ = & signal;
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
      _21_ = signal;
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
