// Stream: what the three parts of a host share - which stream it is, the strand it lives on, its
// aggregate. A task that is posted holds `alive()`, so that the host outlives it.
#pragma once

#include <memory>

#include "base/stream_name.hpp"
#include "live/aggregate.hpp"
#include "live/host_services.hpp"
#include "live/strand.hpp"

namespace roundtable::live {

struct Stream {
  StreamName name;
  Strand& strand;
  HostServices& services;
  std::unique_ptr<Aggregate> aggregate;
  std::weak_ptr<const void> host;

  std::shared_ptr<const void> alive() const { return host.lock(); }
};

}  // namespace roundtable::live
