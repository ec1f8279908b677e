// root: the reference 0, then D.
#pragma once
#include "../kernel.h"

namespace ff {

struct Root : Kernel {
    int sent = 0;
    using Kernel::Kernel;
    std::vector<Action> table() const override { return {{{}, {}, {0}}}; }
    void run() override {
        while (sent < 2 && room() > 0) {
            push(0, static_cast<i32>(sent ? DONE : 0));
            actions.add(0);
            sent++;
        }
        actions.final = sent == 2;
    }
};

}  // namespace ff
