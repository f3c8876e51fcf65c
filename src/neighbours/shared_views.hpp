// SharedViews: the views of one meeting as one audience sees it. Everybody follows with snapshot
// and patches of their own; where two have come to the same view by the same bytes it is worked out
// once, and where they have come to the same `seq` by different ways the results are compared: they
// must be equal, and a difference is counted. Fifteen thousand residents would not fit otherwise.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace roundtable::neighbours {

struct View {
  std::uint64_t seq = 0;
  nlohmann::json document;
};
using ViewPointer = std::shared_ptr<const View>;

class SharedViews {
 public:
  /// What this frame made of that view for somebody else, if it is remembered.
  ViewPointer recall(const ViewPointer& before, std::string_view frame) const;

  ViewPointer snapshot(std::uint64_t seq, nlohmann::json document);
  /// RFC 7396. `frame`: the whole bytes, to remember it by.
  ViewPointer patched(const ViewPointer& before, std::uint64_t seq, const nlohmann::json& patch,
                      std::string_view frame);

  std::uint64_t differences() const { return differences_; }

 private:
  ViewPointer settle(View view);

  struct Step {
    ViewPointer before;
    std::string frame;
    ViewPointer after;
  };
  std::deque<Step> steps_;
  std::map<std::uint64_t, std::weak_ptr<const View>> by_seq_;
  std::uint64_t differences_ = 0;
};

}  // namespace roundtable::neighbours
