#include "kinds.h"

#include "primitives/accumulate.h"
#include "primitives/alu.h"
#include "primitives/array.h"
#include "primitives/drop.h"
#include "primitives/fold_absent.h"
#include "primitives/fork.h"
#include "primitives/join.h"
#include "primitives/locate.h"
#include "primitives/lookup.h"
#include "primitives/realign.h"
#include "primitives/reduce.h"
#include "primitives/repeat.h"
#include "primitives/replay.h"
#include "primitives/root.h"
#include "primitives/scanner.h"
#include "primitives/stimulus.h"
#include "primitives/where.h"
#include "primitives/write.h"

namespace ff {

std::unique_ptr<Kernel> make_kernel(const NodeSpec& spec) {
    static const std::map<std::string, Make> table = {
        {"root", make<Root>},
        {"fork", make<Fork>},
        {"bounds", make<Bounds>},
        {"gen", make<Gen>},
        {"repeat", make<Repeat>},
        {"replay", make<Replay>},
        {"locate", make<Locate>},
        {"lookup", make<Lookup>},
        {"intersect", make<Join>},
        {"union", make<Join>},
        {"left_join", make<Join>},
        {"realign", make<Realign>},
        {"array", make<Array>},
        {"alu", make<Alu>},
        {"where", make<Where>},
        {"reduce", make<Reduce>},
        {"last", make<Last>},
        {"fold", make<Fold>},
        {"racc", make<Racc>},
        {"fold_absent", make<FoldAbsent>},
        {"sacc", make<Sacc>},
        {"drain", make<Drain>},
        {"drop_absent", make<DropAbsent>},
        {"drop_empty", make<DropEmpty>},
        {"squeeze", make<Squeeze>},
        {"write_crd", make<WriteCrd>},
        {"write_val", make<WriteVal>},
        {"write_dense", make<WriteDense>},
        {"source", make<Source>},
        {"sink", make<Sink>},
    };
    return table.at(spec.kind)(spec);
}

void pair_accumulators(const std::vector<std::unique_ptr<Kernel>>& kernels, i32 reach) {
    std::map<std::string, std::shared_ptr<Handed>> by_id;
    for (auto& k : kernels) {
        if (auto* s = dynamic_cast<Sacc*>(k.get())) {
            auto& h = by_id[s->spec.text("id")];
            if (!h) h = std::make_shared<Handed>();
            s->handed = h;
            s->reach = reach;
        } else if (auto* d = dynamic_cast<Drain*>(k.get())) {
            auto& h = by_id[d->spec.text("id")];
            if (!h) h = std::make_shared<Handed>();
            d->handed = h;
        }
    }
}

}  // namespace ff
