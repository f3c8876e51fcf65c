#include "publish/record_maker.hpp"

#include <utility>

#include "domain/ballot/worth.hpp"
#include "domain/decide.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"
#include "publish/gathering.hpp"

namespace roundtable::publish {
namespace {

using records::Lang;

constexpr std::size_t kReservationDigits = 48;

/// The number is reserved by a command of its own, which follows from the one that publishes.
CommandId reservation_of(const live::PublishAsked& asked) {
  const auto named = log::sha256_hex(asked.head.stream + "\n" + asked.id.str());
  return CommandId("number-" + named.substr(0, kReservationDigits));
}

}  // namespace

RecordMaker::RecordMaker(const std::string& templates, log::EventLog& log, live::Registry& registry,
                         directory::Directory& directory, RecordNumbers& numbers)
    : templates_(records::Templates::load(templates)),
      log_(log),
      registry_(registry),
      directory_(directory),
      numbers_(numbers) {}

live::MakeRecord RecordMaker::prepare(const live::PublishAsked& asked) const {
  records::Making made;
  made.at = asked.at;
  made.stream = asked.head.stream;
  made.version = asked.head.version;
  made.hash = asked.head.hash;
  auto model = std::make_shared<records::Model>(gather(asked, std::move(made)));
  return [this, model, by = asked.by, reservation = reservation_of(asked)] {
    return make(*model, by, reservation);
  };
}

records::Model RecordMaker::gather(const live::PublishAsked& asked, records::Making made) const {
  const auto& meeting = asked.meeting;
  const auto period = publication_period(meeting, asked.command.ballot, asked.at, asked.calendar);
  auto facts = facts_beside(meeting, *registry_.grids());
  facts.contact = asked.command.contact;
  facts.objection_from = period.from;
  facts.objection_until = period.until;
  facts.handled_by = asked.by;
  const auto* ballot = meeting.ballot(asked.command.ballot);
  if (ballot != nullptr) {
    const auto& rule = *ballot->rule.value;
    facts.terms = publication_terms(*ballot, asked.at, asked.calendar);
    if (meeting.announced_at && rule.notice_days > 0 && domain::may_bind(rule)) {
      const auto announced = shanghai_date(*meeting.announced_at);
      facts.earliest = {domain::first_day_after_notice(rule, announced, asked.calendar)};
    }
    return records::outcome_model(meeting, *ballot, std::move(facts), std::move(made));
  }
  facts.chaired_by = asked.officers.opened;
  facts.recorded_by = asked.officers.proposed;
  facts.adopted_by = asked.officers.adopted;
  return records::minutes_model(meeting, std::move(facts), std::move(made));
}

std::shared_ptr<const live::MadeRecord> RecordMaker::make(records::Model model, const ActorId& by,
                                                          const CommandId& reservation) const {
  const auto today = shanghai_date(model.made.at);
  const auto serial = numbers_.reserve(model.meeting.grid, today.year, by, reservation);
  model.made.number = records::record_number(today, serial);
  model.made.key = log::fingerprint_of(log_.public_key());
  if (const auto newest = log_.checkpoint()) {
    model.made.checkpoint = records::CheckpointStamp{newest->number, newest->hash};
  }
  auto out = std::make_shared<live::MadeRecord>();
  out->model_now = [this, made = model.made](const live::PublishAsked& now) {
    return log::sha256_hex(records::write_model(gather(now, made)));
  };
  try {
    const auto names = names_for(model);
    domain::Document document;
    document.number = model.made.number;
    document.title = {title_of(model, Lang::zh), title_of(model, Lang::en)};
    out->contents.push_back(log::make_content(records::write_model(model)));
    document.model = out->contents.back().sha256;
    for (auto [lang, name] :
         {std::pair{Lang::zh, &document.sha256.zh}, {Lang::en, &document.sha256.en}}) {
      out->contents.push_back(
          log::make_content(records::make_html(templates_, model, names, lang)));
      *name = out->contents.back().sha256;
    }
    out->made = std::move(document);
  } catch (const records::TemplateFailure& failure) {
    out->contents.clear();
    out->made = domain::BadTemplate{failure.name(), failure.line()};
  }
  return out;
}

records::Names RecordMaker::names_for(const records::Model& model) const {
  records::Names names;
  names.name = [this](const std::string& id) { return directory_.label(id).value_or(""); };
  // Where no representative was entered, a household may go by a name.
  names.representative = [this](const std::string& id) {
    const auto entered = directory_.label(directory::detail_id("representative", id));
    return entered && !entered->empty() ? *entered : directory_.label(id).value_or("");
  };
  const auto* frozen = model.meeting.electorate.value.get();
  const auto roll = frozen == nullptr ? nullptr : registry_.roll(frozen->roll);
  names.building = [roll](const std::string& id) -> std::string {
    if (roll == nullptr) return {};
    for (const auto& unit : roll->units) {
      if (unit.head.str() == id) return unit.building;
    }
    return {};
  };
  return names;
}

}  // namespace roundtable::publish
