#include "http/file_shelf.hpp"

#include "log/hash_chain.hpp"

namespace roundtable::http {

FileToAdd seal_file(const std::string& title, const AgendaItemId& item, std::string bytes,
                    Randomness& randomness) {
  domain::AddFile command;
  command.item = item;
  command.title = title;
  command.media = domain::recognised(bytes);
  command.bytes = static_cast<std::int64_t>(bytes.size());
  command.sha256 = log::sha256_hex(bytes);
  std::string salt(log::kSealedSaltBytes, '\0');
  randomness.fill({reinterpret_cast<std::uint8_t*>(salt.data()), salt.size()});
  auto sealed = log::seal(std::move(salt), std::move(bytes));
  command.commitment = sealed->commitment;
  return {std::move(command), std::move(sealed)};
}

FileShelf::Taken FileShelf::take(log::EventLog& log, const std::string& commitment,
                                 std::size_t bytes) {
  {
    const std::scoped_lock lock(mutex_);
    std::erase_if(out_, [](const auto& one) { return one.second.expired(); });
    if (const auto found = out_.find(commitment); found != out_.end()) {
      if (auto held = found->second.lock()) return {std::move(held), false};
    }
    std::size_t held_bytes = bytes;
    for (const auto& [name, one] : out_) {
      if (const auto held = one.lock()) held_bytes += held->size();
    }
    if (held_bytes > bytes_max_) return {nullptr, true};
  }
  auto sealed = log.sealed(commitment);
  if (!sealed) return {};
  auto read = std::make_shared<const std::string>(std::move(sealed->value));
  const std::scoped_lock lock(mutex_);
  out_[commitment] = read;
  return {std::move(read), false};
}

}  // namespace roundtable::http
