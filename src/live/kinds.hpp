// The kinds of streams that have a host: one line each in kinds.cpp.
#pragma once

#include <memory>
#include <string_view>

#include "live/aggregate.hpp"
#include "live/host_services.hpp"

namespace roundtable::live {

struct Kind {
  std::string_view name;   // what stands before the colon in its streams' names, or all of it
  std::string_view takes;  // the stream that its commands' descriptions name
  std::unique_ptr<Aggregate> (*make)(std::string_view id, HostServices& services);
  bool (*begins)(const Submission& submission);  // whether that command may be a stream's first
  domain::Code unknown;                          // there is no such stream
};

/// Null where streams of that name have no host.
const Kind* kind_named(std::string_view name);

}  // namespace roundtable::live
