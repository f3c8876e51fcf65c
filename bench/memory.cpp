// What an idle connection holds: residents sign in, join a meeting and then say nothing. The growth
// of our server process's resident memory over so many sockets; where it is installed, beside it
// Node's `ws` with as many upgraded sockets, which have joined nothing. Buffers the kernel keeps
// for a socket are not in it, for either.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>

#include "crowd.hpp"
#include "scene.hpp"
#include "setup.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;

constexpr double kKbMax = 10;

void stay(Lines& lines, std::size_t sockets, Kind kind) {
  LoadClient client(Address::read(lines.need()).port);
  gather(client, sockets, kind, lines);
  Collected(client).report(lines);
}

Measured ours(const Setup& setup, std::size_t sockets) {
  return measure_scene(setup, {sockets, domain::Counts::live},
                       [&](Lines& lines) { stay(lines, sockets, Kind::residents); });
}

Measured node(const Setup& setup, std::size_t sockets) {
  Child server(setup.peer().program());
  Child crowd([&](Lines& lines) { stay(lines, sockets, Kind::websocket); });
  return measure(server, crowd, sockets);
}

double print(const Setup& setup, const std::string& what, std::size_t sockets,
             const Measured& measured) {
  Row row;
  row.what = "memory: " + what;
  row.sockets = sockets;
  row.kb_each = static_cast<double>(measured.idle_memory_kb) / static_cast<double>(sockets);
  setup.report().row(row);
  return *row.kb_each;
}

int run(int argc, char** argv) {
  Setup setup;
  CLI::App app{"Memory of the server for each idle, joined socket"};
  setup.add_sizes(app, {1'000, 15'000});
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(setup.largest());

  setup.report().head();
  double largest = 0;
  for (const auto sockets : setup.sizes()) {
    const double kb = print(setup, "roundtable, joined", sockets, ours(setup, sockets));
    largest = std::max(largest, kb);
    if (!setup.peer().is_there()) continue;
    print(setup, "Node ws, joined to nothing", sockets, node(setup, sockets));
  }
  setup.report().target("memory of an idle socket", largest, kKbMax, " KB");
  std::printf("note: memory is the process's own (RSS); kernel socket buffers are not counted\n");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
