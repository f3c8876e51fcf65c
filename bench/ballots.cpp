// The burst: as many voters as sockets, one ballot each, all sent at once, all answered `done`, so
// durable. With counts hidden and live (then everybody also gets the patches, ten a second at
// most). Beside it in the same run a bare loop and, where it is installed, Node's `ws`: they answer
// as many messages with as many bytes, and decide and store nothing.
//
// Delays count from the moment the first ballot leaves. CPU a ballot is all it takes until
// everybody has been told: deciding, storing, the answer, the voter's own part, the patches.
#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "bare_server.hpp"
#include "crowd.hpp"
#include "rig.hpp"
#include "scene.hpp"
#include "setup.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;

constexpr double kSecondsMax = 3.0;  // for 10,000 voters
// Linear: what one ballot costs does not depend on how many there are. Ten times the voters' state
// fits the caches less well, and two runs of the same differ by a tenth; quadratic would be 10.
constexpr double kGrowthMax = 1.5;

class Voters {
 public:
  Voters(LoadClient& client, std::size_t voters, Kind kind)
      : client_(client), voters_(voters), kind_(kind), collected_(client) {}

  void run(Lines& lines, const std::string& ballot) {
    client_.on_frame([this](std::size_t, std::string_view frame) { take(frame); });
    for (std::size_t i = 0; i < voters_; ++i) {
      client_.send_text(i, cast_text("v" + std::to_string(i), ballot, i % 3 != 0));
    }
    collected_.await(voters_);
    // The clock has stopped, but the server's bill is not whole before each sees the own vote.
    if (kind_ == Kind::residents) client_.need([this] { return own_parts_ >= voters_; });
    collected_.report(lines);
  }

 private:
  void take(std::string_view frame) {
    // The bare loop and the peer send nothing but answers.
    if (kind_ != Kind::residents || is_op(frame, "done")) {
      collected_.take(monotonic_us() - collected_.began_us(), frame);
    } else if (is_own_part(frame)) {
      ++own_parts_;
    } else if (is_op(frame, "refused") || is_op(frame, "unknown")) {
      throw std::runtime_error(std::string(frame));
    }
  }

  LoadClient& client_;
  std::size_t voters_;
  Kind kind_;
  Collected collected_;
  std::size_t own_parts_ = 0;
};

void cast_all(Lines& lines, std::size_t voters, Kind kind) {
  const auto address = Address::read(lines.need());
  LoadClient client(address.port);
  gather(client, voters, kind, lines);
  Voters(client, voters, kind).run(lines, address.ballot);
}

class Ballots {
 public:
  explicit Ballots(const Setup& setup) : setup_(setup) {}

  void run() {
    setup_.report().head();
    for (const auto voters : setup_.sizes()) {
      std::vector<Contender> contenders{
          {"bare loop, nothing stored", [&] { return bare(voters); }}};
      if (setup_.peer().is_there()) {
        contenders.push_back({"Node ws, nothing stored", [&] { return node(voters); }});
      }
      for (const auto counts : {domain::Counts::hidden, domain::Counts::live}) {
        contenders.push_back({"roundtable, counts " + std::string(to_string(counts)),
                              [=, this] { return product(voters, counts); }});
      }
      print(voters, contenders, medians(contenders, setup_.rounds()));
    }
    compare();
  }

 private:
  struct Cost {
    double cpu_us = 0;
    double seconds = 0;
  };

  void print(std::size_t voters, const std::vector<Contender>& contenders,
             const std::vector<Measured>& measured) {
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      const Cost cost{cpu_us_each(measured[i]),
                      static_cast<double>(measured[i].report.took_us) / 1'000'000};
      Row row;
      row.what = "ballots: " + contenders[i].what;
      row.sockets = voters;
      row.total_ms = cost.seconds * 1'000;
      row.per_second = static_cast<double>(voters) / cost.seconds;
      row.cpu_us = cost.cpu_us;
      row.times_bare = cost.cpu_us / cpu_us_each(measured[0]);
      row.delays = measured[i].report.delays;
      setup_.report().row(row);
      costs_[contenders[i].what][voters] = cost;
    }
  }

  void compare() const {
    for (const auto& [name, by_size] : costs_) {
      if (!name.starts_with("roundtable")) continue;
      const auto& [fewest, least] = *by_size.begin();
      const auto& [most, greatest] = *by_size.rbegin();
      if (most == 10'000) {
        setup_.report().target("10,000 ballots, " + name, greatest.seconds, kSecondsMax, " s");
      }
      if (most == fewest) continue;
      setup_.report().target("linear, " + name + ", CPU a ballot at " + std::to_string(most) +
                                 " : at " + std::to_string(fewest),
                             greatest.cpu_us / least.cpu_us, kGrowthMax, "");
    }
  }

  static Measured burst(Child& server, std::size_t voters, Kind kind) {
    Child crowd([&](Lines& lines) { cast_all(lines, voters, kind); });
    return measure(server, crowd, voters);
  }
  static Measured bare(std::size_t voters) {
    Child server(serve_bare);
    return burst(server, voters, Kind::bare);
  }
  Measured node(std::size_t voters) const {
    Child server(setup_.peer().program());
    return burst(server, voters, Kind::websocket);
  }
  Measured product(std::size_t voters, domain::Counts counts) const {
    return measure_scene(setup_, {voters, counts},
                         [&](Lines& lines) { cast_all(lines, voters, Kind::residents); });
  }

  const Setup& setup_;
  std::map<std::string, std::map<std::size_t, Cost>> costs_;
};

int run(int argc, char** argv) {
  Setup setup;
  CLI::App app{"A burst of ballots: one a voter, all at once, all answered durable"};
  setup.add_sizes(app, {1'000, 5'000, 10'000});
  setup.add_rounds(app);
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(setup.largest());
  Ballots(setup).run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
