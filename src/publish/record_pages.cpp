#include "publish/record_pages.hpp"

#include <algorithm>

#include "base/stream_name.hpp"
#include "codec/entry_json.hpp"
#include "log/hash_chain.hpp"
#include "records/page.hpp"

namespace roundtable::publish {
namespace {

using records::Lang;

constexpr std::size_t kEntriesReadAtOnce = 1'000;  // of a stream read at one go

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
                         const views::Lists& lists, log::Directory& directory, const Clock& clock)
    : templates_(records::Templates::load(templates)),
      log_(log),
      registry_(registry),
      lists_(lists),
      directory_(directory),
      clock_(clock) {}

std::optional<records::CheckpointStamp> RecordPages::checkpoint() const {
  const auto newest = log_.checkpoint();
  if (!newest) return std::nullopt;
  return records::CheckpointStamp{newest->number, newest->hash};
}

records::OutcomeFacts RecordPages::facts_of(const domain::Meeting& meeting,
                                            const domain::PublishRecord& command, const ActorId& by,
                                            Time at, const log::StreamHead& head) const {
  const auto grids = registry_.grids();
  const auto path = grids->path(meeting.grid);
  const auto today = shanghai_date(at);
  const auto* ballot = meeting.ballot(command.ballot);
  const auto& rule = ballot != nullptr ? *ballot->rule.value : *meeting.rules.front().value;
  // Minutes are for information: the day itself twice.
  const auto period =
      ballot != nullptr ? objection_period(rule, at) : domain::ObjectionPeriod{today, today};
  records::OutcomeFacts facts;
  for (const auto* node : path) facts.path.push_back(node->name);
  // The first rule is of the sitting's own body; the rule of a motion is not.
  const auto& body = *meeting.rules.front().value;
  facts.issuer = meeting.forum.zh.empty() ? records::make_issuer(path, body.body_name)
                                          : records::make_convener(path);
  facts.number = records::record_number(today, next_serial(meeting.grid, today.year));
  facts.handled_by = directory_.label(by.str()).value_or("");
  facts.contact = command.contact;
  facts.published_at = at;
  facts.objection_from = period.from;
  facts.objection_until = period.until;
  facts.stream = head.stream;
  facts.version = head.version;
  facts.hash = head.hash;
  facts.checkpoint = checkpoint();
  return facts;
}

// Who opened the sitting, who put the minutes before the members and who adopted them: the entries
// say so.
void RecordPages::name_officers(records::MinutesFacts& facts, const std::string& stream) const {
  const auto name = [&](const std::string& id) { return directory_.label(id).value_or(""); };
  for (std::uint64_t after = 0;;) {
    const auto entries = log_.read(stream, after, kEntriesReadAtOnce);
    for (const auto& entry : entries) {
      const auto header = log::read_header(entry.header);
      if (!header) throw log::LogFailure("an entry of " + stream + " has no readable header");
      if (codec::names_event(entry.payload, "meeting_started")) {
        facts.chaired_by = name(header->actor.str());
      } else if (codec::names_event(entry.payload, "minutes_proposed")) {
        facts.recorded_by = name(header->actor.str());
      } else if (codec::names_event(entry.payload, "minutes_adopted")) {
        facts.adopted_by = name(header->actor.str());
      }
    }
    if (entries.size() < kEntriesReadAtOnce) return;
    after = entries.back().version;
  }
}

records::OutcomeDocument RecordPages::text_in(Lang lang, const domain::Meeting& meeting,
                                              const domain::Ballot* ballot,
                                              const records::MinutesFacts& facts) const {
  if (ballot == nullptr) return records::render_minutes(templates_, meeting, facts, lang);
  return records::render_outcome(templates_, meeting, *ballot, facts.record, lang);
}

live::RenderedRecord RecordPages::render(const domain::Meeting& meeting,
                                         const domain::PublishRecord& command, const ActorId& by,
                                         Time at, const log::StreamHead& head) const {
  records::MinutesFacts facts;
  facts.record = facts_of(meeting, command, by, at, head);
  facts.name = [this](const std::string& id) { return directory_.label(id).value_or(""); };
  // Where no representative was entered, a household may go by a name.
  facts.representative = [this](const std::string& id) {
    const auto entered = directory_.label(log::detail_id("representative", id));
    return entered && !entered->empty() ? *entered : directory_.label(id).value_or("");
  };
  const auto roll = registry_.roll(meeting.electorate.value->roll);
  facts.building = [roll](const std::string& id) -> std::string {
    if (roll == nullptr) return {};
    for (const auto& unit : roll->units) {
      if (unit.head.str() == id) return unit.building;
    }
    return {};
  };
  const auto* ballot = meeting.ballot(command.ballot);
  if (ballot == nullptr) name_officers(facts, head.stream);

  live::RenderedRecord rendered;
  auto zh = text_in(Lang::zh, meeting, ballot, facts);
  auto en = text_in(Lang::en, meeting, ballot, facts);
  rendered.document = {{zh.title, en.title}, {zh.sha256, en.sha256}, facts.record.number};
  rendered.bytes = {std::move(zh.bytes), std::move(en.bytes)};
  return rendered;
}

// Counted on for every document that is rendered, also of meetings of one grid that publish at the
// same moment: a number may be left out where a command was refused, but is never given twice.
std::int64_t RecordPages::next_serial(const GridId& grid, int year) const {
  const std::scoped_lock lock(serials_mutex_);
  auto& newest = serials_[{grid, year}];
  for (const auto& number : lists_.record_numbers(grid)) {
    newest = std::max(newest, records::serial_in(number, year));
  }
  return ++newest;
}

std::string RecordPages::text_of(const domain::PublishedRecord& record, Lang lang) const {
  auto bytes = log_.content(records::pick(record.sha256, lang));
  if (!bytes) throw log::LogFailure("the document of record " + record.id.str() + " is missing");
  return std::move(*bytes);
}

ShownPage RecordPages::page(const RecordId& id, const PageAsked& asked) const {
  const auto lang = asked.lang;
  const auto listed = lists_.record(id);
  if (!listed) return {false, records::render_missing_page(templates_, lang)};
  const auto stream = StreamName(listed->meeting).str();
  const auto entries = log_.read(stream, listed->version - 1, 1);
  if (entries.empty()) throw log::LogFailure("the entry of record " + id.str() + " is missing");

  records::PageFacts facts;
  const auto grids = registry_.grids();
  for (const auto* node : grids->path(listed->grid)) facts.path.emplace_back(node->id, node->name);
  facts.record = listed->record;
  facts.document = text_of(listed->record, lang);
  facts.stream = stream;
  facts.version = listed->version;
  facts.hash = entries.front().hash;
  if (const auto covering = log_.checkpoint_listing(stream, listed->version)) {
    facts.checkpoint = records::CheckpointStamp{covering->number, covering->hash};
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
  facts.origin = asked.origin;
  return {true, records::render_page(templates_, facts, lang)};
}

ShownPage RecordPages::document(const RecordId& id, Lang lang) const {
  const auto listed = lists_.record(id);
  if (!listed) return {false, records::render_missing_page(templates_, lang)};
  return {true, text_of(listed->record, lang)};
}

}  // namespace roundtable::publish
