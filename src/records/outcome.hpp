// The ballot result notice (表决结果公示; docs/decisions/0009): the exact bytes that
// are published and whose SHA-256 the log names. It carries no name, no room and no single choice,
// and no split by stair, so that a small group gives nobody away. Pure: the same input gives the
// same bytes on every machine. Callable from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/decide.hpp"
#include "domain/grid.hpp"
#include "domain/meeting.hpp"
#include "records/phrases.hpp"
#include "records/template.hpp"

namespace roundtable::records {

/// A signed list of all stream heads, as known when the document was made.
struct CheckpointStamp {
  std::uint64_t number = 0;
  std::string hash;
};

/// A vote on the same that was annulled before: whoever reads the later result is told of it.
struct AnnulledVote {
  std::string question;
  Time opened_at;
  std::string reason;
};

/// What the document needs beside the meeting.
struct OutcomeFacts {
  std::vector<std::string> path;  // names of the grids, from the city down to the meeting's own
  domain::Text issuer;            // see make_issuer, make_convener
  std::string number;             // 〔2026〕3号
  std::string contact;            // where to object
  std::string handled_by;         // name of who publishes, in office; "" : none known
  std::int64_t votes_objected = 0;
  domain::SlipCounts slips;
  Time published_at;
  Date objection_from;
  Date objection_until;  // the day of publication: there is no period for objections
  // The stream head the document was made from: the last entry it takes into account.
  std::string stream;
  std::uint64_t version = 0;
  std::string hash;
  std::optional<CheckpointStamp> checkpoint;
  std::string key;                       // the fingerprint of the key that signs; "" : not known
  std::vector<AnnulledVote> annulled{};  // the oldest first
  domain::PublicationTerms terms{};
  Date earliest{};  // from which day on a vote could bind, by the notice; Date{}: not noted
};

struct OutcomeDocument {
  std::string title;
  std::string bytes;
  std::string sha256;  // of the bytes
};

/// 开鲁二村12号楼业主小组: the body named by its rule, on that grid; a building or a microgrid is
/// named with the neighbourhood above it.
domain::Text make_issuer(const std::vector<const domain::GridNode*>& path,
                         const domain::Text& body_name);

/// 开鲁二村居民委员会: who convenes a forum, which has no office of its own, and signs for it - the
/// committee of the neighbourhood at or above its grid; with none above, the grid itself.
domain::Text make_convener(const std::vector<const domain::GridNode*>& path);

/// “同意按方案二加装电梯吗？”表决结果
std::string outcome_title(const domain::Ballot& ballot, Lang lang);

/// 〔2026〕3号
std::string record_number(Date published_on, std::int64_t serial);
/// The serial of a number of that year, whatever its mark; 0 for any other text.
std::int64_t serial_in(std::string_view number, int year);

/// The ballot must be closed. Throws TemplateFailure.
OutcomeDocument render_outcome(const Templates& templates, const domain::Meeting& meeting,
                               const domain::Ballot& ballot, const OutcomeFacts& facts, Lang lang);

/// The part of a document between its markers: what the page shows verbatim. Throws TemplateFailure
/// when the markers are not there.
std::string_view main_part(std::string_view document);

}  // namespace roundtable::records
