#include "publish/record_pages.hpp"

#include <algorithm>

#include "base/stream_name.hpp"
#include "log/checkpoint.hpp"
#include "records/outcome_phrase.hpp"
#include "records/page.hpp"

namespace roundtable::publish {
namespace {

using records::Lang;

/// Those of a result's own item and of no item, of minutes all; what was withdrawn before it was
/// published never belonged to it.
std::vector<domain::MeetingFile> files_of(const views::ListedMeeting& meeting,
                                          const views::ListedRecord& record) {
  std::vector<domain::MeetingFile> files;
  for (const auto& [id, file] : meeting.files) {
    const bool about_it = record.item.empty() || file.item.empty() || file.item == record.item;
    const bool gone = file.withdrawn_at && *file.withdrawn_at < record.record.published_at;
    if (about_it && !gone) files.push_back(file);
  }
  std::sort(files.begin(), files.end(),
            [](const auto& a, const auto& b) { return a.order < b.order; });
  return files;
}

}  // namespace

RecordPages::RecordPages(const std::string& templates, log::EventLog& log, live::Registry& registry,
                         const views::Lists& lists, const Clock& clock)
    : templates_(records::Templates::load(templates)),
      log_(log),
      registry_(registry),
      lists_(lists),
      clock_(clock) {}

std::string RecordPages::text_of(const domain::PublishedRecord& record, Lang lang) const {
  auto bytes = log_.content(records::pick(record.sha256, lang));
  if (!bytes) throw log::LogFailure("the document of record " + record.id.str() + " is missing");
  return std::move(*bytes);
}

ShownPage RecordPages::page(const RecordId& id, const PageAsked& asked) const {
  const auto lang = asked.lang;
  const auto listed = lists_.record(id);
  if (!listed) return missing(lang);
  const auto stream = StreamName(listed->meeting).str();
  const auto entries = log_.read(stream, listed->version - 1, 1);
  if (entries.empty()) throw log::LogFailure("the entry of record " + id.str() + " is missing");

  records::PageFacts facts;
  const auto grids = registry_.grids();
  for (const auto* node : grids->path(listed->grid)) facts.path.emplace_back(node->id, node->name);
  facts.record = listed->record;
  if (listed->outcome) {
    facts.outcome = {records::outcome_phrase(listed->worth, *listed->outcome, Lang::zh),
                     records::outcome_phrase(listed->worth, *listed->outcome, Lang::en)};
  }
  facts.document = text_of(listed->record, lang);
  facts.stream = stream;
  facts.version = listed->version;
  facts.hash = entries.front().hash;
  if (const auto covering = log_.checkpoint_listing(stream, listed->version)) {
    facts.checkpoint = records::CheckpointStamp{covering->number, covering->hash};
    facts.key = log::fingerprint_of(log_.public_key_at(covering->number));
  }
  facts.today = shanghai_date(clock_.now());
  const auto meeting = lists_.meeting(listed->meeting);
  facts.demonstration = meeting && meeting->demonstration;
  if (meeting && !listed->record.ballot.empty()) {
    for (const auto& other : meeting->records) {
      if (other.record.ballot.empty()) facts.minutes = other.record;
    }
  }
  facts.meeting = listed->meeting;
  if (meeting) facts.files = files_of(*meeting, *listed);
  facts.elder = asked.elder;
  facts.pdf = asked.pdf;
  facts.word = asked.word;
  facts.origin = asked.origin;
  facts.others = asked.others;
  return {true, records::render_page(templates_, facts, lang)};
}

ShownPage RecordPages::missing(Lang lang) const {
  return {false, records::render_missing_page(templates_, records::Missing::record, lang)};
}

std::string RecordPages::refused(const std::string& sentence, Lang lang) const {
  return records::render_refusal_page(templates_, sentence, lang);
}

std::string RecordPages::handover(const records::HandoverFacts& facts, Lang lang) const {
  return records::render_handover(templates_, facts, lang);
}

ShownPage RecordPages::document(const RecordId& id, Lang lang) const {
  const auto listed = lists_.record(id);
  if (!listed) return missing(lang);
  return {true, text_of(listed->record, lang)};
}

}  // namespace roundtable::publish
