#include "records/record_check.hpp"

#include <exception>

#include "codec/erasure_json.hpp"
#include "codec/registry_json.hpp"
#include "codec/sources.hpp"
#include "domain/ballot/tally_secrecy.hpp"
#include "domain/decide.hpp"
#include "records/model.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

constexpr std::string_view kMeetingPrefix = "meeting:";
constexpr std::string_view kSeriesPrefix = "series:";

std::string words(const Choices& choices, const Tally& tally) {
  std::string out;
  for (const auto& choice : choices) {
    const auto weight = tally.of(choice.id);
    out += (out.empty() ? "" : ", ") + choice.id + " " + std::to_string(weight.heads) + " (" +
           to_text(weight.area) + " m²)";
  }
  return out;
}

/// What keeps an entry from being read, where no library says it.
struct NotReadable {
  Said said;
};

/// As the log has it, and in Chinese.
Said outcome_said(Outcome outcome) {
  const auto zh = [&] {
    switch (outcome) {
      case Outcome::passed:
        return "通过";
      case Outcome::not_passed:
        return "未通过";
      case Outcome::no_quorum:
        return "未达到参与要求";
      case Outcome::pending:
        break;
    }
    return "未定";
  };
  return say(Found::named, to_string(outcome), zh());
}

/// Only what the verdict rests on, computed anew from the frozen roll.
Basis basis_again(const Ballot& ballot) {
  Basis basis;
  for (const auto& [id, head] : ballot.roll.value->heads) {
    basis.all = basis.all + Weight{1, head.area};
  }
  basis.present = ballot.present_at_opening;
  return basis;
}

/// Who of the frozen roll was present, in the sense of the rule, when the ballot opened.
Weight present_again(const Meeting& meeting, const Rule& rule, const RollSnapshot& roll) {
  Weight present;
  for (const auto& [id, head] : roll.heads) {
    if (counts_as_present(meeting, rule, id)) present = present + Weight{1, head.area};
  }
  return present;
}

}  // namespace

Recount count_again(const Ballot& ballot) {
  Recount out;
  out.tally = Tally(ballot.choices);
  for (const auto& [id, cast] : ballot.casts) {
    const auto head = ballot.roll.value->heads.find(id);
    if (head == ballot.roll.value->heads.end()) {
      out.problems.push_back(say(Found::vote_off_roll, id.str()));
      continue;
    }
    if (ballot.deadline && cast.at >= *ballot.deadline) {
      out.problems.push_back(say(Found::vote_late, id.str()));
    }
    const Weight weight{1, head->second.area};
    out.participating = out.participating + weight;
    if (cast.paper.value) {
      ballot.counting->add(*cast.paper.value, weight, out.tally);
    } else {
      ++out.withheld;
    }
  }
  return out;
}

RecordCheck::RecordCheck(StoreReader reader) : reader_(std::move(reader)), sealed_(reader_.sealed) {
  sources_ = codec::make_sources(
      [this](std::string_view sha256) { return content(sha256); },
      [this](std::string_view commitment) { return sealed_.value(commitment); });
}

void RecordCheck::found(const Said& place, Said what) {
  report_.findings.push_back({place, std::move(what)});
}

std::string RecordCheck::content(std::string_view sha256) {
  auto bytes = reader_.content(sha256);
  if (!bytes) throw codec::DecodeFailure("content " + std::string(sha256) + " is missing");
  return *std::move(bytes);
}

void RecordCheck::on_entry(const log::Entry& entry) {
  const auto place = say(Found::at_entry, entry.stream, entry.version);
  if (entry.stream.starts_with(kSeriesPrefix)) return check_series(place, entry);
  if (entry.stream == codec::kErasuresStream) return check_erasures(place, entry);
  if (!entry.stream.starts_with(kMeetingPrefix)) return check_registry(place, entry);
  if (entry.stream != stream_) {
    end_meeting();
    stream_ = entry.stream;
    ++report_.meetings;
  }
  if (unreadable_) return;
  try {
    check_content(place, entry);
    replay(place, entry, meeting_);
  } catch (const NotReadable& problem) {
    found(place, say(Found::not_replayed, problem.said));
    unreadable_ = true;
  } catch (const std::exception& problem) {
    // Damage that the decoder or a broken invariant speaks of: what follows cannot be replayed.
    found(place, say(Found::not_replayed, problem.what()));
    unreadable_ = true;
  }
}

