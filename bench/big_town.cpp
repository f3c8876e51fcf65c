#include "big_town.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <latch>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include "codec/frame_json.hpp"
#include "log/hash_chain.hpp"
#include "product.hpp"

namespace roundtable::bench {
namespace {

using Who = std::shared_ptr<const live::Subject>;
using Given = std::pair<Who, domain::Command>;

const GridId kTown("town");
const std::string kFacilitator = "town-facilitator";
const std::string kTownRule = "owners-group-ordinary";
const domain::Scope kTownBuilding{domain::ScopeKind::building, "1", ""};
constexpr std::size_t kBuildings = 500;
constexpr std::size_t kLargestMax = 100'000;  // entries of one meeting
constexpr std::size_t kHouseholds = 60;
constexpr std::size_t kSpeakers = 6;          // on each item
constexpr std::size_t kConfidentialEach = 5;  // the last ballot of every so-many-th meeting
constexpr std::size_t kAssemblyBallots = 19;
constexpr std::size_t kSittingsAtOnce = 64;
constexpr const char* kItems[] = {"加装电梯的费用怎么分摊", "地面停车位怎么轮换", "充电桩装在哪里"};
constexpr const char* kContact = "居委会，电话见公告栏";

std::string numbered(const char* what, std::size_t number) {
  return what + std::to_string(number);
}

/// A building and its households, or the assembly's neighbourhood.
struct House {
  GridId grid;
  RollId roll;
  std::vector<Who> households;
};

House make_house(app::System& system, const std::string& name, std::size_t households) {
  House house{GridId(name), RollId(name + "-roll"), {}};
  std::vector<domain::UnitRow> rows;
  std::vector<HeadId> heads;
  for (std::size_t i = 0; i < households; ++i) {
    heads.emplace_back(random_id(system_randomness()));
    rows.push_back({UnitId(random_id(system_randomness())), "1", "",
                    Area{static_cast<std::int64_t>(5'000 + i % 7 * 900)},
                    domain::AreaSource::land_register, domain::UnitKind::dwelling, "", false});
    house.households.push_back(std::make_shared<const live::Subject>(live::Subject{
        live::SubjectKind::resident, ActorId(heads.back().str()), heads.back(), "", {}, ""}));
  }
  need_stored(
      system.registry().import_roll(ActorId("system"), CommandId(name + "-roll"),
                                    domain::make_roll(house.roll, house.grid, rows, heads)));
  return house;
}

/// Commands of one meeting, each of which must be done.
class Sitting {
 public:
  Sitting(app::System& system, std::string id, const House& house, Who facilitator)
      : system_(system), id_(std::move(id)), house_(house), facilitator_(std::move(facilitator)) {}

  std::size_t entries() const { return entries_; }

  /// What it made: the member `what` of the result; "" when that is not asked.
  std::string give(domain::Command command, const char* what = nullptr) {
    const auto answer = system_.give(id_, facilitator_, fresh_id(), std::move(command));
    const auto* done = std::get_if<live::Done>(&answer);
    if (done == nullptr) refused(answer);
    ++entries_;
    if (what == nullptr) return "";
    return nlohmann::json::parse(done->result).at(what).get<std::string>();
  }

  /// All at once, as people do; returns when each has its answer.
  void give_all(std::vector<Given> given) {
    struct Waiting {
      explicit Waiting(std::size_t count) : left(static_cast<std::ptrdiff_t>(count)) {}
      std::latch left;
      std::mutex mutex;
      std::optional<live::Answer> wrong;
    };
    const auto waiting = std::make_shared<Waiting>(given.size());
    for (auto& [who, command] : given) {
      live::Submission submission;
      submission.subject = who;
      submission.id = fresh_id();
      submission.command_sha256 = log::sha256_hex(id_.str() + "\n" + codec::write_command(command));
      submission.command = std::move(command);
      submission.reply = [waiting](const live::Answer& answer) {
        if (!std::holds_alternative<live::Done>(answer)) {
          const std::scoped_lock lock(waiting->mutex);
          waiting->wrong = answer;
        }
        waiting->left.count_down();
      };
      system_.hall().submit(id_, std::move(submission));
    }
    waiting->left.wait();
    if (waiting->wrong) refused(*waiting->wrong);
    entries_ += given.size();
  }

  void convene(const std::string& title) {
    domain::ConveneMeeting convene;
    convene.title = title;
    convene.place = "居民活动室";
    convene.body = "owners_group";
    convene.grid = house_.grid;
    convene.roll = house_.roll;
    convene.scope = kTownBuilding;
    convene.rules = {kTownRule};
    convene.scheduled_at = system_clock().now();
    give(std::move(convene));
  }

  /// Nine of ten come.
  void come_in() {
    std::vector<Given> given;
    for (std::size_t i = 0; i < house_.households.size(); ++i) {
      if (i % 10 != 9) given.emplace_back(house_.households[i], domain::CheckIn{});
    }
    give_all(std::move(given));
  }

  void speak() {
    std::vector<Given> given;
    for (std::size_t i = 0; i < kSpeakers; ++i) {
      domain::RequestFloor request;
      request.stance = i % 2 == 0 ? domain::Stance::in_favour : domain::Stance::against;
      given.emplace_back(house_.households[i * 4 % house_.households.size()], request);
    }
    for (const auto& one : given) {
      const auto speech = give_as(one, "speech");
      give(domain::GrantFloor{SpeechId(speech)});
      give(domain::FinishSpeech{SpeechId(speech), {}});
    }
  }

  void move_proposal(const std::string& item) {
    domain::TableProposal table;
    table.item = AgendaItemId(item);
    table.text = {
        "按楼层分摊，一楼不出",
        {"二楼以上按楼层系数分摊，系数随公告一并张贴。", "一楼不出钱，运行后的电费也不分摊。"},
        "业主小组",
        "1号楼"};
    const auto proposal = give_as({house_.households[0], std::move(table)}, "proposal");
    std::vector<Given> given;
    for (std::size_t i = 1; i < house_.households.size() / 3; ++i) {
      given.emplace_back(house_.households[i],
                         domain::SupportProposal{ProposalId(proposal), {}, true});
    }
    give_all(std::move(given));
  }

  /// Everybody votes who came, two of three with yes.
  std::string vote(const std::string& item, domain::Secrecy secrecy) {
    domain::OpenBallot open;
    open.item = AgendaItemId(item);
    open.question = "同意按会上讨论的方案办吗？";
    open.rule = kTownRule;
    open.scope = kTownBuilding;
    open.secrecy = secrecy;
    open.counts = secrecy == domain::Secrecy::named ? domain::Counts::live : domain::Counts::hidden;
    auto ballot = give(std::move(open), "ballot");
    std::vector<Given> given;
    for (std::size_t i = 0; i < house_.households.size(); ++i) {
      domain::CastBallot cast;
      cast.ballot = BallotId(ballot);
      cast.paper = {i % 3 == 2 ? "no" : "yes"};
      given.emplace_back(house_.households[i], cast);
    }
    give_all(std::move(given));
    give(domain::CloseBallot{BallotId(ballot)});
    return ballot;
  }

  void write_minutes(const std::string& section) {
    domain::EditMinutes edit;
    edit.written.section = domain::SectionId(section);
    edit.written.text = "各户依次发言，主持人归纳了两种意见；表决结果见公告，未尽事宜下次再议。";
    give(std::move(edit));
  }

 private:
  static CommandId fresh_id() { return CommandId(random_id(system_randomness())); }

  std::string give_as(const Given& one, const char* what) {
    auto facilitator = std::exchange(facilitator_, one.first);
    auto made = give(one.second, what);
    facilitator_ = std::move(facilitator);
    return made;
  }

  [[noreturn]] void refused(const live::Answer& answer) const {
    const auto* refusal = std::get_if<domain::Refusal>(&answer);
    throw std::runtime_error("a command of " + id_.str() +
                             (refusal == nullptr
                                  ? " was not answered"
                                  : " was refused: " + std::string(to_string(refusal->code))));
  }

  app::System& system_;
  MeetingId id_;
  const House& house_;
  Who facilitator_;
  std::size_t entries_ = 0;
};

/// A roundtable of one building: the same number of entries each time.
std::size_t hold_roundtable(Sitting sitting, std::size_t number) {
  sitting.convene("第" + std::to_string(number + 1) + "次楼事会");
  std::vector<std::string> items;
  for (const auto* title : kItems) {
    items.push_back(
        sitting.give(domain::AddAgendaItem{{title, domain::ItemKind::decision}}, "item"));
  }
  sitting.give(domain::AnnounceMeeting{});
  sitting.give(domain::OpenMeeting{});
  sitting.come_in();
  sitting.give(domain::StartMeeting{});
  std::string ballot;
  for (const auto& item : items) {
    const bool last = item == items.back();
    sitting.give(domain::StartAgendaItem{AgendaItemId(item)});
    sitting.speak();
    if (item == items.front()) sitting.move_proposal(item);
    ballot =
        sitting.vote(item, last && number % kConfidentialEach == 0 ? domain::Secrecy::confidential
                                                                   : domain::Secrecy::named);
    sitting.give(domain::FinishAgendaItem{AgendaItemId(item)});
    sitting.write_minutes(item);
  }
  sitting.give(domain::PublishRecord{BallotId(ballot), kContact});
  sitting.give(domain::ProposeMinutes{});
  sitting.give(domain::CloseMeeting{});
  return sitting.entries();
}

/// The assembly: nearly all its entries are check-ins and votes.
std::size_t hold_assembly(Sitting sitting) {
  sitting.convene("小区业主大会会议");
  const auto item =
      sitting.give(domain::AddAgendaItem{{kItems[0], domain::ItemKind::decision}}, "item");
  sitting.give(domain::AnnounceMeeting{});
  sitting.give(domain::OpenMeeting{});
  sitting.come_in();
  sitting.give(domain::StartMeeting{});
  sitting.give(domain::StartAgendaItem{AgendaItemId(item)});
  for (std::size_t i = 0; i < kAssemblyBallots; ++i) sitting.vote(item, domain::Secrecy::named);
  return sitting.entries();
}

class Builder {
 public:
  Builder(app::System& system, std::size_t entries) : system_(system), entries_(entries) {
    facilitator_ =
        std::make_shared<const live::Subject>(live::Subject{live::SubjectKind::staff,
                                                            ActorId(kFacilitator),
                                                            {},
                                                            "",
                                                            {{live::Role::facilitator, kTown}},
                                                            ""});
  }

  Town build() {
    sign_in();
    make_grids();
    for (std::size_t i = 0; i < kBuildings; ++i) {
      houses_.push_back(make_house(system_, numbered("b", i), kHouseholds));
    }
    const auto tenth = std::min(entries_ / 10, kLargestMax);
    const auto assembly_house = make_house(
        system_, "n0", std::max(kHouseholds, tenth * 10 / (kAssemblyBallots * 10 + 9) + 1));
    town_.largest_id = "assembly";
    town_.small_id = "m0";
    const auto each = hold(0);
    const auto others = entries_ - std::min(entries_, tenth + each);
    town_.meetings = 1 + (others + each - 1) / each;
    std::thread assembly([&] {
      guarded([&] {
        town_.largest =
            hold_assembly(Sitting(system_, town_.largest_id, assembly_house, facilitator_));
      });
    });
    hold_all();
    assembly.join();
    if (failure_) std::rethrow_exception(failure_);
    town_.entries = each * town_.meetings + town_.largest;
    ++town_.meetings;
    return town_;
  }

 private:
  void sign_in() {
    system_.directory().add_account({kFacilitator, kFacilitator, ""});
    system_.directory().grant({kFacilitator, "facilitator", kTown.str()});
    system_.directory().add_sessions(
        {session_of(kTownToken, "staff", kFacilitator, MeetingId("assembly"))});
  }

  void make_grids() {
    std::vector<domain::GridNode> nodes{
        {kTown, "示例街道", domain::GridLevel::subdistrict, std::nullopt, ""},
        {GridId("n0"), "示例居民区", domain::GridLevel::neighbourhood, kTown, ""}};
    for (std::size_t i = 0; i < kBuildings; ++i) {
      nodes.push_back({GridId(numbered("b", i)), std::to_string(i + 1) + "号楼",
                       domain::GridLevel::building, GridId("n0"), ""});
    }
    need_stored(system_.registry().import_grids(ActorId("system"), CommandId("grids"), nodes));
  }

  std::size_t hold(std::size_t number) {
    return hold_roundtable(
        Sitting(system_, numbered("m", number), houses_[number % kBuildings], facilitator_),
        number);
  }

  void hold_all() {
    std::atomic<std::size_t> next{1};
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kSittingsAtOnce; ++i) {
      threads.emplace_back([&] {
        guarded([&] {
          for (auto number = next++; number < town_.meetings && !failed_; number = next++) {
            hold(number);
          }
        });
      });
    }
    for (auto& thread : threads) thread.join();
  }

  template <class Work>
  void guarded(Work work) {
    try {
      work();
    } catch (const std::exception&) {
      const std::scoped_lock lock(mutex_);
      failed_ = true;
      failure_ = std::current_exception();
    }
  }

  app::System& system_;
  const std::size_t entries_;
  Who facilitator_;
  std::vector<House> houses_;
  Town town_;
  std::mutex mutex_;
  std::atomic<bool> failed_{false};
  std::exception_ptr failure_;
};

}  // namespace

Town build_town(app::System& system, std::size_t entries) {
  return Builder(system, entries).build();
}

}  // namespace roundtable::bench
