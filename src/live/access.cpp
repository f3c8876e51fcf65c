#include "live/access.hpp"

#include <algorithm>
#include <utility>

#include "base/ensure.hpp"

namespace roundtable::live {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 8> kRoleNames = {{
    {Role::administrator, "administrator"},
    {Role::facilitator, "facilitator"},
    {Role::recorder, "recorder"},
    {Role::secretary, "secretary"},
    {Role::second_secretary, "second_secretary"},
    {Role::supervisor, "supervisor"},
    {Role::handler, "handler"},
    {Role::helper, "helper"},
}};

constexpr std::array<std::pair<OrganisationKind, std::string_view>, kOrganisationKinds.size()>
    kKindNames = {{
        {OrganisationKind::residents_committee, "residents_committee"},
        {OrganisationKind::owners_committee, "owners_committee"},
        {OrganisationKind::property_firm, "property_firm"},
        {OrganisationKind::street_department, "street_department"},
        {OrganisationKind::party_organisation, "party_organisation"},
        {OrganisationKind::unit, "unit"},
    }};

constexpr auto kAlways = Access::always;
constexpr auto kOwners = Access::owners;
constexpr auto kOthers = Access::others;
constexpr auto kAuthorised = Access::authorised;
constexpr auto kNever = Access::never;

// The law gives the assembly of owners to their committee, and to the residents' committee where
// there is none (docs/domain.md 2.1, 2.3); what a property firm is told is what it has to do.
// clang-format off
constexpr AccessRow kMatrix[] = {
    // what, in Chinese; 居委会, 业委会, 物业, 街道, 党组织, 单位
    {"meeting.",         "会议",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"agenda.",          "议程",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"attendance.",      "签到、离场、请假", {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"floor.",           "发言",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"card.",            "提醒",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"proposal.",        "提案",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"amendment.",       "修改提案",         {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"file.",            "材料",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"slip.",            "邀请",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"ballot.",          "表决",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"ballot.cast",      "代录一票",         {kAuthorised, kOwners, kNever, kOthers, kOthers, kNever}},
    {"minutes.",         "纪要",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"decision.",        "议定事项",         {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"record.",          "公示",             {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"issue.",           "事项",             {kAlways, kAlways, kNever, kAlways, kAlways, kNever}},
    {"register.",        "台账",             {kAlways, kNever, kNever, kAlways, kAlways, kNever}},
    {"desk:meetings",    "看会议的内部情况", {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"desk:invitations", "住户、姓名、邀请", {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"desk:phones",      "换手机",           {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"desk:issues",      "登记事项",         {kAlways, kAlways, kNever, kAlways, kAlways, kNever}},
    {"desk:grids",       "网格",             {kAlways, kNever, kNever, kAlways, kAlways, kNever}},
    {"desk:rolls",       "导入名册",         {kAlways, kNever, kNever, kAlways, kNever, kNever}},
    {"desk:rolls-read",  "看名册",           {kAlways, kOwners, kNever, kAlways, kAlways, kNever}},
    {"desk:offices",     "发文单位和文号",   {kAlways, kNever, kNever, kAlways, kAlways, kNever}},
    {"desk:accounts",    "账号和角色",       {kAlways, kNever, kNever, kAlways, kNever, kNever}},
    {"desk:organisations", "组织",           {kNever, kNever, kNever, kAlways, kNever, kNever}},
    {"desk:standing",    "表决效力的依据",   {kNever, kNever, kNever, kAlways, kNever, kNever}},
};
// clang-format on

bool lets(Access access, const Place& place) {
  const bool may_be_owners = place.of != Place::Of::others;
  const bool may_be_others = place.of != Place::Of::owners;
  switch (access) {
    case Access::never:
      return false;
    case Access::always:
      return true;
    case Access::owners:
      return may_be_owners;
    case Access::others:
      return may_be_others;
    case Access::authorised:
      return may_be_others || place.authorised;
  }
  return false;
}

}  // namespace

std::string_view to_string(Role role) {
  for (const auto& [known, text] : kRoleNames) {
    if (known == role) return text;
  }
  return "";
}

std::optional<Role> role_from(std::string_view text) {
  for (const auto& [role, known] : kRoleNames) {
    if (known == text) return role;
  }
  return std::nullopt;
}

std::string_view to_string(OrganisationKind kind) {
  for (const auto& [known, text] : kKindNames) {
    if (known == kind) return text;
  }
  return "";
}

std::optional<OrganisationKind> organisation_kind_from(std::string_view text) {
  for (const auto& [kind, known] : kKindNames) {
    if (known == text) return kind;
  }
  return std::nullopt;
}

bool may_hold(OrganisationKind kind, Role role) {
  switch (kind) {
    case OrganisationKind::residents_committee:
    case OrganisationKind::street_department:
      return true;
    case OrganisationKind::owners_committee:
      return role == Role::facilitator || role == Role::recorder || role == Role::supervisor ||
             role == Role::handler || role == Role::helper;
    case OrganisationKind::party_organisation:
      return role != Role::administrator;
    case OrganisationKind::property_firm:
    case OrganisationKind::unit:
      break;
  }
  return role == Role::handler;
}

std::string_view to_string(Access access) {
  switch (access) {
    case Access::never:
      return "never";
    case Access::always:
      return "always";
    case Access::owners:
      return "owners";
    case Access::others:
      return "others";
    case Access::authorised:
      return "authorised";
  }
  return "";
}

Place::Of place_of_body(std::string_view body) {
  return body.starts_with("owners_") ? Place::Of::owners : Place::Of::others;
}

std::span<const AccessRow> access_matrix() {
  return kMatrix;
}

Access access_of(OrganisationKind kind, std::string_view what) {
  const AccessRow* found = nullptr;
  for (const auto& row : kMatrix) {
    const bool fits = row.what.ends_with('.') ? what.starts_with(row.what) : what == row.what;
    if (fits && (found == nullptr || row.what.size() > found->what.size())) found = &row;
  }
  ensure(found != nullptr, "the access matrix has a row for each command and act");
  return found->by[static_cast<std::size_t>(kind)];
}

bool Roles::contains(Role role) const {
  return std::any_of(held_.begin(), held_.end(),
                     [&](const auto& held) { return held.first == role; });
}

std::set<Role> Roles::names() const {
  std::set<Role> names;
  for (const auto& [role, kind] : held_) names.insert(role);
  return names;
}

bool Roles::acts_for(OrganisationKind kind) const {
  return std::any_of(held_.begin(), held_.end(),
                     [&](const auto& held) { return held.second == kind; });
}

Roles Roles::that_may(std::string_view what) const {
  Roles may;
  may.place = place;
  for (const auto& [role, kind] : held_) {
    if (!kind || lets(access_of(*kind, what), place)) may.add(role, kind);
  }
  return may;
}

}  // namespace roundtable::live
