// What an operator sees: log lines and metrics. Both may be used from any thread. Lines are JSON
// objects on standard error, one a line: {"at":…,"level":…,"what":…, then the fields}. Neither ever
// carries personal data: ids, codes, counts and durations only - no names, labels, addresses,
// tokens.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/env.hpp"

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace roundtable::ops {

enum class Level { debug, info, warning, error };
std::string_view to_string(Level level);
std::optional<Level> level_from(std::string_view text);

/// Longer texts are cut, with "…" at the end.
inline constexpr std::size_t kLogTextBytesMax = 1024;

/// A text, a whole number or a yes/no. Texts are read during the call only.
class LogValue {
 public:
  LogValue(std::string_view text) : value_(text) {}
  LogValue(const char* text) : value_(std::string_view(text)) {}
  LogValue(const std::string& text) : value_(std::string_view(text)) {}
  LogValue(bool yes) : value_(yes) {}
  template <std::integral Number>
  LogValue(Number number) : value_(static_cast<std::int64_t>(number)) {}

  const std::variant<std::string_view, std::int64_t, bool>& value() const { return value_; }

 private:
  std::variant<std::string_view, std::int64_t, bool> value_;
};

struct LogField {
  std::string_view name;
  LogValue value;
};
using LogFields = std::initializer_list<LogField>;

/// One line without its newline.
std::string log_line(Time at, Level level, std::string_view what, LogFields fields);

class Log {
 public:
  /// Writes to standard error, or to `out` (tests). `clock` and `out` must outlive the log.
  Log(const Clock& clock, Level least, std::ostream* out = nullptr);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  /// `what` is a name for machines: "server_started".
  void write(Level level, std::string_view what, LogFields fields = {});
  void debug(std::string_view what, LogFields fields = {}) { write(Level::debug, what, fields); }
  void info(std::string_view what, LogFields fields = {}) { write(Level::info, what, fields); }
  void warning(std::string_view what, LogFields fields = {}) {
    write(Level::warning, what, fields);
  }
  void error(std::string_view what, LogFields fields = {}) { write(Level::error, what, fields); }

 private:
  struct Sink;
  const Clock& clock_;
  Level least_;
  std::unique_ptr<Sink> sink_;
};

using MetricLabels = std::vector<std::pair<std::string, std::string>>;

/// Upper bounds of histogram buckets.
inline constexpr std::initializer_list<double> kSecondsBuckets = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0};
inline constexpr std::initializer_list<double> kSizeBuckets = {1,   2,   4,   8,    16,   32,  64,
                                                               128, 256, 512, 1024, 2048, 4096};

/// All metrics of one server. Handles are made once, at start; they are small, stay valid as long
/// as the Metrics, and cost one atomic step to use. The same name and labels give the same metric.
class Metrics {
 public:
  class Counter {
   public:
    void add(std::uint64_t amount = 1);
    /// For a total that is counted elsewhere. One thread at a time.
    void raise_to(std::uint64_t total);

   private:
    friend class Metrics;
    explicit Counter(prometheus::Counter& counter) : counter_(&counter) {}
    prometheus::Counter* counter_;
  };
  class Gauge {
   public:
    void set(std::int64_t value);
    void add(std::int64_t amount);

   private:
    friend class Metrics;
    explicit Gauge(prometheus::Gauge& gauge) : gauge_(&gauge) {}
    prometheus::Gauge* gauge_;
  };
  class Histogram {
   public:
    void observe(double value);

   private:
    friend class Metrics;
    explicit Histogram(prometheus::Histogram& histogram) : histogram_(&histogram) {}
    prometheus::Histogram* histogram_;
  };

  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// `name` as Prometheus wants it: [a-z_:][a-z0-9_:]*, counters ending in _total.
  Counter counter(const std::string& name, const std::string& help,
                  const MetricLabels& labels = {});
  Gauge gauge(const std::string& name, const std::string& help, const MetricLabels& labels = {});
  Histogram histogram(const std::string& name, const std::string& help,
                      std::initializer_list<double> buckets, const MetricLabels& labels = {});

  /// Called at the start of every `text`, one at a time: copies in what is counted elsewhere.
  void before_text(std::function<void()> refresh);
  /// Everything in the Prometheus text format (version 0.0.4).
  std::string text();

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

}  // namespace roundtable::ops
