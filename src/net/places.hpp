// What one address may have at this server at one time: connections, and bytes of requests and
// messages that are not whole yet. So that one cannot fill it, nor its memory, alone. Shared by the
// shards of a server.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "live/tally.hpp"
#include "net/handlers.hpp"

namespace roundtable::net {

class Places {
 public:
  /// A connection's; gives back what it has when it goes.
  class Place {
   public:
    Place(Places& of, const std::string& address)
        : of_(of), line_(line_of(address)), site_(site_of(address)) {}
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    /// So many bytes are half received, in place of what there was; false, and as before, where the
    /// address has too many.
    bool hold(std::size_t bytes);

   private:
    friend class Places;
    Places& of_;
    const std::string line_;
    const std::string site_;
    std::size_t held_ = 0;
    bool taken_ = false;
  };

  explicit Places(const ServerOptions& options);
  /// Null where the address has as many connections as it may. Must not outlive this.
  std::unique_ptr<Place> take(const std::string& address);
  /// For a trusted proxy, whose connections are those of many: only bytes are counted.
  std::unique_ptr<Place> take_uncounted(const std::string& address);

 private:
  live::AddressTally connections_;
  live::AddressTally bytes_;
};

}  // namespace roundtable::net