void RecordCheck::end_meeting() {
  sealed_.end_meeting(meeting_, !unreadable_, report_);
  meeting_ = {};
  unreadable_ = false;
}

// Grids, rolls and legal bases: what meetings rest on must be there and readable too.
void RecordCheck::check_registry(const Said& place, const log::Entry& entry) {
  try {
    const auto event = codec::decode_registry_payload(entry.payload);
    if (const auto* grids = std::get_if<codec::GridsImported>(&event)) {
      check_named(place, {grids->content});
      codec::decode_grids(content(grids->content));
    } else if (const auto* roll = std::get_if<codec::RollImported>(&event)) {
      check_named(place, {roll->content});
      codec::decode_roll(content(roll->content));
    }
  } catch (const std::exception& problem) {
    found(place, say(Found::unreadable, problem.what()));
  }
}

void RecordCheck::check_content(const Said& place, const log::Entry& entry) {
  check_named(place, codec::named_content(entry.payload));
}

void RecordCheck::check_named(const Said& place, const std::vector<std::string>& names) {
  for (const auto& sha256 : names) {
    const auto [checked, fresh] = content_problems_.try_emplace(sha256);
    if (fresh) {
      const auto bytes = reader_.content(sha256);
      if (!bytes) {
        checked->second = say(Found::content_missing, sha256);
      } else if (log::sha256_hex(*bytes) != sha256) {
        checked->second = say(Found::content_changed, sha256);
      }
    }
    if (!checked->second.empty()) found(place, checked->second);
  }
}

void RecordCheck::replay(const Said& place, const log::Entry& entry, Meeting& meeting) {
  // The log hands on only entries that are sound in themselves, so there may be holes.
  if (entry.version != meeting.version + 1) throw NotReadable{say(Found::entry_before_missing)};
  const auto header = log::read_header(entry.header);
  if (!header) throw NotReadable{say(Found::header_unreadable)};
  const auto payload = codec::decode_payload(entry.payload, sources_);
  sealed_.on_entry(place, *header, payload.events, meeting, report_);
  for (const auto& event : payload.events) {
    check_event(place, meeting, event, header->at);
    apply(meeting, event, header->at);
  }
  ++meeting.version;
}

// What the entry says of the document must follow from the rule, and no other record have its
// number.
void RecordCheck::check_record(const Said& place, const Meeting& meeting, const Ballot& ballot,
                               const RecordPublished& published, Time at) {
  const auto name = say(Found::record, published.record.str());
  const auto period = objection_period(*ballot.rule.value, at, Calendar{});
  // Which holidays moved the last day on, the data of that year said: no folder has to keep it.
  const bool moves = ballot.rule.value->ends_on_working_day && period.until != period.from;
  const auto latest = days_from_epoch(period.until) + (moves ? kMovedDaysMax : 0);
  const bool ends_well = days_from_epoch(published.objection_until) <= latest &&
                         (moves || published.objection_until == period.until);
  const auto counted = days_from_epoch(period.from) + ballot.rule.value->objection_days - 1;
  const bool long_enough = ballot.rule.value->objection_days == 0 ||
                           days_from_epoch(published.objection_until) >= counted;
  if (period.from != published.objection_from || !ends_well || !long_enough) {
    found(place, say(Found::objection_differs, name, to_iso(period.from), to_iso(period.until)));
  }
  check_number(place, meeting, published, at);
}

