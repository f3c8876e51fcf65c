#include "net/places.hpp"

#include <algorithm>

namespace roundtable::net {
namespace {

// A site has many lines, and many people: a campus, a provider's customer.
constexpr std::size_t kLinesOfASite = 4;

/// One address alone does not fill a small server either.
std::size_t connections_max(const ServerOptions& options) {
  return std::min(options.connections_per_address_max,
                  std::max<std::size_t>(1, options.sockets_max / 2));
}

}  // namespace

Places::Places(const ServerOptions& options)
    : connections_(connections_max(options), kLinesOfASite * connections_max(options)),
      bytes_(options.half_bytes_per_address_max,
             kLinesOfASite * options.half_bytes_per_address_max) {}

std::unique_ptr<Places::Place> Places::take(const std::string& address) {
  auto place = take_uncounted(address);
  place->taken_ = connections_.enter(place->line_, place->site_);
  return place->taken_ ? std::move(place) : nullptr;
}

std::unique_ptr<Places::Place> Places::take_uncounted(const std::string& address) {
  return std::make_unique<Place>(*this, address);
}

Places::Place::~Place() {
  of_.bytes_.leave(line_, site_, held_);
  if (taken_) of_.connections_.leave(line_, site_);
}

bool Places::Place::hold(std::size_t bytes) {
  if (bytes > held_ && !of_.bytes_.enter(line_, site_, bytes - held_)) return false;
  if (bytes < held_) of_.bytes_.leave(line_, site_, held_ - bytes);
  held_ = bytes;
  return true;
}

}  // namespace roundtable::net
