// Repertoire: what neighbours write - proposals, amendments and additions by topic - from
// templates/neighbours/words.json. A topic is found by words in the title of an agenda item.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roundtable::neighbours {

/// Whose interest it speaks for.
enum class Side { in_favour, against, neither };

struct AmendmentWords {
  std::string paragraph;  // "p2"
  std::string text;
};

struct ProposalWords {
  std::string title, who, where;
  Side side = Side::neither;
  std::vector<std::string> paragraphs;
  std::vector<AmendmentWords> amendments;
};

struct Topic {
  std::string id;
  std::vector<std::string> keys;
  bool by_floor = false;  // what one thinks depends on how high one lives
  std::vector<ProposalWords> proposals;
};

class Repertoire {
 public:
  /// Throws std::runtime_error naming the file where it cannot be read or is not as it should be.
  static Repertoire read(const std::string& path);

  /// The first topic one of whose keys stands in that title, else the last one.
  const Topic& topic_of(std::string_view title) const;
  /// The words of a proposal with that title, wherever they stand; nullptr for others' proposals.
  const ProposalWords* proposal(std::string_view title) const;
  /// Clauses that may be added to any paragraph.
  const std::vector<std::string>& additions() const { return additions_; }
  const std::vector<Topic>& topics() const { return topics_; }

 private:
  std::vector<Topic> topics_;
  std::vector<std::string> additions_;
};

}  // namespace roundtable::neighbours