void RecordCheck::check_number(const Said& place, const Meeting& meeting,
                               const RecordPublished& published, Time at) {
  numbers_.on_document({say(Found::record, published.record.str()), place, meeting.grid,
                        published.number, shanghai_date(at).year, !published.model.empty()});
}

// Minutes are published once, after they were adopted, and for information.
void RecordCheck::check_minutes(const Said& place, const Meeting& meeting,
                                const RecordPublished& published, Time at) {
  const auto name = say(Found::record, published.record.str());
  if (meeting.minutes.state != MinutesState::adopted) {
    found(place, say(Found::minutes_not_adopted, name));
  }
  const auto day = shanghai_date(at);
  if (published.objection_from != day || published.objection_until != day) {
    found(place, say(Found::minutes_objection, name));
  }
  check_number(place, meeting, published, at);
  check_document(place, published, Lang::zh);
  check_document(place, published, Lang::en);
}

void RecordCheck::check_series(const Said& place, const log::Entry& entry) {
  try {
    numbers_.on_series(place, entry, report_);
  } catch (const std::exception& problem) {
    found(place, say(Found::unreadable, problem.what()));
  }
}

// What somebody was forgotten with may be gone, and is told with the command that says so.
void RecordCheck::check_erasures(const Said& place, const log::Entry& entry) {
  try {
    const auto header = log::read_header(entry.header);
    if (!header) return found(place, say(Found::unreadable, say(Found::header_unreadable)));
    for (auto& commitment : codec::decode_values_erased(entry.payload)) {
      forgotten_.try_emplace(std::move(commitment), say(Found::command_of, header->command_id.str(),
                                                        header->actor.str(), place));
    }
  } catch (const std::exception& problem) {
    found(place, say(Found::unreadable, problem.what()));
  }
}

// The model must say what the entry says of the document.
void RecordCheck::check_model(const Said& place, const RecordPublished& published) {
  if (published.model.empty()) return;  // release 0.1.0 made none
  const auto bytes = reader_.content(published.model);
  if (!bytes) return;  // check_content has said so
  const auto name = say(Found::record, published.record.str());
  try {
    const auto model = read_model(*bytes);
    const bool same = model.made.number == published.number && model.ballot == published.ballot &&
                      model.facts.contact == published.contact &&
                      model.facts.objection_from == published.objection_from &&
                      model.facts.objection_until == published.objection_until;
    if (!same) found(place, say(Found::model_differs, name));
  } catch (const std::exception& problem) {
    found(place, say(Found::model_unreadable, name, problem.what()));
  }
}

// The document must bear the entry's number. Its wording is not compared: words may change after it
// was published, and an honest old document must not be accused for that; its bytes are held by the
// SHA-256 in the entry.
void RecordCheck::check_document(const Said& place, const RecordPublished& published, Lang lang) {
  const auto bytes = reader_.content(pick(published.sha256, lang));
  if (!bytes) return;  // check_content has said so
  if (bytes->find(published.number) == bytes->npos) {
    const auto language =
        say(Found::named, to_string(lang), lang == Lang::zh ? "中文版" : "英文版");
    const auto name = say(Found::record_in, published.record.str(), language);
    found(place, say(Found::number_not_borne, name, published.number));
  }
}

void RecordCheck::check_event(const Said& place, const Meeting& meeting, const Event& event,
                              Time at) {
  if (const auto* closed = std::get_if<BallotClosed>(&event)) {
    recount(place, meeting, *closed);
  } else if (const auto* opened = std::get_if<BallotOpened>(&event)) {
    if (opened->present != present_again(meeting, *opened->rule.value, *opened->roll.value)) {
      found(place, say(Found::attendance_differs, opened->ballot.str()));
    }
  } else if (const auto* announced = std::get_if<MeetingAnnounced>(&event)) {
    if (announced->issued.number.empty()) return;
    numbers_.on_document({say(Found::meeting_notice), place, meeting.grid, announced->issued.number,
                          shanghai_date(at).year});
  } else if (const auto* published = std::get_if<RecordPublished>(&event)) {
    report_.documents_checked += 2;  // one for each language; their bytes by check_content
    check_model(place, *published);
    if (published->ballot.empty()) return check_minutes(place, meeting, *published, at);
    const auto* ballot = meeting.ballot(published->ballot);
    if (ballot == nullptr || ballot->state != BallotState::closed) {
      found(place, say(Found::record_of_open_ballot, say(Found::record, published->record.str())));
    }
    if (ballot != nullptr) {
      check_record(place, meeting, *ballot, *published, at);
      check_document(place, *published, Lang::zh);
      check_document(place, *published, Lang::en);
    }
  }
}

