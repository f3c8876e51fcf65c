#include "neighbours/repertoire.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace roundtable::neighbours {
namespace {

using nlohmann::json;

Side side_from(const std::string& text) {
  if (text == "for") return Side::in_favour;
  if (text == "against") return Side::against;
  if (text == "neither") return Side::neither;
  throw std::runtime_error("no such side: " + text);
}

ProposalWords proposal_from(const json& from) {
  ProposalWords words{from.at("title"),           from.at("who"),        from.at("where"),
                      side_from(from.at("side")), from.at("paragraphs"), {}};
  for (const auto& one : from.at("amendments")) {
    words.amendments.push_back({one.at("paragraph"), one.at("text")});
  }
  return words;
}

Topic topic_from(const json& from) {
  Topic topic{from.at("id"), from.at("keys"), from.at("by_floor"), {}};
  for (const auto& one : from.at("proposals")) topic.proposals.push_back(proposal_from(one));
  return topic;
}

}  // namespace

Repertoire Repertoire::read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  Repertoire words;
  try {
    const auto from = json::parse(file);
    for (const auto& one : from.at("topics")) words.topics_.push_back(topic_from(one));
    words.additions_ = from.at("additions");
  } catch (const std::exception& error) {
    throw std::runtime_error(path + ": " + error.what());
  }
  if (words.topics_.empty()) throw std::runtime_error(path + ": no topics");
  return words;
}

const Topic& Repertoire::topic_of(std::string_view title) const {
  for (const auto& topic : topics_) {
    for (const auto& key : topic.keys) {
      if (title.find(key) != std::string_view::npos) return topic;
    }
  }
  return topics_.back();
}

const ProposalWords* Repertoire::proposal(std::string_view title) const {
  for (const auto& topic : topics_) {
    for (const auto& words : topic.proposals) {
      if (words.title == title) return &words;
    }
  }
  return nullptr;
}

}  // namespace roundtable::neighbours
