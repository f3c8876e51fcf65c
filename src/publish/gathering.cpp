#include "publish/gathering.hpp"

namespace roundtable::publish {

records::ModelFacts facts_beside(const domain::Meeting& meeting, const domain::GridTree& grids) {
  const auto path = grids.path(meeting.grid);
  records::ModelFacts facts;
  for (const auto* node : path) facts.path.push_back(node->name);
  // The first rule is of the sitting's own body; the rule of a motion is not.
  const auto& body = *meeting.rules.front().value;
  facts.issuer = meeting.forum.zh.empty() ? records::make_issuer(path, body.body_name)
                                          : records::make_convener(path);
  return facts;
}

live::OfficeOf issuing_office(const domain::Meeting& meeting, const domain::GridTree& grids) {
  if (meeting.forum.zh.empty()) return {meeting.grid, meeting.rules.front().value->body};
  for (const auto* node : grids.path(meeting.grid)) {
    if (node->level == domain::GridLevel::neighbourhood) {
      return {node->id, std::string(live::kConvener)};
    }
  }
  return {meeting.grid, std::string(live::kConvener)};
}

}  // namespace roundtable::publish
