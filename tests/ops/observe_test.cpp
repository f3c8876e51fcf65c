// Method: lines and metrics are written into memory under a fixed clock and compared as text;
// several threads write at once and nothing may be lost or torn.
#include "ops/observe.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <thread>

#include "base/ensure.hpp"

using namespace roundtable;
using namespace roundtable::ops;

namespace {

class FixedClock final : public Clock {
 public:
  Time now() const override { return Time{1'764'000'000'123'456}; }
};

std::string line_with(std::string_view text) {
  return log_line(Time{0}, Level::info, "x", {{"text", text}});
}

bool has_line(const std::string& text, const std::string& line) {
  return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a log line is one JSON object with its instant, level, name and fields") {
  const FixedClock clock;
  std::ostringstream out;
  Log log(clock, Level::info, &out);
  log.info("server_started", {{"host", "127.0.0.1"}, {"port", 8080}, {"demonstration", true}});
  CHECK(out.str() ==
        "{\"at\":\"2025-11-24T16:00:00.123456Z\",\"level\":\"info\",\"what\":\"server_started\","
        "\"host\":\"127.0.0.1\",\"port\":8080,\"demonstration\":true}\n");
}

TEST_CASE("lines below the least level are not written") {
  const FixedClock clock;
  std::ostringstream out;
  Log log(clock, Level::warning, &out);
  log.debug("a");
  log.info("b");
  CHECK(out.str().empty());
  log.warning("c");
  log.error("d");
  CHECK(out.str().find("\"c\"") != std::string::npos);
  CHECK(out.str().find("\"d\"") != std::string::npos);
}

TEST_CASE("whatever text comes in, a line stays one line of JSON") {
  CHECK(line_with("a\"b\\c").find(R"("text":"a\"b\\c")") != std::string::npos);
  CHECK(line_with("a\nb\t").find(R"("text":"a\u000ab\u0009")") != std::string::npos);
  CHECK(line_with("圆桌 {}").find("\"text\":\"圆桌 {}\"") != std::string::npos);
  CHECK(line_with("\xff\xe5\x9c").find("\"text\":\"\uFFFD\uFFFD\uFFFD\"") != std::string::npos);
  const std::string cut = line_with(std::string(kLogTextBytesMax + 1, 'x'));
  CHECK(cut.find("x…\"}") != std::string::npos);
  CHECK(cut.size() < kLogTextBytesMax + 200);
}

TEST_CASE("every level has a name that reads back") {
  for (const Level level : {Level::debug, Level::info, Level::warning, Level::error}) {
    CHECK(level_from(to_string(level)) == level);
  }
  CHECK(level_from("loud") == std::nullopt);
}

TEST_CASE("counters, gauges and histograms appear in the text") {
  Metrics metrics;
  metrics.counter("rt_commands_total", "Commands.", {{"outcome", "done"}}).add(3);
  metrics.counter("rt_commands_total", "Commands.", {{"outcome", "refused"}}).add();
  metrics.gauge("rt_sockets", "Open sockets.").set(7);
  metrics.histogram("rt_group_size", "Batches in one commit.", kSizeBuckets).observe(3);
  const std::string text = metrics.text();
  CHECK(has_line(text, "rt_commands_total{outcome=\"done\"} 3"));
  CHECK(has_line(text, "rt_commands_total{outcome=\"refused\"} 1"));
  CHECK(has_line(text, "rt_sockets 7"));
  CHECK(has_line(text, "rt_group_size_bucket{le=\"2\"} 0"));
  CHECK(has_line(text, "rt_group_size_bucket{le=\"4\"} 1"));
  CHECK(has_line(text, "rt_group_size_count 1"));
}

TEST_CASE("the same name and labels are the same metric") {
  Metrics metrics;
  metrics.counter("rt_again_total", "Again.").add(1);
  metrics.counter("rt_again_total", "Again.").add(1);
  CHECK(has_line(metrics.text(), "rt_again_total 2"));
}

TEST_CASE("a total counted elsewhere is copied in before the text is made, and never falls") {
  Metrics metrics;
  std::uint64_t elsewhere = 0;
  auto total = metrics.counter("rt_frames_total", "Frames.");
  metrics.before_text([&] { total.raise_to(elsewhere); });
  elsewhere = 10;
  CHECK(has_line(metrics.text(), "rt_frames_total 10"));
  elsewhere = 4;
  CHECK(has_line(metrics.text(), "rt_frames_total 10"));
}

TEST_CASE("a name that the format does not allow is our mistake") {
  Metrics metrics;
  CHECK_THROWS_AS(metrics.counter("not a name", "Help."), BrokenInvariant);
}

TEST_CASE("nothing is lost or torn when several threads write at once") {
  const FixedClock clock;
  std::ostringstream out;
  Log log(clock, Level::info, &out);
  Metrics metrics;
  auto counter = metrics.counter("rt_parallel_total", "Parallel.");
  constexpr int kThreads = 4;
  constexpr int kEach = 250;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < kEach; ++n) {
        counter.add();
        log.info("step", {{"number", n}});
      }
    });
  }
  for (auto& thread : threads) thread.join();

  CHECK(has_line(metrics.text(), "rt_parallel_total 1000"));
  std::istringstream lines(out.str());
  int whole = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("{\"at\"") && line.ends_with("}")) ++whole;
  }
  CHECK(whole == kThreads * kEach);
}
