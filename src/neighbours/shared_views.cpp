#include "neighbours/shared_views.hpp"

#include <iterator>

namespace roundtable::neighbours {
namespace {

// Sockets of one meeting are read within moments of each other.
constexpr std::size_t kStepsMax = 4;
constexpr std::size_t kSeqsMax = 32;

}  // namespace

ViewPointer SharedViews::recall(const ViewPointer& before, std::string_view frame) const {
  for (const auto& step : steps_) {
    if (step.before == before && step.frame == frame) return step.after;
  }
  return nullptr;
}

ViewPointer SharedViews::snapshot(std::uint64_t seq, nlohmann::json document) {
  return settle({seq, std::move(document)});
}

ViewPointer SharedViews::patched(const ViewPointer& before, std::uint64_t seq,
                                 const nlohmann::json& patch, std::string_view frame) {
  if (patch.empty() && seq == before->seq) return before;
  View view{seq, before->document};
  view.document.merge_patch(patch);
  auto after = settle(std::move(view));
  steps_.push_back({before, std::string(frame), after});
  if (steps_.size() > kStepsMax) steps_.pop_front();
  return after;
}

ViewPointer SharedViews::settle(View view) {
  auto& known = by_seq_[view.seq];
  if (auto there = known.lock()) {
    if (there->document == view.document) return there;
    ++differences_;
    return std::make_shared<const View>(std::move(view));
  }
  auto made = std::make_shared<const View>(std::move(view));
  known = made;
  while (by_seq_.size() > kSeqsMax) by_seq_.erase(by_seq_.begin());
  return made;
}

}  // namespace roundtable::neighbours
