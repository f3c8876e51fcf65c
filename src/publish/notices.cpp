#include "publish/notices.hpp"

#include <algorithm>

#include "base/stream_name.hpp"
#include "codec/entry_json.hpp"
#include "codec/sources.hpp"
#include "domain/decide.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"
#include "publish/gathering.hpp"
#include "records/page.hpp"

namespace roundtable::publish {
namespace {

constexpr std::size_t kEntriesReadAtOnce = 500;

codec::Sources open_sources(log::EventLog& log) {
  return codec::make_sources([&log](std::string_view sha256) { return log.content(sha256); });
}

bool starts(const std::vector<domain::Event>& events) {
  return std::any_of(events.begin(), events.end(), [](const auto& event) {
    return std::holds_alternative<domain::MeetingStarted>(event);
  });
}

/// What was withdrawn is told by nobody any more, whenever that was.
bool withdraws(const std::vector<domain::Event>& events) {
  return std::any_of(events.begin(), events.end(), [](const auto& event) {
    return std::holds_alternative<domain::FileWithdrawn>(event);
  });
}

/// The meeting as it was called: nothing that comes with the sitting is in a notice.
struct Called {
  domain::Meeting meeting;
  records::Making made;
};

Called read_called(log::EventLog& log, const MeetingId& id) {
  const auto sources = open_sources(log);
  Called out;
  out.meeting.id = id;
  out.made.stream = StreamName(id).str();
  out.made.key = log::fingerprint_of(log.public_key());
  bool sitting = false;
  for (std::uint64_t after = 0;;) {
    const auto entries = log.read(out.made.stream, after, kEntriesReadAtOnce);
    for (const auto& entry : entries) {
      const auto header = log::read_header(entry.header);
      if (!header) throw log::LogFailure("an entry of " + entry.stream + " has no header");
      const auto events = codec::read_payload(entry.payload, sources).events;
      sitting = sitting || starts(events);
      // Of files that came with the sitting the notice knows nothing.
      const auto known = [&](const domain::Event& event) {
        const auto* gone = std::get_if<domain::FileWithdrawn>(&event);
        return gone == nullptr || out.meeting.files.contains(gone->file);
      };
      const bool tells =
          sitting ? withdraws(events) && std::all_of(events.begin(), events.end(), known) : true;
      if (!tells) continue;
      apply_entry(out.meeting, events, header->at);
      out.made.at = header->at;
      out.made.version = entry.version;
      out.made.hash = entry.hash;
    }
    if (entries.size() < kEntriesReadAtOnce) return out;
    after = entries.back().version;
  }
}

}  // namespace

Notices::Notices(const std::string& templates, log::EventLog& log, live::Registry& registry,
                 const live::RuleBook& rules, directory::Directory& directory)
    : templates_(records::Templates::load(templates)),
      log_(log),
      registry_(registry),
      rules_(rules),
      directory_(directory) {}

std::optional<records::Model> Notices::model(const MeetingId& id) const {
  auto called = read_called(log_, id);
  if (!called.meeting.announced_at) return std::nullopt;
  return gathered(std::move(called.meeting), std::move(called.made));
}

std::optional<records::Model> Notices::preview(const MeetingId& id, Time at) const {
  auto called = read_called(log_, id);
  auto& meeting = called.meeting;
  if (meeting.rules.empty()) return std::nullopt;
  if (!meeting.announced_at) {
    meeting.announced_at = at;
    const auto office = live::office(directory_, issuing_office(meeting, *registry_.grids()));
    if (office) meeting.notice.issuer = office->name;
  }
  return gathered(std::move(called.meeting), std::move(called.made));
}

records::Model Notices::gathered(domain::Meeting meeting, records::Making made) const {
  const auto grids = registry_.grids();
  auto facts = facts_beside(meeting, *grids);
  // What was announced stays, whatever the office is called today.
  if (!meeting.notice.issuer.empty()) facts.issuer = {meeting.notice.issuer, meeting.notice.issuer};
  made.number = meeting.notice.number;
  return records::notice_model(meeting, std::move(facts), std::move(made), rules_.calendar());
}

std::optional<std::string> Notices::made(const records::Model& model, const records::Form& form,
                                         records::Lang lang) const {
  if (!form.fits(model.kind)) return std::nullopt;
  return form.make(templates_, model, {}, lang);
}

std::string Notices::paper(const records::Model& model, records::OfficePaper paper,
                           const records::OfficePaperFacts& facts, records::Lang lang) const {
  return records::render_office_paper(templates_, model, paper, facts, lang);
}

std::shared_ptr<const domain::RollSnapshot> Notices::electorate(const MeetingId& id) const {
  return read_called(log_, id).meeting.electorate.value;
}

ShownPage Notices::page(const std::optional<records::Model>& model, const PageAsked& asked) const {
  if (!model) {
    return {false, records::render_missing_page(templates_, records::Missing::notice, asked.lang)};
  }
  records::NoticePageFacts facts;
  const auto& meeting = model->meeting;
  const auto grids = registry_.grids();
  for (const auto* node : grids->path(meeting.grid)) facts.path.emplace_back(node->id, node->name);
  facts.meeting = meeting.id;
  facts.title = records::title_of(*model, asked.lang);
  facts.document = records::make_html(templates_, *model, {}, asked.lang);
  facts.cancelled = meeting.phase == domain::Phase::cancelled;
  facts.demonstration = meeting.demonstration;
  facts.others = asked.others;
  facts.elder = asked.elder;
  facts.pdf = asked.pdf;
  facts.word = asked.word;
  return {true, records::render_notice_page(templates_, facts, asked.lang)};
}

}  // namespace roundtable::publish
