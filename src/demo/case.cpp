#include "demo/case.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>

#include "codec/frame_json.hpp"
#include "http/file_shelf.hpp"

namespace roundtable::demo {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::int64_t kMinute = 60 * kMicrosPerSecond;

std::string text_of(const json& object, const char* key) {
  return object.at(key).get<std::string>();
}

/// [-13, "19:20"]: so many days from today, in Shanghai.
Time time_of(const json& when) {
  const auto clock = when.at(1).get<std::string>();
  int hours = 0;
  int minutes = 0;
  const auto* end = clock.data() + clock.size();
  const auto hour = std::from_chars(clock.data(), end, hours);
  const bool colon = hour.ec == std::errc() && hour.ptr != end && *hour.ptr == ':';
  const auto rest = colon ? std::from_chars(hour.ptr + 1, end, minutes) : hour;
  if (!colon || rest.ec != std::errc() || rest.ptr != end) {
    throw std::runtime_error(clock + " is no time of day");
  }
  const auto today = days_from_epoch(shanghai_date(system_clock().now()));
  return start_of_day(date_from_days(today + when.at(0).get<std::int64_t>())) +
         (hours * 60 + minutes) * kMinute;
}

std::string day_of(const json& days) {
  const auto today = days_from_epoch(shanghai_date(system_clock().now()));
  return to_iso(date_from_days(today + days.get<std::int64_t>()));
}

void need(live::Written written, const std::string& what) {
  if (written != live::Written::done) throw std::runtime_error(what + " could not be stored");
}

class Player {
 public:
  Player(app::System& system, ShiftedClock& clock, const DemoCase& the_case)
      : system_(system), clock_(clock), case_(the_case), body_(the_case.body) {}

  void play() {
    for (const auto& one : body_.value("organisations", json::array())) add_organisation(one);
    for (const auto& account : body_.value("accounts", json::array())) add_account(account);
    for (const auto& roll : body_.value("rolls", json::array())) import(roll);
    for (const auto& person : body_.value("people", json::array())) {
      system_.directory().put_labels({{text_of(person, "id"), "person", text_of(person, "name")}});
    }
    for (const auto& issue : body_.value("issues", json::array())) report(issue);
    for (const auto& meeting : body_.value("meetings", json::array())) {
      const MeetingId id(text_of(meeting, "id"));
      for (const auto& step : meeting.at("steps")) take(id, step);
    }
  }
  /// For who reads why it stopped.
  const std::string& doing() const { return doing_; }

 private:
  using Who = std::shared_ptr<const live::Subject>;

  void add_organisation(const json& one) {
    doing_ = "organisation " + one.dump();
    const auto kind = text_of(one, "kind");
    if (!live::organisation_kind_from(kind)) throw std::runtime_error("there is no such kind");
    system_.directory().put_organisation(
        {text_of(one, "id"), kind, text_of(one, "grid"), text_of(one, "name")});
  }

  /// The kind of the one that an account acts for; none: for itself.
  std::optional<live::OrganisationKind> acts_for(const std::string& organisation) {
    if (organisation.empty()) return std::nullopt;
    const auto found = system_.directory().organisation(organisation);
    if (!found) throw std::runtime_error("there is no such organisation");
    return live::organisation_kind_from(found->kind);
  }

  void add_account(const json& account) {
    doing_ = "account " + account.dump();
    const auto id = text_of(account, "id");
    auto& directory = system_.directory();
    const auto login = text_of(account, "login");
    if (!directory.account_by_login(login)) {
      directory.add_account({id, login, std::string(directory::kNoPassword)});
    }
    directory.put_labels({{id, "account", text_of(account, "name")}});
    live::Subject subject{live::SubjectKind::staff, ActorId(id), {},
                          text_of(account, "name"), {},          ""};
    const auto organisation = account.value("acts_for", "");
    const auto kind = acts_for(organisation);
    for (const auto& [grid, role] : account.at("roles").items()) {
      const auto known = live::role_from(role.get<std::string>());
      if (!known) throw std::runtime_error("there is no such role");
      if (kind && !live::may_hold(*kind, *known)) {
        throw std::runtime_error("no such organisation can give that role");
      }
      directory.grant({id, role.get<std::string>(), grid, organisation});
      subject.roles.push_back({*known, GridId(grid), kind});
    }
    staff_[id] = std::make_shared<const live::Subject>(std::move(subject));
  }

