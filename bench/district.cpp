#include "district.hpp"

#include "product.hpp"

namespace roundtable::bench {
namespace {

const GridId kDistrict("district");
const std::string kChair = "chair";
const domain::Scope kOneBuilding{domain::ScopeKind::building, "1", ""};
constexpr std::int64_t kFlatCenti = 8'000;  // 80 m²

std::string meeting_name(const char* what, std::size_t meeting) {
  return what + std::to_string(meeting);
}

std::string head_in_district(std::size_t meeting, std::size_t household) {
  return meeting_name("b", meeting) + "-head-" + std::to_string(household);
}

std::string room_of(std::size_t household) {
  return std::to_string(household / 4 + 1) + "0" + std::to_string(household % 4 + 1);
}

class District {
 public:
  District(app::System& system, const DistrictOptions& options)
      : system_(system), options_(options) {}

  void prepare() {
    std::vector<domain::GridNode> nodes{
        {kDistrict, "bench", domain::GridLevel::neighbourhood, std::nullopt, ""}};
    for (std::size_t i = 0; i < options_.meetings; ++i) {
      nodes.push_back({GridId(grid_of(i)), "1号楼", domain::GridLevel::building, kDistrict, ""});
    }
    need_stored(system_.registry().import_grids(ActorId("system"), CommandId("grids"), nodes));
    system_.directory().add_account({kChair, kChair, ""});
    system_.directory().grant({kChair, "facilitator", kDistrict.str()});
    for (std::size_t i = 0; i < options_.meetings; ++i) {
      import_building(i);
      convene(i);
    }
  }

 private:
  void import_building(std::size_t meeting) {
    const auto name = grid_of(meeting);
    std::vector<domain::UnitRow> rows;
    std::vector<HeadId> heads;
    std::vector<directory::Label> labels;
    std::vector<directory::Session> sessions{
        session_of(name + "-chair", "staff", kChair, MeetingId(meeting_name("m", meeting)))};
    for (std::size_t i = 0; i < options_.households; ++i) {
      const auto head = head_in_district(meeting, i);
      const auto unit = name + "-unit-" + std::to_string(i);
      rows.push_back({UnitId(unit), "1", "", Area{kFlatCenti}, domain::AreaSource::land_register,
                      domain::UnitKind::dwelling, room_of(i), false});
      heads.emplace_back(head);
      labels.push_back({unit, "unit", room_of(i) + "室"});
      sessions.push_back(session_of(head, "resident", head, MeetingId(meeting_name("m", meeting))));
      sessions.back().head = head;
    }
    system_.directory().put_labels(labels);
    system_.directory().add_sessions(sessions);
    need_stored(system_.registry().import_roll(
        ActorId("system"), CommandId(name + "-roll"),
        domain::make_roll(RollId(roll_of(meeting)), GridId(name), rows, heads)));
  }

  void convene(std::size_t meeting) {
    domain::ConveneMeeting convene;
    convene.title = "加装电梯圆桌会";
    convene.place = "-";
    convene.body = "owners_group";
    convene.grid = GridId(grid_of(meeting));
    convene.roll = RollId(roll_of(meeting));
    convene.scope = kOneBuilding;
    convene.rules = {"owners-group-ordinary"};
    convene.scheduled_at = system_clock().now();
    Giver chair(system_, MeetingId(meeting_name("m", meeting)), grid_of(meeting) + "-chair");
    chair.give(convene);
    chair.give(domain::AddAgendaItem{"费用怎么分摊", domain::ItemKind::deliberation});
    chair.give(domain::AddAgendaItem{"是否启动前期工作", domain::ItemKind::decision});
    chair.give(domain::AnnounceMeeting{});
  }

  app::System& system_;
  const DistrictOptions& options_;
};

}  // namespace

std::string grid_of(std::size_t building) {
  return meeting_name("b", building);
}

std::string roll_of(std::size_t building) {
  return grid_of(building) + "-roll";
}

std::string chair_cookie(std::size_t building) {
  return "rt_session=" + grid_of(building) + "-chair";
}

void prepare_district(app::System& system, const DistrictOptions& options) {
  District(system, options).prepare();
}

std::vector<neighbours::MeetingPeople> people_of(const DistrictOptions& options) {
  std::vector<neighbours::MeetingPeople> all;
  for (std::size_t building = 0; building < options.meetings; ++building) {
    all.push_back(people_of(options, building, meeting_name("m", building)));
  }
  return all;
}

neighbours::MeetingPeople people_of(const DistrictOptions& options, std::size_t building,
                                    const std::string& meeting) {
  neighbours::MeetingPeople people{meeting, {}, {}};
  people.facilitators.push_back({"", chair_cookie(building)});
  for (std::size_t i = 0; i < options.households; ++i) {
    people.residents.push_back({"", "rt_session=" + head_in_district(building, i)});
  }
  return people;
}

Measured measure_district(const Setup& setup, const DistrictOptions& options,
                          const std::function<void(Lines&)>& crowd) {
  const DataFolder data(setup.data());
  Child server([&](Lines& lines) {
    serve_product(lines, setup.shards(), data.path(), [&](app::System& system) {
      prepare_district(system, options);
      return "-";  // no ballot is open
    });
  });
  Child clients(crowd);
  return measure(server, clients, options.sockets());
}

}  // namespace roundtable::bench
