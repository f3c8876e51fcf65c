#include "live/registry.hpp"

#include "base/ensure.hpp"

namespace roundtable::live {
namespace {

constexpr std::size_t kCatchUpEntriesMax = 1'000;

}  // namespace

void Registry::report(std::string_view what, const std::string& detail) const {
  if (report_) report_(what, detail);
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
    if (found == bases_.end()) continue;
    const auto& basis = found->second;
    if ((*node)->id != grid && !basis.below) continue;  // that grid's own affair
    // Taken back here: what holds above does not come through.
    if (basis.text.empty()) return std::nullopt;
    return domain::BindingBasis{basis.text};
  }
  return std::nullopt;
}

std::vector<std::shared_ptr<const domain::Roll>> Registry::rolls_of(const GridId& grid) const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<const domain::Roll>> found;
  for (const auto& [id, roll] : rolls_) {
    if (roll->grid == grid) found.push_back(roll);
  }
  return found;
}

std::vector<std::shared_ptr<const domain::Roll>> Registry::rolls_with(const HeadId& head) const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<const domain::Roll>> found;
  if (const auto known = rolls_by_head_.find(head); known != rolls_by_head_.end()) {
    for (const auto& id : known->second) found.push_back(rolls_.at(id));
  }
  return found;
}

Written Registry::import_grids(const ActorId& actor, const CommandId& id,
                               const std::vector<domain::GridNode>& nodes) {
  auto bytes = codec::encode_grids(nodes);
  const codec::GridsImported event{log::sha256_hex(bytes)};
  return append(
      {"grids", actor, id, "", codec::encode_registry_payload(event), std::move(bytes), nullptr});
}

Written Registry::import_roll(const ActorId& actor, const CommandId& id, const domain::Roll& roll) {
  auto bytes = codec::encode_roll(roll);
  const codec::RollImported event{roll.id, roll.grid, log::sha256_hex(bytes)};
  return append({"roll:" + roll.id.str(), actor, id, "", codec::encode_registry_payload(event),
                 std::move(bytes), nullptr});
}

Written Registry::record_basis(const ActorId& actor, const CommandId& id,
                               const codec::BindingBasisRecorded& basis) {
  return append(
      {"standing", actor, id, "", codec::encode_registry_payload(basis), std::nullopt, nullptr});
}

// Each try has another key, so the request is known by what it asks for.
Written Registry::renew_key(const ActorId& actor, const CommandId& id) {
  const std::string stream(log::kKeys);
  if (log_.answered_at(stream, actor, id)) return Written::done;
  const codec::KeyRenewed event{log_.public_key(), log_.prepare_key()};
  Change change{stream,
                actor,
                id,
                log::sha256_hex("renew key"),
                codec::encode_registry_payload(event),
                std::nullopt,
                [this, &event] { return log_.public_key() == event.from; }};
  change.next_key = event.to;
  return append(std::move(change));
}

log::TakenNumber Registry::next_convening(const GridId& grid) const {
  auto series = "convened:" + grid.str();
  const auto number = log_.next_number(series);
  return {std::move(series), number};
}

Written Registry::change_grid(const ActorId& actor, const CommandId& id,
                              const codec::GridChanged& change,
                              const std::shared_ptr<const domain::GridTree>& planned_on,
                              std::optional<log::TakenNumber> convening) {
  return append({"grids", actor, id, "", codec::encode_registry_payload(change), std::nullopt,
                 [this, &planned_on] { return grids() == planned_on; }, std::move(convening)});
}

Written Registry::import_grids(const ImportRequest& request,
                               const std::vector<domain::GridNode>& nodes,
                               const std::shared_ptr<const domain::GridTree>& planned_on) {
  auto bytes = codec::encode_grids(nodes);
  const codec::GridsImported event{log::sha256_hex(bytes)};
  return append({"grids", request.actor, request.id, request.sha256,
                 codec::encode_registry_payload(event, request.result), std::move(bytes),
                 [this, &planned_on] { return grids() == planned_on; }});
}

Written Registry::import_roll(const ImportRequest& request, const domain::Roll& value,
                              const std::shared_ptr<const domain::Roll>& planned_on) {
  auto bytes = codec::encode_roll(value);
  const codec::RollImported event{value.id, value.grid, log::sha256_hex(bytes)};
  return append({"roll:" + value.id.str(), request.actor, request.id, request.sha256,
                 codec::encode_registry_payload(event, request.result), std::move(bytes),
                 [this, &value, &planned_on] { return roll(value.id) == planned_on; }});
}

