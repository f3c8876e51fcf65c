// What every benchmark's command line has in common: where data goes, how many threads our server
// takes, how many sockets, and whether the peer runs beside it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "process.hpp"
#include "report.hpp"
#include "rig.hpp"

namespace CLI {
class App;
}

namespace roundtable::bench {

/// Node's `ws`, doing the same in the same run (peers/ws_server.mjs). Where node or the package is
/// missing the benchmarks go without it and say so.
class Peer {
 public:
  void add_options(CLI::App& app);
  /// Prints one line when it is left out. After the options are parsed.
  void look();
  bool is_there() const { return there_; }
  /// The program to start, a server of the rig (rig.hpp).
  std::vector<std::string> program() const;

 private:
  std::string folder_;
  bool unwanted_ = false;
  bool there_ = false;
};

class Setup {
 public:
  Setup();
  void add_options(CLI::App& app);
  /// For benchmarks that run with several numbers of sockets; these are the standard ones.
  void add_sizes(CLI::App& app, std::vector<std::size_t> sizes);
  /// For benchmarks whose rows are the median of several rounds.
  void add_rounds(CLI::App& app);
  /// After the options are parsed: makes sure that it can run, says what is left out.
  void prepare(std::size_t sockets_max);

  const Peer& peer() const { return peer_; }
  const Report& report() const { return report_; }
  std::size_t shards() const { return shards_; }
  std::size_t rounds() const { return rounds_; }
  const std::vector<std::size_t>& sizes() const { return sizes_; }
  std::size_t largest() const;
  /// Folder in which the data folders of our server are made.
  const std::string& data() const { return data_; }

 private:
  Peer peer_;
  Report report_;
  std::size_t shards_;
  std::size_t rounds_ = 3;
  std::vector<std::size_t> sizes_;
  std::string data_;
};

/// The body of `main`: a failure becomes one line and exit code 1.
int benchmark_main(const std::function<int()>& body);

}  // namespace roundtable::bench