  void import(const json& roll) {
    doing_ = "roll " + text_of(roll, "id");
    const RollId id(text_of(roll, "id"));
    const GridId grid(text_of(roll, "grid"));
    const auto prefix = text_of(roll, "prefix");
    const auto value = roll.contains("names") ? members(id, grid, prefix, roll.at("names"))
                                              : households(id, grid, prefix, roll);
    need(system_.registry().import_roll(ActorId("system"), CommandId("demo-" + id.str()), value),
         doing_);
  }

  Roll members(const RollId& id, const GridId& grid, const std::string& prefix, const json& names) {
    Roll roll;
    roll.id = id;
    roll.grid = grid;
    std::vector<directory::Label> labels;
    for (const auto& name : names) {
      roll.heads.emplace_back(prefix + std::to_string(roll.heads.size() + 1));
      labels.push_back({roll.heads.back().str(), "head", name.get<std::string>()});
    }
    system_.directory().put_labels(labels);
    return roll;
  }

  Roll households(const RollId& id, const GridId& grid, const std::string& prefix,
                  const json& roll) {
    std::vector<UnitRow> rows;
    std::vector<HeadId> heads;
    std::vector<directory::Label> labels;
    for (const auto& unit : roll.at("units")) {
      const auto room = text_of(unit, "room");
      const auto unit_id = prefix + "unit-" + room;
      heads.emplace_back(prefix + "head-" + room);
      rows.push_back({UnitId(unit_id), text_of(roll, "building"), text_of(unit, "stair"),
                      Area{unit.at("area").get<std::int64_t>()}, AreaSource::land_register,
                      UnitKind::dwelling, room, false});
      labels.push_back({unit_id, "unit", room + "室"});
      labels.push_back({heads.back().str(), "head", room + "室"});
    }
    system_.directory().put_labels(labels);
    return make_roll(id, grid, rows, heads);
  }

  void report(const json& issue) {
    doing_ = "issue " + text_of(issue, "id");
    set_clock(issue.at("at"));
    const auto source = issue_source_from(text_of(issue, "source"));
    if (!source) throw std::runtime_error("there is no such source");
    const IssueId id(text_of(issue, "id"));
    answer(issue, system_.give(id, who(text_of(issue, "by")), CommandId("demo-" + id.str()),
                               ReportIssue{GridId(text_of(issue, "grid")), text_of(issue, "title"),
                                           issue.value("text", ""), *source}));
  }

  void take(const MeetingId& meeting, const json& step) {
    if (step.contains("at")) set_clock(step.at("at"));
    if (!step.contains("each")) return give(meeting, step);
    for (const auto& one : step.at("each")) {
      kept_["each"] = one.get<std::string>();
      give(meeting, step);
    }
  }

  /// A file of the case goes in as one that is uploaded.
  void add_file(const MeetingId& meeting, const json& step) {
    const auto& about = step.at("file");
    const auto name = text_of(about, "name");
    doing_ = meeting.str() + ": " + name;
    std::ifstream file(case_.folder + "/files/" + name, std::ios::binary);
    if (!file) throw std::runtime_error("the file cannot be read");
    std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto item = filled(about.value("item", "")).get<std::string>();
    auto made = http::seal_file(text_of(about, "title"), AgendaItemId(item), std::move(bytes),
                                system_randomness());
    answer(step, system_.give(meeting, who(text_of(step, "by")), next_id(), std::move(made.command),
                              std::move(made.sealed)));
  }

  void give(const MeetingId& meeting, const json& step) {
    if (step.contains("file")) return add_file(meeting, step);
    const auto text = filled(step.at("do")).dump();
    doing_ = meeting.str() + ": " + text;
    auto parsed = codec::parse_command(text);
    if (const auto* refusal = std::get_if<Refusal>(&parsed)) refuse(*refusal);
    answer(step, system_.give(meeting, who(filled(step.at("by")).get<std::string>()), next_id(),
                              std::get<Command>(std::move(parsed))));
  }

