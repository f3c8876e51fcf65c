#include "views/proposal_view.hpp"

#include <nlohmann/json.hpp>

namespace roundtable::views {
namespace {

using namespace domain;
using nlohmann::json;

json paragraphs_json(const Proposal& proposal, std::size_t most) {
  json out = json::object();
  const auto& texts = proposal.text.paragraphs;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto& paragraph = out[paragraph_key(i)];
    paragraph = {{"order", i}, {"text", texts[i]}};
    const auto& amended = proposal.amended_by[i];
    if (!amended.empty()) {
      paragraph["amended"] = amended.str();
    } else if (most > 0) {
      paragraph["amended"] = nullptr;
    }
  }
  for (auto i = texts.size(); i < most; ++i) out[paragraph_key(i)] = nullptr;
  return out;
}

}  // namespace

json proposal_json(const Proposal& proposal, std::size_t most) {
  const bool patching = most > 0;
  json out = {{"order", proposal.order},
              {"item", proposal.item.str()},
              {"mover", proposal.mover.str()},
              {"title", proposal.text.title},
              {"paragraphs", paragraphs_json(proposal, most)},
              {"who", proposal.text.who},
              {"where", proposal.text.where},
              {"supporters", proposal.supporters.size()},
              {"base", proposal.base},
              {"state", to_string(proposal.state)},
              {"tabled_at", proposal.tabled_at.micros}};
  const auto maybe = [&](const char* key, bool there, json value) {
    if (there) {
      out[key] = std::move(value);
    } else if (patching) {
      out[key] = nullptr;
    }
  };
  maybe("by", proposal.text.by.has_value(), to_iso(proposal.text.by.value_or(Date{})));
  maybe("cost", proposal.text.cost.has_value(), proposal.text.cost.value_or(0));
  maybe("reason", !proposal.reason.empty(), proposal.reason);
  maybe("decided_at", proposal.decided_at.has_value(), proposal.decided_at.value_or(Time{}).micros);
  maybe("ballot", !proposal.ballot.empty(), proposal.ballot.str());
  return out;
}

json amendment_json(const Amendment& amendment, const TextDiff& diff, bool patching) {
  json parts = json::object();
  for (std::size_t i = 0; i < diff.size(); ++i) {
    parts[std::to_string(i)] = {
        {"order", i}, {"op", to_string(diff[i].op)}, {"text", diff[i].text}};
  }
  json out = {{"order", amendment.order},       {"proposal", amendment.proposal.str()},
              {"mover", amendment.mover.str()}, {"paragraph", paragraph_key(amendment.paragraph)},
              {"text", amendment.text},         {"old", amendment.old},
              {"diff", std::move(parts)},       {"state", to_string(amendment.state)}};
  if (!amendment.ballot.empty()) {
    out["ballot"] = amendment.ballot.str();
  } else if (patching) {
    out["ballot"] = nullptr;
  }
  return out;
}

}  // namespace roundtable::views
