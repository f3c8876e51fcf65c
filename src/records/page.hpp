// The public page of a record, `/records/{id}`, and that of a notice: rendered on the server,
// complete without JavaScript. It shows the published document's main part verbatim, so that what
// one reads is what was hashed, and around it what changes with time (the state of the objection
// period) and how to check. Pure; callable from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/meeting.hpp"
#include "records/outcome.hpp"
#include "records/phrases.hpp"
#include "records/template.hpp"

namespace roundtable::records {

struct PageFacts {
  domain::Text outcome;                              // see outcome_phrase; of minutes ""
  std::vector<std::pair<GridId, std::string>> path;  // from the city down to the meeting's grid
  domain::PublishedRecord record;
  std::string document;  // the exact published bytes in the page's language
  /// The entry that published it, and its stream.
  std::string stream;
  std::uint64_t version = 0;
  std::string hash;
  std::optional<CheckpointStamp> checkpoint;  // a signed list that covers the entry
  std::string key;                            // the fingerprint of the key that signs
  Date today;
  std::optional<domain::PublishedRecord> minutes;  // of the same meeting, on a result's page
  MeetingId meeting;
  std::vector<domain::MeetingFile> files;  // of the meeting, in order; those withdrawn too
  bool demonstration = false;
  std::string origin;  // of the address, for the preview card; "" : none is known
  std::string others;  // of the address on paper, which others can open; "" : none is known
  bool elder = false;
  bool pdf = false;  // which forms can be had beside the page
  bool word = false;
};

/// 公示中 · 还剩 9 天 · 可提异议; 公示期已结束; 公告 where there is no period for objections.
std::string status_words(Date published_on, Date objection_until, Date today, Lang lang);

/// Throws TemplateFailure.
std::string render_page(const Templates& templates, const PageFacts& facts, Lang lang);

/// The page around the notice of a meeting.
struct NoticePageFacts {
  std::vector<std::pair<GridId, std::string>> path;
  MeetingId meeting;
  std::string title;
  std::string document;  // the notice in the page's language
  bool cancelled = false;
  bool demonstration = false;
  std::string others;  // of the address on paper, which others can open; "" : none is known
  bool elder = false;
  bool pdf = false;  // which forms can be had beside the page
  bool word = false;
};

/// Throws TemplateFailure.
std::string render_notice_page(const Templates& templates, const NoticePageFacts& facts, Lang lang);

/// What somebody looked for in vain.
enum class Missing { record, notice };
/// The page for what is not there, or cannot be read.
std::string render_missing_page(const Templates& templates, Missing what, Lang lang);

/// Why a form of a document is not there.
std::string render_refusal_page(const Templates& templates, const std::string& sentence, Lang lang);

}  // namespace roundtable::records
