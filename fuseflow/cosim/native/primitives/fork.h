// fork: its outputs are read where its input is written; nothing is copied, tokens are only counted.
#pragma once
#include "../kernel.h"

namespace ff {

struct Fork : Kernel {
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {0}, ports(out.size())}}; }
    void run() override {
        Reader& r = in[0];
        if (r.left() == 0) return;
        const i64 last = r.stream->size - 1;
        actions.final =
            (width(r.stream->type) == 8 ? r.stream->begin<i64>()[last] : r.stream->begin<i32>()[last]) == DONE;
        actions.add(0, r.left());
        r.at = r.stream->size;
    }
};

}  // namespace ff
