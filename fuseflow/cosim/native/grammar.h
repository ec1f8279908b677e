// The grammar of a stream: fiber(0) = item* S0, fiber(n) = fiber(n-1)* Sn, stream(d) = fiber(d-1) D, stream(0) = item
// D.
#pragma once

#include "token.h"

namespace ff {

class Grammar {
public:
    Grammar(Type type, i32 level) : type_(type), depth_(level), highest_(level - 1) {}

    // Check the next n tokens; what is wrong, or nothing.
    template <class T> std::string feed(const T* x, i64 n) {
        for (i64 k = 0; k < n;) {
            const i64 m = type_ == Type::flagged ? 0 : items(x + k, n - k);
            if (m) {
                if (ended_) return fault(k, x[k], "nothing after D");
                if (depth_ == 0 && (m > 1 || full_)) return fault(k + !full_, x[k + !full_], "D");
                full_ = true;
                inside_ = true;
                k += m;
                continue;
            }
            const i64 t = x[k];
            if (ended_) return fault(k, t, "nothing after D");
            if (t == DONE) {
                if (depth_ == 0 ? !full_ : !closed_)
                    return fault(k, t, depth_ == 0 ? "an item" : stop_name(depth_ - 1));
                ended_ = true;
            } else if (closed_) {
                return fault(k, t, "D");
            } else if (t >= 0) {
                // An item of a val+last stream; its flag is the S0 of its fiber.
                full_ = true;
                inside_ = !(t >> 32);
                highest_ = 1;
                if (!inside_) closed_ = depth_ == 1;
            } else if (t == ABSENT) {
                if (type_ != Type::ref && type_ != Type::val) return "N on a stream of type " + std::string(name());
                if (depth_ == 0 && full_) return fault(k, t, "D");
                full_ = true;
                inside_ = true;
            } else {
                const i64 level = level_of(t);
                const i64 most = inside_ ? (type_ == Type::flagged ? -1 : 0) : highest_;
                if (level > most || level >= depth_) return fault(k, t, inside_ ? "S0" : "a stop of a level below");
                inside_ = false;
                highest_ = level + 1;
                closed_ = level == depth_ - 1;
            }
            k++;
        }
        seen_ += n;
        return "";
    }

private:
    Type type_;
    i64 depth_;
    i64 highest_;          // level of the highest stop that may come next, outside of an innermost fiber
    bool inside_ = false;  // within an innermost fiber
    bool full_ = false;    // an item was seen
    bool closed_ = false;  // the outermost fiber is closed
    bool ended_ = false;
    i64 seen_ = 0;

    const char* name() const { return type_ == Type::crd ? "crd" : type_ == Type::bounds ? "bounds" : "val+last"; }
    static std::string stop_name(i64 level) { return "S" + std::to_string(level); }
    std::string fault(i64 k, i64 x, const std::string& expected) const {
        return "token " + std::to_string(seen_ + k) + " of a stream of depth " + std::to_string(depth_) + " is " +
               show(x, type_) + ", expected " + expected;
    }
};

}  // namespace ff
