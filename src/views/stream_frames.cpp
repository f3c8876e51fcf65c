#include "views/stream_frames.hpp"

#include <nlohmann/json.hpp>

namespace roundtable::views {
namespace {

std::string frame_head(std::string_view op, const StreamName& stream, std::uint64_t seq) {
  std::string head = R"({"op":")";
  head.append(op).append(R"(",")").append(stream.kind()).append(R"(":")").append(stream.id());
  return head.append(R"(","seq":)").append(std::to_string(seq));
}

}  // namespace

std::string snapshot_frame(const StreamName& stream, std::uint64_t seq, std::string_view view,
                           std::string_view me) {
  auto frame = frame_head("snapshot", stream, seq);
  frame.append(R"(,"view":)").append(view).append(R"(,"me":)").append(me);
  return frame + "}";
}

std::string patch_frame(const StreamName& stream, std::uint64_t seq, std::string_view patch,
                        std::string_view me) {
  auto frame = frame_head("patch", stream, seq);
  frame.reserve(frame.size() + patch.size() + me.size() + 24);  // and the names of its members
  frame.append(R"(,"patch":)").append(patch);
  if (!me.empty()) frame.append(R"(,"me":)").append(me);
  return frame + "}";
}

std::string live_frame(const StreamName& stream, std::size_t online,
                       const std::map<std::string, std::string>& labels) {
  const nlohmann::json frame = {{"op", "live"},
                                {stream.kind(), stream.id()},
                                {"presence", {{"online", online}}},
                                {"labels", labels}};
  return frame.dump();
}

}  // namespace roundtable::views
