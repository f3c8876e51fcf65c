#include "live/registry.hpp"

#include <algorithm>
#include <future>

#include "base/ensure.hpp"

namespace roundtable::live {
namespace {

constexpr std::size_t kReadEntriesMax = 1'000;

}  // namespace

Registry::Registry(log::EventLog& log, const Clock& clock)
    : log_(log), clock_(clock), grids_(std::make_shared<domain::GridTree>()) {
  replay("grids");
  replay("standing");
  for (const auto& head : log_.heads("roll:")) replay(head.stream);
}

std::shared_ptr<const domain::GridTree> Registry::grids() const {
  const std::scoped_lock lock(mutex_);
  return grids_;
}

std::shared_ptr<const domain::Roll> Registry::roll(const RollId& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = rolls_.find(id);
  return found == rolls_.end() ? nullptr : found->second;
}

std::optional<domain::BindingBasis> Registry::binding(const GridId& grid,
                                                      std::string_view body) const {
  const std::scoped_lock lock(mutex_);
  const auto path = grids_->path(grid);
  for (auto node = path.rbegin(); node != path.rend(); ++node) {
    const auto found = bases_.find(std::pair((*node)->id, std::string(body)));
    if (found != bases_.end()) return domain::BindingBasis{found->second};
  }
  return std::nullopt;
}

bool Registry::import_grids(const ActorId& actor, const CommandId& id,
                            const std::vector<domain::GridNode>& nodes) {
  auto bytes = codec::encode_grids(nodes);
  const codec::GridsImported event{log::sha256_hex(bytes)};
  return append("grids", actor, id, event, std::move(bytes));
}

bool Registry::import_roll(const ActorId& actor, const CommandId& id, const domain::Roll& roll) {
  auto bytes = codec::encode_roll(roll);
  const codec::RollImported event{roll.id, roll.grid, log::sha256_hex(bytes)};
  return append("roll:" + roll.id.str(), actor, id, event, std::move(bytes));
}

bool Registry::record_basis(const ActorId& actor, const CommandId& id,
                            const codec::BindingBasisRecorded& basis) {
  return append("standing", actor, id, basis, std::nullopt);
}

void Registry::replay(const std::string& stream) {
  std::uint64_t version = 0;
  for (;;) {
    const auto entries = log_.read(stream, version, kReadEntriesMax);
    if (entries.empty()) return;
    for (const auto& entry : entries) apply(codec::decode_registry_payload(entry.payload));
    version = entries.back().version;
  }
}

std::string Registry::content_of(const std::string& sha256) const {
  auto bytes = log_.content(sha256);
  if (!bytes) throw codec::DecodeFailure("content " + sha256 + " is missing");
  return std::move(*bytes);
}

void Registry::apply(const codec::RegistryEvent& event) {
  if (const auto* grids = std::get_if<codec::GridsImported>(&event)) {
    // An import adds to the tree; nodes that are there already stay as they are.
    auto tree = std::make_shared<domain::GridTree>(*this->grids());
    for (auto& node : codec::decode_grids(content_of(grids->content))) {
      if (tree->find(node.id) == nullptr) ensure(!tree->add(std::move(node)), "an imported grid");
    }
    const std::scoped_lock lock(mutex_);
    grids_ = std::move(tree);
  } else if (const auto* roll = std::get_if<codec::RollImported>(&event)) {
    auto value =
        std::make_shared<const domain::Roll>(codec::decode_roll(content_of(roll->content)));
    const std::scoped_lock lock(mutex_);
    rolls_[roll->roll] = std::move(value);
  } else if (const auto* basis = std::get_if<codec::BindingBasisRecorded>(&event)) {
    const std::scoped_lock lock(mutex_);
    bases_[{basis->grid, basis->body}] = basis->text;
  }
}

bool Registry::append(const std::string& stream, const ActorId& actor, const CommandId& id,
                      const codec::RegistryEvent& event, std::optional<std::string> content) {
  const std::scoped_lock one_writer(writing_);
  const auto heads = log_.heads(stream);
  const auto head = std::find_if(heads.begin(), heads.end(),
                                 [&](const auto& known) { return known.stream == stream; });
  const auto version = head == heads.end() ? 0 : head->version;

  log::Entry entry{stream, version + 1, "", codec::encode_registry_payload(event), ""};
  log::Header header;
  header.stream = stream;
  header.version = entry.version;
  header.at = clock_.now();
  header.actor = actor;
  header.command_id = id;
  header.command_sha256 = log::sha256_hex(entry.payload);
  header.payload_sha256 = header.command_sha256;
  header.prev = head == heads.end() ? log::kNoEntry : head->hash;
  entry.header = log::write_header(header);
  entry.hash = log::sha256_hex(entry.header);

  log::Batch batch{stream, version, {std::move(entry)}, {}, {}};
  if (content) batch.content.push_back(log::make_content(std::move(*content)));
  std::promise<log::Appended> appended;
  log_.append(std::move(batch), [&](log::Appended outcome) { appended.set_value(outcome); });
  if (appended.get_future().get() != log::Appended::stored) return false;
  apply(event);
  return true;
}

}  // namespace roundtable::live
