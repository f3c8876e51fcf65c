#include "ops/observe.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <mutex>

#include "base/ensure.hpp"

namespace roundtable::ops {
namespace {

spdlog::sink_ptr sink_for(std::ostream* out) {
  if (out != nullptr) return std::make_shared<spdlog::sinks::ostream_sink_mt>(*out, true);
  return std::make_shared<spdlog::sinks::stderr_sink_mt>();
}

prometheus::Labels to_labels(const MetricLabels& labels) {
  return prometheus::Labels(labels.begin(), labels.end());
}

/// A name or label that Prometheus does not take is a mistake of ours, found at start-up.
template <class Make>
auto made(const std::string& name, Make make) {
  try {
    return make();
  } catch (const std::exception& problem) {
    ensure(false, ("metric " + name + ": " + problem.what()).c_str());
    throw;
  }
}

}  // namespace

struct Log::Sink {
  explicit Sink(std::ostream* out) : logger("roundtable", sink_for(out)) {
    logger.set_pattern("%v");
    logger.set_level(spdlog::level::trace);
    logger.flush_on(spdlog::level::trace);
  }
  spdlog::logger logger;
};

Log::Log(const Clock& clock, Level least, std::ostream* out)
    : clock_(clock), least_(least), sink_(std::make_unique<Sink>(out)) {}
Log::~Log() = default;

void Log::write(Level level, std::string_view what, LogFields fields) {
  if (level < least_) return;
  const std::string line = log_line(clock_.now(), level, what, fields);
  sink_->logger.log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

void Metrics::Counter::add(std::uint64_t amount) {
  counter_->Increment(static_cast<double>(amount));
}
void Metrics::Counter::raise_to(std::uint64_t total) {
  const double more = static_cast<double>(total) - counter_->Value();
  if (more > 0) counter_->Increment(more);
}
void Metrics::Gauge::set(std::int64_t value) {
  gauge_->Set(static_cast<double>(value));
}
void Metrics::Gauge::add(std::int64_t amount) {
  gauge_->Increment(static_cast<double>(amount));
}
void Metrics::Histogram::observe(double value) {
  histogram_->Observe(value);
}

struct Metrics::Store {
  prometheus::Registry registry;
  std::mutex refresh_mutex;  // taken at start-up and once a scrape
  std::vector<std::function<void()>> refreshes;
};

Metrics::Metrics() : store_(std::make_unique<Store>()) {}
Metrics::~Metrics() = default;

Metrics::Counter Metrics::counter(const std::string& name, const std::string& help,
                                  const MetricLabels& labels) {
  return made(name, [&] {
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(store_->registry);
    return Counter(family.Add(to_labels(labels)));
  });
}

Metrics::Gauge Metrics::gauge(const std::string& name, const std::string& help,
                              const MetricLabels& labels) {
  return made(name, [&] {
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(store_->registry);
    return Gauge(family.Add(to_labels(labels)));
  });
}

Metrics::Histogram Metrics::histogram(const std::string& name, const std::string& help,
                                      std::initializer_list<double> buckets,
                                      const MetricLabels& labels) {
  return made(name, [&] {
    auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(store_->registry);
    return Histogram(
        family.Add(to_labels(labels), prometheus::Histogram::BucketBoundaries(buckets)));
  });
}

void Metrics::before_text(std::function<void()> refresh) {
  const std::lock_guard lock(store_->refresh_mutex);
  store_->refreshes.push_back(std::move(refresh));
}

std::string Metrics::text() {
  const std::lock_guard lock(store_->refresh_mutex);
  for (const auto& refresh : store_->refreshes) refresh();
  return prometheus::TextSerializer().Serialize(store_->registry.Collect());
}

}  // namespace roundtable::ops
