// One case of the demonstration, from its file in templates/demo/: the grids, people and rolls it
// needs, the issue, and what was done in its meetings, as the commands of docs/protocol.md. Every
// command goes the way it would have gone on its day, only dated back, so that minutes and records
// are what they would be. templates/demo/README.md has the form of the files.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/system.hpp"
#include "demo/city.hpp"

namespace roundtable::demo {

/// The system's clock, shifted while the past is being written.
class ShiftedClock final : public Clock {
 public:
  Time now() const override { return system_clock().now() + shift_micros_; }
  void shift(std::int64_t micros) { shift_micros_ = micros; }

 private:
  std::atomic<std::int64_t> shift_micros_{0};
};

struct DemoCase {
  std::string file;
  nlohmann::json body;
  std::string folder{};  // it was read from; its files are in files/ below it

  std::string zh() const { return body.at("name").at("zh"); }
  std::string en() const { return body.at("name").at("en"); }
  /// Where a visitor begins.
  GridId page() const { return GridId(body.at("page").get<std::string>()); }
  std::string host() const { return body.at("host"); }
  /// Who runs its meetings; "" where it has none yet.
  std::string facilitator() const { return body.value("facilitator", ""); }
  std::vector<MeetingId> meetings() const;
  std::vector<CaseGrid> grids() const;
};

/// Those of a folder, in the order of their file names. Throws std::runtime_error with the file.
std::vector<DemoCase> read_cases(const std::string& folder);

/// Does what the case says; its grids are there already. Throws std::runtime_error with the file
/// and the step where something is refused.
void play_case(app::System& system, ShiftedClock& clock, const DemoCase& the_case);

}  // namespace roundtable::demo