  CommandId next_id() { return CommandId("demo-" + std::to_string(++steps_)); }

  void answer(const json& step, const live::Answer& answer) {
    if (const auto* refusal = std::get_if<Refusal>(&answer)) refuse(*refusal);
    const auto* done = std::get_if<live::Done>(&answer);
    if (done == nullptr) throw std::runtime_error("it is not known whether it was stored");
    if (!step.contains("keep")) return;
    const auto result = json::parse(done->result);
    for (const auto& [member, name] : step.at("keep").items()) {
      kept_[name.get<std::string>()] = text_of(result, member.c_str());
    }
  }

  [[noreturn]] static void refuse(const Refusal& refusal) {
    throw std::runtime_error("refused: " + std::string(to_string(refusal.code)) + " " +
                             codec::fields_json(refusal.fields));
  }

  /// Staff by their account, residents by their head.
  Who who(const std::string& id) const {
    const auto found = staff_.find(id);
    if (found != staff_.end()) return found->second;
    return std::make_shared<const live::Subject>(
        live::Subject{live::SubjectKind::resident, ActorId(id), HeadId(id), "", {}, ""});
  }

  void set_clock(const json& at) { clock_.shift(time_of(at) - system_clock().now()); }

  /// "$name" is what was kept under that name; {"$time":[3,"19:00"]} an instant, {"$date":30} a
  /// day.
  json filled(const json& value) const {
    if (value.is_string()) {
      const auto& text = value.get_ref<const std::string&>();
      return text.starts_with('$') ? json(kept_.at(text.substr(1))) : value;
    }
    if (value.is_object() && value.contains("$time")) return time_of(value.at("$time")).micros;
    if (value.is_object() && value.contains("$date")) return day_of(value.at("$date"));
    if (!value.is_structured()) return value;
    auto out = value;
    for (auto& part : out) part = filled(part);
    return out;
  }

  app::System& system_;
  ShiftedClock& clock_;
  const DemoCase& case_;
  const json& body_;
  std::string doing_ = "beginning";
  std::map<std::string, Who> staff_;
  std::map<std::string, std::string> kept_;
  int steps_ = 0;
};

}  // namespace

std::vector<MeetingId> DemoCase::meetings() const {
  std::vector<MeetingId> ids;
  for (const auto& meeting : body.value("meetings", json::array())) {
    ids.emplace_back(text_of(meeting, "id"));
  }
  return ids;
}

std::vector<CaseGrid> DemoCase::grids() const {
  std::vector<CaseGrid> out;
  for (const auto& grid : body.value("grids", json::array())) {
    const auto level = grid_level_from(text_of(grid, "level"));
    if (!level) throw std::runtime_error(file + ": no such level of a grid");
    CaseGrid made;
    made.node = {GridId(text_of(grid, "id")), text_of(grid, "name"), *level,
                 GridId(text_of(grid, "parent")), grid.value("kind", std::string(kGeneratedKind))};
    for (const auto& held : grid.value("holds", json::array())) {
      made.holds.emplace_back(held.get<std::string>());
    }
    out.push_back(std::move(made));
  }
  return out;
}

std::vector<DemoCase> read_cases(const std::string& folder) {
  std::vector<DemoCase> cases;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    DemoCase made{entry.path().filename().string(), {}, folder};
    try {
      std::ifstream file(entry.path(), std::ios::binary);
      made.body = json::parse(file);
    } catch (const json::exception& failure) {
      throw std::runtime_error(made.file + ": " + failure.what());
    }
    cases.push_back(std::move(made));
  }
  if (error) throw std::runtime_error("cannot read " + folder + ": " + error.message());
  std::sort(cases.begin(), cases.end(),
            [](const auto& a, const auto& b) { return a.file < b.file; });
  return cases;
}

void play_case(app::System& system, ShiftedClock& clock, const DemoCase& the_case) {
  Player player(system, clock, the_case);
  try {
    player.play();
  } catch (const std::exception& failure) {
    throw std::runtime_error("the case " + the_case.file + " stopped at " + player.doing() + ": " +
                             failure.what());
  }
  clock.shift(0);
}

}  // namespace roundtable::demo
