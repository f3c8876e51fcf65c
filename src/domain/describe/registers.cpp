// The events of registers and what they name, described.
#include "domain/describe/make_event.hpp"
#include "domain/describe/parts.hpp"
#include "domain/describe/values.hpp"

namespace roundtable::domain::describe {
namespace {

const std::vector<Member>& unit() {
  static const std::vector<Member> kMembers = {
      id<&Unit::id>("id"),
      text<&Unit::building>("building"),
      text<&Unit::stair>("stair"),
      number<&Unit::area, &Area::centi>("area", "0.01 m²"),
      choice<area_source_from, &Unit::area_source>("area_source"),
      choice<unit_kind_from, &Unit::kind>("kind"),
      id<&Unit::head>("head")};
  return kMembers;
}

const std::vector<Member>& snapshot_head() {
  static const std::vector<Member> kMembers = {
      number<&SnapshotHead::area, &Area::centi>("area", "0.01 m²"),
      texts<&SnapshotHead::units>("units", 0, 0, 0)};
  return kMembers;
}

bool on_one_grid(const void* event) {
  return !static_cast<const BindingBasisRecorded*>(event)->below;
}
bool in_use(const void* event) {
  return !static_cast<const GridChanged*>(event)->retired;
}

}  // namespace

const std::vector<Member>& roll_content() {
  static const std::vector<Member> kMembers = {
      id<&Roll::id>("id"), id<&Roll::grid>("grid"), texts<&Roll::heads>("heads", 0, 0, 0),
      objects<&Roll::units>("units", unit),
      truth<&Roll::count_titled_parking>("count_titled_parking")};
  return kMembers;
}

const std::vector<Member>& snapshot_content() {
  static const std::vector<Member> kMembers = {id<&RollSnapshot::roll>("roll"),
                                               object<&RollSnapshot::scope>("scope", scope_stored),
                                               by_id<&RollSnapshot::heads>("heads", snapshot_head)};
  return kMembers;
}

// Ids are taken as they stand: imports/grids.cpp holds them to their form.
const std::vector<Member>& grid_content() {
  static const std::vector<Member> kMembers = {
      text<&GridNode::id>("id"), text<&GridNode::name>("name"),
      choice<grid_level_from, &GridNode::level>("level"),
      optional(text<&GridNode::parent>("parent")), optional(text<&GridNode::kind>("kind"))};
  return kMembers;
}

const std::vector<RegisterEventRow>& register_events() {
  // In the order of the variant.
  static const std::vector<RegisterEventRow> kRows = {
      register_event<GridsImported>("grids_imported", "网格已导入",
                                    {text<&GridsImported::content>("content")}),
      register_event<RollImported>(
          "roll_imported", "名册已导入",
          {text<&RollImported::roll>("roll"), text<&RollImported::grid>("grid"),
           text<&RollImported::content>("content")}),
      register_event<BindingBasisRecorded>(
          "binding_basis_recorded", "依据已登记",
          {text<&BindingBasisRecorded::grid>("grid"), text<&BindingBasisRecorded::body>("body"),
           text<&BindingBasisRecorded::text>("text"),
           added(truth<&BindingBasisRecorded::below>("below"), on_one_grid)}),
      register_event<GridChanged>(
          "grid_changed", "网格已更改",
          {text<&GridChanged::grid>("grid"), text<&GridChanged::name>("name"),
           added(truth<&GridChanged::retired>("retired"), in_use)}),
      register_event<KeyRenewed>("key_renewed", "签名密钥已更换",
                                 {text<&KeyRenewed::from>("from"), text<&KeyRenewed::to>("to")}),
  };
  return kRows;
}

const RegisterEventRow& row_of(const RegisterEvent& event) {
  return register_events()[event.index()];
}

const RegisterEventRow* find_register_event(std::string_view name) {
  return find_row(register_events(), name);
}

void* whole(RegisterEvent& event) {
  return std::visit([](auto& one) -> void* { return &one; }, event);
}
const void* whole(const RegisterEvent& event) {
  return std::visit([](const auto& one) -> const void* { return &one; }, event);
}

}  // namespace roundtable::domain::describe
