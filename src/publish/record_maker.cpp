#include "publish/record_maker.hpp"

#include <utility>

#include "base/stream_name.hpp"
#include "domain/ballot/worth.hpp"
#include "domain/decide.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"
#include "publish/gathering.hpp"

namespace roundtable::publish {
namespace {

using records::Lang;

constexpr std::size_t kReservationDigits = 48;
/// What stands in a preview where the document will have what is settled when it is published.
const domain::Text kNumberToCome = {"（待编号）", "(number to come)"};
const domain::Text kIssuerToCome = {"（待填发文单位全称）", "(official name to come)"};

/// By whom numbers are reserved: what is published says who published it, and whoever does so gets
/// the number that somebody else had reserved for it in vain.
const ActorId kNumbering("numbering");

/// The number is reserved by a command of its own, which follows from what is published: that is
/// published once, so who tries again after a refusal gets the number that was reserved for it.
CommandId reservation_of(const std::string& what) {
  return CommandId("number-" + log::sha256_hex(what).substr(0, kReservationDigits));
}

/// No two offices have one mark at a time, but any of them may have had it: a mark goes on behind
/// all its numbers of that year, of whatever grid. Those that every grid has are each grid's own.
Series with_those_before(Series series, const domain::GridTree& grids) {
  if (series.mark.empty() || records::is_common_mark(series.mark)) return series;
  for (std::size_t place = 0; place < grids.size(); ++place) {
    const auto& grid = grids.at(place).id;
    if (grid != series.grid) series.before_on.push_back(grid);
  }
  return series;
}

/// Of notices, as of minutes below.
Series series_of_notices(const GridId& grid, const live::OfficeOf& of, const live::Office& office,
                         Time at) {
  const bool marked = !office.notices.empty();
  return {marked ? of.grid : grid,
          shanghai_date(at).year,
          marked ? office.notices : std::string(records::kNoticesMark),
          {}};
}

/// Of results and of minutes; with a mark they are the office's, without one the grid's.
Series series_of(const records::Model& model, const RecordMaker::Issue& issue,
                 const live::Office& office) {
  const bool minutes = model.kind == records::DocumentKind::minutes;
  const auto& mark = minutes ? office.minutes : office.results;
  Series out{mark.empty() ? model.meeting.grid : issue.office.grid,
             shanghai_date(model.made.at).year,
             minutes && mark.empty() ? std::string(records::kMinutesMark) : mark,
             {}};
  // The joint series was of both: results go on with it.
  if (!minutes && !mark.empty()) {
    out.behind = {issue.office.grid};
    if (model.meeting.grid != issue.office.grid) out.behind.push_back(model.meeting.grid);
  }
  return out;
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
  const Issue issue{reservation_of(asked.head.stream + "\n" + asked.command.ballot.str()),
                    issuing_office(asked.meeting, *registry_.grids()), asked.command.issuer};
  return [this, model, issue] { return make(*model, issue); };
}

live::MakeRecord RecordMaker::prepare_notice(const live::NoticeAsked& asked) const {
  const auto& meeting = asked.meeting;
  return
      [this, of = issuing_office(meeting, *registry_.grids()), grid = meeting.grid, at = asked.at,
       reservation = reservation_of(StreamName(meeting.id).str() + "\n\nnotice")] {
        auto out = std::make_shared<live::MadeRecord>();
        if (const auto office = live::office(directory_, of)) {
          const auto series =
              with_those_before(series_of_notices(grid, of, *office, at), *registry_.grids());
          const auto serial = numbers_.reserve(series, kNumbering, reservation);
          out->notice = {office->name, records::marked_number(series.mark, series.year, serial)};
        }
        return out;
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

std::string RecordMaker::preview(const live::PublishAsked& asked, Lang lang) const {
  records::Making made;
  made.at = asked.at;
  made.stream = asked.head.stream;
  made.version = asked.head.version;
  made.hash = asked.head.hash;
  made.number = lang == Lang::zh ? kNumberToCome.zh : kNumberToCome.en;
  made.key = log::fingerprint_of(log_.public_key());
  auto model = gather(asked, std::move(made));
  const auto of = issuing_office(asked.meeting, *registry_.grids());
  const auto office = live::office(directory_, of).value_or(live::Office{});
  const auto& issuer = asked.command.issuer.empty() ? office.name : asked.command.issuer;
  model.facts.issuer = issuer.empty() ? kIssuerToCome : domain::Text{issuer, issuer};
  return records::make_html(templates_, model, names_for(model), lang);
}

std::shared_ptr<const live::MadeRecord> RecordMaker::make(records::Model model,
                                                          const Issue& issue) const {
  auto out = std::make_shared<live::MadeRecord>();
  const auto office = live::office(directory_, issue.office).value_or(live::Office{});
  const auto& issuer = issue.said.empty() ? office.name : issue.said;
  if (issuer.empty()) {
    out->made = domain::NoIssuer{};
    out->model_now = [](const live::PublishAsked&) { return std::string(); };
    return out;
  }
  model.facts.issuer = {issuer, issuer};
  const auto series = with_those_before(series_of(model, issue, office), *registry_.grids());
  const auto serial = numbers_.reserve(series, kNumbering, issue.reservation);
  model.made.number = records::marked_number(series.mark, series.year, serial);
  model.made.key = log::fingerprint_of(log_.public_key());
  if (const auto newest = log_.checkpoint()) {
    model.made.checkpoint = records::CheckpointStamp{newest->number, newest->hash};
  }
  out->model_now = [this, made = model.made,
                    issuer = model.facts.issuer](const live::PublishAsked& now) {
    auto says = gather(now, made);
    says.facts.issuer = issuer;
    return log::sha256_hex(records::write_model(says));
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
