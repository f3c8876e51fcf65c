// What `serve` and `demo` share: settings from flags, environment and file, and the life of the
// process from start to SIGTERM.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/system.hpp"
#include "ops/config.hpp"

namespace CLI {
class App;
}

namespace roundtable::cli {

/// Binds every setting of ops/config.hpp as a flag of `command`, plus --config FILE.
class SettingFlags {
 public:
  explicit SettingFlags(CLI::App& command);
  /// Throws std::runtime_error with the sentence of the first mistake.
  ops::Settings settings() const;

 private:
  struct Values;
  std::shared_ptr<Values> values_;
};

/// Runs a system until SIGTERM or SIGINT. `seed`, if any, runs once it listens and before it says
/// that it is ready; `ending`, if any, when it has been told to end and still serves.
int run_system(const ops::Settings& settings, const Clock& clock,
               const std::function<void(app::System&)>& seed,
               const std::function<void()>& ending = nullptr);

}  // namespace roundtable::cli
