// Strand: a shard of the server as `live` sees it - tasks run one after another, in the order
// posted, from any thread. net's shards are strands; tests and simulations bring their own.
#pragma once

#include <chrono>
#include <functional>

namespace roundtable::live {

class Strand {
 public:
  virtual ~Strand() = default;
  virtual void post(std::function<void()> task) = 0;
  virtual void post_after(std::chrono::milliseconds delay, std::function<void()> task) = 0;
};

}  // namespace roundtable::live