void RecordCheck::recount(const Said& place, const Meeting& meeting, const BallotClosed& closed) {
  const auto* ballot = meeting.ballot(closed.ballot);
  if (ballot == nullptr) return found(place, say(Found::ballot_not_opened));
  const auto name = say(Found::ballot, closed.ballot.str());
  auto again = count_again(*ballot);
  for (auto& problem : again.problems) found(place, say(Found::about, name, std::move(problem)));
  const bool in_heads = closed.in_heads.area_withheld;
  if (in_heads) again.participating.area = {};
  if (again.participating != closed.tally.participating) {
    found(place, say(Found::participation_differs, name, again.participating.heads,
                     to_text(again.participating.area), closed.tally.participating.heads,
                     to_text(closed.tally.participating.area)));
  }
  if (again.withheld > 0) {
    report_.withheld.push_back({place, say(Found::not_recounted, name, again.withheld)});
    // Of what the verdict rests on the closing holds only the heads.
    if (in_heads) return;
    again.tally = closed.tally;
  } else {
    ++report_.ballots_recounted;
  }
  const auto told = in_heads ? heads_alone(again.tally) : again.tally;
  if (told != closed.tally) {
    found(place, say(Found::tally_differs, name, words(ballot->choices, told),
                     words(ballot->choices, closed.tally)));
  }
  const Asked asked{*ballot->rule.value, basis_again(*ballot), ballot->choices, ballot->method};
  const auto verdict = ballot->counting->count(asked, again.tally, true).verdict;
  if (verdict.outcome != closed.outcome) {
    found(place, say(Found::outcome_differs, name, outcome_said(verdict.outcome),
                     outcome_said(closed.outcome)));
  }
  if (in_heads && count_in_heads(verdict) != closed.in_heads) {
    found(place, say(Found::requirements_differ, name));
  }
}

void RecordCheck::tell_absent(const std::vector<std::unique_ptr<RecordCheck>>& checks,
                              const Absent& absent, RecordReport& report) {
  for (const auto& check : checks) {
    const auto by = check->forgotten_.find(absent.commitment);
    if (by == check->forgotten_.end()) continue;
    report.erased.push_back({absent.place, say(Found::erased_by, absent.what, by->second)});
    return;
  }
  report.withheld.push_back({absent.place, say(Found::not_there, absent.what, absent.commitment)});
}

RecordReport finish(const std::vector<std::unique_ptr<RecordCheck>>& checks) {
  RecordReport all;
  const auto add = [](std::vector<Finding>& to, const std::vector<Finding>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  std::vector<const NumberCheck*> numbers;
  for (const auto& check : checks) check->end_meeting();
  for (const auto& check : checks) {
    const auto& report = check->report_;
    for (const auto& absent : report.absent) RecordCheck::tell_absent(checks, absent, all);
    add(all.findings, report.findings);
    add(all.withheld, report.withheld);
    add(all.erased, report.erased);
    all.meetings += report.meetings;
    all.ballots_recounted += report.ballots_recounted;
    all.documents_checked += report.documents_checked;
    all.files_checked += report.files_checked;
    add(all.unused, report.unused);
    numbers.push_back(&check->numbers_);
  }
  finish_numbers(numbers, all);
  return all;
}

}  // namespace roundtable::records