std::optional<Registry::FirstAnswer> Registry::first_answer(const ImportRequest& request,
                                                            const std::string& stream) {
  const auto version = log_.answered_at(stream, request.actor, request.id);
  if (!version) return std::nullopt;
  const auto entries = log_.read(stream, *version - 1, 1);
  ensure(!entries.empty(), "an entry that was answered is there");
  const auto header = log::read_header(entries.front().header);
  ensure(header.has_value(), "a stored header can be read");
  return FirstAnswer{header->command_sha256 == request.sha256,
                     codec::result_json(entries.front().payload)};
}

std::vector<std::shared_ptr<const domain::Roll>> Registry::rolls() const {
  const std::scoped_lock lock(mutex_);
  std::vector<std::shared_ptr<const domain::Roll>> found;
  for (const auto& [id, roll] : rolls_) found.push_back(roll);
  return found;
}

void Registry::catch_up(const std::string& stream) {
  auto& head =
      applied_.try_emplace(stream, log::StreamHead{stream, 0, log::kNoEntry}).first->second;
  for (;;) {
    const auto entries = log_.read(stream, head.version, kCatchUpEntriesMax);
    if (entries.empty()) {
      publish_tree();
      return publish_head(head);
    }
    for (const auto& entry : entries) {
      apply(codec::decode_registry_payload(entry.payload));
      head.version = entry.version;
      head.hash = entry.hash;
    }
  }
}

// After what was read is there for everyone.
void Registry::publish_head(const log::StreamHead& head) {
  const std::scoped_lock lock(mutex_);
  heads_[head.stream] = head;
}

Place Registry::place_of(const GridId& grid, std::string_view body) const {
  const auto of = place_of_body(body);
  const bool asked = of == Place::Of::owners;  // of others nobody needs an authorisation
  return {of, asked && binding(grid, kOwnersPapers).has_value()};
}

log::StreamHead Registry::head_of(const std::string& stream) const {
  const std::scoped_lock lock(mutex_);
  const auto found = heads_.find(stream);
  return found == heads_.end() ? log::StreamHead{stream, 0, log::kNoEntry} : found->second;
}

void Registry::look_again(const std::string& stream) {
  const std::scoped_lock one_writer(writing_);
  catch_up(stream);
}

void Registry::publish_tree() {
  if (!growing_) return;
  const std::scoped_lock lock(mutex_);
  grids_ = std::move(growing_);
}

std::string Registry::content_of(const std::string& sha256) const {
  auto bytes = log_.content(sha256);
  if (!bytes) throw codec::DecodeFailure("content " + sha256 + " is missing");
  return std::move(*bytes);
}

void Registry::apply(const codec::RegistryEvent& event) {
  if (const auto* grids = std::get_if<codec::GridsImported>(&event)) {
    // An import adds to the tree; nodes that are there already stay as they are.
    if (!growing_) growing_ = std::make_shared<domain::GridTree>(*this->grids());
    for (auto& node : codec::decode_grids(content_of(grids->content))) {
      if (growing_->find(node.id) != nullptr) continue;
      ensure(!growing_->add(std::move(node)), "an imported grid");
    }
  } else if (const auto* change = std::get_if<codec::GridChanged>(&event)) {
    if (!growing_) growing_ = std::make_shared<domain::GridTree>(*this->grids());
    ensure(growing_->change(change->grid, change->name, change->retired), "a grid that is there");
  } else if (const auto* roll = std::get_if<codec::RollImported>(&event)) {
    auto value =
        std::make_shared<const domain::Roll>(codec::decode_roll(content_of(roll->content)));
    const std::scoped_lock lock(mutex_);
    auto& known = rolls_[roll->roll];
    if (known != nullptr) {
      for (const auto& head : known->heads) rolls_by_head_[head].erase(known->id);
    }
    for (const auto& head : value->heads) rolls_by_head_[head].insert(value->id);
    known = std::move(value);
  } else if (const auto* basis = std::get_if<codec::BindingBasisRecorded>(&event)) {
    const std::scoped_lock lock(mutex_);
    bases_[{basis->grid, basis->body}] = *basis;
  }
}

}  // namespace roundtable::live
